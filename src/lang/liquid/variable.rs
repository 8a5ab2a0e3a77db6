//! What stands in an output or behind `assign`'s `=`: an expression and the filters it goes
//! through.

use std::borrow::Cow;
use std::sync::Arc;

use crate::base::{Map, Value};
use crate::lang::filters::{self, Arguments, Filter};

use super::context::Names;
use super::error::Error;
use super::expression::Expression;
use super::filters::{self as expression_filters, ExpressionFilter};
use super::markup::lax::{self, WrittenFilter};
use super::markup::strict::{Kind, Parser};
use super::nesting::{NESTING_FILTERS, is_too_deep};

/// An expression and the filters it goes through.
#[derive(Debug, Clone)]
pub struct Variable {
    base: Expression,
    calls: Vec<Call>,
}

/// A filter with its arguments.
#[derive(Debug, Clone)]
struct Call {
    filter: Found,
    /// Its result holds its input, so that it could nest without end.
    nests: bool,
    arguments: Vec<Expression>,
    /// They are one map, which is the last argument.
    named: Vec<(Arc<str>, Expression)>,
}

#[derive(Debug, Clone, Copy)]
enum Found {
    Library(&'static Filter),
    Expression(&'static ExpressionFilter),
}

impl Variable {
    /// Reads by the grammar.
    ///
    /// # Errors
    /// When the markup doesn't follow it.
    pub(super) fn strict(markup: &str) -> Result<Self, Error> {
        let mut parser = Parser::new(markup)?;
        let base = Expression::parse(&parser.expression()?);
        let mut first = None;
        let mut calls = Vec::new();
        while parser.take_if(Kind::Pipe).is_some() {
            let name = parser.take(Kind::Name)?;
            first.get_or_insert(name);
            let mut arguments = Vec::new();
            if parser.take_if(Kind::Colon).is_some() {
                arguments.push(parser.argument()?);
                while parser.take_if(Kind::Comma).is_some() {
                    arguments.push(parser.argument()?);
                }
            }
            calls.extend(Call::new(name, arguments.iter().map(String::as_str)));
        }
        parser.end()?;
        Ok(Variable::new(base, first, calls))
    }

    /// `first` is the name of the first filter, known or not.
    fn new(base: Expression, first: Option<&str>, mut calls: Vec<Call>) -> Self {
        if base.emptiness().is_some() && first == Some("default") {
            // To Ruby the literals are neither nil nor anything that could be empty.
            calls.remove(0);
        }
        Variable { base, calls }
    }

    /// Reads by resemblance.
    pub(super) fn lax(markup: &str) -> Self {
        let Some(found) = lax::fragment(markup) else {
            return Variable::new(Expression::constant(Value::Nil), None, Vec::new());
        };
        let call = |WrittenFilter { name, arguments }| Call::new(name, arguments.into_iter());
        let filters = lax::filters(found.after);
        let first = filters.first().map(|filter| filter.name);
        let calls = filters.into_iter().filter_map(call).collect();
        Variable::new(Expression::parse(found.fragment), first, calls)
    }

    /// The value after all filters, borrowed where there are none.
    ///
    /// # Errors
    /// Those of the filters, and of ranges.
    pub fn evaluate<'a>(&'a self, names: &Names<'a>) -> Result<Cow<'a, Value>, Error> {
        let mut value = self.base.evaluate(names)?;
        for call in &self.calls {
            let result = call.apply(&value, names)?;
            if call.nests && is_too_deep(&result) {
                return Err(Error::liquid("Nesting too deep"));
            }
            value = Cow::Owned(result);
        }
        Ok(value)
    }
}

impl Call {
    /// A filter of a name; `None` if there is none, which leaves values as they are.
    fn new<'a>(name: &str, written: impl Iterator<Item = &'a str>) -> Option<Self> {
        let filter = match expression_filters::find(name) {
            Some(filter) => Found::Expression(filter),
            None => Found::Library(filters::find(name)?),
        };
        let mut arguments = Vec::new();
        let mut named: Vec<(Arc<str>, Expression)> = Vec::new();
        for argument in written {
            match lax::attribute_at_start(argument) {
                Some((key, value, length)) if length == argument.len() => {
                    let value = Expression::parse(value);
                    match named.iter_mut().find(|(known, _)| &**known == key) {
                        Some((_, old)) => *old = value,
                        None => named.push((key.into(), value)),
                    }
                }
                _ => arguments.push(Expression::parse(argument)),
            }
        }
        Some(Call {
            filter,
            nests: NESTING_FILTERS.contains(&name),
            arguments,
            named,
        })
    }

    fn apply(&self, input: &Value, names: &Names<'_>) -> Result<Value, Error> {
        let mut values = Vec::with_capacity(self.arguments.len() + 1);
        for argument in &self.arguments {
            values.push(argument.evaluate(names)?.into_owned());
        }
        if !self.named.is_empty() {
            let mut map = Map::new();
            for (name, value) in &self.named {
                map.insert(name.clone(), value.evaluate(names)?.into_owned());
            }
            values.push(Value::from(map));
        }
        match self.filter {
            Found::Expression(filter) => filter.call(input, &values, names),
            Found::Library(filter) => {
                let mut arguments = Arguments::positional(values);
                for (index, argument) in self.arguments.iter().enumerate() {
                    if argument.emptiness().is_some() {
                        arguments.mark_emptiness(index);
                    }
                }
                let environment = &names.surroundings().environment;
                Ok(filter.call(input, &arguments, environment)?)
            }
        }
    }
}

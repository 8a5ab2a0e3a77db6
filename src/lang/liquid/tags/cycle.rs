//! `{% cycle name: a, b, c %}`

use std::fmt::Write as _;

use crate::base::Value;

use super::super::context::Context;
use super::super::error::Error;
use super::super::expression::Expression;
use super::super::language::Tag;
use super::super::markup::lax;
use super::super::parser::Parser;
use super::super::template::SharedState;

/// Prints its values in turn.
#[derive(Debug)]
struct Cycle {
    group: Group,
    values: Vec<Expression>,
}

/// Which cycles go on where others left off.
#[derive(Debug)]
enum Group {
    /// Those whose names have the same value.
    Named(Expression),
    /// Those with the same list.
    Listed(String),
    /// None but this one, told by its place: its list holds a variable.
    Single(usize),
}

pub(super) fn parse(parser: &mut Parser<'_>, markup: &str) -> Result<Box<dyn Tag>, Error> {
    parser.shares(SharedState {
        registers: true,
        ..SharedState::default()
    });
    let cycle = if let Some((name, list)) = lax::name_before_colon(markup) {
        Cycle {
            group: Group::Named(Expression::parse(name)),
            values: values(list),
        }
    } else if lax::fragments_at_start(markup).is_some() {
        let values = values(markup);
        let literals: Option<Vec<Value>> = values.iter().map(Expression::literal).collect();
        let group = match literals {
            Some(literals) => Group::Listed(Value::from(literals).inspect()),
            None => Group::Single(parser.offset()),
        };
        Cycle { group, values }
    } else {
        return Err(Error::syntax(
            "Syntax Error in 'cycle' - Valid syntax: cycle [name :] var [, var2, var3 ...]",
        ));
    };
    Ok(Box::new(cycle))
}

fn values(list: &str) -> Vec<Expression> {
    list.split(',')
        .filter_map(lax::fragment)
        .map(|found| Expression::parse(found.fragment))
        // A nil that is written as such doesn't count.
        .filter(|value| value.literal() != Some(Value::Nil))
        .collect()
}

impl Tag for Cycle {
    fn render(&self, context: &mut Context<'_>, output: &mut String) -> Result<(), Error> {
        let key = match &self.group {
            Group::Named(name) => name.evaluate(&context.names())?.inspect(),
            Group::Listed(list) => Value::from(list.as_str()).inspect(),
            Group::Single(place) => format!("{}:{place}", context.template_name()),
        };
        let index = context.registers.cycles.get(&key).copied().unwrap_or(0);
        if let Some(value) = self.values.get(index) {
            // Writing to a string can't fail.
            let _ = write!(output, "{}", value.evaluate(&context.names())?);
        }
        let next = index + 1;
        let next = if next >= self.values.len() { 0 } else { next };
        context.registers.cycles.insert(key, next);
        Ok(())
    }
}

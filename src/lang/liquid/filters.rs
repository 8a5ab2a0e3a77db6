//! Jekyll's filters that evaluate an expression for each item of a list.

use std::sync::Arc;

use crate::base::{Map, Value};
use crate::lang::filters::ruby;

use super::condition::Condition;
use super::context::{Binding, Names};
use super::error::Error;
use super::variable::Variable;

/// Expressions that evaluate expressions may nest so deep.
const MAX_DEPTH: usize = 20;

/// A filter that evaluates an expression.
#[derive(Debug)]
pub(super) struct ExpressionFilter {
    name: &'static str,
    apply: fn(&[Value], &str, &str, &Names<'_>) -> Result<Value, Error>,
    /// Of a map it sees the values, not the pairs.
    of_values: bool,
}

static FILTERS: [ExpressionFilter; 3] = [
    ExpressionFilter {
        name: "where_exp",
        apply: where_exp,
        of_values: true,
    },
    ExpressionFilter {
        name: "find_exp",
        apply: find_exp,
        of_values: true,
    },
    ExpressionFilter {
        name: "group_by_exp",
        apply: group_by_exp,
        of_values: false,
    },
];

/// The filter of a name.
pub(super) fn find(name: &str) -> Option<&'static ExpressionFilter> {
    FILTERS.iter().find(|filter| filter.name == name)
}

impl ExpressionFilter {
    /// Applies the filter; what is no list stays.
    ///
    /// # Errors
    /// When there aren't two arguments, and those of the expression.
    pub(super) fn call(
        &self,
        input: &Value,
        arguments: &[Value],
        names: &Names<'_>,
    ) -> Result<Value, Error> {
        let [variable, expression] = arguments else {
            return Err(Error::liquid(format!(
                "wrong number of arguments (given {}, expected 3)",
                arguments.len() + 1
            )));
        };
        let Some(items) = self.items(input) else {
            return Ok(input.clone());
        };
        let (variable, expression) = (ruby::text(variable), ruby::text(expression));
        (self.apply)(&items, &variable, &expression, names)
    }

    /// The items, which aren't copied if they are a list already.
    fn items(&self, input: &Value) -> Option<Arc<Vec<Value>>> {
        match input {
            Value::Map(map) if self.of_values => Some(Arc::new(map.values().cloned().collect())),
            Value::Object(object) if self.of_values && object.is_map() => {
                let keys = object.keys();
                let values = keys.iter().map(|key| object.get(key).unwrap_or_default());
                Some(Arc::new(values.collect()))
            }
            other => other.iterate(),
        }
    }
}

/// Does something with each item bound to a name.
fn with_item<T>(
    names: &Names<'_>,
    name: &str,
    value: &Value,
    action: impl FnOnce(&Names<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let outer = names.innermost();
    let depth = outer.map_or(0, |binding| binding.depth + 1);
    if depth > MAX_DEPTH {
        return Err(Error::liquid("Nesting too deep"));
    }
    let binding = Binding {
        name,
        value,
        outer,
        depth,
    };
    action(&names.bind(&binding))
}

fn where_exp(
    items: &[Value],
    variable: &str,
    expression: &str,
    names: &Names<'_>,
) -> Result<Value, Error> {
    let condition = Condition::strict(expression)?;
    let mut selected = Vec::new();
    for item in items {
        if with_item(names, variable, item, |names| condition.holds(names))? {
            selected.push(item.clone());
        }
    }
    Ok(Value::from(selected))
}

fn find_exp(
    items: &[Value],
    variable: &str,
    expression: &str,
    names: &Names<'_>,
) -> Result<Value, Error> {
    let condition = Condition::strict(expression)?;
    for item in items {
        if with_item(names, variable, item, |names| condition.holds(names))? {
            return Ok(item.clone());
        }
    }
    Ok(Value::Nil)
}

/// A list of groups in order of first appearance: `name`, `items`, `size`.
fn group_by_exp(
    items: &[Value],
    variable: &str,
    expression: &str,
    names: &Names<'_>,
) -> Result<Value, Error> {
    let expression = Variable::strict(expression).unwrap_or_else(|_| Variable::lax(expression));
    let mut groups: Vec<(Value, Vec<Value>)> = Vec::new();
    for item in items {
        let name = with_item(names, variable, item, |names| {
            Ok(expression.evaluate(names)?.into_owned())
        })?;
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, members)) => members.push(item.clone()),
            None => groups.push((name, vec![item.clone()])),
        }
    }
    let groups = groups.into_iter().map(|(name, items)| {
        let size = items.len();
        Value::from(Map::from_iter([
            ("name".into(), name),
            ("items".into(), Value::from(items)),
            ("size".into(), Value::from(size)),
        ]))
    });
    Ok(Value::from(groups.collect::<Vec<_>>()))
}

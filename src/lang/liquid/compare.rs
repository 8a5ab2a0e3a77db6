//! How Liquid compares values.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::base::Value;
use crate::lang::filters::{order, ruby};

use super::error::Error;
use super::expression::Emptiness;

/// `==`: integers and floats as numbers, lists and maps by what they hold, nothing else across
/// kinds.
pub(super) fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Int(_) | Value::Float(_), Value::Int(_) | Value::Float(_)) => {
            order::compare(left, right) == Some(Ordering::Equal)
        }
        (Value::Array(left), Value::Array(right)) => {
            Arc::ptr_eq(left, right)
                || left.len() == right.len()
                    && left.iter().zip(right.iter()).all(|(a, b)| equal(a, b))
        }
        (Value::Map(left), Value::Map(right)) => {
            Arc::ptr_eq(left, right)
                || left.len() == right.len()
                    && left
                        .iter()
                        .all(|(key, a)| right.get(key).is_some_and(|b| equal(a, b)))
        }
        _ => left == right,
    }
}

/// Whether a value is `empty`, or `blank` where that is known.
pub(super) fn is(value: &Value, emptiness: Emptiness, active_support: bool) -> bool {
    match emptiness {
        Emptiness::Empty => has_nothing(value),
        Emptiness::Blank if active_support => match value {
            Value::Str(text) => text.chars().all(char::is_whitespace),
            other => !other.is_truthy() || has_nothing(other),
        },
        Emptiness::Blank => false,
    }
}

fn has_nothing(value: &Value) -> bool {
    match value {
        Value::Str(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Map(map) => map.is_empty(),
        Value::Object(object) => object.is_map() && object.keys().is_empty(),
        _ => false,
    }
}

/// How two values stand to each other; `None` where Liquid doesn't ask.
///
/// # Errors
/// When Ruby can't say.
pub(super) fn ordered(left: &Value, right: &Value) -> Result<Option<Ordering>, Error> {
    if !has_order(left) || !has_order(right) {
        return Ok(None);
    }
    if is_number(left) && is_number(right) {
        return Ok(order::compare(left, right));
    }
    Ok(Some(order::compare_or_fail(left, right)?))
}

fn has_order(value: &Value) -> bool {
    is_number(value) || matches!(value, Value::Str(_) | Value::Time(_) | Value::Date(_))
}

fn is_number(value: &Value) -> bool {
    matches!(value, Value::Int(_) | Value::Float(_))
}

/// `contains`: a part of a text, an item of a list, a key of a map.
pub(super) fn contains(left: &Value, right: &Value) -> bool {
    if !left.is_truthy() || !right.is_truthy() {
        return false;
    }
    match (left, right) {
        (Value::Str(text), part) => text.contains(ruby::text(part).as_ref()),
        (Value::Array(items), item) => items.iter().any(|known| equal(known, item)),
        (Value::Map(map), Value::Str(key)) => map.contains_key(&**key),
        (Value::Range(first, last), Value::Int(number)) => (first..=last).contains(&number),
        #[allow(clippy::cast_precision_loss)]
        (Value::Range(first, last), Value::Float(number)) => {
            (*first as f64..=*last as f64).contains(number)
        }
        (Value::Object(object), Value::Str(key)) => object.keys().contains(key),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Map;

    #[test]
    fn blank_is_known_with_active_support_only() {
        let blank = [
            Value::Nil,
            Value::Bool(false),
            Value::from(" \n"),
            Value::from(Vec::new()),
            Value::from(Map::new()),
        ];
        for value in &blank {
            assert!(is(value, Emptiness::Blank, true), "{value:?}");
            assert!(!is(value, Emptiness::Blank, false), "{value:?}");
        }
        for value in [Value::Int(0), Value::Bool(true), Value::from("x")] {
            assert!(!is(&value, Emptiness::Blank, true), "{value:?}");
        }
    }

    #[test]
    fn numbers_are_equal_within_lists_and_maps() {
        let list =
            |number: Value| Value::from(vec![Value::from(Map::from_iter([("a".into(), number)]))]);
        assert!(equal(&list(Value::Int(1)), &list(Value::Float(1.0))));
        assert!(!equal(&list(Value::Int(1)), &list(Value::from("1"))));
    }
}

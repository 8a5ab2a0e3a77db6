//! Looking up a property of a list's items.

use crate::base::Value;

use super::FilterError;
use super::ruby::{self, is_space, text};

/// Ruby's `item[property]`, as the standard filters look a property up; `Err` where Ruby says that
/// the property is of the wrong type.
pub(super) fn element(item: &Value, property: &Value) -> Result<Value, ()> {
    match (item, property) {
        (Value::Map(map), Value::Str(key)) => Ok(map.get(key).cloned().unwrap_or_default()),
        (Value::Object(object), Value::Str(key)) => Ok(object.get(key).unwrap_or_default()),
        (Value::Str(item), Value::Str(part)) => Ok(item
            .contains(part.as_ref())
            .then(|| property.clone())
            .into()),
        (Value::Str(item), Value::Int(index)) => Ok(character(item, *index)),
        (Value::Array(items), Value::Int(index)) => Ok(place(*index, items.len())
            .and_then(|index| items.get(index).cloned())
            .unwrap_or_default()),
        // An integer's bits are its elements.
        (Value::Int(number), Value::Int(index)) => Ok(Value::Int(match u32::try_from(*index) {
            Ok(bit) => number.checked_shr(bit).unwrap_or(number >> 63) & 1,
            Err(_) if *index < 0 => 0,
            Err(_) => (number >> 63) & 1,
        })),
        (Value::Str(_) | Value::Array(_) | Value::Int(_), _) => Err(()),
        _ => Ok(Value::Nil),
    }
}

fn character(text: &str, index: i64) -> Value {
    let found = if index >= 0 {
        usize::try_from(index)
            .ok()
            .and_then(|index| text.chars().nth(index))
    } else {
        usize::try_from(-1 - index.max(-i64::MAX))
            .ok()
            .and_then(|index| text.chars().rev().nth(index))
    };
    found
        .map(|character| Value::from(character.to_string()))
        .into()
}

/// The place that an index means, which counts from the end if it is negative.
pub(super) fn place(index: i64, length: usize) -> Option<usize> {
    if index >= 0 {
        usize::try_from(index).ok()
    } else {
        length.checked_sub(usize::try_from(index.unsigned_abs()).ok()?)
    }
}

/// Whether an item has elements: whether Ruby's class has a method `[]`.
pub(super) fn has_elements(item: &Value) -> bool {
    matches!(
        item,
        Value::Str(_) | Value::Array(_) | Value::Map(_) | Value::Int(_) | Value::Object(_)
    )
}

/// The error of the standard filters where a property is of the wrong type.
pub(super) fn not_selectable(property: &Value) -> FilterError {
    FilterError::liquid(format!("cannot select the property '{}'", text(property)))
}

/// A property as Jekyll's filters look it up: dots lead into maps, and what looks like a number is one.
///
/// # Errors
/// When an item has no properties.
pub(super) fn of_item(item: &Value, property: &str) -> Result<Value, FilterError> {
    let value = if property.contains('.') {
        let mut value = item.clone();
        let keys: Vec<&str> = property.split('.').collect();
        // Ruby's `split` drops what is empty at the end.
        let length = keys
            .iter()
            .rposition(|key| !key.is_empty())
            .map_or(0, |at| at + 1);
        for key in &keys[..length] {
            value = if has_elements(&value) {
                attribute(&value, key)?
            } else {
                Value::Bool(false)
            };
        }
        value
    } else {
        attribute(item, property)?
    };
    Ok(number_if_like_one(value))
}

fn attribute(item: &Value, key: &str) -> Result<Value, FilterError> {
    match item {
        Value::Map(map) => Ok(map.get(key).cloned().unwrap_or_default()),
        Value::Object(object) => Ok(object.get(key).unwrap_or_default()),
        Value::Str(text) => Ok(text.contains(key).then(|| Value::from(key)).into()),
        Value::Array(_) | Value::Int(_) => Err(FilterError::ruby(
            "no implicit conversion of String into Integer",
        )),
        other => Err(FilterError::no_method("[]", other)),
    }
}

/// Text that is digits, with a point or without, is the number.
fn number_if_like_one(value: Value) -> Value {
    let Value::Str(written) = &value else {
        return value;
    };
    let trimmed = written.trim_matches(is_space);
    let digits = trimmed.strip_prefix('-').unwrap_or(trimmed);
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if digits.is_empty() || digits == "." {
        return value;
    }
    if all_digits(digits) {
        return match ruby::integer(&ruby::leading_integer(trimmed)) {
            // Beyond 64 bits it still compares as a number.
            Value::Str(digits) => Value::Float(digits.parse().unwrap_or_default()),
            number => number,
        };
    }
    match digits.split_once('.') {
        Some((whole, fraction)) if all_digits(whole) && all_digits(fraction) => {
            trimmed.parse().map_or_else(|_| value.clone(), Value::Float)
        }
        _ => value,
    }
}

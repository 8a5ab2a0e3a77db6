//! What Ruby makes of values: their text, class, and conversions to integers.

use std::borrow::Cow;

use bigdecimal::num_bigint::BigInt;

use crate::base::Value;

use super::FilterError;

/// Ruby's `to_s`: unlike a template's output, lists and maps are shown as `inspect` shows them.
pub(in crate::lang) fn text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Str(text) => Cow::Borrowed(text),
        Value::Array(_) => Cow::Owned(value.inspect()),
        other => Cow::Owned(other.to_string()),
    }
}

/// The name of a value's class.
pub(in crate::lang) fn class(value: &Value) -> &'static str {
    match value {
        Value::Nil => "NilClass",
        Value::Bool(true) => "TrueClass",
        Value::Bool(false) => "FalseClass",
        Value::Int(_) => "Integer",
        Value::Float(_) => "Float",
        Value::Str(_) => "String",
        Value::Time(_) => "Time",
        Value::Date(_) => "Date",
        Value::Array(_) => "Array",
        Value::Map(_) => "Hash",
        Value::Range(..) => "Range",
        Value::Object(object) => object.class_name(),
    }
}

/// What Ruby says where a string is needed.
pub(super) fn not_a_string(value: &Value) -> FilterError {
    let what = match value {
        Value::Nil | Value::Bool(_) => value.inspect(),
        other => class(other).to_owned(),
    };
    FilterError::ruby(format!("no implicit conversion of {what} into String"))
}

/// A blank to `strip`: ASCII's, and NUL.
pub(super) fn is_strippable(character: char) -> bool {
    is_space(character) || character == '\0'
}

/// A blank to `split` and to `\s`: ASCII's.
pub(in crate::lang) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\u{b}' | '\u{c}' | '\r')
}

/// The words of a text, as `split` without a pattern finds them.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_space).filter(|word| !word.is_empty())
}

/// `String#to_i`: sign and digits at the start, single underscores between digits; else 0.
pub(in crate::lang) fn leading_integer(text: &str) -> BigInt {
    let text = text.trim_start_matches(is_space);
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let number: BigInt = leading_digits(digits).parse().unwrap_or_default();
    if negative { -number } else { number }
}

fn leading_digits(text: &str) -> String {
    let mut digits = String::new();
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'0'..=b'9' => digits.push(char::from(byte)),
            b'_' if !digits.is_empty() && bytes.peek().is_some_and(u8::is_ascii_digit) => {}
            _ => break,
        }
    }
    digits
}

/// An integer, or its digits where 64 bits don't hold it.
pub(in crate::lang) fn integer(number: &BigInt) -> Value {
    match i64::try_from(number) {
        Ok(number) => Value::Int(number),
        Err(_) => Value::from(number.to_string()),
    }
}

/// An argument that must be an integer, read as Ruby's `Integer()` reads its text.
///
/// # Errors
/// When it isn't one.
pub(super) fn to_integer(value: &Value) -> Result<i64, FilterError> {
    if let Value::Int(number) = value {
        return Ok(*number);
    }
    strict_integer(&text(value)).ok_or_else(|| FilterError::liquid("invalid integer"))
}

/// Decimal, `0x`, `0b`, `0o` or octal digits with a sign, blanks around them.
fn strict_integer(text: &str) -> Option<i64> {
    let text = text.trim_matches(is_space);
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let lower = digits.to_ascii_lowercase();
    let (radix, digits) = match lower.as_bytes() {
        [b'0', b'x', ..] => (16, &lower[2..]),
        [b'0', b'b', ..] => (2, &lower[2..]),
        [b'0', b'o', ..] => (8, &lower[2..]),
        [b'0', b'd', ..] => (10, &lower[2..]),
        [b'0', _, ..] => (8, lower[1..].trim_start_matches('_')),
        _ => (10, lower.as_str()),
    };
    let well_formed = !digits.is_empty()
        && !digits.starts_with('_')
        && !digits.ends_with('_')
        && !digits.contains("__")
        && digits
            .chars()
            .all(|digit| digit == '_' || digit.is_digit(radix));
    if !well_formed {
        return None;
    }
    // Beyond 64 bits a count or an offset is as good as endless.
    let number = i64::from_str_radix(&digits.replace('_', ""), radix).unwrap_or(i64::MAX);
    Some(if negative { -number } else { number })
}

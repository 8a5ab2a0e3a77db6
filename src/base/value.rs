//! The one value type: front matter, data files, configuration and what templates see.
//!
//! Strings, arrays and maps are shared (`Arc`), so that handing a value on never copies it.

use std::fmt;
use std::sync::Arc;

use indexmap::IndexMap;
use jiff::civil::Date;

use super::object::Object;
use super::time::Time;

/// A map in insertion order, as Ruby's hashes are.
pub type Map = IndexMap<Arc<str>, Value>;

/// A value as Ruby's YAML reader would produce it, or as a template makes it.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Value {
    /// Ruby's `nil`.
    #[default]
    Nil,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A floating-point number.
    Float(f64),
    /// Text.
    Str(Arc<str>),
    /// A moment with its offset from UTC.
    Time(Time),
    /// A day of the calendar without a time.
    Date(Date),
    /// A list.
    Array(Arc<Vec<Value>>),
    /// Key and value pairs in the order they were written.
    Map(Arc<Map>),
    /// The integers from the first to the second, both included; none if the second is less.
    Range(i64, i64),
    /// A map whose values are made when they are asked for.
    Object(Arc<dyn Object>),
}

impl Value {
    /// Everything but `nil` and `false` is true, as in Ruby.
    pub fn is_truthy(&self) -> bool {
        !matches!(self, Value::Nil | Value::Bool(false))
    }

    /// Whether this is `nil`.
    pub fn is_nil(&self) -> bool {
        matches!(self, Value::Nil)
    }

    /// The text of a string; `None` for anything else.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::Str(text) => Some(text),
            _ => None,
        }
    }

    /// The elements of an array; `None` for anything else.
    pub fn as_array(&self) -> Option<&[Value]> {
        match self {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The pairs of a map; `None` for anything else.
    pub fn as_map(&self) -> Option<&Map> {
        match self {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The number of an integer; `None` for anything else.
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Value::Int(number) => Some(*number),
            _ => None,
        }
    }

    /// The value under `key` of a map; `None` for other kinds and missing keys.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.as_map()?.get(key)
    }

    /// The value at a path of map keys, such as `["author", "name"]`.
    pub fn dig(&self, path: &[&str]) -> Option<&Value> {
        path.iter().try_fold(self, |value, key| value.get(key))
    }

    /// What a loop over this value goes through: a list's items, a map's pairs, a range's
    /// integers; `None` for what can't be looped over.
    pub fn iterate(&self) -> Option<Arc<Vec<Value>>> {
        match self {
            Value::Array(items) => Some(items.clone()),
            Value::Map(map) => Some(Arc::new(
                map.iter()
                    .map(|(key, value)| Value::from(vec![Value::Str(key.clone()), value.clone()]))
                    .collect(),
            )),
            Value::Range(first, last) => Some(Arc::new((*first..=*last).map(Value::Int).collect())),
            Value::Object(object) => object.iterate().map(Arc::new),
            _ => None,
        }
    }

    /// What kind of value this is, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Nil => "nil",
            Value::Bool(_) => "a boolean",
            Value::Int(_) | Value::Float(_) => "a number",
            Value::Str(_) => "a string",
            Value::Time(_) => "a time",
            Value::Date(_) => "a date",
            Value::Array(_) => "a list",
            Value::Map(_) | Value::Object(_) => "a map",
            Value::Range(..) => "a range",
        }
    }

    /// A value with another laid over it: maps merge key by key, nil leaves what is below, any
    /// other value replaces it, a list too. (So Jekyll merges configuration and front matter.)
    #[must_use]
    pub fn merged_with(&self, over: &Value) -> Value {
        match (self, over) {
            (Value::Map(below), Value::Map(above)) => {
                let mut merged = Map::clone(below);
                merge_into(&mut merged, above);
                Value::from(merged)
            }
            (below, Value::Nil) => below.clone(),
            _ => over.clone(),
        }
    }
}

/// Merges `above` into `target`, deeply: see [`Value::merged_with`].
pub fn merge_into(target: &mut Map, above: &Map) {
    for (key, value) in above {
        let merged = match target.get(key) {
            Some(below) => below.merged_with(value),
            None => value.clone(),
        };
        target.insert(key.clone(), merged);
    }
}

impl fmt::Display for Value {
    /// The text Liquid prints: `nil` is empty, arrays are joined without separator,
    /// a map is Ruby's `inspect`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Nil => Ok(()),
            Value::Bool(value) => write!(formatter, "{value}"),
            Value::Int(value) => write!(formatter, "{value}"),
            Value::Float(value) => formatter.write_str(&float_text(*value)),
            Value::Str(text) => formatter.write_str(text),
            Value::Time(time) => write!(formatter, "{time}"),
            Value::Date(date) => write!(formatter, "{date}"),
            Value::Array(items) => items
                .iter()
                .try_for_each(|item| write!(formatter, "{item}")),
            Value::Map(_) => formatter.write_str(&self.inspect()),
            Value::Range(first, last) => write!(formatter, "{first}..{last}"),
            Value::Object(object) => formatter.write_str(&object.to_text()),
        }
    }
}

impl Value {
    /// Ruby's `inspect` (up to 3.3): `{"a"=>1, "b"=>nil}`.
    pub fn inspect(&self) -> String {
        match self {
            Value::Nil => "nil".to_owned(),
            Value::Str(text) => inspect_text(text),
            Value::Array(items) => {
                let items: Vec<String> = items.iter().map(Value::inspect).collect();
                format!("[{}]", items.join(", "))
            }
            Value::Map(map) => {
                let pairs: Vec<String> = map
                    .iter()
                    .map(|(key, value)| format!("{}=>{}", inspect_text(key), value.inspect()))
                    .collect();
                format!("{{{}}}", pairs.join(", "))
            }
            Value::Object(object) => object.inspect(),
            other => other.to_string(),
        }
    }
}

fn inspect_text(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\u{1b}' => quoted.push_str("\\e"),
            '\u{7}' => quoted.push_str("\\a"),
            '\u{8}' => quoted.push_str("\\b"),
            '\u{b}' => quoted.push_str("\\v"),
            '\u{c}' => quoted.push_str("\\f"),
            // Only these begin an interpolation in a Ruby string.
            '#' if matches!(characters.peek(), Some('{' | '$' | '@')) => quoted.push_str("\\#"),
            control if control.is_control() || matches!(control, '\u{2028}' | '\u{2029}') => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(control)));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// A float as Ruby prints it: shortest form that reads back, at least one decimal,
/// exponent form from 1e15 and below 1e-4.
pub fn float_text(value: f64) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    let magnitude = value.abs();
    if magnitude != 0.0 && !(1e-4..1e15).contains(&magnitude) {
        let scientific = format!("{value:e}");
        let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
        let mantissa = if mantissa.contains('.') {
            mantissa.to_owned()
        } else {
            format!("{mantissa}.0")
        };
        let (sign, digits) = match exponent.strip_prefix('-') {
            Some(digits) => ('-', digits),
            None => ('+', exponent),
        };
        return format!("{mantissa}e{sign}{digits:0>2}");
    }
    let text = value.to_string();
    if text.contains('.') {
        text
    } else {
        format!("{text}.0")
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Str(Arc::from(text))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Str(Arc::from(text))
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Value::Int(value)
    }
}

impl From<usize> for Value {
    fn from(value: usize) -> Self {
        // A count can't exceed what a collection in memory can hold.
        Value::Int(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Self {
        Value::Array(Arc::new(items))
    }
}

impl From<Map> for Value {
    fn from(map: Map) -> Self {
        Value::Map(Arc::new(map))
    }
}

impl From<Time> for Value {
    fn from(time: Time) -> Self {
        Value::Time(time)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Nil, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_print_as_ruby_prints_them() {
        for (value, text) in [
            (1.0, "1.0"),
            (0.1, "0.1"),
            (999999999999999.0, "999999999999999.0"),
            (1e15, "1.0e+15"),
            (1e16, "1.0e+16"),
            (1.5e-5, "1.5e-05"),
            (-0.0, "-0.0"),
            (1e100, "1.0e+100"),
        ] {
            assert_eq!(float_text(value), text);
        }
    }

    #[test]
    fn maps_print_as_ruby_inspects_them() {
        let mut map = Map::new();
        map.insert("a".into(), Value::Nil);
        map.insert(
            "b".into(),
            Value::from(vec![Value::Int(1), Value::from("x\"#{y}")]),
        );
        assert_eq!(
            Value::from(map).to_string(),
            r#"{"a"=>nil, "b"=>[1, "x\"\#{y}"]}"#
        );
    }

    #[test]
    fn merging_goes_into_maps_and_replaces_lists() {
        let read = |text: &str| crate::lang::data::yaml::parse(text).unwrap().value;
        let below = read("a: {x: 1, y: [1, 2]}\nb: 1");
        let above = read("a: {y: [3]}\nb: ~\nc: 2");
        assert_eq!(
            below.merged_with(&above),
            read("a: {x: 1, y: [3]}\nb: 1\nc: 2")
        );
    }
}

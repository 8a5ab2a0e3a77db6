//! JSON.

use crate::base::{Map, Value};

use super::DataError;

/// Reads a JSON text; keys stay in the order they are written in.
///
/// # Errors
/// When the text isn't JSON.
pub fn parse(text: &str) -> Result<Value, DataError> {
    serde_json::from_str::<serde_json::Value>(text)
        .map(|value| from_json(&value))
        .map_err(|error| {
            DataError::at_line(text, error_message(&error), error.line(), error.column())
        })
}

/// The message in plain words, without the place that `serde_json` appends to it.
fn error_message(error: &serde_json::Error) -> String {
    if error.is_eof() {
        return "the text ends before its value does".to_owned();
    }
    let message = error.to_string();
    let message = message
        .rfind(" at line ")
        .map_or(&*message, |end| &message[..end]);
    match message {
        "expected value" => "a value is missing here",
        "trailing comma" => "there is nothing after this comma",
        "trailing characters" => "the value has ended before this",
        "key must be a string" => "keys are written in double quotes",
        "recursion limit exceeded" => "this is nested too deeply",
        other => other,
    }
    .to_owned()
}

fn from_json(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Nil,
        serde_json::Value::Bool(value) => Value::Bool(*value),
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(whole) => Value::Int(whole),
            None => Value::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
        serde_json::Value::String(text) => Value::from(text.as_str()),
        serde_json::Value::Array(items) => {
            Value::from(items.iter().map(from_json).collect::<Vec<_>>())
        }
        serde_json::Value::Object(pairs) => Value::from(
            pairs
                .iter()
                .map(|(key, value)| (key.as_str().into(), from_json(value)))
                .collect::<Map>(),
        ),
    }
}

/// Writes a value as compact JSON, as Ruby's `to_json` does: dates and times as their text,
/// floats that JSON can't hold as `null`.
pub fn to_text(value: &Value) -> String {
    to_json(value).to_string()
}

fn to_json(value: &Value) -> serde_json::Value {
    match value {
        Value::Nil => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Int(number) => (*number).into(),
        Value::Float(number) => (*number).into(),
        Value::Str(text) => text.as_ref().into(),
        Value::Time(_) | Value::Date(_) | Value::Range(..) => value.to_string().into(),
        Value::Array(items) => items.iter().map(to_json).collect(),
        Value::Map(pairs) => pairs
            .iter()
            .map(|(key, value)| (key.to_string(), to_json(value)))
            .collect(),
        Value::Object(object) => object
            .keys()
            .into_iter()
            .map(|key| {
                (
                    key.to_string(),
                    to_json(&object.get(&key).unwrap_or_default()),
                )
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_in_source_order_and_writes_back() {
        let text = r#"{"b":[1,2.5,null,true],"a":"é</x>"}"#;
        assert_eq!(to_text(&parse(text).unwrap()), text);
    }

    #[test]
    fn says_where_it_is_wrong() {
        let error = parse("{\n  \"a\": ,\n}").unwrap_err();
        assert_eq!(
            (error.message.as_str(), error.span),
            ("a value is missing here", 9..10)
        );
    }
}

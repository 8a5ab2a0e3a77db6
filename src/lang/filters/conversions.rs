//! Filters that turn a value into one of another kind.

use crate::base::Value;
use crate::base::value::float_text;
use crate::lang::data::json;

use super::ruby;
use super::{Arguments, Environment, Filter, FilterError, NO_PARAMETERS, Parameters};

pub(super) const FILTERS: &[Filter] = &[
    Filter::text("default", Parameters(&["value"], 0), default),
    Filter::text("jsonify", NO_PARAMETERS, jsonify),
    Filter::text("to_integer", NO_PARAMETERS, to_integer),
];

type Applied = Result<Value, FilterError>;

/// The argument, where the input is nil, false or empty.
fn default(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let is_empty = match input {
        Value::Str(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Map(map) => map.is_empty(),
        Value::Object(object) if object.is_map() => object.keys().is_empty(),
        other => !other.is_truthy(),
    };
    Ok(if is_empty {
        arguments.get(0).cloned().unwrap_or_else(|| Value::from(""))
    } else {
        input.clone()
    })
}

fn jsonify(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    Ok(Value::from(json::to_text(input)))
}

fn to_integer(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    match input {
        Value::Nil | Value::Bool(false) => Ok(Value::Int(0)),
        Value::Bool(true) => Ok(Value::Int(1)),
        Value::Int(_) => Ok(input.clone()),
        Value::Float(number) if !number.is_finite() => Err(FilterError::ruby(float_text(*number))),
        Value::Float(number) => {
            // A float without its decimals is its integer's digits.
            let digits = format!("{:.0}", number.trunc());
            Ok(ruby::integer(&ruby::leading_integer(&digits)))
        }
        Value::Str(text) => Ok(ruby::integer(&ruby::leading_integer(text))),
        Value::Time(time) => Ok(Value::Int(
            time.zoned()
                .timestamp()
                .as_nanosecond()
                .div_euclid(1_000_000_000)
                .try_into()
                .unwrap_or_default(),
        )),
        _ => Err(FilterError::no_method("to_i", input)),
    }
}

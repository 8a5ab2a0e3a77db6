//! Filters that reckon.

use std::cmp::Ordering;

use bigdecimal::RoundingMode;

use crate::base::Value;

use super::number::Number;
use super::{Arguments, Environment, Filter, FilterError, NO_PARAMETERS, Parameters};

const VALUE: Parameters = Parameters(&["value"], 1);

pub(super) const FILTERS: &[Filter] = &[
    Filter::text("abs", NO_PARAMETERS, abs),
    Filter::text("at_least", VALUE, at_least),
    Filter::text("at_most", VALUE, at_most),
    Filter::text("ceil", NO_PARAMETERS, ceil),
    Filter::text("divided_by", VALUE, divided_by),
    Filter::text("floor", NO_PARAMETERS, floor),
    Filter::text("minus", VALUE, minus),
    Filter::text("modulo", VALUE, modulo),
    Filter::text("plus", VALUE, plus),
    Filter::text("round", Parameters(&["precision"], 0), round),
    Filter::text("times", VALUE, times),
];

type Applied = Result<Value, FilterError>;

fn abs(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    Ok(Number::of(input).absolute().into_value())
}

fn plus(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let (left, right) = operands(input, arguments);
    Ok(left.plus(right).into_value())
}

fn minus(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let (left, right) = operands(input, arguments);
    Ok(left.minus(right).into_value())
}

fn times(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let (left, right) = operands(input, arguments);
    Ok(left.times(right).into_value())
}

fn divided_by(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let (left, right) = operands(input, arguments);
    left.divided_by(right).map(Number::into_value)
}

fn modulo(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let (left, right) = operands(input, arguments);
    left.modulo(right).map(Number::into_value)
}

fn operands(input: &Value, arguments: &Arguments) -> (Number, Number) {
    (Number::of(input), Number::of(arguments.or_nil(0)))
}

fn at_least(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    Ok(bounded(input, arguments, Ordering::Greater))
}

fn at_most(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    Ok(bounded(input, arguments, Ordering::Less))
}

/// The argument if it compares so with the input, else the input.
fn bounded(input: &Value, arguments: &Arguments, wins: Ordering) -> Value {
    let (number, bound) = operands(input, arguments);
    let winner = if bound.compare(&number) == Some(wins) {
        bound
    } else {
        number
    };
    winner.into_value()
}

fn ceil(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    let whole = Number::of(input).round(0, RoundingMode::Ceiling)?;
    Ok(whole.into_value())
}

fn floor(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    let whole = Number::of(input).round(0, RoundingMode::Floor)?;
    Ok(whole.into_value())
}

/// Halves are rounded away from zero.
fn round(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let places = arguments
        .get(0)
        .map_or(0, |places| Number::of(places).truncated());
    let rounded = Number::of(input).round(places, RoundingMode::HalfUp)?;
    Ok(rounded.into_value())
}

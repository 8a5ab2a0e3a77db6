//! Numbers as filters reckon with them: integers of any size and exact decimals.

use std::cmp::Ordering;

use bigdecimal::num_bigint::{BigInt, Sign};
use bigdecimal::{BigDecimal, RoundingMode, Zero};

use crate::base::Value;
use crate::base::value::float_text;

use super::{FilterError, ruby};

/// What a value is to a filter that reckons.
#[derive(Debug, Clone)]
pub(super) enum Number {
    Int(BigInt),
    /// A float or a string with a decimal point. Liquid reckons with these exactly.
    Decimal(BigDecimal),
    /// An infinity, no number, or a decimal zero with a minus sign.
    Special(f64),
}

impl Number {
    /// Numbers, strings that are a decimal or begin like an integer; 0 for all else.
    pub(super) fn of(value: &Value) -> Self {
        match value {
            Value::Int(number) => Number::Int(BigInt::from(*number)),
            Value::Float(number) if number.is_finite() => float_text(*number)
                .parse()
                .map_or(Number::Special(f64::NAN), Number::Decimal),
            Value::Float(number) => Number::Special(*number),
            Value::Str(text) => Number::of_text(text),
            _ => Number::Int(BigInt::zero()),
        }
    }

    fn of_text(text: &str) -> Self {
        let stripped = text.trim_matches(ruby::is_strippable);
        let all_digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_decimal = stripped
            .strip_prefix('-')
            .unwrap_or(stripped)
            .split_once('.')
            .is_some_and(|(whole, fraction)| all_digits(whole) && all_digits(fraction));
        if is_decimal && let Ok(decimal) = stripped.parse() {
            return Number::Decimal(decimal);
        }
        Number::Int(ruby::leading_integer(text))
    }

    /// Decimals print as floats.
    pub(super) fn into_value(self) -> Value {
        match self {
            Number::Int(number) => ruby::integer(&number),
            number => Value::Float(number.to_float()),
        }
    }

    fn to_float(&self) -> f64 {
        match self {
            // The text of a number is the nearest way to its float.
            Number::Int(number) => number.to_string().parse().unwrap_or(f64::NAN),
            Number::Decimal(number) => number.to_string().parse().unwrap_or(f64::NAN),
            Number::Special(number) => *number,
        }
    }

    fn to_decimal(&self) -> Option<BigDecimal> {
        match self {
            Number::Int(number) => Some(BigDecimal::from(number.clone())),
            Number::Decimal(number) => Some(number.clone()),
            Number::Special(number) => (*number == 0.0).then(BigDecimal::zero),
        }
    }

    fn is_zero(&self) -> bool {
        match self {
            Number::Int(number) => number.is_zero(),
            Number::Decimal(number) => number.is_zero(),
            Number::Special(number) => *number == 0.0,
        }
    }

    fn is_negative(&self) -> bool {
        match self {
            Number::Int(number) => number.sign() == Sign::Minus,
            Number::Decimal(number) => number.sign() == Sign::Minus,
            Number::Special(number) => number.is_sign_negative(),
        }
    }

    /// A decimal zero keeps the sign of what it was made of.
    fn signed(self, negative: bool) -> Self {
        match self {
            Number::Decimal(number) if negative && number.is_zero() => Number::Special(-0.0),
            other => other,
        }
    }

    /// Reckons with integers, with decimals if either is one, or with floats if either is special.
    fn with(
        self,
        other: Self,
        integers: impl Fn(BigInt, BigInt) -> BigInt,
        decimals: impl Fn(BigDecimal, BigDecimal) -> BigDecimal,
        floats: impl Fn(f64, f64) -> f64,
    ) -> Self {
        if let (Number::Int(left), Number::Int(right)) = (&self, &other) {
            return Number::Int(integers(left.clone(), right.clone()));
        }
        match (self.to_decimal(), other.to_decimal()) {
            (Some(left), Some(right)) => Number::Decimal(decimals(left, right)),
            _ => Number::Special(floats(self.to_float(), other.to_float())),
        }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        self.with(other, |a, b| a + b, |a, b| a + b, |a, b| a + b)
    }

    pub(super) fn minus(self, other: Self) -> Self {
        self.with(other, |a, b| a - b, |a, b| a - b, |a, b| a - b)
    }

    pub(super) fn times(self, other: Self) -> Self {
        let negative = self.is_negative() != other.is_negative();
        self.with(other, |a, b| a * b, |a, b| a * b, |a, b| a * b)
            .signed(negative)
    }

    /// Integers are floored; a decimal divided by zero is infinite or no number.
    ///
    /// # Errors
    /// When an integer is divided by the integer zero.
    pub(super) fn divided_by(self, other: Self) -> Result<Self, FilterError> {
        match (&self, &other) {
            (Number::Int(_), Number::Int(divisor)) if divisor.is_zero() => Err(division_by_zero()),
            _ if other.is_zero() => Ok(Number::Special(self.to_float() / 0.0)),
            _ => {
                let negative = self.is_negative() != other.is_negative();
                let quotient = self.with(
                    other,
                    |a, b| floor_division(&a, &b).0,
                    |a, b| a / b,
                    |a, b| a / b,
                );
                Ok(quotient.signed(negative))
            }
        }
    }

    /// What is left of a floored division: it has the divisor's sign.
    ///
    /// # Errors
    /// When the divisor is zero.
    pub(super) fn modulo(self, other: Self) -> Result<Self, FilterError> {
        if other.is_zero() {
            return Err(division_by_zero());
        }
        Ok(self.with(
            other,
            |a, b| floor_division(&a, &b).1,
            |a, b| {
                let rest = &a % &b;
                if !rest.is_zero() && (rest.sign() == Sign::Minus) != (b.sign() == Sign::Minus) {
                    rest + b
                } else {
                    rest
                }
            },
            |a, b| if b.is_infinite() { a } else { f64::NAN },
        ))
    }

    pub(super) fn absolute(self) -> Self {
        match self {
            Number::Int(number) => Number::Int(BigInt::from(number.magnitude().clone())),
            Number::Decimal(number) => Number::Decimal(number.abs()),
            Number::Special(number) => Number::Special(number.abs()),
        }
    }

    pub(super) fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self.to_decimal(), other.to_decimal()) {
            (Some(left), Some(right)) => Some(left.cmp(&right)),
            _ => self.to_float().partial_cmp(&other.to_float()),
        }
    }

    /// A whole number in the direction of `mode`, with `places` decimals kept, or with so many
    /// digits before the point made zero if it is negative.
    ///
    /// # Errors
    /// When it is infinite or no number.
    pub(super) fn round(self, places: i64, mode: RoundingMode) -> Result<Self, FilterError> {
        // No number here has so many digits.
        let places = places.clamp(-100_000, 100_000);
        match self {
            Number::Int(number) if places >= 0 => Ok(Number::Int(number)),
            Number::Special(number) if places < 1 && !number.is_finite() => {
                Err(FilterError::liquid(domain(number)))
            }
            Number::Special(number) => Ok(Number::Special(number)),
            number => {
                let negative = number.is_negative();
                let decimal = number.to_decimal().unwrap_or_default();
                let shorter = decimal.fractional_digit_count() > places;
                let rounded = if shorter {
                    decimal.with_scale_round(places, mode)
                } else {
                    decimal
                };
                if places >= 1 {
                    return Ok(Number::Decimal(rounded).signed(negative));
                }
                let (whole, _) = rounded.with_scale(0).into_bigint_and_exponent();
                Ok(Number::Int(whole))
            }
        }
    }

    /// The digits before the point, as far as 64 bits go.
    pub(super) fn truncated(&self) -> i64 {
        // `as` saturates, and turns what is no number into 0.
        #[allow(clippy::cast_possible_truncation)]
        let nearest = self.to_float() as i64;
        match self {
            Number::Int(number) => i64::try_from(number).unwrap_or(nearest),
            _ => nearest,
        }
    }
}

fn division_by_zero() -> FilterError {
    FilterError::liquid("divided by 0")
}

/// What Ruby says where a whole number can't be made.
fn domain(number: f64) -> String {
    if number.is_nan() {
        "Computation results in 'NaN' (Not a Number)".to_owned()
    } else {
        format!("Computation results in '{}'", float_text(number))
    }
}

/// Quotient and rest, the rest with the sign of the divisor, which isn't zero.
fn floor_division(dividend: &BigInt, divisor: &BigInt) -> (BigInt, BigInt) {
    let quotient = dividend / divisor;
    let rest = dividend % divisor;
    if !rest.is_zero() && (rest.sign() == Sign::Minus) != (divisor.sign() == Sign::Minus) {
        (quotient - 1, rest + divisor)
    } else {
        (quotient, rest)
    }
}

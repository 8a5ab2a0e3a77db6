//! What a plain scalar means to Jekyll's YAML reader.

use jiff::civil::{Date, Time as Clock};
use jiff::tz::Offset;

use crate::base::{Time, Value};

/// The value of a plain (unquoted) scalar; whatever has no other meaning is a string.
pub(super) fn resolve(text: &str) -> Value {
    keyword(text)
        .or_else(|| integer(text).map(Value::Int))
        .or_else(|| float(text).map(Value::Float))
        .or_else(|| date(text).map(Value::Date))
        .or_else(|| time(text).map(Value::Time))
        .unwrap_or_else(|| Value::from(text))
}

fn keyword(text: &str) -> Option<Value> {
    // The longest keyword has five letters.
    if text.len() > 5 {
        return None;
    }
    match text.to_ascii_lowercase().as_str() {
        "" | "~" | "null" => Some(Value::Nil),
        "true" | "yes" | "on" => Some(Value::Bool(true)),
        "false" | "no" | "off" => Some(Value::Bool(false)),
        _ => None,
    }
}

fn split_sign(text: &str) -> (i64, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// Decimal with `_` or `,` between digits, octal after `0`, hexadecimal after `0x`, binary after `0b`.
fn integer(text: &str) -> Option<i64> {
    let (sign, digits) = split_sign(text);
    let (radix, digits) = match digits.as_bytes() {
        [b'0', b'x', ..] => (16, &digits[2..]),
        [b'0', b'b', ..] => (2, &digits[2..]),
        [b'0', _, ..] => (8, &digits[1..]),
        [b'0'..=b'9', ..] => (10, digits),
        _ => return None,
    };
    if !digits.ends_with(|last: char| last.is_digit(radix)) {
        return None;
    }
    let digits = digits.replace(['_', ','], "");
    if !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    i64::from_str_radix(&digits, radix)
        .ok()
        .map(|number| sign * number)
}

/// A decimal fraction, with an exponent only if that has a sign; sexagesimal numbers (`1:30`); infinities.
fn float(text: &str) -> Option<f64> {
    let (sign, digits) = split_sign(text);
    let sign = if sign < 0 { -1.0 } else { 1.0 };
    match digits {
        ".inf" | ".Inf" | ".INF" => return Some(sign * f64::INFINITY),
        ".nan" | ".NaN" | ".NAN" => return Some(f64::NAN),
        _ => {}
    }
    if digits.contains(':') {
        return sexagesimal(digits).map(|number| sign * number);
    }
    let (whole, rest) = digits.split_once('.')?;
    let (fraction, exponent) = match rest.split_once(['e', 'E']) {
        Some((fraction, exponent)) => (fraction, Some(exponent)),
        None => (rest, None),
    };
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_fits = exponent.is_none_or(|exponent| {
        exponent
            .strip_prefix(['-', '+'])
            .is_some_and(|digits| !digits.is_empty() && all_digits(digits))
    });
    let whole = whole.replace('_', "");
    if !all_digits(&whole) || fraction.is_empty() || !all_digits(fraction) || !exponent_fits {
        return None;
    }
    format!("0{whole}.{rest}")
        .parse()
        .ok()
        .map(|number: f64| sign * number)
}

fn sexagesimal(digits: &str) -> Option<f64> {
    digits
        .split(':')
        .enumerate()
        .try_fold(0.0, |total, (index, part)| {
            let is_number = !part.is_empty()
                && part.len() <= 9
                && part.bytes().all(|byte| byte.is_ascii_digit());
            let number: f64 = is_number.then(|| part.parse().ok())??;
            (index == 0 || number < 60.0).then_some(total * 60.0 + number)
        })
}

/// `2024-01-02`, all digits written.
fn date(text: &str) -> Option<Date> {
    let digits_and_hyphens = text.bytes().enumerate().all(|(index, byte)| match index {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if text.len() != 10 || !digits_and_hyphens {
        return None;
    }
    Date::new(
        text[..4].parse().ok()?,
        text[5..7].parse().ok()?,
        text[8..].parse().ok()?,
    )
    .ok()
}

/// `2024-1-2 3:04:05.6 +0200`, blanks or `T` between day and time. A moment without offset is one
/// in UTC.
fn time(text: &str) -> Option<Time> {
    let is_separator =
        |separator: char| matches!(separator, 'T' | 't') || separator.is_ascii_whitespace();
    let (day, rest) = text.split_once(is_separator)?;
    let rest = rest.trim_start();
    let clock_end = rest
        .find(|character: char| !(character.is_ascii_digit() || ".:".contains(character)))
        .unwrap_or(rest.len());
    let mut day = day.splitn(3, '-').map(|part| number(part, 4));
    let date = Date::new(
        i16::try_from(day.next()??).ok()?,
        i8::try_from(day.next()??).ok()?,
        i8::try_from(day.next()??).ok()?,
    )
    .ok()?;
    let moment = date.to_datetime(clock(&rest[..clock_end])?);
    let offset = offset(rest[clock_end..].trim_start())?;
    let timestamp = offset.to_timestamp(moment).ok()?;
    Some(Time::new(timestamp.to_zoned(offset.to_time_zone())))
}

/// `3:04:05` with an optional fraction.
fn clock(text: &str) -> Option<Clock> {
    let (clock, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut parts = clock.splitn(3, ':').map(|part| number(part, 2));
    let hour = i8::try_from(parts.next()??).ok()?;
    let minute = i8::try_from(parts.next()??).ok()?;
    let second = i8::try_from(parts.next()??).ok()?;
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let nanosecond = format!("{fraction:0<9}").get(..9)?.parse().ok()?;
    Clock::new(hour, minute, second, nanosecond).ok()
}

/// Nothing, `Z`, `+2`, `+0200` or `+02:00`.
fn offset(text: &str) -> Option<Offset> {
    if text.is_empty() || text == "Z" {
        return Some(Offset::UTC);
    }
    let (sign, digits) = split_sign(text);
    if digits.len() == text.len() {
        return None;
    }
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (number(hours, 2)?, number(minutes, 2)?),
        None if digits.len() > 2 => {
            let (hours, minutes) = digits.split_at_checked(digits.len() - 2)?;
            (number(hours, 2)?, number(minutes, 2)?)
        }
        None => (number(digits, 2)?, 0),
    };
    let seconds = sign * i64::from(hours * 3600 + minutes * 60);
    Offset::from_seconds(i32::try_from(seconds).ok()?).ok()
}

/// A number of one to `longest` digits.
fn number(text: &str, longest: usize) -> Option<u16> {
    let fits =
        (1..=longest).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok())?
}

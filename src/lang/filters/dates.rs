//! Filters of dates and times.

use jiff::Timestamp;

use crate::base::{Time, Value};

use super::ruby::text;
use super::text::lower;
use super::{Arguments, Environment, Filter, FilterError, NO_PARAMETERS, Parameters};

const STYLE: Parameters = Parameters(&["type", "style"], 0);

pub(super) const FILTERS: &[Filter] = &[
    Filter::text("date", Parameters(&["format"], 1), date),
    Filter::text("date_to_long_string", STYLE, date_to_long_string),
    Filter::text("date_to_rfc822", NO_PARAMETERS, date_to_rfc822),
    Filter::text("date_to_string", STYLE, date_to_string),
    Filter::text("date_to_xmlschema", NO_PARAMETERS, date_to_xmlschema),
];

type Applied = Result<Value, FilterError>;

/// A date or time in its own zone: `now` and `today`, seconds since 1970, or any text that is a
/// time. What is none stays.
fn date(input: &Value, arguments: &Arguments, environment: &Environment) -> Applied {
    let format = text(arguments.or_nil(0));
    if format.is_empty() {
        return Ok(input.clone());
    }
    Ok(match moment(input, environment) {
        Some(Moment::Time(time)) => Value::from(time.strftime(&format)),
        Some(Moment::Date(date)) => Value::from(Time::strftime_date(date, &format)),
        None => input.clone(),
    })
}

/// What a value says about the calendar.
enum Moment {
    Time(Time),
    Date(jiff::civil::Date),
}

fn moment(input: &Value, environment: &Environment) -> Option<Moment> {
    match input {
        Value::Time(time) => Some(Moment::Time(time.clone())),
        Value::Date(date) => Some(Moment::Date(*date)),
        Value::Int(seconds) => since_1970(*seconds, environment).map(Moment::Time),
        Value::Str(written) if !written.is_empty() => {
            let written = lower(written);
            let time = if written == "now" || written == "today" {
                Some(environment.now.in_zone(environment.zone))
            } else if written.bytes().all(|byte| byte.is_ascii_digit()) {
                written
                    .parse()
                    .ok()
                    .and_then(|seconds| since_1970(seconds, environment))
            } else {
                Time::parse(&written, environment.zone, environment.now)
            };
            time.map(Moment::Time)
        }
        _ => None,
    }
}

fn since_1970(seconds: i64, environment: &Environment) -> Option<Time> {
    let timestamp = Timestamp::from_second(seconds).ok()?;
    Some(Time::new(timestamp.to_zoned(environment.zone.clone())))
}

/// The time that Jekyll's filters show, in the site's zone; `None` for nothing, which stays.
fn site_time(input: &Value, environment: &Environment) -> Result<Option<Time>, FilterError> {
    if text(input).is_empty() {
        return Ok(None);
    }
    let time = match moment(input, environment) {
        Some(Moment::Time(time)) => Some(time.in_zone(environment.zone)),
        Some(Moment::Date(date)) => Time::midnight(date, environment.zone),
        None => None,
    };
    time.map(Some).ok_or_else(|| {
        FilterError::ruby(format!(
            "Invalid Date: '{}' is not a valid datetime.",
            input.inspect()
        ))
    })
}

fn date_to_xmlschema(input: &Value, _: &Arguments, environment: &Environment) -> Applied {
    Ok(match site_time(input, environment)? {
        Some(time) => Value::from(time.to_xmlschema()),
        None => input.clone(),
    })
}

fn date_to_rfc822(input: &Value, _: &Arguments, environment: &Environment) -> Applied {
    Ok(match site_time(input, environment)? {
        Some(time) => Value::from(time.strftime("%a, %d %b %Y %H:%M:%S %z")),
        None => input.clone(),
    })
}

fn date_to_string(input: &Value, arguments: &Arguments, environment: &Environment) -> Applied {
    spelled(input, "%b", arguments, environment)
}

fn date_to_long_string(input: &Value, arguments: &Arguments, environment: &Environment) -> Applied {
    spelled(input, "%B", arguments, environment)
}

/// `09 Mar 2024`; with type `ordinal` `9th Mar 2024`, and with style `US` `Mar 9th, 2024`.
fn spelled(
    input: &Value,
    month: &str,
    arguments: &Arguments,
    environment: &Environment,
) -> Applied {
    let Some(time) = site_time(input, environment)? else {
        return Ok(input.clone());
    };
    let is = |index, name| arguments.get(index).and_then(Value::as_str) == Some(name);
    let format = if is(0, "ordinal") {
        let day = time.zoned().day();
        let day = format!("{day}{}", ordinal_ending(day));
        if is(1, "US") {
            format!("{month} {day}, %Y")
        } else {
            format!("{day} {month} %Y")
        }
    } else {
        format!("%d {month} %Y")
    };
    Ok(Value::from(time.strftime(&format)))
}

fn ordinal_ending(number: i8) -> &'static str {
    match (number, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

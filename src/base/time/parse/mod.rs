//! Ruby's `Time.parse`: the fields that a text names, those it leaves out, and its zone.
//!
//! `tests/dates/parse.tsv` holds what Ruby reads from each of its texts.

mod clock;
mod cursor;
mod dates;
mod digits;
mod fields;

use jiff::civil::{Date, DateTime, Time as Clock};
use jiff::tz::Offset;
use jiff::{Span, Zoned};

use super::{Time, TimeZone};
use fields::Fields;

/// Reads a time: see [`Time::parse`].
pub(super) fn time(text: &str, zone: &TimeZone, now: &Time) -> Option<Time> {
    let fields = Fields::of(text)?;
    if !fields.say_a_time() {
        return None;
    }
    let year = match fields.year {
        Some(year) => i16::try_from(year).ok()?,
        None => now.in_zone(zone).zoned().year(),
    };
    let offset = match fields.zone.as_deref() {
        Some(name) => match zone_offset(name, year, zone) {
            Some(seconds) if seconds.abs() < 24 * 3600 => Offset::from_seconds(seconds).ok(),
            // Such an offset is an error; a name that means nothing is none.
            Some(_) => return None,
            None => None,
        },
        None => None,
    };
    let now = now
        .zoned()
        .timestamp()
        .to_zoned(offset.map_or_else(|| zone.clone(), TimeZone::fixed));
    let moment = civil(&fields, &now)?;
    let Some(offset) = offset else {
        // Of two moments that a clock shows, or two readings of one it leaves out, Ruby's is the later.
        let zoned = zone.to_ambiguous_zoned(moment).later();
        return zoned.ok().map(Time::new);
    };
    let timestamp = offset.to_timestamp(moment).ok()?;
    if fields.zone.as_deref().is_some_and(names_utc) {
        return Some(Time::utc(timestamp));
    }
    // The zone of the place is preferred to a bare offset that says the same.
    let local = timestamp.to_zoned(zone.clone());
    Some(Time::new(if local.offset() == offset {
        local
    } else {
        timestamp.to_zoned(TimeZone::fixed(offset))
    }))
}

/// The calendar and clock that the fields say. What stands before the first named field is taken
/// from `now`, what stands after it is the lowest.
fn civil(fields: &Fields, now: &Zoned) -> Option<DateTime> {
    let (date, clock_from_now) = date(fields, now)?;
    let (default_hour, default_minute) = match (clock_from_now, fields.hour) {
        (true, None) => match fields.minute {
            None => (now.hour(), now.minute()),
            Some(_) => (now.hour(), 0),
        },
        _ => (0, 0),
    };
    let or = |field: Option<u32>, default: i8| {
        field.map_or(Some(default), |value| i8::try_from(value).ok())
    };
    let hour = or(fields.hour, default_hour)?;
    let minute = or(fields.minute, default_minute)?;
    let second = or(fields.second, 0)?;
    // Ruby reads the last moment of a day and a leap second, which are the first of the next.
    let (hour, days) = match (hour, minute, second) {
        (24, 0, 0) => (0, 1),
        _ => (hour, 0),
    };
    let (second, seconds) = if second == 60 { (59, 1) } else { (second, 0) };
    let clock = Clock::new(hour, minute, second, fields.nanosecond.unwrap_or(0)).ok()?;
    date.to_datetime(clock)
        .checked_add(Span::new().days(days).seconds(seconds))
        .ok()
}

/// The day, and whether all of it is that of `now`.
fn date(fields: &Fields, now: &Zoned) -> Option<(Date, bool)> {
    let year = match fields.year {
        Some(year) => i16::try_from(year).ok()?,
        None => now.year(),
    };
    if let Some(day) = fields.day_of_year {
        let first = Date::new(year, 1, 1).ok()?;
        let days = i64::from(day).checked_sub(1)?;
        let date = first.checked_add(Span::new().try_days(days).ok()?).ok()?;
        return (date.year() == year).then_some((date, false));
    }
    let nothing_before = fields.year.is_none();
    let month = match fields.month {
        Some(month) => i8::try_from(month).ok()?,
        None if nothing_before => now.month(),
        None => 1,
    };
    let nothing_before = nothing_before && fields.month.is_none();
    let day = match fields.day {
        Some(day) => i64::from(day),
        None if nothing_before => i64::from(now.day()),
        None => 1,
    };
    if !(1..=31).contains(&day) {
        return None;
    }
    // Ruby reads 31 April as 1 May.
    let date = Date::new(year, month, 1)
        .ok()?
        .checked_add(Span::new().days(day - 1))
        .ok()?;
    Some((date, nothing_before && fields.day.is_none()))
}

/// The names that flag a time as UTC; `GMT` and `+00:00` are offsets.
fn names_utc(zone: &str) -> bool {
    matches!(
        zone.to_ascii_uppercase().as_str(),
        "Z" | "UTC" | "UT" | "-00" | "-0000" | "-00:00"
    )
}

/// The offset in seconds of a zone's name: digits, the North American names of RFC 2822, the
/// military letters, and the names that the zone of the place has itself.
fn zone_offset(name: &str, year: i16, local: &TimeZone) -> Option<i32> {
    let name = name.to_ascii_uppercase();
    if name.starts_with(['+', '-']) {
        return numeric_offset(&name);
    }
    let hours = match name.as_str() {
        "UTC" | "UT" | "GMT" | "Z" => 0,
        "EST" | "CDT" => -5,
        "EDT" => -4,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ => match military_offset(&name) {
            Some(hours) => hours,
            None => return local_offset(&name, year, local),
        },
    };
    Some(hours * 3600)
}

/// The seconds of `+05`, `+0530`, `+05:30`, `+053015` or `+05:30:15`.
fn numeric_offset(name: &str) -> Option<i32> {
    let (sign, digits) = name.split_at_checked(1)?;
    let pairs: Vec<&str> = if digits.contains(':') {
        digits.split(':').collect()
    } else {
        (0..digits.len())
            .step_by(2)
            .map(|at| digits.get(at..at + 2))
            .collect::<Option<_>>()?
    };
    if pairs.is_empty() || pairs.len() > 3 {
        return None;
    }
    let mut seconds = 0;
    for (pair, unit) in pairs.iter().zip([3600, 60, 1]) {
        if pair.len() != 2 || !pair.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        seconds += pair.parse::<i32>().ok()? * unit;
    }
    Some(if sign == "-" { -seconds } else { seconds })
}

/// The hours of a letter: `A` to `I` and `K` to `M` are east of Greenwich, `N` to `Y` west.
fn military_offset(name: &str) -> Option<i32> {
    let [letter] = name.as_bytes() else {
        return None;
    };
    match letter {
        b'A'..=b'I' => Some(i32::from(letter - b'A') + 1),
        b'K'..=b'M' => Some(i32::from(letter - b'K') + 10),
        b'N'..=b'Y' => Some(-1 - i32::from(letter - b'N')),
        _ => None,
    }
}

/// The seconds of a name that the zone of the place has in winter or in summer.
fn local_offset(name: &str, year: i16, local: &TimeZone) -> Option<i32> {
    [1, 7].into_iter().find_map(|month| {
        let first = Date::new(year, month, 1).ok()?;
        let midnight = first.to_zoned(local.clone()).ok()?;
        let is_it = midnight.strftime("%Z").to_string().to_ascii_uppercase() == name;
        is_it.then(|| midnight.offset().seconds())
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{rows, shown};
    use super::*;

    /// The moment that the table of cases takes for now.
    fn now() -> Time {
        Time::utc("2024-05-17T13:14:15.5Z".parse().unwrap())
    }

    #[test]
    fn agrees_with_ruby() {
        let mut wrong = Vec::new();
        for row in rows(include_str!("../../../../tests/dates/parse.tsv")) {
            let [zone, text, expected] = row[..] else {
                panic!("{row:?}");
            };
            let zone = TimeZone::get(zone).unwrap();
            let read = time(&shown(text), &zone, &now());
            let read = read.map_or_else(
                || "-".to_owned(),
                |time| {
                    let zone = if time.is_utc() { " UTC" } else { " %z" };
                    time.strftime(&format!("%Y-%m-%d %H:%M:%S.%N{zone}"))
                },
            );
            if read != expected {
                wrong.push(format!("{row:?} gave {read}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

//! Ruby's `Time#strftime` and `Date#strftime` (Ruby's documentation, "Formats for Dates and Times").
//!
//! `tests/dates/strftime.tsv` holds what Ruby prints for every directive and flag.

mod directive;

use std::fmt::Write;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::Time;
use directive::Directive;

/// Formats a time; what isn't a directive stays as written.
pub(super) fn format(time: &Time, format: &str) -> String {
    let zoned = time.zoned();
    let moment = Moment {
        fields: zoned.datetime(),
        offset: zoned.offset().seconds(),
        zone: zone_name(time),
        epoch: zoned
            .timestamp()
            .as_nanosecond()
            .div_euclid(1_000_000_000)
            .try_into()
            .unwrap_or_default(),
        kind: if time.is_utc() {
            Kind::Utc
        } else {
            Kind::Local
        },
    };
    moment.format(format)
}

/// Formats a day of the calendar as Ruby's `Date#strftime` does: midnight, zone `+00:00`.
pub(super) fn format_date(date: Date, format: &str) -> String {
    let fields = date.to_datetime(jiff::civil::Time::midnight());
    let moment = Moment {
        fields,
        offset: 0,
        zone: "+00:00".to_owned(),
        epoch: TimeZone::UTC
            .to_timestamp(fields)
            .map(|timestamp| timestamp.as_second())
            .unwrap_or_default(),
        kind: Kind::Date,
    };
    moment.format(format)
}

/// `UTC`, the abbreviation of a zone with a name, nothing for a bare offset.
fn zone_name(time: &Time) -> String {
    let zoned = time.zoned();
    let zone = zoned.time_zone();
    if time.is_utc() || *zone == TimeZone::UTC {
        "UTC".to_owned()
    } else if zone.to_fixed_offset().is_ok() {
        String::new()
    } else {
        zoned.strftime("%Z").to_string()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A time of a zone or an offset.
    Local,
    /// A time flagged as UTC.
    Utc,
    /// A day without a time.
    Date,
}

/// What directives are filled with.
struct Moment {
    fields: DateTime,
    /// Seconds east of UTC.
    offset: i32,
    zone: String,
    /// Whole seconds since 1970-01-01 00:00:00 UTC.
    epoch: i64,
    kind: Kind,
}

impl Moment {
    fn format(&self, format: &str) -> String {
        let mut formatted = String::with_capacity(format.len() * 2);
        let mut rest = format;
        while let Some(percent) = rest.find('%') {
            formatted.push_str(&rest[..percent]);
            let directive = &rest[percent + 1..];
            let length = match Directive::read(directive) {
                Ok((read, length)) => {
                    match self.field(&read) {
                        Some(field) => formatted.push_str(&field),
                        None => formatted.push_str(&rest[percent..=percent + length]),
                    }
                    length
                }
                Err(length) => {
                    formatted.push_str(&rest[percent..=percent + length]);
                    length
                }
            };
            rest = &directive[length..];
        }
        formatted.push_str(rest);
        formatted
    }

    /// The text of a directive; `None` if there is none of that letter.
    fn field(&self, directive: &Directive) -> Option<String> {
        self.date_field(directive)
            .or_else(|| self.clock_field(directive))
            .or_else(|| self.composite(directive))
    }

    fn date_field(&self, directive: &Directive) -> Option<String> {
        let date = self.fields.date();
        let year = i64::from(date.year());
        let weekday = i64::from(date.weekday().to_sunday_zero_offset());
        let day_of_year = i64::from(date.day_of_year());
        let iso = date.iso_week_date();
        let number = |value: i64, digits| Some(directive.number(value, digits, '0'));
        let name = |format: &str| Some(directive.name(&date.strftime(format).to_string()));
        match directive.letter {
            'Y' => Some(directive.year(year)),
            'G' => Some(directive.year(i64::from(iso.year()))),
            'C' => number(year.div_euclid(100), 2),
            'y' => number(year.rem_euclid(100), 2),
            'g' => number(i64::from(iso.year()).rem_euclid(100), 2),
            'm' => number(i64::from(date.month()), 2),
            'd' => number(i64::from(date.day()), 2),
            'e' => Some(directive.number(i64::from(date.day()), 2, ' ')),
            'j' => number(day_of_year, 3),
            'u' => number(i64::from(date.weekday().to_monday_one_offset()), 1),
            'w' => number(weekday, 1),
            'U' => number((day_of_year + 6 - weekday) / 7, 2),
            'W' => number((day_of_year + 6 - (weekday + 6) % 7) / 7, 2),
            'V' => number(i64::from(iso.week()), 2),
            'A' => name("%A"),
            'a' => name("%a"),
            'B' => name("%B"),
            'b' | 'h' => name("%b"),
            _ => None,
        }
    }

    fn clock_field(&self, directive: &Directive) -> Option<String> {
        let clock = self.fields.time();
        let hour = i64::from(clock.hour());
        let twelve = (hour + 11) % 12 + 1;
        let number = |value: i64, padding| Some(directive.number(value, 2, padding));
        let half = if hour < 12 { "am" } else { "pm" };
        match directive.letter {
            'H' => number(hour, '0'),
            'k' => number(hour, ' '),
            'I' => number(twelve, '0'),
            'l' => number(twelve, ' '),
            'M' => number(i64::from(clock.minute()), '0'),
            'S' => number(i64::from(clock.second()), '0'),
            'L' => Some(directive.fraction(clock.subsec_nanosecond(), 3)),
            'N' => Some(directive.fraction(clock.subsec_nanosecond(), 9)),
            'p' if directive.swapped => Some(directive.text(half)),
            'p' => Some(directive.text(&half.to_uppercase())),
            'P' => Some(directive.name(half)),
            's' => Some(directive.number(self.epoch, 1, '0')),
            'Q' if self.kind == Kind::Date => {
                Some(directive.number(self.epoch.saturating_mul(1000), 1, '0'))
            }
            'z' => Some(self.offset(directive)),
            // A bare offset has no name, which no width makes longer.
            'Z' if self.zone.is_empty() => Some(String::new()),
            'Z' if directive.swapped => Some(directive.text(&self.zone.to_lowercase())),
            'Z' => Some(directive.text(&self.zone)),
            _ => None,
        }
    }

    /// Directives that stand for several others, or for a character.
    fn composite(&self, directive: &Directive) -> Option<String> {
        let format = match directive.letter {
            'c' => "%a %b %e %H:%M:%S %Y",
            'D' | 'x' => "%m/%d/%y",
            'F' => "%Y-%m-%d",
            'R' => "%H:%M",
            'r' => "%I:%M:%S %p",
            'T' | 'X' => "%H:%M:%S",
            'v' => "%e-%^b-%Y",
            '+' if self.kind == Kind::Date => "%a %b %e %H:%M:%S %Z %Y",
            'n' => return Some(directive.text("\n")),
            't' => return Some(directive.text("\t")),
            '%' => return Some(directive.text("%")),
            _ => return None,
        };
        let text = self.format(format);
        Some(directive.pad(if directive.upper {
            text.to_uppercase()
        } else {
            text
        }))
    }

    /// `+hhmm`, with one colon `+hh:mm`, with two `+hh:mm:ss`, with three the shortest of these
    /// that is exact. The width counts the whole; the padding goes into the hours.
    fn offset(&self, directive: &Directive) -> String {
        let seconds = self.offset.unsigned_abs();
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let mut rest = String::new();
        // Writing to a string can't fail.
        let _ = match directive.colons {
            0 => write!(rest, "{minutes:02}"),
            1 => write!(rest, ":{minutes:02}"),
            2 => write!(rest, ":{minutes:02}:{seconds:02}"),
            _ if seconds != 0 => write!(rest, ":{minutes:02}:{seconds:02}"),
            _ if minutes != 0 => write!(rest, ":{minutes:02}"),
            _ => Ok(()),
        };
        // `%-z` of a time flagged as UTC is RFC 2822's `-0000`: the local zone isn't known.
        let negative = self.offset < 0 || (self.kind == Kind::Utc && directive.unpadded);
        let sign = if negative { '-' } else { '+' };
        let shortest = if self.kind == Kind::Date && directive.unpadded {
            1
        } else {
            2
        };
        let width = directive
            .width
            .unwrap_or(0)
            .saturating_sub(rest.len() + 1)
            .max(shortest);
        if directive.padding == Some(' ') {
            let hours = format!("{sign}{hours}");
            let width = width + 1;
            format!("{hours:>width$}{rest}")
        } else {
            format!("{sign}{hours:0width$}{rest}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{rows, shown};
    use super::*;
    use jiff::Timestamp;
    use jiff::tz::Offset;

    fn time(seconds: &str, zone: &str) -> Time {
        let (whole, fraction) = seconds.split_once('.').unwrap();
        let whole: i128 = whole.parse().unwrap();
        let fraction: i128 = format!("{fraction:0<9}").parse().unwrap();
        let sign = if seconds.starts_with('-') { -1 } else { 1 };
        let timestamp =
            Timestamp::from_nanosecond(whole * 1_000_000_000 + sign * fraction).unwrap();
        if zone == "utc" {
            return Time::utc(timestamp);
        }
        let zone = match zone.parse() {
            Ok(seconds) => TimeZone::fixed(Offset::from_seconds(seconds).unwrap()),
            Err(_) => TimeZone::get(zone).unwrap(),
        };
        Time::new(timestamp.to_zoned(zone))
    }

    #[test]
    fn agrees_with_ruby() {
        let mut wrong = Vec::new();
        for row in rows(include_str!("../../../../tests/dates/strftime.tsv")) {
            let [moment, zone, directives, expected] = row[..] else {
                panic!("{row:?}");
            };
            let directives = shown(directives);
            let formatted = match zone {
                "date" => format_date(moment.parse().unwrap(), &directives),
                _ => format(&time(moment, zone), &directives),
            };
            if formatted != shown(expected) {
                wrong.push(format!("{row:?} gave {formatted:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn directives_that_ruby_refuses_stay_as_written() {
        let time = time("0.0", "utc");
        for text in [
            "%999999999d",
            "%99999999999999999999999d",
            "100%",
            "%5",
            "%-",
        ] {
            assert_eq!(format(&time, text), text);
        }
        assert_eq!(format(&time, "%65534d").len(), 65_534);
    }
}

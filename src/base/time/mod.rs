//! Moments as Ruby's `Time` shows them, and the time zone of a site.

mod parse;
mod strftime;

use std::cmp::Ordering;
use std::fmt;

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

pub use jiff::tz::TimeZone;

/// A moment with the zone it is shown in: Ruby's `Time`.
#[derive(Debug, Clone)]
pub struct Time {
    zoned: Box<Zoned>,
    /// Ruby prints a time read as `…Z` with ` UTC`, a local time in zone UTC with ` +0000`.
    utc: bool,
}

impl Time {
    /// A local time.
    pub fn new(zoned: Zoned) -> Self {
        Time {
            zoned: Box::new(zoned),
            utc: false,
        }
    }

    /// A moment flagged as UTC, which prints ` UTC`.
    pub fn utc(timestamp: Timestamp) -> Self {
        Time {
            zoned: Box::new(timestamp.to_zoned(TimeZone::UTC)),
            utc: true,
        }
    }

    /// The present moment in a zone.
    pub fn now(zone: &TimeZone) -> Self {
        Time::new(Timestamp::now().to_zoned(zone.clone()))
    }

    /// The same moment shown in `zone` (Ruby's `localtime`).
    #[must_use]
    pub fn in_zone(&self, zone: &TimeZone) -> Self {
        Time::new(self.zoned.timestamp().to_zoned(zone.clone()))
    }

    /// Midnight of a day in a zone.
    pub fn midnight(date: Date, zone: &TimeZone) -> Option<Self> {
        date.to_zoned(zone.clone()).ok().map(Time::new)
    }

    /// The calendar fields and zone.
    pub fn zoned(&self) -> &Zoned {
        &self.zoned
    }

    /// Whether it is flagged as UTC: see [`Time::utc`].
    pub fn is_utc(&self) -> bool {
        self.utc
    }

    /// Formats as Ruby's `Time#strftime` does; unknown directives stay as written.
    pub fn strftime(&self, format: &str) -> String {
        strftime::format(self, format)
    }

    /// Formats a day as Ruby's `Date#strftime` does, which is midnight in zone `+00:00`.
    pub fn strftime_date(date: Date, format: &str) -> String {
        strftime::format_date(date, format)
    }

    /// ISO 8601 as Ruby's `xmlschema` prints it: `2025-07-16T13:20:11+00:00`, or `Z` if flagged UTC.
    pub fn to_xmlschema(&self) -> String {
        self.strftime(if self.utc {
            "%Y-%m-%dT%H:%M:%SZ"
        } else {
            "%Y-%m-%dT%H:%M:%S%:z"
        })
    }

    /// Reads a date or time as Ruby's `Time.parse` does, taking `zone` where the text names none
    /// and `now` for the fields it leaves out. `None` where Ruby raises, and for years after 9999.
    pub fn parse(text: &str, zone: &TimeZone, now: &Time) -> Option<Self> {
        parse::time(text, zone, now)
    }
}

impl fmt::Display for Time {
    /// As Ruby's `Time#to_s`: `2025-07-16 13:20:11 +0000`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zone = if self.utc { "UTC" } else { "%z" };
        formatter.write_str(&self.strftime(&format!("%Y-%m-%d %H:%M:%S {zone}")))
    }
}

impl PartialEq for Time {
    fn eq(&self, other: &Self) -> bool {
        self.zoned.timestamp() == other.zoned.timestamp()
    }
}

impl Eq for Time {}

impl PartialOrd for Time {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Time {
    fn cmp(&self, other: &Self) -> Ordering {
        self.zoned.timestamp().cmp(&other.zoned.timestamp())
    }
}

#[cfg(test)]
mod tests {
    /// The rows of a table of cases in `tests/`, split at tabs.
    pub(super) fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
        table.lines().map(|line| line.split('\t').collect())
    }

    /// A cell's text: `\n`, `\t` and `\\` stand for the characters.
    pub(super) fn shown(cell: &str) -> String {
        cell.replace("\\\\", "\u{0}")
            .replace("\\n", "\n")
            .replace("\\t", "\t")
            .replace('\u{0}', "\\")
    }
}

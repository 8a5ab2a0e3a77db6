//! The fields of a date that a text names, found as Ruby's `Date._parse` finds them: weekday and
//! clock first, then the first of several spellings of a date that occurs anywhere in the text.

use super::cursor::Cursor;
use super::{clock, dates, digits};

/// Ruby refuses longer texts.
const LONGEST: usize = 128;

/// What a text names; nothing of it is checked.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub(super) year: Option<i64>,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
    /// Day of the year, from 1.
    pub(super) day_of_year: Option<u32>,
    pub(super) hour: Option<u32>,
    pub(super) minute: Option<u32>,
    pub(super) second: Option<u32>,
    pub(super) nanosecond: Option<i32>,
    /// The zone's name or offset as written, in lower case.
    pub(super) zone: Option<String>,
    /// The year was written out: `24` is the year 24.
    pub(super) exact_year: bool,
    pub(super) before_christ: bool,
}

/// One spelling: reads it at a place, and fills in what it says once all of it is there.
type Spelling = fn(&mut Cursor, &mut Fields) -> Option<()>;

/// In the order they are tried; the first that occurs ends the search.
const SPELLINGS: [Spelling; 15] = [
    dates::day_month_year,
    dates::month_day_year,
    dates::hyphens,
    dates::japanese_era,
    dates::day_hyphen_month,
    dates::month_hyphen_day,
    dates::slashes,
    dates::dots,
    dates::week,
    dates::without_year,
    dates::hyphen_day_of_year,
    dates::year_alone,
    dates::month_alone,
    dates::day_alone,
    digits::digits_alone,
];

impl Fields {
    /// Finds the fields of a text; `None` if it is longer than any date.
    pub(super) fn of(text: &str) -> Option<Self> {
        if text.chars().nth(LONGEST).is_some() {
            return None;
        }
        let mut text = legible(text);
        let mut fields = Fields::default();
        find(&mut text, &mut fields, clock::weekday);
        find(&mut text, &mut fields, clock::clock);
        let _ = SPELLINGS
            .into_iter()
            .any(|spelling| find(&mut text, &mut fields, spelling));
        find(&mut text, &mut fields, before_christ);
        remaining_number(&text, &mut fields);
        fields.complete_year();
        Some(fields)
    }

    /// Whether any of it belongs to a time; a weekday alone doesn't.
    pub(super) fn say_a_time(&self) -> bool {
        self.year.is_some()
            || self.day_of_year.is_some()
            || self.nanosecond.is_some()
            || [self.month, self.day, self.hour, self.minute, self.second]
                .iter()
                .any(Option::is_some)
    }

    /// Years before Christ count from 0, and two digits are of 1969 to 2068.
    fn complete_year(&mut self) {
        let Some(year) = self.year else { return };
        self.year = Some(if self.before_christ {
            1 - year
        } else if self.exact_year || !(0..100).contains(&year) {
            year
        } else if year >= 69 {
            year + 1900
        } else {
            year + 2000
        });
    }

    /// Takes three numbers in the order year, month, day, unless their looks say otherwise: the
    /// year is the one with an apostrophe or more than two digits, and two numbers are month and day.
    pub(super) fn take(&mut self, year: Option<&str>, month: Option<&str>, day: Option<&str>) {
        let (mut year, mut month, mut day) = (year, month, day);
        if day.is_none() && year.is_some() && month.is_some() {
            (year, month, day) = (None, year, month);
        }
        let looks_like_year = |number: &str| number.starts_with('\'') || number.len() > 2;
        if year.is_none() && day.is_some_and(looks_like_year) {
            (year, day) = (day, None);
        }
        if let Some((number, ordinal)) = year.and_then(split_ordinal)
            && !ordinal.is_empty()
        {
            (year, day) = (day, Some(number));
        }
        if month.is_some_and(looks_like_year) {
            (year, month, day) = (month, day, year);
        }
        if day.is_some_and(looks_like_year) {
            (year, day) = (day, year);
        }
        if let Some(written) = year {
            let number = written.trim_start_matches('\'');
            let digits = number.trim_start_matches(['+', '-']);
            self.exact_year = number.len() != digits.len() || digits.len() > 2;
            self.year = number.trim_start_matches('+').parse().ok();
        }
        self.month = month.and_then(unsigned).or(self.month);
        self.day = day.and_then(unsigned).or(self.day);
    }

    pub(super) fn take_clock(&mut self, hour: &str, minute: Option<&str>, second: Option<&str>) {
        self.hour = unsigned(hour);
        self.minute = minute.and_then(unsigned);
        self.second = second.and_then(unsigned);
    }
}

/// Lower case; whatever no date is written with becomes one blank.
fn legible(text: &str) -> Vec<char> {
    let mut legible: Vec<char> = Vec::with_capacity(text.len());
    let mut in_gap = false;
    for character in text.chars().flat_map(char::to_lowercase) {
        let keep = character.is_alphanumeric() || "-+',./:@[]".contains(character);
        if keep {
            legible.push(character);
        } else if !in_gap {
            legible.push(' ');
        }
        in_gap = !keep;
    }
    legible
}

/// Looks for a spelling at every place; what it covers becomes a blank.
fn find(text: &mut Vec<char>, fields: &mut Fields, spelling: Spelling) -> bool {
    for start in 0..text.len() {
        let mut cursor = Cursor::new(text, start);
        if spelling(&mut cursor, fields).is_some() {
            let end = cursor.at;
            text.splice(start..end, [' ']);
            return true;
        }
    }
    false
}

/// The number in a text, without sign, apostrophe or ordinal ending.
pub(super) fn unsigned(text: &str) -> Option<u32> {
    let digits = text.trim_start_matches(|character: char| !character.is_ascii_digit());
    let end = digits
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(digits.len());
    // Too large a number is no field of a date, but it is one that was named.
    (end > 0).then(|| digits[..end].parse().unwrap_or(u32::MAX))
}

/// The digits of `9th` and what follows them.
fn split_ordinal(text: &str) -> Option<(&str, &str)> {
    let start = text.find(|character: char| character.is_ascii_digit())?;
    let digits = &text[start..];
    let end = digits
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(digits.len());
    Some(digits.split_at(end))
}

/// The first nine digits of a fraction of a second.
pub(super) fn nanoseconds(digits: &str) -> Option<i32> {
    format!("{digits:0<9}").get(..9)?.parse().ok()
}

/// `BC` anywhere else.
fn before_christ(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    if !cursor.at_boundary() {
        return None;
    }
    let index = cursor.eat_one_of(&["b.c.e.", "bce", "b.c.", "bc"])?;
    if index % 2 == 1 {
        cursor.at_boundary().then_some(())?;
    }
    fields.before_christ = true;
    Some(())
}

/// A lone number that is left is the day where there is a clock, the hour where there is a day.
fn remaining_number(text: &[char], fields: &mut Fields) {
    let mut cursor = Cursor::new(text, 0);
    cursor.spaces();
    let Some(digits) = cursor.digits().filter(|digits| digits.len() <= 2) else {
        return;
    };
    cursor.spaces();
    let Some(number) = unsigned(&digits).filter(|_| cursor.at_end()) else {
        return;
    };
    if fields.hour.is_some() && fields.day.is_none() && (1..=31).contains(&number) {
        fields.day = Some(number);
    } else if fields.day.is_some() && fields.hour.is_none() && number <= 24 {
        fields.hour = Some(number);
    }
}

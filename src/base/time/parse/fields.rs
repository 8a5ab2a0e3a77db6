//! The fields of a date that a text names, found as Ruby's `Date._parse` finds them: weekday and
//! clock first, then the first of several spellings of a date that occurs anywhere in the text.

use super::cursor::Cursor;

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
    exact_year: bool,
    before_christ: bool,
}

/// One spelling: reads it at a place, and fills in what it says.
type Spelling = fn(&mut Cursor, &mut Fields) -> Option<()>;

/// In the order they are tried; the first that occurs ends the search.
const SPELLINGS: [Spelling; 15] = [
    day_month_year,
    month_day_year,
    hyphens,
    japanese_era,
    day_hyphen_month,
    month_hyphen_day,
    slashes,
    dots,
    week,
    without_year,
    hyphen_day_of_year,
    year_alone,
    month_alone,
    day_alone,
    digits_alone,
];

impl Fields {
    /// Finds the fields of a text; `None` if it is longer than any date.
    pub(super) fn of(text: &str) -> Option<Self> {
        if text.chars().nth(LONGEST).is_some() {
            return None;
        }
        let mut text = legible(text);
        let mut fields = Fields::default();
        find(&mut text, &mut fields, weekday);
        find(&mut text, &mut fields, clock);
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
    fn take(&mut self, year: Option<&str>, month: Option<&str>, day: Option<&str>) {
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

    fn take_clock(&mut self, hour: &str, minute: Option<&str>, second: Option<&str>) {
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
fn unsigned(text: &str) -> Option<u32> {
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
fn nanoseconds(digits: &str) -> Option<i32> {
    format!("{digits:0<9}").get(..9)?.parse().ok()
}

/// `Sat`, `Saturday,`.
fn weekday(cursor: &mut Cursor, _: &mut Fields) -> Option<()> {
    let begins = cursor.at_boundary();
    cursor.eat_one_of(&["sun", "mon", "tue", "wed", "thu", "fri", "sat"])?;
    cursor.take_while(|character| !(character.is_ascii_digit() || "-/ ".contains(character)));
    begins.then_some(())
}

/// `10:00`, `10:00:05.5 PM`, `10h 30m`, `10 pm`, and a zone after it.
fn clock(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    if cursor.after_digit() {
        return None;
    }
    let hour = cursor.digits()?;
    cursor.spaces();
    let mut minute = None;
    let mut second = None;
    let mut fraction = None;
    let with_minutes = if cursor.peek() == Some(':') {
        cursor.eat(':');
        cursor.spaces();
        minute = Some(cursor.digits()?);
        let mut ahead = *cursor;
        ahead.spaces();
        if ahead.eat(':') {
            ahead.spaces();
            if let Some(digits) = ahead.digits() {
                second = Some(digits);
                if ahead.eat_any(",.").is_some() {
                    fraction = Some(ahead.take_while(|character| character.is_ascii_digit()));
                }
                *cursor = ahead;
            }
        }
        true
    } else if cursor.eat('h') {
        (minute, second) = minutes_after_h(cursor);
        true
    } else {
        false
    };
    let half = half_of_day(cursor);
    if half.is_none() && !with_minutes {
        return None;
    }
    fields.take_clock(&hour, minute.as_deref(), second.as_deref());
    fields.nanosecond = fraction
        .filter(|digits| !digits.is_empty())
        .and_then(|digits| nanoseconds(&digits));
    if let Some(half) = half {
        let noon = if half == 'p' { 12 } else { 0 };
        fields.hour = fields.hour.map(|hour| hour % 12 + noon);
    }
    fields.zone = zone(cursor);
    Some(())
}

/// `30m 15s` after `10h`, each letter optional.
fn minutes_after_h(cursor: &mut Cursor) -> (Option<String>, Option<String>) {
    let mut ahead = *cursor;
    ahead.spaces();
    let Some(minute) = ahead.digits() else {
        return (None, None);
    };
    ahead.eat('m');
    *cursor = ahead;
    ahead.spaces();
    let second = ahead.digits();
    if second.is_some() {
        ahead.eat('s');
        *cursor = ahead;
    }
    (Some(minute), second)
}

/// `am`, `p.m.`: the first letter.
fn half_of_day(cursor: &mut Cursor) -> Option<char> {
    let mut ahead = *cursor;
    ahead.spaces();
    let half = ahead.eat_any("ap")?;
    let whole = ahead.eat_word(".m.") || (ahead.eat('m') && ahead.at_boundary());
    if !whole {
        return None;
    }
    *cursor = ahead;
    Some(half)
}

/// `+02:00`, `gmt-5`, `utc`, `eastern standard time`, `est dst`, or any other word.
fn zone(cursor: &mut Cursor) -> Option<String> {
    let mut ahead = *cursor;
    ahead.spaces();
    let start = ahead;
    if let Some(offset) = offset_zone(&mut ahead) {
        *cursor = ahead;
        return Some(offset);
    }
    ahead = start;
    let words = ahead.take_while(|character| character.is_alphabetic() || ". ".contains(character));
    for kind in ["standard time", "daylight time"] {
        if let Some(at) = words.rfind(kind)
            && at > 0
        {
            let name = &words[..at + kind.len()];
            cursor.at = start.at + name.chars().count();
            return Some(name.to_owned());
        }
    }
    ahead = start;
    let mut name = ahead.take_while(char::is_alphabetic);
    if name.is_empty() || !ahead.at_boundary() {
        return None;
    }
    let mut summer = ahead;
    if summer.eat_word(" dst") && summer.at_boundary() {
        ahead = summer;
        name.push_str(" dst");
    }
    *cursor = ahead;
    Some(name)
}

/// `+2`, `-05:30`, `gmt+2`, `utc-03:30:15`.
fn offset_zone(cursor: &mut Cursor) -> Option<String> {
    let prefix = cursor
        .eat_one_of(&["gmt", "utc", "ut"])
        .map_or("", |index| ["gmt", "utc", "ut"][index]);
    let sign = cursor.eat_any("+-")?;
    let mut name = format!("{prefix}{sign}{}", cursor.digits()?);
    let mut ahead = *cursor;
    if let Some(separator) = ahead.eat_any(",.:")
        && let Some(digits) = ahead.digits()
    {
        name.push(separator);
        name.push_str(&digits);
        *cursor = ahead;
        if ahead.eat(':')
            && let Some(digits) = ahead.digits()
        {
            name.push(':');
            name.push_str(&digits);
            *cursor = ahead;
        }
    }
    Some(name)
}

/// Moves behind what may stand between a number and the name of a month, and the name.
fn month_after_number(cursor: &mut Cursor) -> Option<u32> {
    // The name may be glued to the number or to its ending: `9mar`, `9thmar`, `9. mar`.
    let mut glued = *cursor;
    rest_until_blank(&mut glued);
    let mut apart = glued;
    apart.spaces();
    if let Some(month) = apart.month() {
        *cursor = apart;
        return Some(month);
    }
    for at in (cursor.at..glued.at).rev() {
        let mut inside = *cursor;
        inside.at = at;
        if let Some(month) = inside.month() {
            *cursor = inside;
            return Some(month);
        }
    }
    None
}

fn rest_until_blank(cursor: &mut Cursor) {
    cursor.take_while(|character| !(character.is_ascii_digit() || "- ".contains(character)));
}

/// The rest of a month's name, and what is glued to it.
fn rest_of_word(cursor: &mut Cursor) {
    cursor.take_while(|character| !(character.is_ascii_digit() || "-' ".contains(character)));
}

/// `BC`, `b.c.e.`, `AD`: whether it is before Christ.
fn era(cursor: &mut Cursor) -> Option<bool> {
    let index = cursor.eat_one_of(&[
        "b.c.e.", "bce", "b.c.", "bc", "c.e.", "ce", "a.d.", "ad",
    ])?;
    Some(index < 4)
}

/// `9 March 2024`, `9th Mar '24`, `9 March`.
fn day_month_year(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    if cursor.after_digit() {
        return None;
    }
    let day = cursor.marked_digits("")?;
    let month = month_after_number(cursor)?;
    rest_of_word(cursor);
    let mut ahead = *cursor;
    ahead.spaces();
    let era = era(&mut ahead);
    ahead.spaces();
    let year = ahead.marked_digits("-").map(|mut number| {
        let mut ending = ahead;
        if let Some(index) = ending.eat_one_of(&["st", "nd", "rd", "th"])
            && ending.at_boundary()
        {
            number.push_str(["st", "nd", "rd", "th"][index]);
            ahead = ending;
        }
        number
    });
    if year.is_some() {
        *cursor = ahead;
        fields.before_christ = era.unwrap_or(false);
    }
    fields.take(year.as_deref(), Some(&month.to_string()), Some(&day));
    Some(())
}

/// `March 9, 2024`, `Mar 9`, `March 2024`.
fn month_day_year(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    if !cursor.at_boundary() {
        return None;
    }
    let month = cursor.month()?;
    rest_of_word(cursor);
    cursor.spaces();
    let day = cursor.marked_digits("")?;
    rest_of_word(cursor);
    let mut ahead = *cursor;
    ahead.spaces();
    ahead.eat(',');
    ahead.spaces();
    let era = era(&mut ahead);
    ahead.spaces();
    let year = ahead.marked_digits("-");
    if year.is_some() {
        *cursor = ahead;
        fields.before_christ = era.unwrap_or(false);
    }
    fields.take(year.as_deref(), Some(&month.to_string()), Some(&day));
    Some(())
}

/// `2024-03-09`.
fn hyphens(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    let year = cursor.marked_digits("+-")?;
    cursor.eat('-').then_some(())?;
    let month = cursor.digits()?;
    cursor.eat('-').then_some(())?;
    let day = cursor.marked_digits("-")?;
    fields.take(Some(&year), Some(&month), Some(&day));
    Some(())
}

/// `H31.04.30`: Meiji, Taishō, Shōwa, Heisei and Reiwa.
fn japanese_era(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    if !cursor.at_boundary() {
        return None;
    }
    let before_first = match cursor.eat_any("mtshr")? {
        'm' => 1867,
        't' => 1911,
        's' => 1925,
        'h' => 1988,
        _ => 2018,
    };
    let year = cursor.digits()?;
    cursor.eat('.').then_some(())?;
    let month = cursor.digits()?;
    cursor.eat('.').then_some(())?;
    let day = cursor.digits()?;
    fields.year = Some(i64::from(unsigned(&year)?) + before_first);
    fields.exact_year = true;
    fields.month = unsigned(&month);
    fields.day = unsigned(&day);
    Some(())
}

/// `9-Mar-2024`.
fn day_hyphen_month(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    let day = cursor.marked_digits("-")?;
    cursor.eat('-').then_some(())?;
    let month = cursor.month()?;
    cursor.take_while(|character| !"-/.".contains(character));
    cursor.eat('-').then_some(())?;
    let year = cursor.marked_digits("-")?;
    fields.take(Some(&year), Some(&month.to_string()), Some(&day));
    Some(())
}

/// `Mar-9-2024`, `Mar-9`.
fn month_hyphen_day(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    if !cursor.at_boundary() {
        return None;
    }
    let month = cursor.month()?;
    cursor.take_while(|character| !"-/.".contains(character));
    cursor.eat('-').then_some(())?;
    let day = cursor.marked_digits("-")?;
    let mut ahead = *cursor;
    let year = ahead
        .eat('-')
        .then(|| ahead.marked_digits("-"))
        .flatten();
    if year.is_some() {
        *cursor = ahead;
    }
    fields.take(year.as_deref(), Some(&month.to_string()), Some(&day));
    Some(())
}

/// `2024/03/09`, `9/3/2024` (day first), `03/09` (month first).
fn slashes(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    let first = cursor.marked_digits("-")?;
    cursor.eat('/').then_some(())?;
    cursor.spaces();
    let second = cursor.marked_digits("")?;
    // Without a third number the separator stays where it is.
    let mut ahead = *cursor;
    let third = ahead.step().and_then(|separator| {
        ahead.spaces();
        let separates = !separator.is_ascii_digit();
        separates.then(|| ahead.marked_digits("-")).flatten()
    });
    if third.is_some() {
        *cursor = ahead;
    }
    fields.take(Some(&first), Some(&second), third.as_deref());
    Some(())
}

/// `2024.03.09`, `9. 3. 2024`.
fn dots(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    let first = cursor.marked_digits("-")?;
    cursor.eat('.').then_some(())?;
    cursor.spaces();
    let second = cursor.marked_digits("")?;
    cursor.eat('.').then_some(())?;
    cursor.spaces();
    let third = cursor.marked_digits("-")?;
    fields.take(Some(&first), Some(&second), Some(&third));
    Some(())
}

/// `2024-W10-6`, `-w-6`: read over, as `Time.parse` makes nothing of weeks.
fn week(cursor: &mut Cursor, _: &mut Fields) -> Option<()> {
    let begins = cursor.at_boundary();
    if let Some(year) = cursor.digits() {
        if !begins || ![2, 4].contains(&year.len()) {
            return None;
        }
        cursor.eat('-');
    } else if cursor.eat('-') {
        let mut ahead = *cursor;
        if ahead.eat_word("w-") && ahead.digits()?.len() == 1 {
            *cursor = ahead;
            return Some(());
        }
    } else if !begins {
        return None;
    }
    cursor.eat('w').then_some(())?;
    let digits = cursor.digits()?;
    match digits.len() {
        2 => {
            let mut ahead = *cursor;
            if ahead.eat('-') && ahead.digits().is_some_and(|day| day.len() == 1) {
                *cursor = ahead;
            }
        }
        3 => {}
        _ => return None,
    }
    cursor.at_boundary().then_some(())
}

/// `--03-09`, `--0309`, `---09`.
fn without_year(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    cursor.eat_word("--").then_some(())?;
    let digits = cursor.digits().unwrap_or_default();
    match digits.len() {
        0 | 2 if cursor.eat('-') => {
            let day = cursor.digits().filter(|day| day.len() == 2)?;
            fields.month = unsigned(&digits);
            fields.day = unsigned(&day);
        }
        2 | 4 => {
            let (month, day) = digits.split_at(2);
            fields.month = unsigned(month);
            fields.day = unsigned(day);
        }
        _ => return None,
    }
    cursor.at_boundary().then_some(())
}

/// `2024-069`, `24-069`, `-069`: the day of the year.
fn hyphen_day_of_year(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    let begins = cursor.at_boundary();
    let year = cursor.digits();
    match &year {
        Some(year) => {
            (begins && [2, 4].contains(&year.len())).then_some(())?;
        }
        None if cursor.after_digit() => return None,
        None => {}
    }
    cursor.eat('-').then_some(())?;
    let day = cursor.digits().filter(|day| day.len() == 3)?;
    cursor.at_boundary().then_some(())?;
    if let Some(year) = year {
        fields.exact_year = year.len() > 2;
        fields.year = year.parse().ok();
    }
    fields.day_of_year = unsigned(&day);
    Some(())
}

/// `'24`.
fn year_alone(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    cursor.eat('\'').then_some(())?;
    let year = cursor.digits()?;
    cursor.at_boundary().then_some(())?;
    fields.year = year.parse().ok();
    Some(())
}

/// `March`, and any word that begins like a month.
fn month_alone(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    if !cursor.at_boundary() {
        return None;
    }
    fields.month = Some(cursor.month()?);
    cursor.take_while(|character| character != ' ');
    Some(())
}

/// `9th`.
fn day_alone(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    if cursor.after_digit() {
        return None;
    }
    let day = cursor.digits()?;
    cursor.eat_one_of(&["st", "nd", "rd", "th"])?;
    cursor.at_boundary().then_some(())?;
    fields.day = unsigned(&day);
    Some(())
}

/// `20240309T100005.5Z`, `202403091000`, `2024069`, `0309`, `09`: what digits mean depends on
/// how many they are.
fn digits_alone(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    let negative = matches!(cursor.eat_any("+-"), Some('-'));
    let digits = cursor.digits().filter(|digits| digits.len() >= 2)?;
    // More than fourteen are cut into pieces, of which the first says nothing usable.
    let digits = digits.get(..14).unwrap_or(&digits).to_owned();
    let mut ahead = *cursor;
    ahead.spaces();
    ahead.eat('t');
    ahead.spaces();
    let clock = ahead
        .digits()
        .filter(|clock| (2..=6).contains(&clock.len()));
    if clock.is_some() {
        *cursor = ahead;
    }
    let mut ahead = *cursor;
    let fraction = ahead
        .eat_any(",.")
        .map(|_| ahead.take_while(|character| character.is_ascii_digit()));
    if fraction.is_some() {
        *cursor = ahead;
    }
    let from_the_end = clock.is_none() && fraction.is_some();
    digit_fields(&digits, negative, from_the_end, fields)?;
    if let Some(clock) = clock {
        let mut pairs = pairs(&clock);
        if fraction.is_some() && clock.len() < 6 {
            // The fraction belongs to the last pair, which then is the seconds.
            let mut ending = pairs.into_iter().rev();
            fields.second = ending.next();
            fields.minute = ending.next();
            fields.hour = ending.next();
        } else {
            let mut beginning = pairs.drain(..);
            fields.hour = beginning.next();
            fields.minute = beginning.next();
            fields.second = beginning.next();
        }
    }
    if let Some(fraction) = fraction.filter(|digits| !digits.is_empty()) {
        fields.nanosecond = nanoseconds(&fraction);
    }
    if let Some(zone) = digits_zone(cursor) {
        fields.zone = Some(zone);
    }
    Some(())
}

/// Digits in groups of two.
fn pairs(digits: &str) -> Vec<u32> {
    (0..digits.len())
        .step_by(2)
        .filter_map(|at| digits.get(at..(at + 2).min(digits.len())))
        .filter_map(unsigned)
        .collect()
}

/// A date, with a clock where there are more than eight digits; or, `from_the_end`, a time whose
/// last two digits are seconds.
fn digit_fields(
    digits: &str,
    negative: bool,
    from_the_end: bool,
    fields: &mut Fields,
) -> Option<()> {
    let length = digits.len();
    if from_the_end {
        let start = length % 2;
        let mut groups = pairs(&digits[start..]).into_iter().rev();
        fields.second = groups.next();
        fields.minute = groups.next();
        fields.hour = groups.next();
        fields.day = groups.next();
        fields.month = groups.next();
        return Some(());
    }
    let number = |range: std::ops::Range<usize>| digits.get(range).and_then(unsigned);
    let year_digits = match length {
        2 | 3 | 4 => 0,
        5 | 6 => 2,
        _ => 4,
    };
    if year_digits > 0 {
        let year = digits.get(..year_digits)?.parse::<i64>().ok()?;
        fields.year = Some(if negative { -year } else { year });
        fields.exact_year = year_digits > 2;
    }
    match length {
        3 | 5 | 7 => fields.day_of_year = number(year_digits..length),
        2 => fields.day = number(0..2),
        4 | 6 | 8 | 10 | 12 | 14 => {
            fields.month = number(year_digits..year_digits + 2);
            fields.day = number(year_digits + 2..year_digits + 4);
        }
        _ => return None,
    }
    if length > 8 {
        fields.hour = number(8..10);
        fields.minute = number(10..12);
        fields.second = number(12..14);
    }
    Some(())
}

/// `z`, `+0200` or `[+9:JST]` after digits.
fn digits_zone(cursor: &mut Cursor) -> Option<String> {
    let mut ahead = *cursor;
    if ahead.eat('z') && ahead.at_boundary() {
        *cursor = ahead;
        return Some("z".to_owned());
    }
    ahead = *cursor;
    if let Some(sign) = ahead.eat_any("+-") {
        let digits = ahead.digits().filter(|digits| digits.len() <= 4)?;
        *cursor = ahead;
        return Some(format!("{sign}{digits}"));
    }
    if ahead.eat('[') {
        let inside = ahead.take_while(|character| character != ']');
        if ahead.eat(']') {
            *cursor = ahead;
            return inside.split(':').next_back().map(str::to_owned);
        }
    }
    None
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

//! Dates written as digits alone.

use super::cursor::Cursor;
use super::fields::{Fields, nanoseconds, unsigned};

/// `20240309T100005.5Z`, `202403091000`, `2024069`, `0309`, `09`: what digits mean depends on
/// how many they are.
pub(super) fn digits_alone(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    let negative = matches!(cursor.eat_any("+-"), Some('-'));
    let digits = cursor.digits_up_to(14).filter(|digits| digits.len() >= 2)?;
    let mut ahead = *cursor;
    ahead.spaces();
    ahead.eat('t');
    ahead.spaces();
    let clock = ahead.digits_up_to(6).filter(|clock| clock.len() >= 2);
    if clock.is_none() && !matches!(ahead.peek(), Some(',' | '.')) {
        ahead = *cursor;
        ahead.spaces();
    }
    let fraction = ahead
        .eat_any(",.")
        .map(|_| ahead.take_while(|character| character.is_ascii_digit()));
    *cursor = ahead;
    let from_the_end = clock.is_none() && fraction.is_some();
    digit_fields(&digits, negative, from_the_end, fields)?;
    // An odd number of digits is no time, but it is read over.
    if let Some(clock) = clock.filter(|clock| clock.len() % 2 == 0) {
        let mut groups = pairs(&clock);
        // A fraction belongs to the last pair, which then is the seconds.
        let mut order = [&mut fields.hour, &mut fields.minute, &mut fields.second];
        if fraction.is_some() {
            groups.reverse();
            order.reverse();
        }
        for (field, group) in order.into_iter().zip(groups) {
            *field = Some(group);
        }
    }
    if let Some(fraction) = fraction {
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
        let mut groups = digits
            .as_bytes()
            .rchunks(2)
            .map(|group| std::str::from_utf8(group).ok().and_then(unsigned));
        for field in [
            &mut fields.second,
            &mut fields.minute,
            &mut fields.hour,
            &mut fields.day,
            &mut fields.month,
        ] {
            *field = groups.next().flatten().or(*field);
        }
        return Some(());
    }
    let number = |range: std::ops::Range<usize>| digits.get(range).and_then(unsigned);
    let year_digits = match length {
        2..=4 => 0,
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
        fields.minute = number(10..12).or(fields.minute);
        fields.second = number(12..14).or(fields.second);
    }
    Some(())
}

/// `z`, `+0200` or `[+9:JST]` after digits.
fn digits_zone(cursor: &mut Cursor) -> Option<String> {
    let mut ahead = *cursor;
    ahead.spaces();
    let start = ahead;
    if ahead.eat('z') && ahead.at_boundary() {
        *cursor = ahead;
        return Some("z".to_owned());
    }
    ahead = start;
    if let Some(sign) = ahead.eat_any("+-") {
        let digits = ahead.digits().filter(|digits| digits.len() <= 4)?;
        ahead.at_boundary().then_some(())?;
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

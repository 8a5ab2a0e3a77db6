//! Weekdays and times of the day, with their zones.

use super::cursor::Cursor;
use super::fields::{Fields, nanoseconds};

/// `Sat`, `Saturday,`.
pub(super) fn weekday(cursor: &mut Cursor, _: &mut Fields) -> Option<()> {
    let begins = cursor.at_boundary();
    cursor.eat_one_of(&["sun", "mon", "tue", "wed", "thu", "fri", "sat"])?;
    cursor.take_while(|character| !(character.is_ascii_digit() || "-/ ".contains(character)));
    begins.then_some(())
}

/// `10:00`, `10:00:05.5 PM`, `10h 30m`, `10 pm`, and a zone after it.
pub(super) fn clock(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    if cursor.after_digit() {
        return None;
    }
    let hour = cursor.digits()?;
    let glued = cursor.peek() != Some(' ');
    cursor.spaces();
    let (mut minute, mut second, mut fraction) = (None, None, None);
    let with_minutes = if cursor.eat(':') {
        (minute, second, fraction) = minutes_after_colon(cursor)?;
        true
    } else if cursor.eat('h') {
        let after_h = minutes_after_h(cursor);
        // Ruby reads over minutes where a blank stands before the letter.
        if glued {
            (minute, second) = after_h;
        }
        true
    } else {
        false
    };
    // Ruby takes the half of the day for a zone after a comma.
    let half = match fraction.as_deref() {
        Some("") => None,
        _ => half_of_day(cursor),
    };
    if half.is_none() && !with_minutes {
        return None;
    }
    fields.take_clock(&hour, minute.as_deref(), second.as_deref());
    fields.nanosecond = fraction.and_then(|digits| nanoseconds(&digits));
    if let Some(half) = half {
        let noon = if half == 'p' { 12 } else { 0 };
        fields.hour = fields
            .hour
            .filter(|hour| *hour != u32::MAX)
            .map(|hour| hour % 12 + noon)
            .or(fields.hour);
    }
    fields.zone = zone(cursor);
    Some(())
}

/// What stands between separators, where it is there.
type Digits = Option<String>;

/// `00` or `00:05.5` after `10:`: minutes, seconds and their fraction.
fn minutes_after_colon(cursor: &mut Cursor) -> Option<(Digits, Digits, Digits)> {
    cursor.spaces();
    let minute = cursor.digits()?;
    let mut ahead = *cursor;
    ahead.spaces();
    let second = ahead.eat(':').then(|| {
        ahead.spaces();
        ahead.digits()
    });
    let Some(second) = second.flatten() else {
        return Some((Some(minute), None, None));
    };
    let fraction = ahead
        .eat_any(",.")
        .map(|_| ahead.take_while(|character| character.is_ascii_digit()));
    *cursor = ahead;
    Some((Some(minute), Some(second), fraction))
}

/// `30m 15s` after `10h`, each letter optional.
fn minutes_after_h(cursor: &mut Cursor) -> (Digits, Digits) {
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

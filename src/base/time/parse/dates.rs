//! The ways a date is written with words or separators.

use super::cursor::Cursor;
use super::fields::{Fields, unsigned};

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
    let index = cursor.eat_one_of(&["b.c.e.", "bce", "b.c.", "bc", "c.e.", "ce", "a.d.", "ad"])?;
    Some(index < 4)
}

/// `9 March 2024`, `9th Mar '24`, `9 March`.
pub(super) fn day_month_year(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
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
pub(super) fn month_day_year(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
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
pub(super) fn hyphens(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    let year = cursor.marked_digits("+-")?;
    cursor.eat('-').then_some(())?;
    let month = cursor.digits()?;
    cursor.eat('-').then_some(())?;
    let day = cursor.marked_digits("-")?;
    fields.take(Some(&year), Some(&month), Some(&day));
    Some(())
}

/// `H31.04.30`: Meiji, Taishō, Shōwa, Heisei and Reiwa.
pub(super) fn japanese_era(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
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
pub(super) fn day_hyphen_month(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
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
pub(super) fn month_hyphen_day(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    if !cursor.at_boundary() {
        return None;
    }
    let month = cursor.month()?;
    cursor.take_while(|character| !"-/.".contains(character));
    cursor.eat('-').then_some(())?;
    let day = cursor.marked_digits("-")?;
    let mut ahead = *cursor;
    let year = ahead.eat('-').then(|| ahead.marked_digits("-")).flatten();
    if year.is_some() {
        *cursor = ahead;
    }
    fields.take(year.as_deref(), Some(&month.to_string()), Some(&day));
    Some(())
}

/// `2024/03/09`, `9/3/2024` (day first), `03/09` (month first).
pub(super) fn slashes(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
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
pub(super) fn dots(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
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
pub(super) fn week(cursor: &mut Cursor, _: &mut Fields) -> Option<()> {
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
pub(super) fn without_year(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    cursor.eat_word("--").then_some(())?;
    let digits = cursor.digits().unwrap_or_default();
    let (month, day) = match digits.len() {
        0 | 2 if cursor.eat('-') => {
            let day = cursor.digits().filter(|day| day.len() == 2)?;
            (digits, day)
        }
        2 | 4 => {
            let (month, day) = digits.split_at(2);
            (month.to_owned(), day.to_owned())
        }
        _ => return None,
    };
    cursor.at_boundary().then_some(())?;
    fields.month = unsigned(&month);
    fields.day = unsigned(&day);
    Some(())
}

/// `2024-069`, `24-069`, `-069`: the day of the year.
pub(super) fn hyphen_day_of_year(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    let begins = cursor.at_boundary();
    let year = cursor.digits();
    match &year {
        Some(year) => {
            (begins && [2, 4].contains(&year.len())).then_some(())?;
        }
        // Without a year a word must stand before the hyphen; alone it is read as digits.
        None => (begins && !cursor.after_digit()).then_some(())?,
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
pub(super) fn year_alone(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    cursor.eat('\'').then_some(())?;
    let year = cursor.digits()?;
    cursor.at_boundary().then_some(())?;
    fields.year = year.parse().ok();
    Some(())
}

/// `March`, and any word that begins like a month.
pub(super) fn month_alone(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    if !cursor.at_boundary() {
        return None;
    }
    fields.month = Some(cursor.month()?);
    cursor.take_while(|character| character != ' ');
    Some(())
}

/// `9th`.
pub(super) fn day_alone(cursor: &mut Cursor, fields: &mut Fields) -> Option<()> {
    if cursor.after_digit() {
        return None;
    }
    let day = cursor.digits()?;
    cursor.eat_one_of(&["st", "nd", "rd", "th"])?;
    cursor.at_boundary().then_some(())?;
    fields.day = unsigned(&day);
    Some(())
}

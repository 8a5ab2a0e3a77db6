//! Named references to characters: HTML 4's, which are all kramdown 2.4 knows.

use std::collections::HashMap;
use std::sync::LazyLock;

/// `name<TAB>code point` a line.
const TABLE: &str = include_str!("entities.tsv");

static BY_NAME: LazyLock<HashMap<&str, char>> = LazyLock::new(|| table().collect());
static BY_CHARACTER: LazyLock<HashMap<char, &str>> =
    LazyLock::new(|| table().map(|(name, character)| (character, name)).collect());

fn table() -> impl Iterator<Item = (&'static str, char)> {
    TABLE.lines().filter_map(|line| {
        let (name, code) = line.split_once('\t')?;
        Some((name, char::from_u32(code.parse().ok()?)?))
    })
}

/// The character the name of a reference stands for.
pub(crate) fn character(name: &str) -> Option<char> {
    BY_NAME.get(name).copied()
}

/// The name a character has.
pub(crate) fn name(character: char) -> Option<&'static str> {
    BY_CHARACTER.get(&character).copied()
}

/// The reference at the start of `text`: its length and its character. Unknown names and
/// numbers without a character are none.
pub(super) fn reference(text: &str) -> Option<(usize, char)> {
    let body = text.strip_prefix('&')?;
    let end = body
        .bytes()
        .take(40)
        .position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#')?;
    if body.as_bytes().get(end) != Some(&b';') {
        return None;
    }
    let name = &body[..end];
    let character = match name.strip_prefix('#') {
        None => character(name)?,
        Some(number) => {
            let code = match number.strip_prefix('x') {
                Some(hexadecimal) if !hexadecimal.is_empty() => {
                    u32::from_str_radix(hexadecimal, 16).ok()?
                }
                _ => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((end + 2, character))
}

//! The text inside tags and outputs, read in two ways: [`strict`] by a grammar, [`lax`] by
//! looking for what resembles an expression and passing over the rest.

pub(super) mod lax;
pub(super) mod strict;

/// A blank to Ruby's `\s`.
pub(super) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t'..='\r')
}

/// A blank to Ruby's `strip`: NUL too.
pub(super) fn is_strippable(character: char) -> bool {
    is_space(character) || character == '\0'
}

/// A word character to Ruby's `\w`: ASCII's.
pub(super) fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

/// A character of names: a word character or a hyphen.
pub(super) fn is_name(character: char) -> bool {
    is_word(character) || character == '-'
}

/// The length of the longest start of `text` that holds only such characters.
pub(super) fn run(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.find(|character| !is(character)).unwrap_or(text.len())
}

//! A place in a text that is being looked at for fields of a date.

/// A place in a text. Each method that finds what it is asked for moves behind it.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a [char],
    /// Where it stands.
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a [char], at: usize) -> Self {
        Cursor { text, at }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    /// Moves behind any one character.
    pub(super) fn step(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at += 1;
        Some(character)
    }

    fn previous(&self) -> Option<char> {
        self.text.get(self.at.checked_sub(1)?).copied()
    }

    pub(super) fn at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    /// Whether a word begins or ends here.
    pub(super) fn at_boundary(&self) -> bool {
        let is_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        is_word(self.previous()) != is_word(self.peek())
    }

    /// Whether the character before is a digit.
    pub(super) fn after_digit(&self) -> bool {
        self.previous()
            .is_some_and(|character| character.is_ascii_digit())
    }

    pub(super) fn eat(&mut self, character: char) -> bool {
        let found = self.peek() == Some(character);
        if found {
            self.at += 1;
        }
        found
    }

    pub(super) fn eat_any(&mut self, characters: &str) -> Option<char> {
        let found = self.peek().filter(|next| characters.contains(*next))?;
        self.at += 1;
        Some(found)
    }

    pub(super) fn eat_word(&mut self, word: &str) -> bool {
        let mut ahead = *self;
        let found = word.chars().all(|character| ahead.eat(character));
        if found {
            *self = ahead;
        }
        found
    }

    /// The first of `words` that stands here.
    pub(super) fn eat_one_of(&mut self, words: &[&str]) -> Option<usize> {
        words.iter().position(|word| self.eat_word(word))
    }

    /// Moves behind all characters that are wanted; what it moved over.
    pub(super) fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let start = self.at;
        while self.peek().is_some_and(&wanted) {
            self.at += 1;
        }
        self.text[start..self.at].iter().collect()
    }

    pub(super) fn spaces(&mut self) {
        self.take_while(|character| character == ' ');
    }

    /// One digit or more.
    pub(super) fn digits(&mut self) -> Option<String> {
        let digits = self.take_while(|character| character.is_ascii_digit());
        (!digits.is_empty()).then_some(digits)
    }

    /// One digit or more, of which those beyond `longest` are left.
    pub(super) fn digits_up_to(&mut self, longest: usize) -> Option<String> {
        let mut digits = self.digits()?;
        self.at -= digits.len().saturating_sub(longest);
        digits.truncate(longest);
        Some(digits)
    }

    /// One digit or more, after an apostrophe and one of `signs` where these stand.
    pub(super) fn marked_digits(&mut self, signs: &str) -> Option<String> {
        let start = self.at;
        self.eat('\'');
        self.eat_any(signs);
        if self.digits().is_none() {
            self.at = start;
            return None;
        }
        Some(self.text[start..self.at].iter().collect())
    }

    /// The beginning of a month's name: its number from 1.
    pub(super) fn month(&mut self) -> Option<u32> {
        const MONTHS: [&str; 12] = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ];
        (1..)
            .zip(MONTHS)
            .find_map(|(number, name)| self.eat_word(name).then_some(number))
    }
}

//! A directive of a format: its flags, its width, and how these shape a field.

/// Ruby refuses to build longer fields; here such a directive stays as written.
const WIDEST: usize = 65_534;

/// A directive, such as `%-10:z`, without its percent sign.
#[derive(Default)]
pub(super) struct Directive {
    /// `-`: no padding.
    pub(super) unpadded: bool,
    /// `^`: upper case.
    pub(super) upper: bool,
    /// `#`: the other case.
    pub(super) swapped: bool,
    /// `_` and `0`.
    pub(super) padding: Option<char>,
    pub(super) width: Option<usize>,
    pub(super) colons: usize,
    pub(super) letter: char,
}

impl Directive {
    /// Reads a directive, and how many bytes it takes; or how many stay as written.
    pub(super) fn read(text: &str) -> Result<(Directive, usize), usize> {
        let mut directive = Directive::default();
        let mut characters = text.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let end = at + character.len_utf8();
            match character {
                // Flags stand before the width.
                '-' | '^' | '#' | '_' if directive.width.is_some() => return Err(end),
                '-' => {
                    directive.unpadded = true;
                    directive.padding = None;
                }
                '^' => directive.upper = true,
                '#' => directive.swapped = true,
                '_' => directive.padding = Some(' '),
                '0'..='9' => {
                    let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
                    directive
                        .read_width(&text[at..at + digits])
                        .ok_or(at + digits)?;
                    for _ in 1..digits {
                        characters.next();
                    }
                }
                ':' => {
                    directive.colons = colons_before_z(&text[at..]).ok_or(end)?;
                    directive.letter = 'z';
                    let length = at + directive.colons + 1;
                    return Ok((directive, length));
                }
                // POSIX's markers of other calendars and digits: accepted where POSIX has them.
                'E' | 'O' => {
                    let allowed = if character == 'E' {
                        "cCxXyY"
                    } else {
                        "deHkIlmMSuUVwWy"
                    };
                    if !characters
                        .peek()
                        .is_some_and(|(_, next)| allowed.contains(*next))
                    {
                        return Err(end);
                    }
                }
                letter => {
                    directive.letter = letter;
                    return Ok((directive, end));
                }
            }
        }
        Err(text.len())
    }

    /// Takes the digits of a width, the first of which may be the flag `0`; `None` if it is too wide.
    fn read_width(&mut self, digits: &str) -> Option<()> {
        if digits.starts_with('0') {
            self.padding = Some('0');
        }
        let width = digits.parse().ok().filter(|width| *width <= WIDEST)?;
        self.width = (width > 0).then_some(width);
        Some(())
    }

    pub(super) fn number(&self, value: i64, digits: usize, padding: char) -> String {
        if self.unpadded {
            return value.to_string();
        }
        let width = self.width.unwrap_or(digits);
        match self.padding.unwrap_or(padding) {
            ' ' => format!("{value:width$}"),
            _ => format!("{value:0width$}"),
        }
    }

    /// A year has a place more where it is negative.
    pub(super) fn year(&self, year: i64) -> String {
        self.number(year, if year < 0 { 5 } else { 4 }, '0')
    }

    pub(super) fn text(&self, text: &str) -> String {
        let text = if self.upper {
            text.to_uppercase()
        } else {
            text.to_owned()
        };
        if self.unpadded { text } else { self.pad(text) }
    }

    /// A name, which `#` prints in upper case.
    pub(super) fn name(&self, text: &str) -> String {
        let text = if self.swapped {
            text.to_uppercase()
        } else {
            text.to_owned()
        };
        self.text(&text)
    }

    pub(super) fn pad(&self, text: String) -> String {
        let missing = self.width.unwrap_or(0).saturating_sub(text.chars().count());
        let padding = self.padding.unwrap_or(' ');
        let mut padded: String = std::iter::repeat_n(padding, missing).collect();
        padded.push_str(&text);
        padded
    }

    /// Digits of a second: as many as the width says, cut off or continued with zeros.
    pub(super) fn fraction(&self, nanosecond: i32, digits: usize) -> String {
        let width = self.width.unwrap_or(digits);
        let all = format!("{nanosecond:09}");
        match all.get(..width) {
            Some(cut) => cut.to_owned(),
            None => format!("{all:0<width$}"),
        }
    }
}

/// How many colons, three at most, stand before a `z`.
fn colons_before_z(text: &str) -> Option<usize> {
    let colons = text.bytes().take_while(|byte| *byte == b':').count();
    (colons <= 3 && text[colons..].starts_with('z')).then_some(colons)
}

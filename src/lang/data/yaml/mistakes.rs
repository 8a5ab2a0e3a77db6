//! What the YAML reader says of a text it can't read, in plain words: libyaml's messages speak of
//! tokens and flow sequences, and of lines counted from where the YAML begins.

use std::ops::Range;

use super::super::DataError;

/// The longest value that advice repeats, in bytes.
const LONGEST_SHOWN: usize = 80;

const QUOTE_VALUES: &str =
    "quote values that hold `: `, `#`, `[` or `{`, and close every quote and bracket";

/// How many brackets may be open at once. The reader refuses far fewer levels, but the time it
/// takes to come to that grows with the square of them.
const MOST_BRACKETS: usize = 10_000;

/// The error for a text with so many open brackets that reading it would take minutes.
pub(super) fn too_many_brackets(text: &str) -> Option<DataError> {
    let mut open = 0_usize;
    let at = text.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > MOST_BRACKETS
    })?;
    Some(DataError {
        message: "too many brackets are open here".to_owned(),
        span: at..at + 1,
        hint: Some("close them, or use fewer levels".to_owned()),
    })
}

/// An error of the YAML reader with its places.
struct Mistake<'a> {
    text: &'a str,
    /// What is wrong, in libyaml's words.
    problem: &'a str,
    /// Where that was seen, in bytes.
    at: usize,
    /// Where what is wrong began, such as a quote, in bytes.
    began: usize,
}

/// Explains an error of the YAML reader.
pub(super) fn explain(text: &str, error: &serde_yaml::Error) -> DataError {
    let message = error.to_string();
    // `PROBLEM at line 4 column 1, while scanning a quoted scalar at line 2 column 8`
    let (problem, context) = message.split_once(", while ").unwrap_or((&message, ""));
    let at = match (error.location(), problem.rsplit_once(" at position ")) {
        // Characters that YAML doesn't know are told by their byte alone.
        (_, Some((_, position))) => position.parse().unwrap_or_default(),
        (Some(place), None) => offset(text, place.line(), place.column()),
        (None, None) => 0,
    };
    let at = text.floor_char_boundary(at);
    let mistake = Mistake {
        text,
        problem: problem.split(" at ").next().unwrap_or(problem),
        at,
        began: place(context).map_or(at, |(line, column)| offset(text, line, column)),
    };
    mistake.explain()
}

/// Mistakes that need no look at the text: libyaml's words for them, whether the place where they
/// began says more than the one where they were seen, what they are, and what to do.
const PLAIN: &[(&str, bool, &str, &str)] = &[
    (
        "did not find expected ',' or ']'",
        true,
        "this list is never closed",
        "write `]` at its end and `,` between its items; quote a value that begins with `[`",
    ),
    (
        "did not find expected ',' or '}'",
        true,
        "this map is never closed",
        "write `}` at its end and `,` between its entries; quote a value that begins with `{`",
    ),
    (
        "could not find expected ':'",
        true,
        "this is no `key: value` line",
        "write a colon and a blank after the key; indent a line that continues a value",
    ),
    (
        "found unknown escape character",
        false,
        "there is no such escape in double quotes",
        "write `\\\\` for a backslash, or use single quotes",
    ),
    (
        "block sequence entries are not allowed in this context",
        false,
        "a list can't begin on the line of its key",
        "begin it on the next line, or write it as `[one, another]`",
    ),
    (
        "did not find expected node content",
        false,
        "a value is missing before this",
        "write one, or quote what should be text",
    ),
    (
        "control characters are not allowed",
        false,
        "there is an invisible control character here",
        "remove it",
    ),
    (
        "recursion limit exceeded",
        false,
        "this is nested too deeply",
        "use fewer levels",
    ),
];

impl Mistake<'_> {
    fn explain(&self) -> DataError {
        if let Some((_, began, message, hint)) =
            PLAIN.iter().find(|(problem, ..)| *problem == self.problem)
        {
            return self.from(if *began { self.began } else { self.at }, *message, *hint);
        }
        match self.problem {
            "found unexpected end of stream" | "found unexpected document indicator" => {
                let quote = self.text[self.began..].chars().next().unwrap_or('"');
                self.from(
                    self.began,
                    "this quote is never closed",
                    format!("write `{quote}` at the end of the value too"),
                )
            }
            "mapping values are not allowed in this context" => self.stray_colon(),
            "found character that cannot start any token" => self.stray_character(),
            "did not find expected comment or line break" => self.unquotable(self.began),
            "unknown anchor" | "did not find expected alphabetic or numeric character" => {
                let line_start = self.line_start(self.at);
                let star = self.text[line_start..self.at]
                    .rfind(['*', '&'])
                    .map_or(self.at, |star| line_start + star);
                self.unquotable(star)
            }
            "did not find expected key" | "did not find expected '-' indicator" => {
                self.out_of_place()
            }
            other => self.from(self.at, other, QUOTE_VALUES),
        }
    }

    /// `title: Rust: a love story`, or a line that is indented further than it should be.
    fn stray_colon(&self) -> DataError {
        let line_start = self.line_start(self.at);
        let before = &self.text[line_start..self.at];
        match before.split_once(": ") {
            Some((key, _)) => {
                let line_end = self.line_end(line_start);
                let value = self.text[line_start + key.len() + 2..line_end].trim();
                self.from(
                    self.at,
                    "a value can't have a colon and a blank in it",
                    quote_it(&format!("{}: ", key.trim_start()), value),
                )
            }
            None => {
                let indented = line_start + before.len() - before.trim_start().len();
                self.from(
                    indented,
                    "this line is indented too far, so that it continues the value above",
                    "begin it in the same column as the key above",
                )
            }
        }
    }

    fn stray_character(&self) -> DataError {
        let rest = &self.text[self.at..];
        let blank = rest.len() - rest.trim_start_matches(['\t', ' ']).len();
        match rest.chars().next() {
            Some('\t') => DataError {
                message: "YAML can't be indented with tabs".to_owned(),
                span: self.at..self.at + blank,
                hint: Some("use blanks".to_owned()),
            },
            _ => self.unquotable(self.at),
        }
    }

    /// A value that begins with a character that means something else to YAML.
    fn unquotable(&self, at: usize) -> DataError {
        let value = self.text[at..self.line_end(at)].trim_end();
        let first = value.chars().next().unwrap_or(' ');
        let message = match first {
            '*' => {
                "a value that begins with `*` refers to an `&anchor`, and there is none".to_owned()
            }
            _ => format!("a value can't begin with `{first}`"),
        };
        self.from(at, message, quote_it("", value))
    }

    /// A line that is indented otherwise than those above, or text after a quoted value or list.
    fn out_of_place(&self) -> DataError {
        let line_start = self.line_start(self.at);
        if self.text[line_start..self.at].trim().is_empty() {
            return self.from(
                self.at,
                "this line is indented otherwise than those above",
                "begin it in the same column as the line it belongs with",
            );
        }
        self.from(
            self.at,
            "the value has ended before this",
            "put the whole value into one pair of quotes; in single quotes write `'` as `''`",
        )
    }

    /// An error from a place to the end of its line.
    fn from(&self, at: usize, message: impl Into<String>, hint: impl Into<String>) -> DataError {
        let line = &self.text[at..self.line_end(at)];
        DataError {
            message: message.into(),
            span: at..at + line.trim_end().len(),
            hint: Some(hint.into()),
        }
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    fn line_end(&self, at: usize) -> usize {
        self.text[at..]
            .find('\n')
            .map_or(self.text.len(), |length| at + length)
    }
}

/// Advice to quote a value; `key` stands before it.
fn quote_it(key: &str, value: &str) -> String {
    let quote = if value.contains('"') { '\'' } else { '"' };
    let shown = if value.len() > LONGEST_SHOWN {
        "…"
    } else {
        value
    };
    format!("quote it: `{key}{quote}{shown}{quote}`")
}

/// The line and column that a message ends with, both counted from 1.
fn place(message: &str) -> Option<(usize, usize)> {
    let (_, place) = message.rsplit_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// The byte at a line and a column in characters, both counted from 1; of a line behind the last
/// one, the end of the last that isn't empty.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let mut lines = text.split_inclusive('\n').map(str::len);
    let start: usize = lines.by_ref().take(line.saturating_sub(1)).sum();
    let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) else {
        return text.trim_end().len();
    };
    let range: Range<usize> = 0..rest.find('\n').unwrap_or(rest.len());
    let in_line = rest[range.clone()].char_indices();
    start
        + in_line
            .map(|(at, _)| at)
            .nth(column.saturating_sub(1))
            .unwrap_or(range.end)
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    #[test]
    fn any_text_is_explained() {
        let pieces = [
            "a", ": ", ":", "- ", "\n", "  ", "\t", "[", "]", "{", "}", "'", "\"", "*", "&", "!",
            "%", "@", "|", ">", "#", "?", ",", "ü", "\u{85}", "\u{7}", "\u{feff}", "\\", "---\n",
            "...\n", "<<: ", "\r",
        ];
        let mut state: usize = 1;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..12 {
                state = state.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
                text.push_str(pieces[(state >> 33) % pieces.len()]);
            }
            if let Err(error) = parse(&text) {
                assert!(text.get(error.span.clone()).is_some(), "{text:?} {error:?}");
            }
        }
    }

    #[test]
    fn mistakes_are_explained_where_they_are() {
        for (text, place, message, hint) in [
            (
                "a: 1\ntitle: \"Über\nb: 2\n",
                "\"Über",
                "this quote is never closed",
                "write `\"` at the end of the value too",
            ),
            (
                "titel: Ä: b\n",
                ": b",
                "a value can't have a colon and a blank in it",
                "quote it: `titel: \"Ä: b\"`",
            ),
            (
                "a: 1\n  b: 2\n",
                "b: 2",
                "this line is indented too far, so that it continues the value above",
                "begin it in the same column as the key above",
            ),
            (
                "a:\n\t- b\n",
                "\t",
                "YAML can't be indented with tabs",
                "use blanks",
            ),
            (
                "a: @b\n",
                "@b",
                "a value can't begin with `@`",
                "quote it: `\"@b\"`",
            ),
            (
                "a: **b**\n",
                "**b**",
                "a value that begins with `*` refers to an `&anchor`, and there is none",
                "quote it: `\"**b**\"`",
            ),
            (
                "a: [b\nc: d\n",
                "[b",
                "this list is never closed",
                "write `]` at its end and `,` between its items; quote a value that begins with `[`",
            ),
            (
                "a: - b\n",
                "- b",
                "a list can't begin on the line of its key",
                "begin it on the next line, or write it as `[one, another]`",
            ),
            (
                "a: > b\n",
                "> b",
                "a value can't begin with `>`",
                "quote it: `\"> b\"`",
            ),
            (
                "a: b\u{7}c\n",
                "\u{7}c",
                "there is an invisible control character here",
                "remove it",
            ),
            (
                "a: 'It's'\n",
                "s'",
                "the value has ended before this",
                "put the whole value into one pair of quotes; in single quotes write `'` as `''`",
            ),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!(&text[error.span], place, "{text}");
            assert_eq!(error.message, message);
            assert_eq!(error.hint.as_deref(), Some(hint));
        }
    }
}

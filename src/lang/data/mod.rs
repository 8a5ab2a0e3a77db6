//! Data formats, each read into a [`Value`](crate::base::Value).

pub mod csv;
pub mod json;
pub mod yaml;

use std::ops::Range;

/// What a data format's reader says of a text it can't read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataError {
    /// What is wrong, in a few words.
    pub message: String,
    /// Where in the text, as bytes.
    pub span: Range<usize>,
    /// What to do about it, if that is clear.
    pub hint: Option<String>,
}

impl DataError {
    /// An error at a line and column, both counted from 1, as readers report them. The span is
    /// the rest of that line from the column on.
    fn at_line(text: &str, message: String, line: usize, column: usize) -> Self {
        let start: usize = text
            .split_inclusive('\n')
            .take(line.saturating_sub(1))
            .map(str::len)
            .sum();
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.find('\n').unwrap_or(rest.len());
        let column = column.saturating_sub(1).min(length);
        DataError {
            message,
            span: start + column..start + length,
            hint: None,
        }
    }
}

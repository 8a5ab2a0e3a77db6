//! What goes wrong in a template, while parsing it and while rendering it.

use std::fmt;
use std::sync::Arc;

use crate::lang::filters::FilterError;

/// Whose error it is, which decides how it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// The template isn't well-formed: `Liquid syntax error (line n): …`.
    Syntax,
    /// Liquid can't do what it is asked to: `Liquid error (line n): …`.
    Liquid,
    /// Ruby or Jekyll raised it. It stands alone where it stops the build, and is
    /// `Liquid error (line n): internal` where errors are printed into the page.
    Foreign,
}

/// A step on the way to an error: the tag that included another template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The including template's name.
    pub template: Arc<str>,
    /// The line of the tag in it, counted from 1.
    pub line: usize,
}

/// An error in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// Whose error it is.
    pub kind: ErrorKind,
    /// What is wrong.
    pub message: String,
    /// The line of the tag or output, counted from 1.
    pub line: Option<usize>,
    /// The template it stands in, if that was included by another.
    pub template: Option<Arc<str>>,
    /// What is appended to the message, such as `included` or `in "markup"`.
    pub remark: Option<String>,
    /// The tags that led into the template, innermost first.
    pub trace: Vec<Step>,
}

impl Error {
    /// An error of a kind; where it stands is noted on the way up.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error {
            kind,
            message: message.into(),
            line: None,
            template: None,
            remark: None,
            trace: Vec::new(),
        }
    }

    /// A template that isn't well-formed.
    pub fn syntax(message: impl Into<String>) -> Self {
        Error::new(ErrorKind::Syntax, message)
    }

    /// What Liquid can't do.
    pub fn liquid(message: impl Into<String>) -> Self {
        Error::new(ErrorKind::Liquid, message)
    }

    /// What Ruby or Jekyll raise.
    pub fn foreign(message: impl Into<String>) -> Self {
        Error::new(ErrorKind::Foreign, message)
    }

    /// Notes the line, unless it is known already.
    #[must_use]
    pub fn at(mut self, line: usize) -> Self {
        self.line.get_or_insert(line);
        self
    }

    /// Appends a remark to the message, unless there is one already.
    #[must_use]
    pub fn remarked(mut self, remark: impl Into<String>) -> Self {
        self.remark.get_or_insert_with(|| remark.into());
        self
    }

    /// The text that is printed into the page in place of the tag or output.
    pub fn inline(&self) -> String {
        match self.kind {
            ErrorKind::Foreign => format!("{}internal", self.prefix("Liquid error")),
            _ => self.to_string(),
        }
    }

    fn prefix(&self, kind: &str) -> String {
        match (&self.template, self.line) {
            (Some(template), Some(line)) => format!("{kind} ({template} line {line}): "),
            (None, Some(line)) => format!("{kind} (line {line}): "),
            (_, None) => format!("{kind}: "),
        }
    }
}

impl fmt::Display for Error {
    /// The message as it stops a build.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            ErrorKind::Syntax => formatter.write_str(&self.prefix("Liquid syntax error"))?,
            ErrorKind::Liquid => formatter.write_str(&self.prefix("Liquid error"))?,
            ErrorKind::Foreign => return formatter.write_str(&self.message),
        }
        formatter.write_str(&self.message)?;
        match &self.remark {
            Some(remark) => write!(formatter, " {remark}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}

impl From<FilterError> for Error {
    fn from(error: FilterError) -> Self {
        let kind = if error.of_liquid {
            ErrorKind::Liquid
        } else {
            ErrorKind::Foreign
        };
        Error::new(kind, error.message)
    }
}

//! The one error type: what is wrong, where, and what to do about it.
//!
//! Stages collect diagnostics and go on; `cli` shows them once, drawn by `annotate-snippets` as
//! excerpts of the source.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// How bad it is. Errors make the exit code 1 and keep the last good site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site is built all the same.
    Warning,
    /// The site isn't written.
    Error,
}

/// A text that diagnostics point into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file's path as the user knows it: relative to the site.
    pub path: Arc<str>,
    /// The file's whole text.
    pub text: Arc<str>,
}

impl Source {
    /// A source with a path to show and its whole text.
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Source {
            path: path.into(),
            text: text.into(),
        }
    }

    /// The place of a byte range in this text; a range beyond the end is cut to fit.
    pub fn at(&self, span: Range<usize>) -> Location {
        let end = floor_boundary(&self.text, span.end);
        let start = floor_boundary(&self.text, span.start).min(end);
        Location {
            path: self.path.clone(),
            excerpt: Some((self.text.clone(), start..end)),
        }
    }

    /// The place of a line, counted from 1, without its line end.
    pub fn line(&self, number: usize) -> Location {
        let start = match number.saturating_sub(1) {
            0 => 0,
            before => self
                .text
                .match_indices('\n')
                .nth(before - 1)
                .map_or(self.text.len(), |(at, _)| at + 1),
        };
        let end = self.text[start..]
            .find('\n')
            .map_or(self.text.len(), |length| start + length);
        self.at(start..end)
    }
}

/// The nearest character boundary at or before `offset`.
fn floor_boundary(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

/// A place in a file, with the text to draw an excerpt from where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The file's path as the user knows it.
    pub path: Arc<str>,
    excerpt: Option<(Arc<str>, Range<usize>)>,
}

impl Location {
    /// A whole file, for what has no place inside it (unreadable, not text, …).
    pub fn file(path: impl Into<Arc<str>>) -> Self {
        Location {
            path: path.into(),
            excerpt: None,
        }
    }

    /// Where it begins in the text, in bytes, if it is inside one.
    pub fn start(&self) -> Option<usize> {
        self.excerpt.as_ref().map(|(_, span)| span.start)
    }

    /// The line, counted from 1, if the place is inside a text.
    pub fn line_number(&self) -> Option<usize> {
        let (text, span) = self.excerpt.as_ref()?;
        Some(
            text.as_bytes()[..span.start]
                .iter()
                .filter(|&&byte| byte == b'\n')
                .count()
                + 1,
        )
    }
}

/// A place with a remark on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub location: Location,
    /// What is to be said of this place; may be empty.
    pub note: String,
}

/// Something wrong with a site: what, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether it stops the site from being written.
    pub severity: Severity,
    /// A stable name to search for, such as `yaml-syntax`.
    pub code: &'static str,
    /// One sentence that says what is wrong.
    pub message: String,
    /// The places, the first being the one to look at first.
    pub labels: Vec<Label>,
    /// What the user can do.
    pub hints: Vec<String>,
    /// How the program came here: the include and layout chain, innermost first.
    pub trace: Vec<String>,
}

impl Diagnostic {
    /// An error.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message.into())
    }

    /// A warning.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message.into())
    }

    fn new(severity: Severity, code: &'static str, message: String) -> Self {
        Diagnostic {
            severity,
            code,
            message,
            labels: Vec::new(),
            hints: Vec::new(),
            trace: Vec::new(),
        }
    }

    /// Adds a place; the first one added is the primary one.
    #[must_use]
    pub fn at(mut self, location: Location, note: impl Into<String>) -> Self {
        self.labels.push(Label {
            location,
            note: note.into(),
        });
        self
    }

    /// Adds advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds a step of how the program came here.
    #[must_use]
    pub fn came_from(mut self, step: impl Into<String>) -> Self {
        self.trace.push(step.into());
        self
    }

    /// Whether this is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The file it speaks of first.
    pub fn path(&self) -> Option<&str> {
        self.labels
            .first()
            .map(|label| label.location.path.as_ref())
    }

    /// Draws the diagnostic as a source excerpt; `styled` adds terminal colours.
    pub fn draw(&self, styled: bool) -> String {
        let level = match self.severity {
            Severity::Warning => Level::WARNING,
            Severity::Error => Level::ERROR,
        };
        let mut group = Group::with_title(level.primary_title(self.message.as_str()).id(self.code));
        for (index, label) in self.labels.iter().enumerate() {
            let kind = if index == 0 {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            group = match &label.location.excerpt {
                Some((text, span)) => group.element(
                    Snippet::source(text.as_ref())
                        .path(label.location.path.as_ref())
                        .annotation(
                            kind.span(span.clone())
                                .label((!label.note.is_empty()).then_some(label.note.as_str())),
                        ),
                ),
                None => group.element(annotate_snippets::Origin::path(
                    label.location.path.as_ref(),
                )),
            };
            if label.location.excerpt.is_none() && !label.note.is_empty() {
                group = group.element(Level::NOTE.message(label.note.as_str()));
            }
        }
        for step in &self.trace {
            group = group.element(Level::NOTE.message(step.as_str()));
        }
        for hint in &self.hints {
            group = group.element(Level::HELP.message(hint.as_str()));
        }
        let renderer = if styled {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        renderer.decor_style(DecorStyle::Ascii).render(&[group])
    }
}

impl fmt::Display for Diagnostic {
    /// One line: `path:line: message`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(label) = self.labels.first() {
            write!(formatter, "{}:", label.location.path)?;
            if let Some(line) = label.location.line_number() {
                write!(formatter, "{line}:")?;
            }
            formatter.write_str(" ")?;
        }
        formatter.write_str(&self.message)
    }
}

/// Diagnostics collected by a stage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// An empty collection.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Takes the value of a result, or collects its error.
    pub fn keep<T>(&mut self, result: Result<T, Diagnostic>) -> Option<T> {
        result.map_err(|diagnostic| self.push(diagnostic)).ok()
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(Diagnostic::is_error)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, in the order of the places they speak of, each once.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.0.sort_by_cached_key(|diagnostic| {
            let place = diagnostic.labels.first().map(|label| {
                let location = &label.location;
                (location.path.clone(), location.start())
            });
            (place, diagnostic.message.clone())
        });
        self.0.dedup();
        self
    }

    /// All of them, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: T) {
        self.0.extend(diagnostics);
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Diagnostics(vec![diagnostic])
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_an_excerpt_with_a_caret_and_advice() {
        let source = Source::new("_posts/a.md", "---\ntitle: [a\n---\n");
        let diagnostic = Diagnostic::error("yaml-syntax", "the front matter isn't YAML")
            .at(source.line(2), "this list isn't closed")
            .hint("add a `]`");
        assert_eq!(
            diagnostic.to_string(),
            "_posts/a.md:2: the front matter isn't YAML"
        );
        let drawn = diagnostic.draw(false);
        assert!(
            drawn.contains("error[yaml-syntax]: the front matter isn't YAML"),
            "{drawn}"
        );
        assert!(drawn.contains("--> _posts/a.md:2:1"), "{drawn}");
        assert!(
            drawn.contains("^^^^^^^^^ this list isn't closed"),
            "{drawn}"
        );
        assert!(drawn.contains("help: add a `]`"), "{drawn}");
    }

    #[test]
    fn places_beyond_the_end_are_cut_to_fit() {
        let source = Source::new("a", "é");
        assert_eq!(source.at(1..9).line_number(), Some(1));
        assert_eq!(source.line(7).line_number(), Some(1));
    }
}

//! The tags a template may use.

use std::collections::HashMap;
use std::fmt;

use super::context::Context;
use super::error::Error;
use super::parser::Parser;
use super::tags;

/// How markup is read that doesn't follow the grammar (Jekyll's `liquid.error_mode`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mode {
    /// By resemblance, with a warning.
    #[default]
    Warn,
    /// Not at all.
    Strict,
    /// All markup is read by resemblance.
    Lax,
}

/// A tag in a parsed template. Templates are rendered from many threads, so a tag keeps what it
/// remembers in the context.
pub trait Tag: fmt::Debug + Send + Sync {
    /// Writes what the tag gives.
    ///
    /// # Errors
    /// What goes wrong; what was written already is then taken back.
    fn render(&self, context: &mut Context<'_>, output: &mut String) -> Result<(), Error>;

    /// Whether it never writes anything. A block of blanks and such tags prints nothing.
    fn is_blank(&self) -> bool {
        false
    }
}

/// Makes a tag of the markup behind its name; a block takes its body from the parser.
pub type ParseTag = fn(&mut Parser<'_>, &str) -> Result<Box<dyn Tag>, Error>;

/// The tags a template may use, and how strictly it is read.
#[derive(Debug, Clone, Default)]
pub struct Language {
    tags: HashMap<&'static str, ParseTag>,
    mode: Mode,
}

impl Language {
    /// Liquid's own tags.
    pub fn standard(mode: Mode) -> Self {
        let mut language = Language {
            tags: HashMap::new(),
            mode,
        };
        for (name, parse) in tags::STANDARD {
            language.add_tag(name, parse);
        }
        language
    }

    /// Adds a tag, in place of one of that name.
    pub fn add_tag(&mut self, name: &'static str, parse: ParseTag) {
        self.tags.insert(name, parse);
    }

    /// The tag of a name.
    pub(super) fn tag(&self, name: &str) -> Option<ParseTag> {
        self.tags.get(name).copied()
    }

    /// How markup is read that doesn't follow the grammar.
    pub fn mode(&self) -> Mode {
        self.mode
    }
}

//! A parsed template.

use std::sync::Arc;

use super::body::Body;
use super::context::Context;
use super::error::Error;
use super::language::Language;
use super::lexer::Lexer;
use super::parser::Parser;

/// What a template uses of the state that outlives a rendering.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SharedState {
    /// `increment` or `decrement`.
    pub counters: bool,
    /// `cycle`, `ifchanged` or `offset:continue`.
    pub registers: bool,
}

/// A template that another includes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partial {
    /// The including tag's name.
    pub tag: &'static str,
    /// The other template's name; `None` if only rendering tells it.
    pub name: Option<Arc<str>>,
}

/// A parsed template. It doesn't change any more, and may be rendered from many threads.
#[derive(Debug)]
pub struct Template {
    name: Arc<str>,
    body: Body,
    warnings: Vec<Error>,
    shared_state: SharedState,
    partials: Vec<Partial>,
}

impl Template {
    /// Parses a source; `name` is shown in errors of included templates.
    ///
    /// # Errors
    /// When the template isn't well-formed.
    pub fn parse(
        source: impl Into<Arc<str>>,
        name: impl Into<Arc<str>>,
        language: &Language,
    ) -> Result<Self, Error> {
        let mut parser = Parser::new(language, Lexer::new(source.into()));
        let body = parser.document().map_err(|error| match error.kind {
            // Liquid knows no line of what isn't a matter of syntax.
            super::ErrorKind::Syntax => error.at(parser.line()),
            _ => error,
        })?;
        Ok(Template {
            name: name.into(),
            body,
            warnings: parser.warnings,
            shared_state: parser.shared_state,
            partials: parser.partials,
        })
    }

    /// Writes what the template gives. An error that is printed into the output is also kept in
    /// the context.
    ///
    /// # Errors
    /// The first error, if errors aren't printed.
    pub fn render(&self, context: &mut Context<'_>, output: &mut String) -> Result<(), Error> {
        context.enter(&self.name);
        let result = self.body.render(context, output);
        context.leave();
        result
    }

    /// The name it was parsed with.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// Markup that doesn't follow the grammar and was read by resemblance.
    pub fn warnings(&self) -> &[Error] {
        &self.warnings
    }

    /// What it uses itself of the state that outlives a rendering. What it includes may use more:
    /// see [`Template::partials`].
    pub fn shared_state(&self) -> SharedState {
        self.shared_state
    }

    /// Whether it uses anything that outlives a rendering, so that the order of renderings matters.
    pub fn uses_shared_state(&self) -> bool {
        self.shared_state != SharedState::default()
    }

    /// The templates it includes, in order.
    pub fn partials(&self) -> &[Partial] {
        &self.partials
    }
}

//! Builds the bodies of a template and of its blocks.

use super::body::Body;
use super::error::Error;
use super::language::{Language, Mode};
use super::lexer::{Kind, Lexer, Token};
use super::markup::{is_space, is_strippable, is_word, run};
use super::template::{Partial, SharedState};
use super::variable::Variable;

/// Blocks may nest so deep.
const MAX_DEPTH: usize = 100;

/// Why a body ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// At the block's end tag.
    End,
    /// At a tag that isn't known, such as `else`, with what stands behind its name.
    Tag(String, String),
}

/// A part of a block, and why it ended.
#[derive(Debug)]
pub struct Section {
    /// The part.
    pub body: Body,
    /// Why it ended.
    pub stop: Stop,
}

/// Builds the bodies of a template and of its blocks.
#[derive(Debug)]
pub struct Parser<'a> {
    language: &'a Language,
    lexer: Lexer,
    /// The line of the tag or output that is being read.
    line: usize,
    /// The next text loses the blanks at its start.
    trims_next: bool,
    depth: usize,
    pub(super) warnings: Vec<Error>,
    pub(super) shared_state: SharedState,
    pub(super) partials: Vec<Partial>,
}

impl<'a> Parser<'a> {
    pub(super) fn new(language: &'a Language, lexer: Lexer) -> Self {
        Parser {
            language,
            lexer,
            line: 1,
            trims_next: false,
            depth: 0,
            warnings: Vec::new(),
            shared_state: SharedState::default(),
            partials: Vec::new(),
        }
    }

    /// The line of the tag that is being read, counted from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// Where the piece behind the tag that is being read begins: no two tags of a template share it.
    pub(super) fn offset(&self) -> usize {
        self.lexer.offset()
    }

    /// Notes that the template uses what outlives a rendering.
    pub fn shares(&mut self, state: SharedState) {
        self.shared_state.counters |= state.counters;
        self.shared_state.registers |= state.registers;
    }

    /// Notes that the template includes another: `tag` is the tag's name, `name` the other's if it
    /// is written in the template.
    pub fn includes(&mut self, tag: &'static str, name: Option<&str>) {
        self.partials.push(Partial {
            tag,
            name: name.map(Into::into),
        });
    }

    /// Reads markup by the grammar, or by resemblance, as the mode has it. `line` is that of the
    /// whole tag, which a warning names even where a part of it, such as `elsif`, is read.
    ///
    /// # Errors
    /// Those of the reader that has the last word.
    pub(super) fn read<T>(
        &mut self,
        line: usize,
        strict: impl FnOnce() -> Result<T, Error>,
        lax: impl FnOnce() -> Result<T, Error>,
        remark: impl FnOnce() -> String,
    ) -> Result<T, Error> {
        if self.language.mode() == Mode::Lax {
            return lax();
        }
        strict().or_else(|error| {
            let error = error.at(line).remarked(remark());
            if self.language.mode() == Mode::Strict {
                return Err(error);
            }
            self.warnings.push(error);
            lax()
        })
    }

    /// Reads an expression with its filters.
    ///
    /// # Errors
    /// When it doesn't follow the grammar, in strict mode.
    pub fn variable(&mut self, markup: &str) -> Result<Variable, Error> {
        self.read(
            self.line,
            || Variable::strict(markup),
            || Ok(Variable::lax(markup)),
            || format!("in \"{{{{{markup}}}}}\""),
        )
    }

    /// The body of a block that has but one.
    ///
    /// # Errors
    /// When another tag ends it, and those inside it.
    pub fn block(&mut self, name: &str) -> Result<Body, Error> {
        let Section { body, stop } = self.section(name)?;
        match stop {
            Stop::End => Ok(body),
            Stop::Tag(found, _) => Err(unexpected(name, &found)),
        }
    }

    /// The part of a block up to its end tag or to a tag that isn't known: then the block decides
    /// what that means, and asks for the next section or fails with [`unexpected`].
    ///
    /// # Errors
    /// When the block isn't closed, and those inside it.
    pub fn section(&mut self, name: &str) -> Result<Section, Error> {
        if self.depth >= MAX_DEPTH {
            return Err(Error::liquid("Nesting too deep"));
        }
        self.depth += 1;
        let result = self.body();
        self.depth -= 1;
        let (body, stop) = result?;
        let Some((found, markup)) = stop else {
            return Err(never_closed(name));
        };
        let stop = if found.strip_prefix("end") == Some(name) {
            Stop::End
        } else {
            Stop::Tag(found, markup)
        };
        Ok(Section { body, stop })
    }

    /// The whole template.
    pub(super) fn document(&mut self) -> Result<Body, Error> {
        match self.body()? {
            (body, None) => Ok(body),
            (_, Some((found, _))) => Err(match found.as_str() {
                "else" | "end" => Error::syntax(format!("Unexpected outer '{found}' tag")),
                _ => unknown(&found),
            }),
        }
    }

    /// Everything up to a tag that isn't known.
    fn body(&mut self) -> Result<(Body, Option<(String, String)>), Error> {
        let mut body = Body::default();
        self.line = self.lexer.line();
        while let Some(token) = self.lexer.next() {
            match token.kind {
                Kind::Text => self.text(&token, &mut body),
                Kind::Output => self.output(&token, &mut body)?,
                Kind::Tag => {
                    if let Some(unknown) = self.tag(&token, &mut body)? {
                        return Ok((body, Some(unknown)));
                    }
                }
            }
            self.line = self.lexer.line();
        }
        Ok((body, None))
    }

    fn text(&mut self, token: &Token, body: &mut Body) {
        let source = self.lexer.source();
        let mut span = token.span.clone();
        if self.trims_next {
            let text = &source[span.clone()];
            span.start += text.len() - text.trim_start_matches(is_strippable).len();
        }
        self.trims_next = false;
        body.push_text(source, span);
    }

    /// Hyphens beside the delimiters take the blanks from the texts around.
    fn trim(&mut self, text: &str, body: &mut Body) {
        let bytes = text.as_bytes();
        if bytes.get(2) == Some(&b'-') {
            body.trim_end(is_strippable);
        }
        let third_last = bytes.len().checked_sub(3).and_then(|at| bytes.get(at));
        self.trims_next = third_last == Some(&b'-');
    }

    fn output(&mut self, token: &Token, body: &mut Body) -> Result<(), Error> {
        let source = self.lexer.source().clone();
        let text = &source[token.span.clone()];
        self.trim(text, body);
        let inside = text
            .strip_prefix("{{")
            .and_then(|text| text.strip_suffix("}}"));
        let Some(inside) = inside else {
            return Err(Error::syntax(format!(
                "Variable '{text}' was not properly terminated with regexp: /\\}}\\}}/"
            )));
        };
        let variable = self.variable(without_hyphens(inside))?;
        body.push_output(variable, token.line);
        Ok(())
    }

    /// Parses a tag; gives back the name and markup of one that isn't known.
    fn tag(&mut self, token: &Token, body: &mut Body) -> Result<Option<(String, String)>, Error> {
        let source = self.lexer.source().clone();
        let text = &source[token.span.clone()];
        self.trim(text, body);
        let Some((name, markup)) = split_tag(text) else {
            return Err(Error::syntax(format!(
                "Tag '{text}' was not properly terminated with regexp: /\\%\\}}/"
            )));
        };
        let Some(parse) = self.language.tag(name) else {
            return Ok(Some((name.to_owned(), markup.to_owned())));
        };
        let tag = parse(self, markup)?;
        body.push_tag(tag, token.line);
        Ok(None)
    }

    /// The source up to the block's end tag, whatever it holds. Hyphens beside delimiters mean
    /// nothing here.
    ///
    /// # Errors
    /// When the block isn't closed.
    pub fn raw(&mut self, name: &str) -> Result<String, Error> {
        let mut raw = String::new();
        while let Some(token) = self.lexer.next() {
            let text = &self.lexer.source()[token.span];
            if let Some((before, found)) = last_tag(text) {
                raw.push_str(before);
                if found.strip_prefix("end") == Some(name) {
                    return Ok(raw);
                }
            }
            raw.push_str(text);
        }
        Err(never_closed(name))
    }
}

/// The inside of an output without the hyphens at its ends.
fn without_hyphens(inside: &str) -> &str {
    let inside = inside.strip_prefix('-').unwrap_or(inside);
    inside.strip_suffix('-').unwrap_or(inside)
}

/// The name and the markup of a whole tag.
fn split_tag(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix("{%")?.strip_suffix("%}")?;
    let inside = inside.strip_prefix('-').unwrap_or(inside);
    let inside = inside.trim_start_matches(is_space);
    let (name, markup) = inside.split_at(run(inside, is_word));
    let markup = markup.trim_start_matches(is_space);
    let markup = markup.strip_suffix('-').unwrap_or(markup);
    (!name.is_empty()).then_some((name, markup))
}

/// What stands before the last tag in a piece that ends like a tag, and the tag's name.
fn last_tag(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_suffix("%}")?;
    let mut end = inside.len();
    while let Some(start) = inside[..end].rfind("{%") {
        let tag = inside[start + 2..].trim_start_matches(is_space);
        let length = run(tag, is_word);
        if length > 0 {
            return Some((&inside[..start], &tag[..length]));
        }
        end = start;
    }
    None
}

fn never_closed(name: &str) -> Error {
    Error::syntax(format!("'{name}' tag was never closed"))
}

fn unknown(found: &str) -> Error {
    Error::syntax(format!("Unknown tag '{found}'"))
}

/// What is wrong where a block meets a tag that isn't for it.
pub fn unexpected(block: &str, found: &str) -> Error {
    if found == "else" {
        return Error::syntax(format!("{block} tag does not expect 'else' tag"));
    }
    if found.starts_with("end") {
        return Error::syntax(format!(
            "'{found}' is not a valid delimiter for {block} tags. use end{block}"
        ));
    }
    unknown(found)
}

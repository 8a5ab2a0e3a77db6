//! What stands between two tags of a block, or in a whole template.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use crate::base::Value;

use super::context::Context;
use super::error::Error;
use super::language::Tag;
use super::markup::is_space;
use super::variable::Variable;

/// A run of text, tags and outputs.
#[derive(Debug, Default)]
pub struct Body {
    nodes: Vec<Node>,
    /// Whether there is text that isn't blank, or a tag that writes.
    writes: bool,
}

#[derive(Debug)]
enum Node {
    Text(Text),
    Output(Variable, usize),
    Tag(Box<dyn Tag>, usize),
}

/// A piece of the template's source.
#[derive(Debug)]
struct Text {
    source: Arc<str>,
    span: Range<usize>,
}

impl Text {
    fn as_str(&self) -> &str {
        &self.source[self.span.clone()]
    }
}

impl Body {
    pub(super) fn push_text(&mut self, source: &Arc<str>, span: Range<usize>) {
        self.writes |= !source[span.clone()].chars().all(is_space);
        let source = source.clone();
        self.nodes.push(Node::Text(Text { source, span }));
    }

    pub(super) fn push_output(&mut self, output: Variable, line: usize) {
        self.writes = true;
        self.nodes.push(Node::Output(output, line));
    }

    pub(super) fn push_tag(&mut self, tag: Box<dyn Tag>, line: usize) {
        self.writes |= !tag.is_blank();
        self.nodes.push(Node::Tag(tag, line));
    }

    /// Takes the blanks from the end of the text that was pushed last, if that was text.
    pub(super) fn trim_end(&mut self, is_blank: fn(char) -> bool) {
        if let Some(Node::Text(text)) = self.nodes.last_mut() {
            let length = text.as_str().trim_end_matches(is_blank).len();
            text.span.end = text.span.start + length;
        }
    }

    /// Whether it holds nothing but blanks and tags that never write.
    pub fn is_blank(&self) -> bool {
        !self.writes
    }

    /// Writes what it gives. Stops behind a tag that sent `break` or `continue` on its way.
    ///
    /// # Errors
    /// Those of tags and outputs, if errors aren't printed.
    pub fn render(&self, context: &mut Context<'_>, output: &mut String) -> Result<(), Error> {
        context.deeper(|context| {
            for node in &self.nodes {
                let length = output.len();
                let (result, line) = match node {
                    Node::Text(text) => {
                        output.push_str(text.as_str());
                        continue;
                    }
                    Node::Output(variable, line) => (write(variable, context, output), *line),
                    Node::Tag(tag, line) => (render_tag(tag.as_ref(), context, output), *line),
                };
                if let Err(error) = result {
                    output.truncate(length);
                    context.handle(error.at(line), output)?;
                }
                if matches!(node, Node::Tag(..)) && context.is_interrupted() {
                    break;
                }
            }
            Ok(())
        })
    }
}

fn render_tag(tag: &dyn Tag, context: &mut Context<'_>, output: &mut String) -> Result<(), Error> {
    let length = output.len();
    tag.render(context, output)?;
    if tag.is_blank() {
        output.truncate(length);
    }
    Ok(())
}

fn write(variable: &Variable, context: &Context<'_>, output: &mut String) -> Result<(), Error> {
    match variable.evaluate(&context.names())?.as_ref() {
        Value::Str(text) => output.push_str(text),
        // Writing to a string can't fail.
        value => drop(write!(output, "{value}")),
    }
    Ok(())
}

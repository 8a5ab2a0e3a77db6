//! `{% include file.html name=value … %}`

use std::sync::Arc;

use crate::base::{Map, Value};
use crate::lang::liquid::{Context, Error, Expression, Parser, Tag, Template};

use super::Name;

#[derive(Debug)]
struct Include {
    tag: &'static str,
    name: Name,
    parameters: Vec<(Arc<str>, Expression)>,
    line: usize,
}

pub(super) fn parse(parser: &mut Parser<'_>, markup: &str) -> Result<Box<dyn Tag>, Error> {
    parse_as("include", parser, markup)
}

pub(super) fn parse_cached(parser: &mut Parser<'_>, markup: &str) -> Result<Box<dyn Tag>, Error> {
    parse_as("include_cached", parser, markup)
}

pub(super) fn parse_relative(parser: &mut Parser<'_>, markup: &str) -> Result<Box<dyn Tag>, Error> {
    parse_as("include_relative", parser, markup)
}

fn parse_as(
    tag: &'static str,
    parser: &mut Parser<'_>,
    markup: &str,
) -> Result<Box<dyn Tag>, Error> {
    let (name, rest) = split_name(markup.trim());
    if !name.contains("{{") {
        check_name(tag, name)?;
    }
    parser.includes(tag, (!name.contains("{{")).then_some(name));
    let parameters = read_parameters(rest).ok_or_else(|| {
        Error::foreign(format!(
            "Invalid syntax for {tag} tag:\n\n  {}\n\nValid syntax:\n\n  {}",
            markup.trim(),
            example(tag)
        ))
    })?;
    Ok(Box::new(Include {
        tag,
        name: Name::parse(name)?,
        parameters,
        line: parser.line(),
    }))
}

fn example(tag: &str) -> String {
    format!("{{% {tag} file.ext param='value' param2='value' %}}")
}

/// The name, up to the first blank outside of `{{ }}`, and the parameters.
fn split_name(markup: &str) -> (&str, &str) {
    let mut inside = 0_usize;
    for (at, character) in markup.char_indices() {
        match character {
            '{' => inside += 1,
            '}' => inside = inside.saturating_sub(1),
            blank if blank.is_whitespace() && inside == 0 => return markup.split_at(at),
            _ => {}
        }
    }
    (markup, "")
}

/// Names may not leave the folder: no `..`, `./` or `//`, and no odd characters.
fn check_name(tag: &str, name: &str) -> Result<(), Error> {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "_/.-()+~#@".contains(c);
    let bytes = name.as_bytes();
    let has_sequence = bytes
        .windows(2)
        .any(|pair| pair.iter().all(|byte| matches!(byte, b'.' | b'/')));
    if !name.is_empty() && name.chars().all(is_allowed) && !has_sequence {
        return Ok(());
    }
    Err(Error::foreign(format!(
        "Invalid syntax for {tag} tag. File contains invalid characters or sequences:\n\n  {name}\n\nValid syntax:\n\n  {}",
        example(tag)
    )))
}

/// `name="text"`, `name='text'` (a backslash keeps a quote) or `name=variable`, any number of them.
fn read_parameters(text: &str) -> Option<Vec<(Arc<str>, Expression)>> {
    let mut parameters = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (name, after) = rest.split_once('=')?;
        let name = name.trim_end();
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        if name.is_empty() || !name.chars().all(is_name) {
            return None;
        }
        let after = after.trim_start();
        let (value, after) = match after.chars().next()? {
            quote @ ('"' | '\'') => {
                let (text, after) = quoted(&after[1..], quote)?;
                (Expression::constant(text), after)
            }
            _ => {
                let is_variable = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
                let end = after.find(|c| !is_variable(c)).unwrap_or(after.len());
                if end == 0 {
                    return None;
                }
                (Expression::parse(&after[..end]), &after[end..])
            }
        };
        parameters.push((Arc::from(name), value));
        rest = after.trim_start();
    }
    Some(parameters)
}

/// The text up to the closing quote, and what follows it.
fn quoted(text: &str, quote: char) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => match characters.next()? {
                (_, next) if next == quote => value.push(quote),
                (_, next) => value.extend(['\\', next]),
            },
            end if end == quote => return Some((value, &text[at + 1..])),
            other => value.push(other),
        }
    }
    None
}

/// Renders an included template; its errors say so.
fn included(
    context: &mut Context<'_>,
    template: &Template,
    line: usize,
    output: &mut String,
) -> Result<(), Error> {
    context
        .include(template, line, output)
        .map_err(|error| error.remarked("included"))
}

impl Tag for Include {
    fn render(&self, context: &mut Context<'_>, output: &mut String) -> Result<(), Error> {
        let name = self.name.evaluate(context)?;
        check_name(self.tag, &name)?;
        let from = context.template_name().to_owned();
        let template = context
            .surroundings()
            .host
            .template(self.tag, &name, &from)?;
        if self.parameters.is_empty() {
            return context.scoped(|context| included(context, &template, self.line, output));
        }
        let mut pairs = Map::with_capacity(self.parameters.len());
        for (name, value) in &self.parameters {
            let value: Value = value.evaluate(&context.names())?.into_owned();
            pairs.insert(name.clone(), value);
        }
        context.scoped(|context| {
            context.set(&"include".into(), Value::from(pairs));
            included(context, &template, self.line, output)
        })
    }
}

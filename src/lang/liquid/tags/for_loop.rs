//! `{% for item in collection reversed limit:2 offset:1 %}…{% else %}…{% endfor %}`

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::base::{Elements, Object, Value};

use super::super::body::Body;
use super::super::context::{Context, Interrupt};
use super::super::error::Error;
use super::super::expression::Expression;
use super::super::language::Tag;
use super::super::markup::strict::{self, Kind};
use super::super::markup::{is_name, is_space, is_strippable, lax, run};
use super::super::parser::{Parser, Section, Stop, unexpected};
use super::super::template::SharedState;
use super::slice::{Slice, to_integer};

#[derive(Debug)]
struct For {
    head: Head,
    body: Body,
    otherwise: Option<Body>,
}

/// What stands in the tag.
#[derive(Debug)]
struct Head {
    variable: Arc<str>,
    /// `item-collection`: the loop's name, under which `offset:continue` finds where it ended.
    name: Arc<str>,
    collection: Expression,
    reversed: bool,
    offset: Offset,
    limit: Option<Expression>,
}

#[derive(Debug)]
enum Offset {
    Start,
    At(Expression),
    Continue,
}

pub(super) fn parse(parser: &mut Parser<'_>, markup: &str) -> Result<Box<dyn Tag>, Error> {
    let head = parser.read(
        parser.line(),
        || Head::strict(markup),
        || Head::lax(markup),
        || format!("in \"{}\"", markup.trim_matches(is_strippable)),
    )?;
    if matches!(head.offset, Offset::Continue) {
        parser.shares(SharedState {
            registers: true,
            ..SharedState::default()
        });
    }
    let Section { body, stop } = parser.section("for")?;
    let otherwise = match stop {
        Stop::End => None,
        Stop::Tag(name, _) if name == "else" => Some(parse_otherwise(parser)?),
        Stop::Tag(name, _) => return Err(unexpected("for", &name)),
    };
    Ok(Box::new(For {
        head,
        body,
        otherwise,
    }))
}

fn parse_otherwise(parser: &mut Parser<'_>) -> Result<Body, Error> {
    let Section { body, stop } = parser.section("for")?;
    match stop {
        Stop::End => Ok(body),
        // Liquid ends the loop at a second `else`, with nothing in place of the first.
        Stop::Tag(name, _) if name == "else" => Ok(Body::default()),
        Stop::Tag(name, _) => Err(unexpected("for", &name)),
    }
}

impl Head {
    fn new(variable: &str, collection: &str, reversed: bool) -> Self {
        Head {
            variable: variable.into(),
            name: format!("{variable}-{collection}").into(),
            collection: Expression::parse(collection),
            reversed,
            offset: Offset::Start,
            limit: None,
        }
    }

    fn set(&mut self, attribute: &str, value: &str) {
        match attribute {
            "offset" if value == "continue" => self.offset = Offset::Continue,
            "offset" => self.offset = Offset::At(Expression::parse(value)),
            "limit" => self.limit = Some(Expression::parse(value)),
            _ => {}
        }
    }

    fn strict(markup: &str) -> Result<Self, Error> {
        let mut parser = strict::Parser::new(markup)?;
        let variable = parser.take(Kind::Name)?;
        if !parser.take_name("in") {
            return Err(Error::syntax("For loops require an 'in' clause"));
        }
        let collection = parser.expression()?;
        let reversed = parser.take_name("reversed");
        let mut head = Head::new(variable, &collection, reversed);
        while parser.looks_at(Kind::Name, 0) && parser.looks_at(Kind::Colon, 1) {
            let attribute = parser.take(Kind::Name)?;
            if !matches!(attribute, "limit" | "offset") {
                return Err(Error::syntax(
                    "Invalid attribute in for loop. Valid attributes are limit and offset",
                ));
            }
            parser.skip();
            head.set(attribute, &parser.expression()?);
        }
        parser.end()?;
        Ok(head)
    }

    fn lax(markup: &str) -> Result<Self, Error> {
        let (variable, collection, rest) =
            item_in_collection(markup, is_name).ok_or_else(|| {
                Error::syntax(
                    "Syntax Error in 'for loop' - Valid syntax: for [item] in [collection]",
                )
            })?;
        let reversed = rest.trim_start_matches(is_space).starts_with("reversed");
        let mut head = Head::new(variable, collection, reversed);
        for (attribute, value) in lax::attributes(markup) {
            head.set(attribute, value);
        }
        Ok(head)
    }

    /// The part of the collection to go through; notes where it ends.
    fn slice(&self, context: &mut Context<'_>) -> Result<Slice, Error> {
        let names = context.names();
        let from = match &self.offset {
            Offset::Start => 0,
            Offset::At(offset) => to_integer(&*offset.evaluate(&names)?)?,
            Offset::Continue => context
                .registers
                .offsets
                .get(&self.name)
                .map_or(0, |&at| at),
        };
        let collection = self.collection.evaluate(&names)?;
        let to = match &self.limit {
            Some(limit) => match &*limit.evaluate(&names)? {
                Value::Nil | Value::Bool(false) => None,
                limit => Some(to_integer(limit)?.saturating_add(from)),
            },
            None => None,
        };
        let slice = Slice::of(&collection, from, to);
        let length = i64::try_from(slice.len()).unwrap_or(i64::MAX);
        let end = from.saturating_add(length);
        drop(collection);
        context.registers.offsets.insert(self.name.clone(), end);
        Ok(slice)
    }
}

/// `item in collection` at the start of a markup, and what follows.
pub(super) fn item_in_collection(
    markup: &str,
    is_part: fn(char) -> bool,
) -> Option<(&str, &str, &str)> {
    let length = run(markup, is_part);
    let (variable, rest) = markup.split_at(length);
    let rest = rest
        .strip_prefix(is_space)?
        .trim_start_matches(is_space)
        .strip_prefix("in")?;
    let rest = rest.strip_prefix(is_space)?.trim_start_matches(is_space);
    let (collection, rest) = lax::fragments_at_start(rest)?;
    (length > 0).then_some((variable, collection, rest))
}

impl Tag for For {
    fn render(&self, context: &mut Context<'_>, output: &mut String) -> Result<(), Error> {
        let slice = self.head.slice(context)?;
        if slice.len() == 0 {
            return match &self.otherwise {
                Some(body) => body.render(context, output),
                None => Ok(()),
            };
        }
        let state = Arc::new(ForLoop {
            name: self.head.name.clone(),
            length: slice.len(),
            index: AtomicUsize::new(0),
            parent: context.loops.last().cloned(),
        });
        context.scoped(|context| {
            context.loops.push(state.clone());
            let result = self.repeat(&slice, &state, context, output);
            context.loops.pop();
            result
        })
    }

    fn is_blank(&self) -> bool {
        self.body.is_blank() && self.otherwise.as_ref().is_none_or(Body::is_blank)
    }
}

impl For {
    fn repeat(
        &self,
        slice: &Slice,
        state: &Arc<ForLoop>,
        context: &mut Context<'_>,
        output: &mut String,
    ) -> Result<(), Error> {
        context.set(&"forloop".into(), Value::Object(state.clone()));
        for index in 0..slice.len() {
            let index_in_order = if self.head.reversed {
                slice.len() - 1 - index
            } else {
                index
            };
            context.set(&self.head.variable, slice.get(index_in_order));
            self.body.render(context, output)?;
            state.index.store(index + 1, Ordering::Relaxed);
            if context.take_interrupt() == Some(Interrupt::Break) {
                break;
            }
        }
        Ok(())
    }
}

/// `forloop`: where a loop stands.
#[derive(Debug)]
pub(in super::super) struct ForLoop {
    name: Arc<str>,
    length: usize,
    /// Atomic only because values are shared between threads; a loop is run by one.
    index: AtomicUsize,
    parent: Option<Arc<ForLoop>>,
}

impl Object for ForLoop {
    fn class_name(&self) -> &'static str {
        "Liquid::ForloopDrop"
    }

    fn get(&self, key: &str) -> Option<Value> {
        let index = self.index.load(Ordering::Relaxed);
        let left = self.length.saturating_sub(index);
        Some(match key {
            "name" => Value::Str(self.name.clone()),
            "length" => Value::from(self.length),
            "index" => Value::from(index + 1),
            "index0" => Value::from(index),
            "rindex" => Value::from(left),
            "rindex0" => Value::Int(i64::try_from(left).unwrap_or(i64::MAX) - 1),
            "first" => Value::Bool(index == 0),
            "last" => Value::Bool(left == 1),
            "parentloop" => Value::Object(self.parent.clone()?),
            _ => return None,
        })
    }

    fn keys(&self) -> Vec<Arc<str>> {
        const KEYS: [&str; 9] = [
            "name",
            "length",
            "index",
            "index0",
            "rindex",
            "rindex0",
            "first",
            "last",
            "parentloop",
        ];
        KEYS.map(Into::into).to_vec()
    }

    fn elements(&self) -> Elements {
        Elements::None
    }

    fn to_text(&self) -> String {
        self.class_name().to_owned()
    }
}

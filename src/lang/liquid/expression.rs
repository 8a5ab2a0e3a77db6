//! Expressions: literals, ranges and lookups, prepared when the template is parsed.

use std::borrow::Cow;
use std::sync::Arc;

use crate::base::Value;
use crate::lang::filters::ruby;

use super::context::Names;
use super::error::Error;
use super::markup::{is_space, lax};

/// Ranges of ranges may nest so deep.
const MAX_DEPTH: usize = 20;

/// A range may hold so many integers.
const MAX_RANGE: i64 = 1_000_000;

/// The two literals that are no values: they are texts without characters, but comparing with them
/// asks a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emptiness {
    /// `empty`: has it no characters, items or pairs?
    Empty,
    /// `blank`: Rails' question whether there is anything to see.
    Blank,
}

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression(Form);

#[derive(Debug, Clone, PartialEq)]
enum Form {
    Value(Value),
    Emptiness(Emptiness),
    Range(Box<(Form, Form)>),
    Lookup(Lookup),
}

/// A name and the way from its value on.
#[derive(Debug, Clone, PartialEq)]
struct Lookup {
    name: Name,
    path: Vec<Segment>,
}

#[derive(Debug, Clone, PartialEq)]
enum Name {
    Written(Arc<str>),
    /// `[expression]`: the name is a value.
    Computed(Box<Form>),
    /// Nothing in the markup was a name.
    Missing,
}

#[derive(Debug, Clone, PartialEq)]
enum Segment {
    Key(Arc<str>),
    /// `.size`, `.first`, `.last`: a key, or else a question about the value.
    Command(Arc<str>, Command),
    /// `[expression]`
    Computed(Form),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Command {
    Size,
    First,
    Last,
}

impl Expression {
    /// Prepares what is written; anything that is no literal is a lookup.
    pub fn parse(markup: &str) -> Self {
        Expression(Form::parse(markup, 0))
    }

    /// A value that is known.
    pub fn constant(value: impl Into<Value>) -> Self {
        Expression(Form::Value(value.into()))
    }

    /// `empty` or `blank`, if it is one of them.
    pub fn emptiness(&self) -> Option<Emptiness> {
        match self.0 {
            Form::Emptiness(emptiness) => Some(emptiness),
            _ => None,
        }
    }

    /// The value of a literal; `None` for what depends on variables.
    pub fn literal(&self) -> Option<Value> {
        match &self.0 {
            Form::Value(value) => Some(value.clone()),
            Form::Emptiness(_) => Some(Value::from("")),
            Form::Range(_) | Form::Lookup(_) => None,
        }
    }

    /// The value, borrowed where it stands somewhere already.
    ///
    /// # Errors
    /// When the ends of a range are no integers, or it is too long.
    pub fn evaluate<'a>(&'a self, names: &Names<'a>) -> Result<Cow<'a, Value>, Error> {
        self.0.evaluate(names)
    }
}

impl Form {
    fn parse(markup: &str, depth: usize) -> Self {
        match markup {
            "" | "nil" | "null" => return Form::Value(Value::Nil),
            "true" => return Form::Value(Value::Bool(true)),
            "false" => return Form::Value(Value::Bool(false)),
            "empty" => return Form::Emptiness(Emptiness::Empty),
            "blank" => return Form::Emptiness(Emptiness::Blank),
            _ => {}
        }
        for quote in ['\'', '"'] {
            let text = markup
                .strip_prefix(quote)
                .and_then(|rest| rest.strip_suffix(quote));
            if let Some(text) = text {
                return Form::Value(Value::from(text));
            }
        }
        number(markup)
            .map(Form::Value)
            .or_else(|| Form::range(markup, depth))
            .unwrap_or_else(|| Form::Lookup(Lookup::parse(markup, depth)))
    }

    fn range(markup: &str, depth: usize) -> Option<Self> {
        let inside = markup.strip_prefix('(')?.strip_suffix(')')?;
        // Both ends have a character at least; of many dots the last two count.
        let dots = (1..inside.len().saturating_sub(2))
            .rev()
            .find(|&at| inside.as_bytes()[at..].starts_with(b".."))?;
        let (first, last) = (&inside[..dots], &inside[dots + 2..]);
        if inside.contains(is_space) {
            return None;
        }
        if depth >= MAX_DEPTH {
            return Some(Form::Value(Value::Nil));
        }
        let (first, last) = (Form::parse(first, depth + 1), Form::parse(last, depth + 1));
        Some(match (&first, &last) {
            (Form::Value(first), Form::Value(last)) => match (whole(first), whole(last)) {
                (Some(first), Some(last)) if is_short(first, last) => {
                    Form::Value(Value::Range(first, last))
                }
                _ => Form::Range(Box::new((
                    Form::Value(first.clone()),
                    Form::Value(last.clone()),
                ))),
            },
            _ => Form::Range(Box::new((first, last))),
        })
    }

    fn evaluate<'a>(&'a self, names: &Names<'a>) -> Result<Cow<'a, Value>, Error> {
        match self {
            Form::Value(value) => Ok(Cow::Borrowed(value)),
            Form::Emptiness(_) => Ok(Cow::Owned(Value::from(""))),
            Form::Range(ends) => {
                let first = end_of_range(ends.0.evaluate(names)?.as_ref())?;
                let last = end_of_range(ends.1.evaluate(names)?.as_ref())?;
                if !is_short(first, last) {
                    return Err(Error::liquid(format!(
                        "range of more than {MAX_RANGE} integers"
                    )));
                }
                Ok(Cow::Owned(Value::Range(first, last)))
            }
            Form::Lookup(lookup) => lookup.evaluate(names),
        }
    }
}

fn is_short(first: i64, last: i64) -> bool {
    last.saturating_sub(first) < MAX_RANGE
}

/// `-12`, `1.5`, and `1.5.3`, which is 1.5.
fn number(markup: &str) -> Option<Value> {
    let digits = markup.strip_prefix('-').unwrap_or(markup);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(ruby::integer(&ruby::leading_integer(markup)));
    }
    if !digits
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        return None;
    }
    let mut points = digits.match_indices('.').map(|(at, _)| at);
    let first_point = points.next()?;
    let end = points.next().unwrap_or(digits.len());
    // Two points in a row end the number at the first.
    let end = if end == first_point + 1 {
        first_point
    } else {
        end
    };
    let sign = markup.len() - digits.len();
    markup[..sign + end].parse().ok().map(Value::Float)
}

/// An end that is written in the template.
fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Nil => Some(0),
        Value::Int(number) => Some(*number),
        Value::Float(number) => Some(truncated(*number)),
        Value::Str(text) => Some(leading(text)),
        _ => None,
    }
}

/// An end that a variable holds: text counts from its first digits, all else must be an integer.
fn end_of_range(value: &Value) -> Result<i64, Error> {
    match value {
        Value::Nil => Ok(0),
        Value::Int(number) => Ok(*number),
        Value::Str(text) => Ok(leading(text)),
        _ => Err(Error::liquid("invalid integer")),
    }
}

fn leading(text: &str) -> i64 {
    i64::try_from(&ruby::leading_integer(text)).unwrap_or(i64::MAX)
}

/// Towards zero; beyond 64 bits the nearest.
#[allow(clippy::cast_possible_truncation)]
fn truncated(number: f64) -> i64 {
    number as i64
}

impl Lookup {
    fn parse(markup: &str, depth: usize) -> Self {
        let mut segments = lax::segments(markup).into_iter();
        let name = match segments.next() {
            None => Name::Missing,
            Some(segment) => match inside_brackets(segment) {
                Some(inside) => Name::Computed(Box::new(Form::inner(inside, depth))),
                None => Name::Written(segment.into()),
            },
        };
        let path = segments
            .map(|segment| match (inside_brackets(segment), segment) {
                (Some(inside), _) => Segment::Computed(Form::inner(inside, depth)),
                (None, "size") => Segment::Command(segment.into(), Command::Size),
                (None, "first") => Segment::Command(segment.into(), Command::First),
                (None, "last") => Segment::Command(segment.into(), Command::Last),
                (None, _) => Segment::Key(segment.into()),
            })
            .collect();
        Lookup { name, path }
    }

    fn evaluate<'a>(&'a self, names: &Names<'a>) -> Result<Cow<'a, Value>, Error> {
        let mut value = match &self.name {
            Name::Written(name) => names.find(name),
            Name::Computed(form) => match form.evaluate(names)?.as_ref() {
                Value::Str(name) => names.find(name),
                _ => None,
            },
            Name::Missing => None,
        };
        for segment in &self.path {
            let Some(object) = value else { break };
            value = match segment {
                Segment::Key(key) => property(object, key),
                Segment::Command(key, command) => {
                    property(object.clone(), key).or_else(|| answer(&object, *command))
                }
                Segment::Computed(form) => element(object, form.evaluate(names)?.as_ref()),
            };
        }
        Ok(value.unwrap_or(Cow::Owned(Value::Nil)))
    }
}

impl Form {
    /// What stands in brackets. Brackets don't nest, so this doesn't either.
    fn inner(markup: &str, depth: usize) -> Self {
        Form::parse(markup, depth.saturating_add(1))
    }
}

fn inside_brackets(segment: &str) -> Option<&str> {
    segment.strip_prefix('[')?.strip_suffix(']')
}

/// The value under a key.
fn property<'a>(object: Cow<'a, Value>, key: &str) -> Option<Cow<'a, Value>> {
    match object {
        Cow::Borrowed(Value::Map(map)) => map.get(key).map(Cow::Borrowed),
        Cow::Owned(Value::Map(map)) => map.get(key).cloned().map(Cow::Owned),
        Cow::Borrowed(Value::Object(object)) => object.get(key).map(Cow::Owned),
        Cow::Owned(Value::Object(object)) => object.get(key).map(Cow::Owned),
        _ => None,
    }
}

/// What stands in brackets behind a value: a key, or an index that counts from the end if it is
/// negative.
fn element<'a>(object: Cow<'a, Value>, key: &Value) -> Option<Cow<'a, Value>> {
    match (key, object) {
        (Value::Str(key), object) => property(object, key),
        (Value::Int(index), Cow::Borrowed(Value::Array(items))) => {
            items.get(place(*index, items.len())?).map(Cow::Borrowed)
        }
        (Value::Int(index), Cow::Owned(Value::Array(items))) => items
            .get(place(*index, items.len())?)
            .cloned()
            .map(Cow::Owned),
        _ => None,
    }
}

fn place(index: i64, length: usize) -> Option<usize> {
    if index >= 0 {
        usize::try_from(index).ok()
    } else {
        length.checked_sub(usize::try_from(index.unsigned_abs()).ok()?)
    }
}

/// The answer to `.size`, `.first` and `.last` where there is no such key.
fn answer<'a>(object: &Cow<'a, Value>, command: Command) -> Option<Cow<'a, Value>> {
    let value = match (object.as_ref(), command) {
        (Value::Str(text), Command::Size) => Value::from(text.chars().count()),
        (Value::Array(items), Command::Size) => Value::from(items.len()),
        (Value::Array(items), Command::First) => items.first()?.clone(),
        (Value::Array(items), Command::Last) => items.last()?.clone(),
        (Value::Map(map), Command::Size) => Value::from(map.len()),
        (Value::Map(map), Command::First) => {
            let (key, value) = map.first()?;
            Value::from(vec![Value::Str(key.clone()), value.clone()])
        }
        (Value::Range(first, last), Command::Size) => {
            Value::Int(last.saturating_sub(*first).saturating_add(1).max(0))
        }
        (Value::Range(first, _), Command::First) => Value::Int(*first),
        (Value::Range(_, last), Command::Last) => Value::Int(*last),
        // The bytes of a machine's integer.
        (Value::Int(_), Command::Size) => Value::Int(8),
        (Value::Object(object), Command::Size) if object.is_map() => {
            Value::from(object.keys().len())
        }
        (Value::Object(object), Command::First) if object.is_map() => {
            object.iterate()?.into_iter().next()?
        }
        _ => return None,
    };
    Some(Cow::Owned(value))
}

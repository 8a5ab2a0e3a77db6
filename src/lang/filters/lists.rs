//! Filters of lists.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::base::Value;

use super::order;
use super::property::{element, has_elements, not_selectable, place};
use super::ruby::{self, text};
use super::{Arguments, Environment, Filter, FilterError, NO_PARAMETERS, Parameters};

const PROPERTY: Parameters = Parameters(&["property"], 0);
const COUNT: Parameters = Parameters(&["count"], 0);
const VALUE: Parameters = Parameters(&["value"], 1);

pub(super) const FILTERS: &[Filter] = &[
    Filter::text(
        "array_to_sentence_string",
        Parameters(&["connector"], 0),
        array_to_sentence_string,
    ),
    Filter::text("compact", PROPERTY, compact),
    Filter::text("concat", Parameters(&["with"], 1), concat),
    Filter::text("first", NO_PARAMETERS, first),
    Filter::text("join", Parameters(&["sep"], 0), join),
    Filter::text("last", NO_PARAMETERS, last),
    Filter::text("map", Parameters(&["property"], 1), map),
    Filter::text("pop", COUNT, pop),
    Filter::text("push", VALUE, push),
    Filter::text("reverse", NO_PARAMETERS, reverse),
    Filter::text("sample", COUNT, sample),
    Filter::text("shift", COUNT, shift),
    Filter::text("size", NO_PARAMETERS, size),
    Filter::text("slice", Parameters(&["start", "length"], 1), slice),
    Filter::text("sort_natural", PROPERTY, sort_natural),
    Filter::text("uniq", PROPERTY, uniq),
    Filter::text("unshift", VALUE, unshift),
];

type Applied = Result<Value, FilterError>;

/// What a standard filter of lists goes through: a list without the lists in it, nothing for nil,
/// else the value itself.
fn items(input: &Value) -> Vec<Value> {
    match input {
        Value::Nil => Vec::new(),
        Value::Array(items) => flattened(items),
        Value::Range(..) => sequence(input).unwrap_or_default(),
        Value::Object(object) if !object.is_map() => {
            object.iterate().unwrap_or_else(|| vec![input.clone()])
        }
        other => vec![other.clone()],
    }
}

/// What is a list to Ruby's `Enumerable`: lists, ranges, maps and objects that can be looped over.
pub(super) fn sequence(input: &Value) -> Option<Vec<Value>> {
    input.iterate().map(Arc::unwrap_or_clone)
}

fn flattened(items: &[Value]) -> Vec<Value> {
    let mut flat = Vec::with_capacity(items.len());
    let mut open = vec![items.iter()];
    while let Some(innermost) = open.last_mut() {
        match innermost.next() {
            Some(Value::Array(inner)) => open.push(inner.iter()),
            Some(item) => flat.push(item.clone()),
            None => {
                open.pop();
            }
        }
    }
    flat
}

fn joined(items: &[Value], separator: &str) -> String {
    let texts: Vec<_> = items.iter().map(text).collect();
    texts.join(separator)
}

fn join(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let separator = arguments.get(0).map_or(" ".into(), text);
    Ok(Value::from(joined(&items(input), &separator)))
}

/// `a, b, and c`.
fn array_to_sentence_string(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let connector = arguments.get(0).map_or("and".into(), text);
    let characters;
    let items: &[Value] = match input {
        Value::Array(items) => items,
        // Ruby's strings and maps have lengths and elements too.
        Value::Str(word) => {
            characters = word
                .chars()
                .map(|character| Value::from(character.to_string()))
                .collect::<Vec<_>>();
            &characters
        }
        Value::Map(map) if map.len() < 3 => {
            characters = vec![Value::Nil; map.len()];
            &characters
        }
        Value::Map(_) => return Err(FilterError::no_method("join", &Value::Nil)),
        other => return Err(FilterError::no_method("length", other)),
    };
    let sentence = match items {
        [] => String::new(),
        [only] => text(only).into_owned(),
        [first, second] => format!("{} {connector} {}", text(first), text(second)),
        [all_but_last @ .., last] => {
            if let Value::Str(word) = input {
                let start: String = word.chars().take(all_but_last.len()).collect();
                return Err(FilterError::no_method("join", &Value::from(start)));
            }
            format!(
                "{}, {connector} {}",
                joined(&flattened(all_but_last), ", "),
                text(last)
            )
        }
    };
    Ok(Value::from(sentence))
}

fn size(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    Ok(match input {
        Value::Str(text) => Value::from(text.chars().count()),
        Value::Array(items) => Value::from(items.len()),
        Value::Map(map) => Value::from(map.len()),
        Value::Range(..) => Value::from(items(input).len()),
        Value::Object(object) if object.is_map() => Value::from(object.keys().len()),
        // The bytes of a machine's integer.
        Value::Int(_) => Value::Int(8),
        _ => Value::Int(0),
    })
}

fn first(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    Ok(match input {
        Value::Array(items) => items.first().cloned().unwrap_or_default(),
        Value::Map(map) => map
            .first()
            .map(|(key, value)| pair(key, value))
            .unwrap_or_default(),
        Value::Range(first, _) => Value::Int(*first),
        Value::Object(object) => object
            .iterate()
            .map_or_else(|| object.get("first"), |items| items.into_iter().next())
            .unwrap_or_default(),
        _ => Value::Nil,
    })
}

/// A map's entry, as Ruby shows it.
pub(super) fn pair(key: &Arc<str>, value: &Value) -> Value {
    Value::from(vec![Value::Str(key.clone()), value.clone()])
}

fn last(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    Ok(match input {
        Value::Array(items) => items.last().cloned().unwrap_or_default(),
        Value::Range(_, last) => Value::Int(*last),
        Value::Object(object) => object.get("last").unwrap_or_default(),
        _ => Value::Nil,
    })
}

fn reverse(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    let mut items = items(input);
    items.reverse();
    Ok(Value::from(items))
}

fn concat(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let Some(Value::Array(more)) = arguments.get(0) else {
        return Err(FilterError::liquid(
            "concat filter requires an array argument",
        ));
    };
    let mut items = items(input);
    items.extend(more.iter().cloned());
    Ok(Value::from(items))
}

fn map(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let property = arguments.or_nil(0);
    if property.as_str() == Some("to_liquid") {
        return Ok(Value::from(items(input)));
    }
    elements(&items(input), property).map(Value::from)
}

/// The property of every item.
fn elements(items: &[Value], property: &Value) -> Result<Vec<Value>, FilterError> {
    items
        .iter()
        .map(|item| element(item, property).map_err(|()| not_selectable(property)))
        .collect()
}

/// The items with their properties; `None` if the first has none, which makes a filter give nil.
fn with_property(
    items: Vec<Value>,
    property: &Value,
) -> Result<Option<Vec<(Value, Value)>>, FilterError> {
    if items.first().is_some_and(|first| !has_elements(first)) {
        return Ok(None);
    }
    if let Some(without) = items.iter().find(|item| !has_elements(item)) {
        return Err(FilterError::no_method("[]", without));
    }
    let properties = elements(&items, property)?;
    Ok(Some(properties.into_iter().zip(items).collect()))
}

fn compact(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let items = items(input);
    let property = arguments.or_nil(0);
    if property.is_nil() {
        let kept = items.into_iter().filter(|item| !item.is_nil());
        return Ok(Value::from(kept.collect::<Vec<_>>()));
    }
    let Some(pairs) = with_property(items, property)? else {
        return Ok(Value::Nil);
    };
    let kept = pairs
        .into_iter()
        .filter(|(property, _)| !property.is_nil())
        .map(|(_, item)| item);
    Ok(Value::from(kept.collect::<Vec<_>>()))
}

/// Only the first of equal items, or of those with equal properties.
fn uniq(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let items = items(input);
    let property = arguments.or_nil(0);
    let pairs = if property.is_nil() {
        items.into_iter().map(|item| (item.clone(), item)).collect()
    } else {
        match with_property(items, property)? {
            Some(pairs) => pairs,
            None => return Ok(Value::Nil),
        }
    };
    let mut seen: HashMap<u64, Vec<Value>> = HashMap::new();
    let mut unique = Vec::new();
    for (key, item) in pairs {
        let mut hasher = DefaultHasher::new();
        hash(&key, &mut hasher);
        let alike = seen.entry(hasher.finish()).or_default();
        if !alike.contains(&key) {
            alike.push(key);
            unique.push(item);
        }
    }
    Ok(Value::from(unique))
}

/// Equal values have equal hashes.
fn hash(value: &Value, hasher: &mut DefaultHasher) {
    match value {
        Value::Nil
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Date(_)
        | Value::Str(_)
        | Value::Range(..) => {
            text(value).hash(hasher);
        }
        // Zeros of both signs are equal.
        Value::Float(number) => (number + 0.0).to_bits().hash(hasher),
        Value::Time(time) => time.zoned().timestamp().hash(hasher),
        Value::Array(items) => items.iter().for_each(|item| hash(item, hasher)),
        // Maps are equal in any order.
        Value::Map(map) => map.len().hash(hasher),
        Value::Object(object) => Arc::as_ptr(object).addr().hash(hasher),
    }
}

/// Sorts by text without regard to the case of ASCII letters, nil last.
fn sort_natural(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let items = items(input);
    let property = arguments.or_nil(0);
    let pairs: Vec<(Value, Value)> = if property.is_nil() {
        items.into_iter().map(|item| (item.clone(), item)).collect()
    } else {
        if !items.iter().all(has_elements) {
            return Ok(Value::Nil);
        }
        elements(&items, property)?.into_iter().zip(items).collect()
    };
    let keyed: Vec<(Option<String>, Value)> = pairs
        .into_iter()
        .map(|(key, item)| {
            let key = (!key.is_nil()).then(|| text(&key).to_ascii_lowercase());
            (key, item)
        })
        .collect();
    let sorted = order::sort(&keyed, &mut |(left, _), (right, _)| {
        Ok(match (left, right) {
            (Some(left), Some(right)) => left.cmp(right),
            (None, _) => std::cmp::Ordering::Greater,
            (_, None) => std::cmp::Ordering::Less,
        })
    })?;
    Ok(Value::from(
        sorted.into_iter().map(|(_, item)| item).collect::<Vec<_>>(),
    ))
}

/// A part of a list or text; nothing where it begins outside.
fn slice(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let start = ruby::to_integer(arguments.or_nil(0))?;
    let length = match arguments.get(1) {
        Some(length) if length.is_truthy() => ruby::to_integer(length)?,
        _ => 1,
    };
    if let Value::Array(items) = input {
        let part = range(start, length, items.len()).and_then(|range| items.get(range));
        return Ok(Value::from(part.unwrap_or_default().to_vec()));
    }
    let input = text(input);
    let part: String = match range(start, length, input.chars().count()) {
        Some(range) => input.chars().skip(range.start).take(range.len()).collect(),
        None => String::new(),
    };
    Ok(Value::from(part))
}

fn range(start: i64, length: i64, size: usize) -> Option<std::ops::Range<usize>> {
    let start = place(start, size).filter(|start| *start <= size)?;
    let length = usize::try_from(length).ok()?;
    Some(start..start.saturating_add(length).min(size))
}

fn push(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    changed(input, |items| items.push(arguments.or_nil(0).clone()))
}

fn unshift(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    changed(input, |items| items.insert(0, arguments.or_nil(0).clone()))
}

fn pop(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let Value::Array(items) = input else {
        return Ok(input.clone());
    };
    let left = items.len().saturating_sub(count(arguments)?);
    changed(input, |items| items.truncate(left))
}

fn shift(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let Value::Array(items) = input else {
        return Ok(input.clone());
    };
    let gone = count(arguments)?.min(items.len());
    changed(input, |items| drop(items.drain(..gone)))
}

/// How many items a filter is told to take, one if it isn't told.
fn count(arguments: &Arguments) -> Result<usize, FilterError> {
    let count = arguments.get(0).map_or(Ok(1), ruby::to_integer)?;
    usize::try_from(count).map_err(|_| FilterError::liquid("negative array size"))
}

/// A changed copy of a list; what is no list stays.
fn changed(input: &Value, change: impl FnOnce(&mut Vec<Value>)) -> Applied {
    let Value::Array(items) = input else {
        return Ok(input.clone());
    };
    let mut items = Vec::clone(items);
    change(&mut items);
    Ok(Value::from(items))
}

/// Some items: the first ones, so that a build can be repeated. (Jekyll takes any.) One item
/// stands by itself, several are a list.
fn sample(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let Value::Array(items) = input else {
        return Ok(input.clone());
    };
    let count = arguments
        .get(0)
        .map_or(1, |count| ruby::to_integer(count).unwrap_or(1));
    if count == 1 {
        return Ok(items.first().cloned().unwrap_or_default());
    }
    let count =
        usize::try_from(count).map_err(|_| FilterError::liquid("negative sample number"))?;
    Ok(Value::from(
        items.iter().take(count).cloned().collect::<Vec<_>>(),
    ))
}

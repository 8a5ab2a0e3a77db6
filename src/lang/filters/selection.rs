//! Jekyll's filters that choose, group and sort the items of a list by a property.

use std::cmp::Ordering;

use indexmap::IndexMap;

use crate::base::{Map, Value};

use super::lists::{pair, sequence};
use super::order::{self, compare, compare_or_fail};
use super::property::of_item;
use super::ruby::text;
use super::{Arguments, Environment, Filter, FilterError, Parameters};

const PROPERTY_AND_VALUE: Parameters = Parameters(&["property", "value"], 2);

pub(super) const FILTERS: &[Filter] = &[
    Filter::text("find", PROPERTY_AND_VALUE, find),
    Filter::text("group_by", Parameters(&["property"], 1), group_by),
    Filter::text("sort", Parameters(&["attribute", "nils"], 0), sort),
    Filter::text("where", PROPERTY_AND_VALUE, select),
];

type Applied = Result<Value, FilterError>;

/// What `where` and `find` go through: a list, or a map's values; and the property.
fn candidates(input: &Value, arguments: &Arguments) -> Option<(Vec<Value>, String)> {
    let property = arguments.or_nil(0);
    let target = arguments.or_nil(1);
    if !property.is_truthy() || matches!(target, Value::Array(_) | Value::Map(_)) {
        return None;
    }
    let items = match input {
        Value::Array(items) => items.to_vec(),
        Value::Map(map) => map.values().cloned().collect(),
        Value::Object(object) if object.is_map() => object
            .keys()
            .iter()
            .map(|key| object.get(key).unwrap_or_default())
            .collect(),
        Value::Range(..) | Value::Object(_) => sequence(input)?,
        _ => return None,
    };
    Some((items, text(property).into_owned()))
}

/// The items with a property of that value.
fn select(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let Some((items, property)) = candidates(input, arguments) else {
        return Ok(input.clone());
    };
    let is_wanted = wanted(arguments);
    let mut selected = Vec::new();
    for item in items {
        if is_wanted(&of_item(&item, &property)?) {
            selected.push(item);
        }
    }
    Ok(Value::from(selected))
}

/// The first item with a property of that value, or nil.
fn find(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let Some((items, property)) = candidates(input, arguments) else {
        return Ok(input.clone());
    };
    let is_wanted = wanted(arguments);
    for item in items {
        if is_wanted(&of_item(&item, &property)?) {
            return Ok(item);
        }
    }
    Ok(Value::Nil)
}

/// Whether a property is what the second argument asks for.
fn wanted(arguments: &Arguments) -> impl Fn(&Value) -> bool {
    let is_emptiness = arguments.is_emptiness(1);
    let target = arguments.or_nil(1);
    move |property| {
        if is_emptiness {
            text(property).is_empty() || is_empty(property)
        } else {
            matches(property, target)
        }
    }
}

/// Whether a list or a map holds nothing but empty texts.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().all(|item| text(item).is_empty()),
        Value::Map(map) => map.is_empty(),
        _ => false,
    }
}

/// Texts are compared; a list matches if one of its elements does; nil matches nil.
fn matches(property: &Value, target: &Value) -> bool {
    if target.is_nil() {
        return property.is_nil();
    }
    let target = text(target);
    match property {
        Value::Nil => false,
        Value::Array(elements) => elements.iter().any(|element| text(element) == target),
        Value::Map(map) => map
            .iter()
            .any(|(key, value)| text(&pair(key, value)) == target),
        other => text(other) == target,
    }
}

/// A list of groups in order of first appearance: `name`, `items`, `size`.
fn group_by(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let Some(items) = sequence(input) else {
        return Ok(input.clone());
    };
    let property = text(arguments.or_nil(0));
    let mut groups: IndexMap<String, Vec<Value>> = IndexMap::new();
    for item in items {
        let name = text(&of_item(&item, &property)?).into_owned();
        groups.entry(name).or_default().push(item);
    }
    let groups = groups.into_iter().map(|(name, items)| {
        let size = items.len();
        Value::from(Map::from_iter([
            ("name".into(), Value::from(name)),
            ("items".into(), Value::from(items)),
            ("size".into(), Value::from(size)),
        ]))
    });
    Ok(Value::from(groups.collect::<Vec<_>>()))
}

/// Sorts values, or items by a property, those without it first or last.
fn sort(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    if input.is_nil() {
        return Err(FilterError::liquid("Cannot sort a null object."));
    }
    let property = arguments.or_nil(0);
    let by_property = !property.is_nil();
    let without_property = match arguments.get(1).map(text).as_deref() {
        None | Some("first") => Ordering::Less,
        Some("last") => Ordering::Greater,
        Some(_) if !by_property => Ordering::Less,
        Some(other) => {
            return Err(FilterError::liquid(format!(
                "Invalid nils order: '{other}' is not a valid nils order. \
                 It must be 'first' or 'last'."
            )));
        }
    };
    let Some(items) = sequence(input) else {
        let method = if by_property { "map" } else { "sort" };
        return Err(FilterError::no_method(method, input));
    };
    if !by_property {
        return order::sort(&items, &mut compare_or_fail).map(Value::from);
    }
    let property = text(property);
    let mut keyed = Vec::with_capacity(items.len());
    for item in items {
        keyed.push((of_item(&item, &property)?, item));
    }
    let sorted = order::sort(&keyed, &mut |(left, _), (right, _)| {
        Ok(match (left.is_nil(), right.is_nil()) {
            (true, false) => without_property,
            (false, true) => without_property.reverse(),
            // What doesn't compare is compared as text.
            _ => compare(left, right).unwrap_or_else(|| text(left).cmp(&text(right))),
        })
    })?;
    Ok(Value::from(
        sorted.into_iter().map(|(_, item)| item).collect::<Vec<_>>(),
    ))
}

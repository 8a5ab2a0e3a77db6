//! Values between the program and Tera.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;
use tera::Value as TeraValue;
use tera::value::{Key, Map as TeraMap};

use crate::base::{Map, Value};
use crate::model::Site;

use super::super::body::Body;
use super::super::scope;

/// A value as Tera has it: times and dates are their text.
pub(super) fn from_value(value: &Value) -> TeraValue {
    convert(value, &|_| None)
}

/// A map as Tera has it.
pub(super) fn tera_map(map: &Map) -> TeraMap {
    map_with(map, &|_| None)
}

/// Converts a value; what `known` knows already is taken from it.
fn convert(value: &Value, known: &dyn Fn(&Arc<Map>) -> Option<TeraValue>) -> TeraValue {
    match value {
        Value::Nil => TeraValue::none(),
        Value::Bool(value) => TeraValue::from(*value),
        Value::Int(value) => TeraValue::from(*value),
        Value::Float(value) => TeraValue::from(*value),
        Value::Str(text) => TeraValue::from(text.as_ref()),
        Value::Time(_) | Value::Date(_) | Value::Range(..) => TeraValue::from(value.to_string()),
        Value::Array(items) => TeraValue::from(
            items
                .iter()
                .map(|item| convert(item, known))
                .collect::<Vec<_>>(),
        ),
        Value::Map(map) => known(map).unwrap_or_else(|| TeraValue::from(map_with(map, known))),
        Value::Object(object) => {
            let pairs = object.keys().into_iter().map(|key| {
                let value = object.get(&key).unwrap_or_default();
                (Key::String(key), convert(&value, known))
            });
            TeraValue::from(pairs.collect::<TeraMap>())
        }
    }
}

fn map_with(map: &Map, known: &dyn Fn(&Arc<Map>) -> Option<TeraValue>) -> TeraMap {
    map.iter()
        .map(|(key, value)| (Key::String(key.clone()), convert(value, known)))
        .collect()
}

/// The values of a site's documents, without neighbours, in both forms. A document that Tera hands
/// to a filter, and one that the filter hands back, is recognized by where its map stands in
/// memory; so a filter over all posts copies none of them.
pub(super) struct Documents {
    teras: Vec<TeraValue>,
    ours: Vec<Arc<Map>>,
    /// The documents by the address of Tera's map, and by that of ours.
    by_teras: HashMap<usize, usize>,
    by_ours: HashMap<usize, usize>,
}

impl Documents {
    /// Builds the values of all documents.
    pub(super) fn new(site: &Site, bodies: &[Body]) -> Self {
        let (ours, teras): (Vec<_>, Vec<_>) = site
            .documents
            .par_iter()
            .zip(bodies)
            .map(|(document, body)| {
                let map = scope::document(document, body);
                let value = with_markup(&map);
                (Arc::new(map), value)
            })
            .unzip();
        let address = |(index, value): (usize, &TeraValue)| Some((tera_address(value)?, index));
        Documents {
            by_teras: teras.iter().enumerate().filter_map(address).collect(),
            by_ours: ours
                .iter()
                .enumerate()
                .map(|(index, map)| (our_address(map), index))
                .collect(),
            teras,
            ours,
        }
    }

    /// Each document as Tera has it.
    pub(super) fn values(&self) -> &[TeraValue] {
        &self.teras
    }

    /// A value as Tera has it.
    pub(super) fn teras(&self, value: &Value) -> TeraValue {
        convert(value, &|map| {
            self.by_ours
                .get(&our_address(map))
                .map(|&index| self.teras[index].clone())
        })
    }

    /// A value that Tera hands out.
    pub(super) fn ours(&self, value: &TeraValue) -> Value {
        if let Some(text) = value.as_str() {
            return Value::from(text);
        }
        if let Some(items) = value.as_array() {
            return Value::from(items.iter().map(|item| self.ours(item)).collect::<Vec<_>>());
        }
        if let Some(map) = value.as_map() {
            let known = tera_address(value).and_then(|address| self.by_teras.get(&address));
            if let Some(&index) = known {
                return Value::Map(self.ours[index].clone());
            }
            let pairs = map
                .iter()
                .map(|(key, value)| (text_of(key), self.ours(value)));
            return Value::from(pairs.collect::<Map>());
        }
        if let Some(value) = value.as_bool() {
            return Value::Bool(value);
        }
        if let Some(number) = value.as_i64() {
            return Value::Int(number);
        }
        value.as_f64().map_or(Value::Nil, Value::Float)
    }
}

/// Where a map of Tera's stands. Its values are shared, not copied, so that it stays there.
fn tera_address(value: &TeraValue) -> Option<usize> {
    value.as_map().map(|map| std::ptr::from_ref(map).addr())
}

fn our_address(map: &Arc<Map>) -> usize {
    Arc::as_ptr(map).addr()
}

fn text_of(key: &Key<'_>) -> Arc<str> {
    match key {
        Key::String(text) => text.clone(),
        other => other.as_value().to_string().into(),
    }
}

/// A document's map, with what is markup already marked so that Tera doesn't escape it.
fn with_markup(map: &Map) -> TeraValue {
    let mut shown = tera_map(map);
    for key in ["content", "excerpt", "output"] {
        let text = shown.get(&Key::Str(key)).and_then(TeraValue::as_str);
        if let Some(text) = text.map(TeraValue::safe_string) {
            shown.insert(Key::Str(key), text);
        }
    }
    TeraValue::from(shown)
}

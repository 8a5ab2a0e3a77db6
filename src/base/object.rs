//! Lazy objects: values whose parts are made when they are asked for.

use std::fmt;
use std::sync::Arc;

use super::value::Value;

/// A value whose parts are made when they are asked for: a site, a document, the loop of a `for`.
///
/// Templates see it as a map that isn't there yet (Liquid's "drop"). It is equal to itself only.
pub trait Object: fmt::Debug + Send + Sync {
    /// What Ruby's class is called, for messages and for `inspect`.
    fn class_name(&self) -> &'static str;

    /// The value under a key; `None` where there is no such key.
    fn get(&self, key: &str) -> Option<Value>;

    /// All keys, in order.
    fn keys(&self) -> Vec<Arc<str>>;

    /// What a loop over it goes through.
    fn elements(&self) -> Elements {
        Elements::Pairs
    }

    /// What a template prints for it.
    fn to_text(&self) -> String {
        inspect(self)
    }
}

/// What a loop over an object goes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Elements {
    /// Pairs of key and value: the object is as good as a map.
    Pairs,
    /// The keys alone.
    Keys,
    /// Nothing: it can't be looped over.
    None,
}

impl dyn Object {
    /// What a loop over it goes through, made; `None` where it can't be looped over.
    pub fn iterate(&self) -> Option<Vec<Value>> {
        let keys = self.keys().into_iter();
        match self.elements() {
            Elements::Pairs => Some(keys.map(|key| self.pair(key)).collect()),
            Elements::Keys => Some(keys.map(Value::Str).collect()),
            Elements::None => None,
        }
    }

    fn pair(&self, key: Arc<str>) -> Value {
        let value = self.get(&key).unwrap_or_default();
        Value::from(vec![Value::Str(key), value])
    }

    /// Whether it passes for a map.
    pub fn is_map(&self) -> bool {
        self.elements() == Elements::Pairs
    }

    /// As Ruby's `inspect` shows a map.
    pub fn inspect(&self) -> String {
        inspect(self)
    }
}

impl PartialEq for dyn Object {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::addr_eq(self, other)
    }
}

fn inspect<T: Object + ?Sized>(object: &T) -> String {
    if object.elements() != Elements::Pairs {
        return format!("#<{}>", object.class_name());
    }
    let pairs: Vec<String> = object
        .keys()
        .into_iter()
        .map(|key| {
            let value = object.get(&key).unwrap_or_default();
            format!("{}=>{}", Value::Str(key).inspect(), value.inspect())
        })
        .collect();
    format!("{{{}}}", pairs.join(", "))
}

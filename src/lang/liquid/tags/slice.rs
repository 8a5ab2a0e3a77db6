//! The part of a collection that `for` and `tablerow` go through.

use std::ops::Range;
use std::sync::Arc;

use crate::base::Value;
use crate::lang::filters::{FilterError, ruby};

use super::super::error::Error;

/// The items a loop goes through: a part of a shared list, which isn't copied.
pub(super) struct Slice {
    items: Items,
    range: Range<usize>,
}

enum Items {
    List(Arc<Vec<Value>>),
    /// Integers from the first on.
    Integers(i64),
}

impl Slice {
    /// The items from index `from` on, up to index `to` without it.
    pub(super) fn of(collection: &Value, from: i64, to: Option<i64>) -> Self {
        let (items, length) = match collection {
            // A text is one item, whatever part of it is wanted.
            Value::Str(text) => {
                let items = if text.is_empty() {
                    Vec::new()
                } else {
                    vec![collection.clone()]
                };
                let range = 0..items.len();
                let items = Items::List(Arc::new(items));
                return Slice { items, range };
            }
            Value::Range(first, last) => {
                let length = last.saturating_sub(*first).saturating_add(1);
                (
                    Items::Integers(*first),
                    usize::try_from(length).unwrap_or(0),
                )
            }
            other => {
                let items = other.iterate().unwrap_or_default();
                let length = items.len();
                (Items::List(items), length)
            }
        };
        // A negative index lets everything through.
        let bound = |index: i64| usize::try_from(index).unwrap_or(0).min(length);
        let end = to.map_or(length, bound);
        Slice {
            items,
            range: bound(from).min(end)..end,
        }
    }

    /// How many items there are.
    pub(super) fn len(&self) -> usize {
        self.range.len()
    }

    /// The item at an index.
    pub(super) fn get(&self, index: usize) -> Value {
        let index = self.range.start + index;
        match &self.items {
            Items::List(items) => items.get(index).cloned().unwrap_or_default(),
            Items::Integers(first) => {
                Value::Int(first.saturating_add(i64::try_from(index).unwrap_or(i64::MAX)))
            }
        }
    }
}

/// Ruby's `to_i`, as the parameters of loops are read.
///
/// # Errors
/// When a value has no such method.
pub(super) fn to_integer(value: &Value) -> Result<i64, Error> {
    match value {
        Value::Nil => Ok(0),
        Value::Int(number) => Ok(*number),
        // As far as 64 bits go.
        #[allow(clippy::cast_possible_truncation)]
        Value::Float(number) => Ok(*number as i64),
        Value::Str(text) => Ok(i64::try_from(&ruby::leading_integer(text)).unwrap_or(i64::MAX)),
        other => Err(FilterError::no_method("to_i", other).into()),
    }
}

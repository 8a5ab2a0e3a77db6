//! The second reading of a YAML text: values along its shape.

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use crate::base::{Map, Value};

use super::scalar;
use super::shape::Shape;

/// What reading a text needs at every node, and what it finds out about places.
pub(super) struct Reader<'text> {
    text: &'text str,
    spans: RefCell<IndexMap<Arc<str>, Range<usize>>>,
}

impl<'text> Reader<'text> {
    pub(super) fn new(text: &'text str) -> Self {
        Reader {
            text,
            spans: RefCell::default(),
        }
    }

    /// The outermost node.
    pub(super) fn document<'a>(&'a self, shape: &'a Shape) -> Document<'a, 'text> {
        Document {
            node: Node {
                reader: self,
                shape,
                outermost: true,
            },
        }
    }

    pub(super) fn into_spans(self) -> IndexMap<Arc<str>, Range<usize>> {
        self.spans.into_inner()
    }

    /// A scalar that is a slice of the text: its place tells whether it was quoted or tagged `!!str`.
    fn slice(&self, slice: &str) -> Placed {
        let start = (slice.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        let Some(before) = self.text.get(..start) else {
            return Placed {
                value: Value::from(slice),
                span: None,
            };
        };
        let quoted = before.ends_with(['"', '\'']);
        let is_string = quoted || before.trim_end().ends_with("!!str");
        let value = if is_string {
            Value::from(slice)
        } else {
            scalar::resolve(slice)
        };
        let end = start + slice.len() + usize::from(quoted);
        Placed {
            value,
            span: Some(start - usize::from(quoted)..end),
        }
    }
}

/// A value and where it stands, if that is known.
struct Placed {
    value: Value,
    span: Option<Range<usize>>,
}

/// A node to be read.
#[derive(Clone, Copy)]
struct Node<'a, 'text> {
    reader: &'a Reader<'text>,
    shape: &'a Shape,
    outermost: bool,
}

impl<'a, 'text> Node<'a, 'text> {
    fn child(self, shape: &'a Shape) -> Self {
        Node {
            shape,
            outermost: false,
            ..self
        }
    }
}

impl<'text> DeserializeSeed<'text> for Node<'_, 'text> {
    type Value = Placed;

    fn deserialize<D: Deserializer<'text>>(self, deserializer: D) -> Result<Placed, D::Error> {
        match self.shape {
            Shape::Scalar => deserializer.deserialize_str(self),
            _ => deserializer.deserialize_any(self),
        }
    }
}

/// A node of which only the value matters.
pub(super) struct Document<'a, 'text> {
    node: Node<'a, 'text>,
}

impl<'text> DeserializeSeed<'text> for Document<'_, 'text> {
    type Value = Value;

    fn deserialize<D: Deserializer<'text>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.node
            .deserialize(deserializer)
            .map(|placed| placed.value)
    }
}

impl<'text> Visitor<'text> for Node<'_, 'text> {
    type Value = Placed;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the node that was here a moment ago")
    }

    fn visit_borrowed_str<E: Error>(self, slice: &'text str) -> Result<Placed, E> {
        Ok(self.reader.slice(slice))
    }

    /// What isn't a slice of the text had escapes, folds or block style: always a string.
    fn visit_str<E: Error>(self, text: &str) -> Result<Placed, E> {
        Ok(Placed {
            value: Value::from(text),
            span: None,
        })
    }

    fn visit_seq<A: SeqAccess<'text>>(self, mut access: A) -> Result<Placed, A::Error> {
        let Shape::Sequence(shapes) = self.shape else {
            return Err(A::Error::custom("the text changed while it was read"));
        };
        let mut items = Vec::with_capacity(shapes.len());
        for shape in shapes {
            items.extend(
                access
                    .next_element_seed(self.child(shape))?
                    .map(|item| item.value),
            );
        }
        // Asking once more lets the reader see the end of the list.
        access.next_element::<serde::de::IgnoredAny>()?;
        Ok(Placed {
            value: Value::from(items),
            span: None,
        })
    }

    fn visit_map<A: MapAccess<'text>>(self, mut access: A) -> Result<Placed, A::Error> {
        let Shape::Map(shapes) = self.shape else {
            return Err(A::Error::custom("the text changed while it was read"));
        };
        let mut map = Map::with_capacity(shapes.len());
        for (key_shape, value_shape) in shapes {
            let Some(key) = access.next_key_seed(self.child(key_shape))? else {
                break;
            };
            let value = access.next_value_seed(self.child(value_shape))?;
            let name: Arc<str> = key.value.to_string().into();
            if self.outermost
                && let Some(at) = key.span
            {
                let end = value.span.map_or(at.end, |span| span.end);
                self.reader
                    .spans
                    .borrow_mut()
                    .insert(name.clone(), at.start..end.max(at.end));
            }
            insert(&mut map, name, value.value);
        }
        access.next_key::<serde::de::IgnoredAny>()?;
        Ok(Placed {
            value: Value::from(map),
            span: None,
        })
    }

    fn visit_enum<A: EnumAccess<'text>>(self, access: A) -> Result<Placed, A::Error> {
        let Shape::Tagged(shape) = self.shape else {
            return Err(A::Error::custom("the text changed while it was read"));
        };
        let (_tag, node) = access.variant::<String>()?;
        node.newtype_variant_seed(self.child(shape))
    }
}

/// Inserts a pair; under the merge key `<<` the pairs of a map, or of each map of a list.
fn insert(map: &mut Map, key: Arc<str>, value: Value) {
    match value {
        Value::Map(merged) if &*key == "<<" => map.extend(Map::clone(&merged)),
        Value::Array(items)
            if &*key == "<<" && items.iter().all(|item| item.as_map().is_some()) =>
        {
            map.extend(items.iter().filter_map(Value::as_map).flat_map(Map::clone));
        }
        value => {
            map.insert(key, value);
        }
    }
}

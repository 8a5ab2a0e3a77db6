//! A file that is copied as it is.

use std::path::PathBuf;
use std::sync::Arc;

use crate::base::{Map, Time, Value};

use super::document::{extension, stem};

/// A file that is copied as it is.
#[derive(Debug, Clone)]
pub struct StaticFile {
    /// Where it is.
    pub file: PathBuf,
    /// Its path relative to the source, beginning with `/`.
    pub path: Arc<str>,
    /// The file it is copied to, relative to the destination.
    pub destination: PathBuf,
    /// The label of the collection it lies in.
    pub collection: Option<Arc<str>>,
    /// When it was last changed.
    pub modified: Time,
    /// Whether it is copied: not so in collections without output.
    pub written: bool,
    /// The front matter defaults that apply to it.
    pub data: Map,
}

impl StaticFile {
    /// The file's name, with extension.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// What templates see of it (Jekyll docs, "Static Files").
    pub fn to_value(&self) -> Value {
        let mut map = self.data.clone();
        map.insert("basename".into(), Value::from(stem(self.name())));
        map.insert("name".into(), Value::from(self.name()));
        map.insert("extname".into(), Value::from(extension(self.name())));
        map.insert("modified_time".into(), Value::from(self.modified.clone()));
        map.insert("path".into(), Value::Str(self.path.clone()));
        map.insert(
            "collection".into(),
            self.collection.clone().map_or(Value::Nil, Value::Str),
        );
        Value::from(map)
    }
}

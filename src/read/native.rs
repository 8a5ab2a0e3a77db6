//! The native layout: `content/`, `templates/` in Tera, `static/`.

use std::path::Path;

use crate::base::{Map, Value};
use crate::model::layout::Language;

use super::roles::{LayoutFolder, Roles};

/// The folder under which Jekyll's rules hold, and which makes a site native.
pub const SOURCE: &str = "content";

/// The roles of a native site's folders.
pub fn roles(root: &Path) -> Roles {
    Roles {
        source: root.join(SOURCE),
        layouts: vec![LayoutFolder {
            directory: root.join("templates"),
            language: Language::Tera,
        }],
        includes: root.join("_includes"),
        copied: Some(root.join("static")),
        defaults: Map::from_iter([
            ("markdown".into(), Value::from("commonmark")),
            ("highlighter".into(), Value::from("syntect")),
            // What Jekyll only warns of, unknown layouts and two files at one URL, is an error.
            ("strict".into(), Value::Bool(true)),
        ]),
    }
}

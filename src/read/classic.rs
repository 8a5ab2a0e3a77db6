//! The classic layout: a Jekyll tree as it stands. It may have Tera layouts in `templates/` besides.

use std::path::Path;

use crate::base::Map;
use crate::model::layout::Language;

use super::roles::{LayoutFolder, Roles};

/// The roles of a classic site's folders.
pub fn roles(root: &Path) -> Roles {
    Roles {
        source: root.to_owned(),
        layouts: vec![
            LayoutFolder {
                directory: root.join("_layouts"),
                language: Language::Liquid,
            },
            LayoutFolder {
                directory: root.join("templates"),
                language: Language::Tera,
            },
        ],
        includes: root.join("_includes"),
        copied: None,
        defaults: Map::new(),
    }
}

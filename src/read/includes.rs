//! Reading the texts that `include` may include (Jekyll docs, "Includes").

use std::sync::Arc;

use indexmap::IndexMap;

use crate::base::{Diagnostics, Source};
use crate::model::Config;

use super::layouts::collect;
use super::roles::Roles;
use super::{relative, text};

/// Reads all texts of the folder, by their paths below it.
pub(super) fn read(
    config: &Config,
    roles: &Roles,
    diagnostics: &mut Diagnostics,
) -> IndexMap<Arc<str>, Source> {
    let mut files = Vec::new();
    if roles.includes.exists() {
        collect(config, &roles.includes, 0, &mut files, diagnostics);
    }
    files.sort();
    let mut includes = IndexMap::new();
    for file in files {
        let source = text::read(&file, &relative(&config.root, &file));
        if let Some(source) = diagnostics.keep(source) {
            includes.insert(relative(&roles.includes, &file).into(), source);
        }
    }
    includes
}

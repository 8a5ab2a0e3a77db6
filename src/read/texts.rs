//! Reading texts of the source on demand.

use std::path::{Component, Path, PathBuf};

use crate::base::Source;
use crate::model::{Config, Texts};

use super::{relative, text};

/// The texts below the source's folder.
pub struct SourceTexts {
    root: PathBuf,
    source: PathBuf,
}

impl SourceTexts {
    /// Those of a site.
    pub fn new(config: &Config) -> Self {
        SourceTexts {
            root: config.root.clone(),
            source: config.source.clone(),
        }
    }
}

impl Texts for SourceTexts {
    fn read(&self, path: &str) -> Option<Source> {
        let inside = |part| matches!(part, Component::Normal(_));
        let file = self.source.join(path);
        let is_inside = Path::new(path).components().all(inside)
            && file
                .canonicalize()
                .ok()?
                .starts_with(self.source.canonicalize().ok()?);
        if !is_inside || !file.is_file() {
            return None;
        }
        text::read(&file, &relative(&self.root, &file)).ok()
    }
}

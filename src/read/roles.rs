//! Which folder plays which part. The only difference between native and classic sites.

use std::path::{Path, PathBuf};

use crate::base::Map;
use crate::model::layout::Language;

use super::{classic, native};

/// A folder of templates.
#[derive(Debug, Clone)]
pub struct LayoutFolder {
    /// Where it is.
    pub directory: PathBuf,
    /// What its templates are written in.
    pub language: Language,
}

/// The parts that the folders of a site play.
#[derive(Debug, Clone)]
pub struct Roles {
    /// Where Jekyll's rules hold: posts, pages, data, collections.
    pub source: PathBuf,
    /// Where layouts are; a later folder's layouts yield to those of an earlier one.
    pub layouts: Vec<LayoutFolder>,
    /// Where texts to be included are.
    pub includes: PathBuf,
    /// A folder that is copied as it is, whatever the names of its files.
    pub copied: Option<PathBuf>,
    /// The configuration defaults in which this kind of site differs from Jekyll's.
    pub defaults: Map,
}

impl Roles {
    /// The roles in the site at `root`: native if there is a `content` folder.
    pub fn of(root: &Path) -> Self {
        if root.join(native::SOURCE).is_dir() {
            native::roles(root)
        } else {
            classic::roles(root)
        }
    }
}

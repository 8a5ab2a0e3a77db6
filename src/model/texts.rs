//! Texts of the source that are asked for while pages are rendered.

use crate::base::Source;

/// Reads texts of the site's source on demand, for `include_relative`.
pub trait Texts: Send + Sync {
    /// The text at a path relative to the source; `None` if there is none, or if it lies outside.
    fn read(&self, path: &str) -> Option<Source>;
}

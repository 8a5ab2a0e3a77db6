//! What is served at the moment, and what browsers are told of it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::model::Config;
use crate::pipeline::BuildReport;

/// A folder and the path it is served under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Served {
    /// The site's destination.
    pub folder: PathBuf,
    /// Empty, or beginning with `/` and not ending with one.
    pub baseurl: String,
}

impl Served {
    fn of(config: &Config) -> Self {
        Served {
            folder: config.destination.clone(),
            baseurl: config.baseurl(),
        }
    }
}

/// What is served at the moment. Replaced as a whole by each build.
#[derive(Debug, Clone)]
pub(super) struct Current {
    /// The last good site.
    pub served: Arc<Served>,
    /// Grows with each build that changed the site. Begins with the time, so that a browser that was
    /// told numbers by an earlier preview sees that this one's differ.
    pub build: u64,
    /// What was wrong with the last build, as plain text.
    pub failure: Option<Arc<str>>,
}

impl Current {
    /// Before the first build.
    pub fn new(config: &Config) -> Self {
        let milliseconds = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |time| time.as_millis());
        Current {
            served: Arc::new(Served::of(config)),
            build: u64::try_from(milliseconds).unwrap_or_default(),
            failure: None,
        }
    }

    /// After a build. A failed one leaves the last good site in place; a good one makes browsers
    /// reload if it changed anything and `reload` allows it.
    pub fn after(&self, report: &BuildReport, reload: bool) -> Self {
        let failed = report.diagnostics.has_errors();
        let served = match &report.config {
            Some(config) if !failed => Arc::new(Served::of(config)),
            _ => self.served.clone(),
        };
        let changed = report.counts.written + report.counts.removed > 0 || served != self.served;
        Current {
            served,
            build: self.build + u64::from(changed && reload && !failed),
            failure: failed.then(|| failure(report)),
        }
    }
}

/// The errors of a build as plain text.
fn failure(report: &BuildReport) -> Arc<str> {
    let drawn: Vec<String> = report
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.is_error())
        .map(|diagnostic| diagnostic.draw(false))
        .collect();
    drawn.join("\n\n").into()
}

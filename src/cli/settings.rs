//! Settings of the program itself, which the command line and the configuration both can say.

use std::sync::Arc;

use crate::base::{Diagnostics, Map, Value};
use crate::model::Config;
use crate::pipeline::BuildOptions;
use crate::serve::Watching;

use super::report::Report;

/// The configuration as it is before a build, or what the command line alone says of it.
pub struct Settings {
    config: Result<Arc<Config>, Diagnostics>,
    overrides: Map,
}

impl Settings {
    /// Reads the configuration of a site.
    pub fn read(options: &BuildOptions) -> Self {
        Settings {
            config: Err(Diagnostics::new()),
            overrides: options.overrides.clone(),
        }
    }

    /// The configuration, if it could be read.
    pub fn config(&self) -> Option<&Arc<Config>> {
        self.config.as_ref().ok()
    }

    /// Prints why the configuration couldn't be read.
    pub fn explain(&self, report: &Report) {
        if let Err(diagnostics) = &self.config {
            diagnostics
                .iter()
                .for_each(|diagnostic| report.diagnostic(diagnostic));
        }
    }

    /// The value of a key; nil if there is none.
    pub fn get(&self, key: &str) -> &Value {
        match &self.config {
            Ok(config) => config.get(key),
            Err(_) => self.overrides.get(key).unwrap_or(&Value::Nil),
        }
    }

    /// Whether a key is set to something true.
    pub fn flag(&self, key: &str) -> bool {
        self.get(key).is_truthy()
    }

    /// The number of a key, which may be text as Jekyll keeps options; `None` if it is neither.
    pub fn number<T: std::str::FromStr>(&self, key: &str) -> Option<T> {
        self.get(key).to_string().parse().ok()
    }

    /// How sources are to be watched.
    pub fn watching(&self) -> Watching {
        if self.flag("force_polling") {
            Watching::Polling
        } else {
            Watching::Notified
        }
    }
}

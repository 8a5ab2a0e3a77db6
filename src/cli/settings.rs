//! Settings of the program itself: where it writes, where and how it serves.

use std::str::FromStr;
use std::sync::Arc;

use crate::base::Value;
use crate::model::Config;
use crate::pipeline::{self, BuildOptions, BuildReport};
use crate::serve::Watching;

use super::report::Report;

/// What has to be known before a build, or instead of one.
pub struct Settings {
    /// The configuration they are part of.
    pub config: Arc<Config>,
}

impl Settings {
    /// Reads the settings of a site; prints why they can't be read.
    pub fn read(options: &BuildOptions, report: &Report) -> Option<Self> {
        match pipeline::configuration(options) {
            Ok(config) => Some(Settings { config }),
            Err(diagnostics) => {
                report.build(&BuildReport {
                    diagnostics,
                    ..BuildReport::default()
                });
                None
            }
        }
    }

    /// The value of a key; nil if there is none.
    pub fn get(&self, key: &str) -> &Value {
        self.config.get(key)
    }

    /// Whether a key is set to something true.
    pub fn flag(&self, key: &str) -> bool {
        self.config.flag(key)
    }

    /// The number of a key, which may be text, as Jekyll keeps options; `None` if it is neither.
    pub fn number<T: FromStr>(&self, key: &str) -> Option<T> {
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

//! Settings of the program itself: where it writes, where and how it serves.

use std::collections::HashMap;
use std::path::{Path, PathBuf, absolute};
use std::str::FromStr;
use std::sync::Arc;

use crate::base::{Time, TimeZone, Value};
use crate::model::Config;
use crate::pipeline::BuildOptions;
use crate::serve::Watching;

/// What has to be known before a build, or instead of one.
pub struct Settings {
    /// The configuration they are part of.
    pub config: Arc<Config>,
}

impl Settings {
    /// The settings that the command line gives, with Jekyll's defaults for the others.
    pub fn of(options: &BuildOptions) -> Self {
        let root = full(options.source.as_deref().unwrap_or(Path::new(".")));
        let destination = options.overrides.get("destination").and_then(Value::as_str);
        let content = root.join("content");
        Settings {
            config: Arc::new(Config {
                values: options.overrides.clone(),
                origins: HashMap::new(),
                files: Vec::new(),
                source: if content.is_dir() {
                    content
                } else {
                    root.clone()
                },
                destination: full(Path::new(destination.unwrap_or("_site"))),
                root,
                time: Time::now(&TimeZone::UTC),
                zone: TimeZone::UTC,
                environment: std::env::var("JEKYLL_ENV")
                    .unwrap_or_else(|_| "development".to_owned())
                    .into(),
            }),
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

/// A path that holds in every folder.
fn full(path: &Path) -> PathBuf {
    absolute(path).unwrap_or_else(|_| path.to_owned())
}

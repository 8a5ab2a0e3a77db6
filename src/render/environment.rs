//! What filters need to know of the site, for every template language.

use std::sync::Arc;

use crate::base::{Time, TimeZone};
use crate::lang::filters::Environment;
use crate::lang::markdown;
use crate::model::Config;

use super::markdown::Converter;

/// The surroundings of filters, owned, so that engines can keep them.
#[derive(Clone)]
pub(super) struct FilterSurroundings {
    zone: TimeZone,
    now: Time,
    url: Option<String>,
    baseurl: Option<String>,
    markdown: Arc<Converter>,
}

impl FilterSurroundings {
    /// Those of a site.
    pub(super) fn new(config: &Config, markdown: &Arc<Converter>) -> Self {
        let text = |key| {
            Some(config.get(key))
                .filter(|value| !value.is_nil())
                .map(ToString::to_string)
        };
        FilterSurroundings {
            zone: config.zone.clone(),
            now: config.time.clone(),
            url: text("url"),
            baseurl: text("baseurl"),
            markdown: markdown.clone(),
        }
    }

    /// Does something with them in the form filters take.
    pub(super) fn with<T>(&self, action: impl FnOnce(Environment<'_>) -> T) -> T {
        action(Environment {
            zone: &self.zone,
            now: &self.now,
            url: self.url.as_deref(),
            baseurl: self.baseurl.as_deref(),
            markdown: &|text| self.markdown.to_html(text),
            smartify: &markdown::smartify,
        })
    }
}

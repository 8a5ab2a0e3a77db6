//! The Atom feed, as jekyll-feed makes it.

use crate::base::Value;
use crate::model::Site;

use super::page::add_templated;

/// Adds the feed at `feed: path:`, by default `/feed.xml`.
pub(super) fn generate(site: &mut Site) {
    let path = site
        .config
        .get("feed")
        .get("path")
        .map_or_else(|| "feed.xml".to_owned(), Value::to_string);
    add_templated(site, &path, "feed.xml", include_str!("feed.xml"));
}

//! The sitemap and the robots.txt that names it, as jekyll-sitemap makes them.

use crate::base::Map;
use crate::model::Site;

use super::page::{Generated, add_templated};

/// Adds `sitemap.xml` and `robots.txt`.
pub(super) fn generate(site: &mut Site) {
    let files = [
        ("sitemap.xml", include_str!("sitemap.xml")),
        ("robots.txt", include_str!("robots.txt")),
    ];
    for (path, text) in files {
        add_templated(
            site,
            Generated {
                path,
                template: path,
                text,
                data: Map::new(),
            },
        );
    }
}

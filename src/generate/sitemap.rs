//! The sitemap and the robots.txt that names it, as jekyll-sitemap makes them.

use crate::model::Site;

use super::page::add_templated;

/// Adds `sitemap.xml` and `robots.txt`.
pub(super) fn generate(site: &mut Site) {
    add_templated(
        site,
        "sitemap.xml",
        "sitemap.xml",
        include_str!("sitemap.xml"),
    );
    add_templated(site, "robots.txt", "robots.txt", include_str!("robots.txt"));
}

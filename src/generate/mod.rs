//! Documents nobody wrote: pagination, archives, feed, sitemap. One file for each plugin of Jekyll
//! that does the same, switched on by the same line under `plugins`.

mod archives;
mod feed;
mod page;
mod pagination;
mod sitemap;
mod unsupported;

use crate::base::Diagnostics;
use crate::model::Site;

/// Completes a site with its generated documents.
pub fn site(mut site: Site) -> (Site, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    diagnostics.extend(unsupported::warnings(&site));
    if site.config.has_plugin("jekyll-paginate") {
        pagination::generate(&mut site, &mut diagnostics);
    }
    if site.config.has_plugin("jekyll-archives") {
        archives::generate(&mut site);
    }
    if site.config.has_plugin("jekyll-feed") {
        feed::generate(&mut site);
    }
    if site.config.has_plugin("jekyll-sitemap") {
        sitemap::generate(&mut site);
    }
    (site, diagnostics)
}

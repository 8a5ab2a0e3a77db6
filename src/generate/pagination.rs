//! Pages of posts, as jekyll-paginate makes them (Jekyll docs, "Pagination").

use std::sync::Arc;

use crate::base::{Diagnostic, Diagnostics, Value};
use crate::model::document::{Listing, Paginator};
use crate::model::permalink;
use crate::model::site::DocumentId;
use crate::model::{Document, Site};

/// Turns the nearest `index.html` into the first of as many pages as the posts fill.
pub(super) fn generate(site: &mut Site, diagnostics: &mut Diagnostics) {
    let Some(per_page) = per_page(site, diagnostics) else {
        return;
    };
    let posts: Vec<DocumentId> = site
        .posts()
        .filter(|&id| !site.documents[id].get("hidden").is_truthy())
        .collect();
    if !site.config.text("paginate_path").contains(":num") {
        diagnostics.push(no_number(site));
        return;
    }
    let Some(template) = template(site) else {
        diagnostics.push(no_template(site));
        return;
    };
    let total_pages = posts.len().div_ceil(per_page);
    let first_url = site.documents[template].url.to_string();
    let paths: Vec<String> = (1..=total_pages)
        .map(|number| {
            if number == 1 {
                first_url.clone()
            } else {
                page_path(site, number)
            }
        })
        .collect();
    let paths = Arc::new(paths);
    for (index, chunk) in posts.chunks(per_page).enumerate() {
        let listing = Listing::Page(Paginator {
            page: index + 1,
            per_page,
            posts: chunk.to_vec(),
            total_posts: posts.len(),
            paths: paths.clone(),
        });
        if index == 0 {
            site.documents[template].listing = listing;
        } else {
            let page = numbered(&site.documents[template], &paths[index], listing);
            site.add_page(page);
        }
    }
}

/// `paginate`, if it is a number of posts.
fn per_page(site: &Site, diagnostics: &mut Diagnostics) -> Option<usize> {
    match site.config.get("paginate") {
        Value::Nil => None,
        Value::Int(number) if *number > 0 => usize::try_from(*number).ok(),
        other => {
            let diagnostic = Diagnostic::error(
                "config-type",
                format!("`paginate` should be a number of posts, not `{other}`"),
            )
            .hint("write it as `paginate: 10`");
            diagnostics.push(match site.config.location("paginate") {
                Some(location) => diagnostic.at(location, ""),
                None => diagnostic,
            });
            None
        }
    }
}

fn no_number(site: &Site) -> Diagnostic {
    let path = site.config.text("paginate_path");
    let message = format!("Invalid pagination path: '{path}'. It must include ':num'.");
    let diagnostic = Diagnostic::error("paginate-path", message)
        .hint("`:num` stands for the number of a page: `paginate_path: /page:num/`");
    match site.config.location("paginate_path") {
        Some(location) => diagnostic.at(location, "all pages would have this one URL"),
        None => diagnostic,
    }
}

fn no_template(site: &Site) -> Diagnostic {
    let message = "Pagination is enabled, but I couldn't find an index.html page to use as the pagination template";
    let diagnostic = Diagnostic::warning("no-pagination-template", message);
    match site.config.location("paginate") {
        Some(location) => diagnostic.at(location, "pages of posts are asked for here"),
        None => diagnostic,
    }
}

/// The `index.html` in the folder of `paginate_path` or the nearest one above it.
fn template(site: &Site) -> Option<DocumentId> {
    let paginate_path = site.config.text("paginate_path").trim_matches('/');
    let folder = paginate_path
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let candidates = site.pages.iter().copied().filter(|&id| {
        let path = &site.documents[id].path;
        let (page_folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let above = page_folder.is_empty()
            || folder == page_folder
            || folder.starts_with(&format!("{page_folder}/"));
        name == "index.html" && above
    });
    candidates.max_by_key(|&id| site.documents[id].path.len())
}

/// The path of a page after the first.
fn page_path(site: &Site, number: usize) -> String {
    let path = site
        .config
        .text("paginate_path")
        .replace(":num", &number.to_string());
    format!("/{}", path.trim_start_matches('/'))
}

/// A page after the first: the template's twin in the folder of its path.
fn numbered(template: &Document, path: &str, listing: Listing) -> Document {
    let url = format!("{}/", path.trim_end_matches('/'));
    Document {
        generated: true,
        destination: permalink::destination(&url, ".html"),
        url: url.into(),
        listing,
        ..template.clone()
    }
}

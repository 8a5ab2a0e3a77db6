//! What the configuration asks for and this version doesn't have: told once, not passed over.

use crate::base::{Diagnostic, Value};
use crate::model::Site;

/// The plugins whose work is done here.
const KNOWN_PLUGINS: [&str; 4] = [
    "jekyll-archives",
    "jekyll-feed",
    "jekyll-paginate",
    "jekyll-sitemap",
];

/// The extensions of files that are to be compiled.
const SOURCES: [&str; 3] = [".scss", ".sass", ".coffee"];

/// A warning for each plugin that isn't known, for a theme, and for style sheets to be compiled.
pub(super) fn warnings(site: &Site) -> Vec<Diagnostic> {
    let config = &site.config;
    let mut warnings = Vec::new();
    let mut sources = site.documents.iter();
    if let Some(source) = sources.find(|document| SOURCES.contains(&document.extension())) {
        let message = format!("`{}` isn't compiled by this version", source.source.path);
        warnings.push(
            Diagnostic::warning("not-compiled", message)
                .at(
                    source.source.line(1),
                    "the file is copied without its front matter",
                )
                .hint("put the compiled style sheet or script into `static/`"),
        );
    }
    for key in ["plugins", "gems"] {
        for plugin in config
            .list(key)
            .into_iter()
            .filter(|plugin| !KNOWN_PLUGINS.contains(plugin))
        {
            let message = format!("the plugin `{plugin}` isn't part of this version");
            let warning = Diagnostic::warning("unknown-plugin", message)
                .hint("what it would add to the site is missing; the rest is built");
            warnings.push(at_key(site, key, warning));
        }
    }
    for key in ["theme", "remote_theme"] {
        if let theme @ Value::Str(_) = config.get(key) {
            let message = format!("the theme `{theme}` isn't read by this version");
            let warning = Diagnostic::warning("unknown-theme", message)
                .hint("put its layouts into `templates/`, written in Tera");
            warnings.push(at_key(site, key, warning));
        }
    }
    warnings
}

fn at_key(site: &Site, key: &str, warning: Diagnostic) -> Diagnostic {
    match site.config.location(key) {
        Some(location) => warning.at(location, ""),
        None => warning,
    }
}

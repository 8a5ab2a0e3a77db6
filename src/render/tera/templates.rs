//! Adding the site's templates to Tera, with a diagnostic for each that has mistakes.

use tera::Tera;

use crate::base::Diagnostics;
use crate::model::layout::Language;
use crate::model::{Layout, Site};

use super::errors;

/// The site's templates in Tera.
fn layouts(site: &Site) -> impl Iterator<Item = &Layout> {
    site.layouts
        .values()
        .filter(|layout| layout.language == Language::Tera)
}

/// The texts of the site's templates.
pub(super) fn texts(site: &Site) -> impl Iterator<Item = &str> {
    layouts(site).map(Layout::body)
}

/// Adds all templates. Tera takes them all or none; so those that are wrong are emptied and all
/// are tried again, until what is left is right.
pub(super) fn add(tera: &mut Tera, site: &Site, diagnostics: &mut Diagnostics) {
    let mut texts: Vec<(&str, &str)> = layouts(site)
        .map(|layout| (&*layout.template, layout.body()))
        .collect();
    while let Err(error) = tera.add_raw_templates(texts.iter().copied()) {
        let (mistakes, wrong) = errors::adding(site, &error);
        diagnostics.extend(mistakes);
        let mut emptied = false;
        for (name, text) in &mut texts {
            if !text.is_empty() && wrong.iter().any(|wrong| wrong == name) {
                *text = "";
                emptied = true;
            }
        }
        // A mistake that isn't any one template's: without all of them there is none.
        if !emptied {
            break;
        }
    }
}

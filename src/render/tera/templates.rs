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

/// Adds all templates. Tera takes them all or none and tells of one mistake at a time; so the one
/// that is wrong is emptied and they are tried again, until what is left is right.
pub(super) fn add(tera: &mut Tera, site: &Site, diagnostics: &mut Diagnostics) {
    let mut texts: Vec<(&str, &str)> = layouts(site)
        .map(|layout| (&*layout.template, layout.body()))
        .collect();
    while let Err(error) = tera.add_raw_templates(texts.iter().copied()) {
        diagnostics.push(errors::diagnostic(site, None, &error));
        let wrong = errors::template(&error);
        match texts
            .iter_mut()
            .find(|(name, text)| Some(*name) == wrong.as_deref() && !text.is_empty())
        {
            Some((_, text)) => *text = "",
            // A mistake that isn't any one template's: without all of them there is none.
            None => break,
        }
    }
}

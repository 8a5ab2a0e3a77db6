//! Liquid in the text of documents, which this version doesn't run: told once, not passed over.

use crate::base::{Diagnostic, Value};
use crate::model::{Document, Site};

/// A warning that shows the first Liquid in the site's documents and counts the others.
pub(super) fn notice(site: &Site) -> Option<Diagnostic> {
    let mut found = site
        .documents
        .iter()
        .filter(|document| {
            document.written && *document.get("render_with_liquid") != Value::Bool(false)
        })
        .filter_map(|document| Some((document, first_markup(document)?)));
    let (document, start) = found.next()?;
    let others = found.count();
    let message = match others {
        0 => "Liquid in a text isn't run by this version".to_owned(),
        1 => "Liquid in texts isn't run by this version: here and in one more file".to_owned(),
        _ => format!("Liquid in texts isn't run by this version: here and in {others} more files"),
    };
    Some(
        Diagnostic::warning("liquid-in-text", message)
            .at(
                document.source.at(start..start + 2),
                "this appears on the page as it is written",
            )
            .hint("if it is meant to, say so in the front matter: `render_with_liquid: false`"),
    )
}

/// Where a document's body first has a tag or an output of Liquid.
fn first_markup(document: &Document) -> Option<usize> {
    let openings = ["{%", "{{"].map(|opening| document.body().find(opening));
    openings
        .into_iter()
        .flatten()
        .min()
        .map(|at| document.body_start + at)
}

//! Templates that fail: once for each place, however many documents it fails for.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::base::Diagnostic;
use crate::model::Document;

/// What tells one mistake from another: its file and where it begins, or else its message.
type Place = (Arc<str>, Option<usize>);

/// The mistakes that rendering met.
#[derive(Default)]
pub(super) struct Failures<'a> {
    /// Each with the first document that it was met with, and how many others there are.
    places: IndexMap<Place, (Diagnostic, &'a Document, usize)>,
}

impl<'a> Failures<'a> {
    /// Adds what went wrong with a document.
    pub(super) fn add(&mut self, document: &'a Document, diagnostic: Diagnostic) {
        let place = match diagnostic.labels.first() {
            Some(label) => (label.location.path.clone(), label.location.start()),
            None => (diagnostic.message.as_str().into(), None),
        };
        self.places
            .entry(place)
            .and_modify(|(_, _, others)| *others += 1)
            .or_insert((diagnostic, document, 0));
    }

    /// One diagnostic for each mistake, that says which documents it was met with.
    pub(super) fn into_diagnostics(self) -> impl Iterator<Item = Diagnostic> {
        let places = self.places.into_values();
        places.map(|(diagnostic, document, others)| {
            let path = &document.source.path;
            diagnostic.came_from(match others {
                0 => format!("while rendering `{path}`"),
                1 => format!("while rendering `{path}` and one more"),
                _ => format!("while rendering `{path}` and {others} more"),
            })
        })
    }
}

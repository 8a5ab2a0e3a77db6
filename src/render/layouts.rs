//! The chains of layouts: a document's layout, that layout's own, and so on.

use std::collections::HashSet;

use crate::base::{Diagnostic, Location};
use crate::model::document::LayoutChoice;
use crate::model::{Document, Layout, Site};

/// Finds the layouts of documents.
pub(super) struct Chains<'a> {
    site: &'a Site,
}

impl<'a> Chains<'a> {
    pub(super) fn new(site: &'a Site) -> Self {
        Chains { site }
    }

    /// The layouts of a document, innermost first. A layout that doesn't exist, or that would
    /// contain itself, ends the chain.
    pub(super) fn of(&self, document: &Document) -> Vec<&'a Layout> {
        let LayoutChoice::Named(name) = &document.layout else {
            return Vec::new();
        };
        let mut chain: Vec<&Layout> = Vec::new();
        let mut next = self.site.layout(name);
        while let Some(layout) = next {
            if chain.iter().any(|seen| seen.template == layout.template) {
                break;
            }
            chain.push(layout);
            next = layout.parent().and_then(|name| self.site.layout(name));
        }
        chain
    }

    /// Everything wrong with the layouts that documents and layouts ask for: unknown names,
    /// circles, templates in a language that is not understood.
    pub(super) fn mistakes(&self) -> Vec<Diagnostic> {
        let mut mistakes = self.mistakes_of_documents();
        // A layout's parent that leads nowhere ends the chain silently in Jekyll.
        if self.site.config.flag("strict") {
            mistakes.extend(
                self.site
                    .layouts
                    .values()
                    .filter_map(|layout| self.mistake_of(layout)),
            );
        }
        mistakes
    }

    fn mistakes_of_documents(&self) -> Vec<Diagnostic> {
        let mut mistakes = Vec::new();
        for document in self
            .site
            .documents
            .iter()
            .filter(|document| document.written)
        {
            let LayoutChoice::Named(name) = &document.layout else {
                continue;
            };
            if self.site.layout(name).is_none() {
                mistakes.push(self.unknown_of(document, name));
            }
        }
        mistakes
    }

    fn mistake_of(&self, layout: &Layout) -> Option<Diagnostic> {
        let parent = layout.parent()?;
        let location = layout.location("layout");
        if self.site.layout(parent).is_none() {
            return Some(self.unknown(parent, &layout.source.path, location));
        }
        let circle = self.circle_of(layout)?;
        let message = format!("the layout `{}` is put into itself", layout.source.path);
        let mut diagnostic = Diagnostic::error("circular-layout", message)
            .hint("take the line `layout:` out of the outermost one");
        for next in circle {
            diagnostic = diagnostic.at(next.location("layout"), "");
        }
        Some(diagnostic)
    }

    /// The diagnostic for a document whose layout doesn't exist. A layout that the `defaults` of
    /// the configuration give to many documents is one mistake.
    fn unknown_of(&self, document: &Document, name: &str) -> Diagnostic {
        match self.site.config.location("defaults") {
            Some(location) if !document.spans.contains_key("layout") && !document.generated => {
                self.unknown(name, "the `defaults` of the configuration", location)
            }
            _ => self.unknown(name, &document.path, document.location("layout")),
        }
    }

    fn unknown(&self, name: &str, path: &str, location: Location) -> Diagnostic {
        let known: Vec<&str> = self
            .site
            .layouts
            .values()
            .filter(|layout| !layout.built_in)
            .map(|layout| {
                layout
                    .template
                    .strip_suffix(".html")
                    .unwrap_or(&layout.template)
            })
            .filter(|name| !name.contains('/'))
            .collect();
        let diagnostic = Diagnostic::error(
            "unknown-layout",
            format!("Layout '{name}' requested in {path} does not exist."),
        )
        .at(location, "there is no such template");
        let diagnostic = match known.is_empty() {
            true => diagnostic.hint(format!("write it as `templates/{name}.html`")),
            false => diagnostic.hint(format!("there are: {}", known.join(", "))),
        };
        self.site.config.tolerated(diagnostic)
    }

    /// The layouts of a circle, if `first` is the one of them that is told about: that with the
    /// first name.
    fn circle_of(&self, first: &'a Layout) -> Option<Vec<&'a Layout>> {
        let mut circle = vec![first];
        let mut seen = HashSet::from([&first.template]);
        let mut next = self.site.layout(first.parent()?)?;
        while seen.insert(&next.template) {
            circle.push(next);
            next = self.site.layout(next.parent()?)?;
        }
        let is_first = circle
            .iter()
            .all(|layout| first.template <= layout.template);
        (next.template == first.template && is_first).then_some(circle)
    }
}

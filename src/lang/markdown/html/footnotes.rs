//! Footnotes: their marks in the text, and the list at the end with its way back.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::Writer;
use super::attributes::write_attribute;
use super::characters::write_text;
use crate::lang::highlight::write_escaped;
use crate::lang::markdown::EntityOutput;
use crate::lang::markdown::tree::{Kind, NodeId, Tree};

/// Which footnotes were referred to, in the order of their first marks.
pub(super) struct Footnotes<'t> {
    definitions: HashMap<&'t str, NodeId>,
    /// Of each footnote in use: its name, its text, and how many marks refer to it.
    used: Vec<(&'t str, NodeId, usize)>,
    numbers: HashMap<&'t str, usize>,
    /// Where links back go while a footnote's text is printed: the footnote, and the paragraph
    /// at whose end they stand.
    backlink_place: Option<(usize, NodeId)>,
}

impl<'t> Footnotes<'t> {
    pub(super) fn new(tree: &'t Tree<'_>) -> Self {
        let mut definitions = HashMap::new();
        for (name, id) in tree.footnotes() {
            definitions.entry(name).or_insert(id);
        }
        Self {
            definitions,
            used: Vec::new(),
            numbers: HashMap::new(),
            backlink_place: None,
        }
    }

    /// Whether links back stand at the end of this paragraph.
    pub(super) fn is_backlink_place(&self, id: NodeId) -> bool {
        self.backlink_place.is_some_and(|(_, place)| place == id)
    }

    /// Counts a mark: the footnote's index and how often it was referred to before.
    fn refer(&mut self, name: &str) -> Option<(usize, usize)> {
        if let Some(&index) = self.numbers.get(name) {
            let (_, _, marks) = self.used.get_mut(index)?;
            *marks += 1;
            return Some((index, *marks - 1));
        }
        let (&name, &id) = self.definitions.get_key_value(name)?;
        let index = self.used.len();
        self.numbers.insert(name, index);
        self.used.push((name, id, 1));
        Some((index, 0))
    }
}

impl Writer<'_, '_> {
    /// Prints a mark; one without a footnote is text.
    pub(super) fn footnote_reference(&mut self, name: &str) {
        let Some((index, repeats)) = self.footnotes.refer(name) else {
            write_escaped(&mut self.out, &format!("[^{name}]"));
            return;
        };
        self.out.push_str("<sup");
        let name = self.prefixed(name);
        write_attribute(&mut self.out, "id", &mark_id(&name, repeats));
        self.out.push_str(" role=\"doc-noteref\"><a");
        write_attribute(&mut self.out, "href", &format!("#fn:{name}"));
        let number = self.options.footnote_nr.saturating_add(index);
        let _ = write!(
            self.out,
            " class=\"footnote\" rel=\"footnote\">{number}</a></sup>"
        );
    }

    fn prefixed(&self, name: &str) -> String {
        format!("{}{name}", self.options.footnote_prefix)
    }

    /// A blank where no line breaks.
    fn space(&self) -> String {
        match self.options.entity_output {
            EntityOutput::AsCharacter => "\u{a0}".to_owned(),
            EntityOutput::Symbolic => "&nbsp;".to_owned(),
            EntityOutput::AsInput | EntityOutput::Numeric => "&#160;".to_owned(),
        }
    }

    /// Completes the output with the list of footnotes.
    pub(super) fn footnotes(mut self) -> String {
        let end = self.out.len();
        self.footnote_list();
        if let Some(place) = self.footnote_place {
            let list = self.out.split_off(end);
            self.out.insert_str(place, &list);
        }
        self.out
    }

    /// Prints the list of the footnotes in use. Those that only a footnote refers to join it
    /// while it is printed.
    fn footnote_list(&mut self) {
        if self.footnotes.used.is_empty() {
            return;
        }
        self.out
            .push_str("<div class=\"footnotes\" role=\"doc-endnotes\">\n  <ol");
        if self.options.footnote_nr != 1 {
            let start = self.options.footnote_nr.to_string();
            write_attribute(&mut self.out, "start", &start);
        }
        self.out.push_str(">\n");
        let mut index = 0;
        while let Some(&(name, id, _)) = self.footnotes.used.get(index) {
            self.footnote(index, name, id);
            index += 1;
        }
        self.out.push_str("  </ol>\n</div>\n");
    }

    fn footnote(&mut self, index: usize, name: &str, id: NodeId) {
        self.out.push_str("    <li");
        let name = self.prefixed(name);
        write_attribute(&mut self.out, "id", &format!("fn:{name}"));
        self.out.push_str(" role=\"doc-endnote\">\n");
        self.depth = 3;
        let last = self.tree.last_child(id);
        let paragraph = last.filter(|last| {
            matches!(
                self.tree[*last].kind,
                Kind::Paragraph { transparent: false }
            )
        });
        self.footnotes.backlink_place = paragraph.map(|paragraph| (index, paragraph));
        self.subtree(id);
        self.footnotes.backlink_place = None;
        let links = self.backlinks(index);
        if paragraph.is_none() && !links.is_empty() {
            self.indent();
            let _ = writeln!(self.out, "<p>{links}</p>");
        }
        self.depth = 0;
        self.out.push_str("    </li>\n");
    }

    /// Prints the links back at the end of a footnote's last paragraph.
    pub(super) fn backlinks_after_text(&mut self) {
        let Some((index, _)) = self.footnotes.backlink_place else {
            return;
        };
        let links = self.backlinks(index);
        if !links.is_empty() {
            self.character('\u{a0}', None);
            self.out.push_str(&links);
        }
    }

    /// One link for each mark that refers to the footnote.
    fn backlinks(&self, index: usize) -> String {
        let mut links = String::new();
        let space = self.space();
        let symbol = &self.options.footnote_backlink;
        let Some(&(name, _, marks)) = self.footnotes.used.get(index) else {
            return links;
        };
        if symbol.is_empty() {
            return links;
        }
        for mark in 0..marks {
            if mark > 0 {
                links.push_str(&space);
            }
            links.push_str("<a");
            write_attribute(
                &mut links,
                "href",
                &format!("#{}", mark_id(&self.prefixed(name), mark)),
            );
            links.push_str(" class=\"reversefootnote\" role=\"doc-backlink\">");
            write_text(&mut links, symbol);
            if mark > 0 {
                let _ = write!(links, "<sup>{}</sup>", mark + 1);
            }
            links.push_str("</a>");
        }
        links
    }
}

/// The id of a footnote's mark: `fnref:name`, repeats `fnref:name:1`, …
fn mark_id(name: &str, repeats: usize) -> String {
    match repeats {
        0 => format!("fnref:{name}"),
        _ => format!("fnref:{name}:{repeats}"),
    }
}

//! HTML elements of the source, figures, abbreviations and formulas.

use super::Writer;
use super::attributes::{write_attribute, write_attributes};
use super::characters::write_text;
use crate::lang::highlight::write_escaped;
use crate::lang::markdown::MathEngine;
use crate::lang::markdown::tags;
use crate::lang::markdown::tree::{HtmlLayout, Kind, NodeId};

impl Writer<'_, '_> {
    pub(super) fn open_element(&mut self, id: NodeId, name: &str, layout: HtmlLayout) {
        let is_empty = self.tree.first_child(id).is_none();
        if layout != HtmlLayout::Span && !self.is_in_raw_element(id) {
            self.indent();
        }
        self.out.push('<');
        self.out.push_str(name);
        write_attributes(&mut self.out, &self.tree[id].attributes);
        let is_void = is_empty && tags::is_void(name);
        self.out.push_str(match layout {
            HtmlLayout::Closed => " />",
            _ if is_void => " />",
            HtmlLayout::Blocks if !is_empty => ">\n",
            _ => ">",
        });
        if layout != HtmlLayout::Span {
            self.depth += 1;
        }
    }

    pub(super) fn close_element(&mut self, id: NodeId, name: &str, layout: HtmlLayout) {
        if layout != HtmlLayout::Span {
            self.depth = self.depth.saturating_sub(1);
        }
        let is_empty = self.tree.first_child(id).is_none();
        if layout != HtmlLayout::Closed && !(is_empty && tags::is_void(name)) {
            if layout == HtmlLayout::Blocks && !is_empty {
                if !self.out.ends_with('\n') {
                    self.out.push('\n');
                }
                self.indent();
            }
            self.close_tag(name);
        }
        if layout != HtmlLayout::Span && !self.is_in_raw_element(id) {
            self.out.push('\n');
        }
    }

    fn is_in_raw_element(&self, id: NodeId) -> bool {
        self.tree.parent(id).is_some_and(|parent| {
            matches!(
                self.tree[parent].kind,
                Kind::HtmlElement {
                    layout: HtmlLayout::Raw,
                    ..
                }
            )
        })
    }

    /// Prints an image; in a figure, with its description as the caption.
    pub(super) fn image(&mut self, id: NodeId) {
        let in_figure = self
            .tree
            .parent(id)
            .is_some_and(|parent| self.tree[parent].kind == Kind::Figure);
        if !in_figure {
            self.void_tag(id, "img");
            return;
        }
        self.indent();
        self.void_tag(id, "img");
        self.out.push('\n');
        self.indent();
        self.out.push_str("<figcaption>");
        let tree = self.tree;
        write_text(
            &mut self.out,
            tree[id].attributes.get("alt").unwrap_or_default(),
        );
        self.close_line("figcaption");
    }

    pub(super) fn abbreviation(&mut self, id: NodeId, text: &str) {
        self.open_tag(id, "abbr");
        write_text(&mut self.out, text);
        self.close_tag("abbr");
    }

    /// Formulas stay TeX: for MathJax, between the delimiters it looks for.
    pub(super) fn math_block(&mut self, id: NodeId, formula: &str) {
        match self.options.math_engine {
            MathEngine::MathJax => {
                let attributes = &self.tree[id].attributes;
                if !attributes.is_empty() {
                    for _ in 0..self.depth.min(super::DEEPEST_INDENTATION) {
                        self.out.push_str("  ");
                    }
                    self.out.push_str("<div");
                    write_attributes(&mut self.out, attributes);
                    self.out.push('>');
                }
                self.out.push_str("\\[");
                write_escaped(&mut self.out, formula.trim());
                self.out.push_str("\\]\n");
                if !attributes.is_empty() {
                    self.out.push_str("</div>\n");
                }
            }
            MathEngine::None => {
                self.indent();
                self.open_math(id, "div");
                self.out.push_str("$$\n");
                write_escaped(&mut self.out, formula.trim());
                self.out.push_str("\n$$</div>\n");
            }
        }
    }

    pub(super) fn math_span(&mut self, id: NodeId, formula: &str) {
        match self.options.math_engine {
            MathEngine::MathJax if !self.tree[id].attributes.is_empty() => {
                self.out.push_str("<span");
                write_attributes(&mut self.out, &self.tree[id].attributes);
                self.out.push_str(">$");
                write_escaped(&mut self.out, formula.trim());
                self.out.push_str("$</span>");
            }
            MathEngine::MathJax => {
                self.out.push_str("\\(");
                write_escaped(&mut self.out, formula.trim());
                self.out.push_str("\\)");
            }
            MathEngine::None => {
                self.open_math(id, "span");
                self.out.push('$');
                write_escaped(&mut self.out, formula.trim());
                self.out.push_str("$</span>");
            }
        }
    }

    fn open_math(&mut self, id: NodeId, name: &str) {
        self.out.push('<');
        self.out.push_str(name);
        write_attributes(&mut self.out, &self.tree[id].attributes);
        write_attribute(&mut self.out, "class", "kdmath");
        self.out.push('>');
    }
}

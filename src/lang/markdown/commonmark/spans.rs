//! Spans: text, code, links, images, HTML within a line.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType};

use super::alt_text::AltText;
use super::{Builder, cow};
use crate::lang::markdown::tree::Kind;
use crate::lang::markdown::{tags, typography};

/// Text that stands in the source as it is, in one piece.
pub(super) struct PendingText {
    range: Range<usize>,
    /// Whether a backslash keeps its first character from having a meaning.
    escaped: bool,
}

impl<'a> Builder<'a, '_> {
    pub(super) fn span_event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Text(text) => self.text(text, range),
            Event::SoftBreak => self.line_break(self.options.hard_wrap, range),
            Event::HardBreak => self.line_break(true, range),
            Event::Code(code) => self.leaf_span(Kind::CodeSpan(cow(code)), &range),
            Event::DisplayMath(formula) => self.leaf_span(Kind::MathSpan(cow(formula)), &range),
            // kramdown has no `$x$`: it stays what it is, for MathJax to find.
            Event::InlineMath(formula) => {
                self.leaf_span(Kind::Text(Cow::Owned(format!("${formula}$"))), &range);
            }
            Event::InlineHtml(html) => {
                let html = match cow(html) {
                    Cow::Borrowed(html) => tags::normalise(html),
                    Cow::Owned(html) => Cow::Owned(tags::normalise(&html).into_owned()),
                };
                self.leaf_span(Kind::HtmlSpan(html), &range);
            }
            Event::FootnoteReference(name) => {
                self.leaf_span(Kind::FootnoteReference(cow(name)), &range);
            }
            Event::TaskListMarker(checked) => self.task_marker(checked, &range),
            _ => {}
        }
    }

    pub(super) fn open_span(&mut self, kind: Kind<'a>, range: Range<usize>) {
        self.before_span(&range);
        self.push(kind, range);
    }

    pub(super) fn open_link(
        &mut self,
        link_type: LinkType,
        target: CowStr<'a>,
        title: CowStr<'a>,
        range: Range<usize>,
    ) {
        self.before_span(&range);
        self.verbatim = matches!(link_type, LinkType::Autolink | LinkType::Email);
        let node = self.push(Kind::Link, range);
        let attributes = &mut self.tree[node].attributes;
        match link_type {
            LinkType::Email => attributes.set("href", format!("mailto:{}", value(target))),
            _ => attributes.set("href", value(target)),
        }
        if !title.is_empty() {
            attributes.set("title", value(title));
        }
    }

    /// Begins an image; its description is complete where it ends.
    pub(super) fn open_image(
        &mut self,
        source: CowStr<'a>,
        title: CowStr<'a>,
        range: Range<usize>,
    ) {
        self.before_span(&range);
        let node = self.append(Kind::Image, &range);
        let attributes = &mut self.tree[node].attributes;
        attributes.set("src", value(source));
        attributes.set("alt", "");
        if !title.is_empty() {
            attributes.set("title", value(title));
        }
        self.alt_text = Some(AltText::new(node, range.start));
    }

    fn leaf_span(&mut self, kind: Kind<'a>, range: &Range<usize>) {
        self.before_span(range);
        self.append(kind, range);
    }

    fn before_span(&mut self, range: &Range<usize>) {
        self.flush_text();
        self.open_implicit_paragraph(range);
        self.after_line_break = false;
    }

    fn line_break(&mut self, forced: bool, range: Range<usize>) {
        if forced {
            self.leaf_span(Kind::LineBreak, &range);
        }
        self.leaf_span(Kind::Text(Cow::Borrowed("\n")), &range);
        self.after_line_break = true;
    }

    fn text(&mut self, text: CowStr<'a>, range: Range<usize>) {
        if self.verbatim {
            // The address of `<mailto:a@b.c>` is shown without its scheme.
            let text = match cow(text) {
                Cow::Borrowed(text) => Cow::Borrowed(without_mailto(text)),
                Cow::Owned(text) => Cow::Owned(without_mailto(&text).to_owned()),
            };
            self.leaf_span(Kind::Text(text), &range);
            return;
        }
        if self.source.get(range.clone()) != Some(&*text) {
            self.leaf_span(Kind::Text(cow(text)), &range);
            return;
        }
        if let Some(pending) = &mut self.text
            && pending.range.end == range.start
        {
            pending.range.end = range.end;
            return;
        }
        self.flush_text();
        self.open_implicit_paragraph(&range);
        let escaped = self.source[..range.start].ends_with('\\');
        self.text = Some(PendingText { range, escaped });
    }

    /// Puts the text that was read into the tree.
    pub(super) fn flush_text(&mut self) {
        let Some(PendingText { range, escaped }) = self.text.take() else {
            return;
        };
        let source = self.source;
        let text = source.get(range.clone()).unwrap_or_default();
        let text = match self.options.smart_quotes {
            Some(quotes) if typography::applies_to(text) => {
                let mut out = String::with_capacity(text.len() + 8);
                let escaped = text.chars().next().filter(|_| escaped);
                out.extend(escaped);
                let start = range.start + escaped.map_or(0, char::len_utf8);
                let piece = typography::Piece {
                    source: &source[start..],
                    length: range.end - start,
                    after_line_break: self.after_line_break && escaped.is_none(),
                };
                typography::write(&mut out, piece, quotes);
                Cow::Owned(out)
            }
            _ => Cow::Borrowed(text),
        };
        self.after_line_break = false;
        self.append(Kind::Text(text), &range);
    }
}

/// Text as the value of an attribute, where references to characters are not text.
fn value(text: CowStr<'_>) -> Cow<'_, str> {
    if text.contains('&') {
        Cow::Owned(text.replace('&', "&amp;"))
    } else {
        cow(text)
    }
}

fn without_mailto(address: &str) -> &str {
    address.strip_prefix("mailto:").unwrap_or(address)
}

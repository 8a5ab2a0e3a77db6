//! The description of an image. kramdown takes it from the source, markup included.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use super::Builder;
use crate::lang::markdown::tree::NodeId;

/// The description of an open image.
pub(super) struct AltText {
    image: NodeId,
    text: String,
    /// Up to where the source is in `text`.
    taken: usize,
    /// The end of the last thing seen.
    end: usize,
    /// Images within it that are open.
    depth: usize,
}

impl AltText {
    pub(super) fn new(image: NodeId, start: usize) -> Self {
        let inside = start + "![".len();
        Self {
            image,
            text: String::new(),
            taken: inside,
            end: inside,
            depth: 0,
        }
    }

    fn take_until(&mut self, source: &str, end: usize) {
        self.text
            .push_str(source.get(self.taken..end).unwrap_or_default());
        self.taken = self.taken.max(end);
    }

    fn push(&mut self, source: &str, text: &str, range: Range<usize>) {
        let between = source.get(self.taken..range.start).unwrap_or_default();
        if source.get(range.clone()) != Some(text) {
            // A reference to a character stays one.
            return;
        }
        let is_escaped = between.ends_with('\\');
        self.take_until(source, range.start);
        if is_escaped {
            self.text.pop();
        }
        self.text.push_str(text);
        self.taken = range.end;
    }
}

impl Builder<'_, '_> {
    pub(super) fn alt_text_event(&mut self, event: Event<'_>, range: Range<usize>) {
        let Some(mut alt) = self.alt_text.take() else {
            return;
        };
        match event {
            Event::End(TagEnd::Image) if alt.depth == 0 => {
                alt.take_until(self.source, alt.end);
                self.tree[alt.image].attributes.set("alt", alt.text);
                return;
            }
            Event::Start(pulldown_cmark::Tag::Image { .. }) => alt.depth += 1,
            Event::End(TagEnd::Image) => alt.depth -= 1,
            Event::Text(text) => alt.push(self.source, &text, range.clone()),
            Event::SoftBreak | Event::HardBreak => {
                // The markers of quotes and lists on the next line are not part of it.
                alt.take_until(self.source, range.start);
                alt.text.push('\n');
                if let Some((_, next)) = self.events.peek() {
                    alt.taken = next.start.max(range.end);
                }
            }
            _ => {}
        }
        alt.end = alt.end.max(range.end);
        self.alt_text = Some(alt);
    }
}

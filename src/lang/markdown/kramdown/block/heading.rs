//! Headings: `# ATX` and underlined ones.

use super::BlockParser;
use crate::lang::markdown::Input;
use crate::lang::markdown::kramdown::lines;
use crate::lang::markdown::tree::Kind;

impl<'a> BlockParser<'a, '_> {
    /// Whether a heading begins at `rest`.
    pub(super) fn is_atx_start(&self, rest: &str) -> bool {
        let level = rest.bytes().take_while(|byte| *byte == b'#').count();
        let text = &lines::line(rest)[level..];
        match self.document.options.input {
            Input::Gfm => {
                (1..=6).contains(&level)
                    && text.starts_with([' ', '\t'])
                    && !text.trim_start_matches([' ', '\t']).is_empty()
            }
            Input::Kramdown => level > 0,
        }
    }

    pub(super) fn atx_heading(&mut self, rest: &'a str) -> bool {
        if !self.is_atx_start(rest)
            || (!self.document.options.blocks_interrupt_paragraphs() && !self.is_after_boundary())
        {
            return false;
        }
        let level = rest
            .bytes()
            .take(6)
            .take_while(|byte| *byte == b'#')
            .count();
        let line = lines::line(rest);
        let (text, id) = self.heading_id(line[level..].trim_matches(is_blank));
        let text = self.without_closing_hashes(text).trim_matches(is_blank);
        if text.is_empty() {
            return false;
        }
        self.heading(level, text, id, lines::line_length(rest));
        true
    }

    /// The text without a run of `#` at its end, which has no meaning.
    fn without_closing_hashes<'t>(&self, text: &'t str) -> &'t str {
        let open = text.trim_end_matches('#');
        let set_apart = self.document.options.input == Input::Kramdown || open.ends_with(is_blank);
        if set_apart && !open.is_empty() && !open.ends_with('\\') {
            open
        } else {
            text
        }
    }

    pub(super) fn setext_heading(&mut self, rest: &'a str) -> bool {
        let text = lines::after_optional_space(rest);
        if text.starts_with([' ', '\t', '\n']) {
            return false;
        }
        let text_length = rest.len() - text.len() + lines::line_length(text);
        let Some(level) = underline_level(&rest[text_length..]) else {
            return false;
        };
        if !self.is_after_boundary() {
            return false;
        }
        let (text, id) = self.heading_id(lines::line(text).trim_matches(is_blank));
        let length = text_length + lines::line_length(&rest[text_length..]);
        self.heading(level, text.trim_matches(is_blank), id, length);
        true
    }

    fn heading(&mut self, level: usize, text: &'a str, id: Option<&'a str>, length: usize) {
        let line = self.line_number();
        self.advance(length);
        let node = self.add_leaf(Kind::Heading(level as u8), text, line);
        self.document.heading_sources.insert(node, text);
        if let Some(id) = id {
            self.document.tree[node].attributes.set("id", id);
        }
    }

    /// Splits `text {#id}`.
    fn heading_id(&self, text: &'a str) -> (&'a str, Option<&'a str>) {
        let split = || {
            let (before, id) = text.strip_suffix('}')?.rsplit_once("{#")?;
            let is_name = |character: char| match self.document.options.input {
                Input::Gfm => {
                    crate::lang::markdown::is_word(character)
                        || matches!(character, ':' | '-' | '.')
                }
                Input::Kramdown => {
                    character.is_ascii_alphanumeric() || matches!(character, '_' | ':' | '-')
                }
            };
            let valid = before.ends_with([' ', '\t'])
                && id.starts_with(|first: char| first.is_alphabetic() || first == '_')
                && id.chars().all(is_name);
            valid.then(|| (before.trim_end_matches(is_blank), id))
        };
        match split() {
            Some((text, id)) => (text, Some(id)),
            None => (text, None),
        }
    }
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t')
}

fn underline_level(rest: &str) -> Option<usize> {
    let line = lines::line(rest);
    let level = match line.bytes().next()? {
        b'=' => 1,
        b'-' => 2,
        _ => return None,
    };
    let after = line.trim_start_matches(['-', '=']);
    lines::is_blank(after).then_some(level)
}

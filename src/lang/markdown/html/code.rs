//! Code blocks and code spans, in the wrappers Jekyll's highlighting puts around them.

use std::fmt::Write as _;

use super::Writer;
use super::attributes::{write_attribute, write_attributes};
use crate::lang::highlight::{is_plain_text, write_escaped};
use crate::lang::markdown::tree::{Attributes, NodeId};

/// What a class begins with that names the language of code.
const LANGUAGE_PREFIX: &str = "language-";

impl Writer<'_, '_> {
    /// Prints a block of code: highlighted if its language is known, else plainly, with the
    /// language in the class of `code`.
    pub(super) fn code_block(&mut self, id: NodeId, code: &str) {
        let attributes = &self.tree[id].attributes;
        self.indent();
        if let Some((language, html)) = self.highlighted(attributes, code) {
            self.out.push_str("<div");
            write_highlighted_attributes(&mut self.out, attributes, language);
            self.out
                .push_str("><div class=\"highlight\"><pre class=\"highlight\"><code>");
            self.out.push_str(&html);
            self.out.push_str("</code></pre></div>");
            // kramdown indents both of its closing tags, though they share a line.
            self.indent();
            self.out.push_str("</div>\n");
            return;
        }
        let mut outer = attributes.clone();
        self.out.push_str("<pre");
        let language = take_language(&mut outer);
        write_attributes(&mut self.out, &outer);
        self.out.push_str("><code");
        if let Some(language) = language {
            write_attribute(&mut self.out, "class", &language);
        }
        self.out.push('>');
        if outer
            .get("class")
            .is_some_and(|class| class.contains("show-whitespaces"))
        {
            self.code_with_visible_blanks(code);
        } else {
            write_escaped(&mut self.out, code);
        }
        if !code.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str("</code></pre>\n");
    }

    /// Prints code in which blanks and tabs can be seen: those before and behind the text of a
    /// line have classes of their own.
    fn code_with_visible_blanks(&mut self, code: &str) {
        for line in code.split_inclusive('\n') {
            let leading = line.len() - line.trim_start_matches([' ', '\t']).len();
            let trailing = line.trim_end_matches(['\n', ' ', '\t']).len();
            for (position, character) in line.char_indices() {
                let (name, shown) = match character {
                    ' ' => ("space", "&#8901;"),
                    '\t' => ("tab", "\t"),
                    _ => {
                        write_escaped(&mut self.out, character.encode_utf8(&mut [0; 4]));
                        continue;
                    }
                };
                let side = match position {
                    _ if position < leading => "-l",
                    _ if position >= trailing => "-r",
                    _ => "",
                };
                let _ = write!(self.out, "<span class=\"ws-{name}{side}\">{shown}</span>");
            }
        }
    }

    /// Prints code within a line.
    pub(super) fn code_span(&mut self, id: NodeId, code: &str) {
        let attributes = &self.tree[id].attributes;
        self.out.push_str("<code");
        match self
            .highlighted(attributes, code)
            .filter(|_| self.options.highlight_spans)
        {
            Some((language, html)) => {
                write_highlighted_attributes(&mut self.out, attributes, language);
                self.out.push('>');
                self.out.push_str(&html);
            }
            None => {
                write_attributes(&mut self.out, attributes);
                self.out.push('>');
                write_escaped(&mut self.out, code);
            }
        }
        self.out.push_str("</code>");
    }

    /// The language code is taken to be in, and its highlighted HTML, if it can be had.
    fn highlighted<'n>(
        &self,
        attributes: &'n Attributes<'_>,
        code: &str,
    ) -> Option<(&'n str, String)>
    where
        Self: 'n,
    {
        let highlight = self.options.highlighter?;
        let language = match language(attributes) {
            Some(language) => language,
            None => match self.options.default_lang.as_deref() {
                Some(language) => language,
                None if self.options.guess_lang => {
                    return Some(("", highlight(code, "plaintext")?));
                }
                None => return None,
            },
        };
        if !self.options.guess_lang && is_plain_text(language) {
            return None;
        }
        Some((language, highlight(code, language)?))
    }
}

/// The class that names a language, if there is one.
fn language_class<'n>(attributes: &'n Attributes<'_>) -> Option<&'n str> {
    attributes
        .get("class")?
        .split_ascii_whitespace()
        .find(|class| class.starts_with(LANGUAGE_PREFIX))
}

fn language<'n>(attributes: &'n Attributes<'_>) -> Option<&'n str> {
    language_class(attributes)?.strip_prefix(LANGUAGE_PREFIX)
}

/// Takes the language out of the classes.
fn take_language(attributes: &mut Attributes<'_>) -> Option<String> {
    let language = language_class(attributes)?.to_owned();
    let others = other_classes(attributes);
    if others.is_empty() {
        attributes.remove("class");
    } else {
        attributes.set("class", others);
    }
    Some(language)
}

fn other_classes(attributes: &Attributes<'_>) -> String {
    let classes = attributes.get("class").unwrap_or_default();
    let others: Vec<&str> = classes
        .split_ascii_whitespace()
        .filter(|class| !class.starts_with(LANGUAGE_PREFIX))
        .collect();
    others.join(" ")
}

/// Writes the attributes of highlighted code: the class of its language first, then the
/// classes it was given, then the mark of the highlighter.
fn write_highlighted_attributes(out: &mut String, attributes: &Attributes<'_>, language: &str) {
    let mut classes = match language {
        "" => String::new(),
        language => format!("{LANGUAGE_PREFIX}{language}"),
    };
    let others = other_classes(attributes);
    for class in [others.as_str(), "highlighter-rouge"] {
        if !class.is_empty() {
            if !classes.is_empty() {
                classes.push(' ');
            }
            classes.push_str(class);
        }
    }
    let mut all = attributes.clone();
    if others.is_empty() {
        // The class stood for the language alone: it comes back behind all else.
        all.remove("class");
    }
    all.set("class", classes);
    write_attributes(out, &all);
}

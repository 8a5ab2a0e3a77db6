//! kramdown 2.4: its GFM parser, as Jekyll uses it, and kramdown's own syntax.
//!
//! Two phases, as the dialect wants it: [`block`] splits lines into blocks and leaves the text of
//! paragraphs, headings and cells alone; then, when all definitions of the document are known,
//! [`span`] parses these texts. What grows only out of the whole (ids, attribute lists that refer
//! to others, the table of contents) is settled at the end.

mod abbreviations;
mod attributes;
mod block;
mod document;
pub(super) mod entities;
mod extension;
mod finish;
mod html_tags;
mod lines;
mod lists;
mod names;
mod span;
mod toc;

use typed_arena::Arena;

use super::{MarkdownOptions, html};
use document::Document;

/// Something in the source that was probably meant differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The line, from 1.
    pub line: u32,
    /// What is wrong.
    pub message: String,
}

/// Converts kramdown to HTML.
pub fn to_html(source: &str, options: &MarkdownOptions) -> String {
    to_html_with_warnings(source, options).0
}

/// Converts kramdown to HTML; also gives what the document warns of, in the order of its lines.
pub fn to_html_with_warnings(source: &str, options: &MarkdownOptions) -> (String, Vec<Warning>) {
    let source = super::with_plain_line_ends(source);
    let texts = Arena::new();
    let mut document = Document::new(options, &texts);
    block::parse(&mut document, &source);
    span::parse(&mut document);
    finish::finish(&mut document);
    let html = html::write(&document.tree, &document.options);
    document.warnings.sort_by_key(|warning| warning.line);
    (html, document.warnings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::markdown::Input;

    fn inputs() -> [MarkdownOptions; 2] {
        [Input::Gfm, Input::Kramdown].map(|input| MarkdownOptions {
            input,
            highlighter: None,
            ..MarkdownOptions::default()
        })
    }

    fn survives(source: &str) {
        for options in inputs() {
            let length = to_html(source, &options).len();
            assert!(length < 1000 * (source.len() + 1), "{length} bytes");
        }
    }

    #[test]
    fn masses_of_marks_are_no_problem() {
        for mark in [
            "[",
            "]",
            "*",
            "_",
            ">",
            "`",
            "|",
            "(",
            "<",
            "{",
            "^",
            ":",
            "~",
            "$",
            "\"",
            "'",
            "!",
            "&",
            "-",
            "#",
            "\\",
            "**a ",
            "*a ",
            "_a **b ",
            "[a](",
            "![",
            "[a]: b\n",
            "<b>",
            "<div>",
            "<div>\n",
            "</b>",
            "<a b=\"",
            "<!--",
            "{:",
            "{::a}",
            "{:a}\n",
            "`a ``b ",
            "~~a ",
            "$$ ",
            "\"*",
            "a\n\n: b\n",
            "> - ",
            "```a\n",
            "~~~\n\n",
            "[^1]",
            "[^1]: a\n",
            "*[a]: b\n",
            "a | b\n",
            "|-|\n",
            "<p markdown=\"1\">",
            "<div markdown=\"1\">\n",
            "<script>",
            "{::comment}\n",
            "^\n",
            "    a\n",
            "* a\n",
            "<http:",
            "&#1",
            "a\n\n",
            "- [ ] ",
        ] {
            // Those of one character are the worst.
            let length = if mark.len() == 1 { 100_000 } else { 15_000 };
            survives(&mark.repeat(length / mark.len()));
        }
    }

    #[test]
    fn deep_nesting_is_no_problem() {
        survives(&"- ".repeat(10_000));
        survives(&"> ".repeat(10_000));
        let stairs: String = (0..500)
            .map(|depth| format!("{}- a\n", "  ".repeat(depth)))
            .collect();
        survives(&stairs);
        let definitions: String = (0..500)
            .map(|depth| format!("{0}a\n{0}: b\n\n", "  ".repeat(depth)))
            .collect();
        survives(&definitions);
        survives(&"<b>*".repeat(2_000));
        survives(&"<div markdown=\"1\">\n> ".repeat(2_000));
    }

    #[test]
    fn warnings_name_their_lines() {
        let source = "a\n\n> b\n> [c]\n\n<div>\n\n- d[^e]\n";
        let (_, warnings) = to_html_with_warnings(source, &MarkdownOptions::default());
        let lines: Vec<(u32, &str)> = warnings
            .iter()
            .map(|warning| (warning.line, warning.message.as_str()))
            .collect();
        assert_eq!(
            lines,
            [
                (4, "No link definition for link ID 'c' found"),
                (9, "Found no end tag for 'div' - auto-closing it"),
            ]
        );
    }
}

//! Markdown to HTML.
//!
//! A parser builds an element [`tree`], ids are given to headings, and the writer ([`html`])
//! prints the tree in the form kramdown gives to HTML, whichever parser built it.

pub mod commonmark;
pub mod heading_ids;
pub mod html;
pub mod kramdown;
mod options;
mod smartify;
mod tags;
pub mod tree;
mod typography;

pub use heading_ids::{Heading, headings};
pub use options::{EntityOutput, Input, LinkDefinition, MarkdownOptions, MathEngine};
pub use smartify::smartify;
pub use typography::Quotes;

use std::borrow::Cow;

/// Converts CommonMark (with tables, footnotes, task lists, definition lists, strikethrough,
/// formulas and heading attributes) to HTML.
pub fn to_html(source: &str, options: &MarkdownOptions) -> String {
    let source = with_plain_line_ends(source);
    let mut tree = commonmark::parse(&source, options);
    if options.auto_ids {
        heading_ids::assign(&mut tree, &options.auto_id_prefix);
    }
    html::write(&tree, options)
}

/// Every line, the last one too, ends with `\n` alone from here on.
fn with_plain_line_ends(source: &str) -> Cow<'_, str> {
    let mut plain = match source.contains('\r') {
        true => Cow::Owned(source.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(source),
    };
    if !plain.ends_with('\n') {
        plain.to_mut().push('\n');
    }
    plain
}

/// A letter, mark, decimal digit or connector, as Ruby's `\p{Word}`.
fn is_word(character: char) -> bool {
    /// The joiners are word characters to Rust's regular expressions only.
    const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];
    if character.is_ascii() {
        return character.is_ascii_alphanumeric() || character == '_';
    }
    !JOINERS.contains(&character) && regex_syntax::try_is_word_character(character).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn convert(source: &str) -> String {
        to_html(source, &MarkdownOptions::default())
    }

    #[test]
    fn depth_is_no_problem() {
        for part in [
            ">", "> - ", "- ", "[", "*", "*a ", "![", "<b>", "`a", "(", "[^1]", "\"", "'a ",
        ] {
            let source = part.repeat(100_000 / part.len());
            let length = convert(&source).len();
            assert!(length < 400 * source.len(), "{part:?} gives {length} bytes");
        }
    }

    #[test]
    fn noise_is_no_problem() {
        const PARTS: [&str; 32] = [
            "\n",
            "\n\n",
            "    ",
            " ",
            ">",
            "- ",
            "1. ",
            "#",
            "*",
            "**",
            "_",
            "`",
            "```",
            "~~",
            "[",
            "]",
            "(",
            ")",
            "![",
            "[^a]",
            "[^a]: ",
            "|",
            "\n|-|-|\n",
            "$$",
            "<b>",
            "</",
            ": ",
            "\\",
            "\"",
            "é",
            "&amp;",
            "\u{0}",
        ];
        // A linear congruential generator: the same noise every time.
        let mut state: u32 = 1;
        let mut next = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) as usize
        };
        for _ in 0..2_000 {
            let source: String = (0..next() % 60)
                .map(|_| PARTS[next() % PARTS.len()])
                .collect();
            convert(&source);
            smartify(&source);
        }
    }

    #[test]
    fn blank_lines_at_the_ends_are_printed_as_kramdown_prints_them() {
        for (source, html) in [
            ("", "\n"),
            ("\n", "\n"),
            ("a", "<p>a</p>\n"),
            ("a\n", "<p>a</p>\n"),
            ("a\n\n", "<p>a</p>\n\n"),
            ("a\n  ", "<p>a</p>\n\n"),
            ("\n\na\n", "\n<p>a</p>\n"),
            ("a\n\n[x]: /x\n", "<p>a</p>\n\n"),
            ("[x]: /x\n", ""),
            ("[x]: /x\n\na\n", "\n<p>a</p>\n"),
            ("[x]: /x\n\n[y]: /y\n\n", "\n"),
            ("> a\n\n", "<blockquote>\n  <p>a</p>\n</blockquote>\n\n"),
        ] {
            assert_eq!(convert(source), html, "{source:?}");
        }
    }

    #[test]
    fn line_ends_of_other_systems_count() {
        assert_eq!(convert("a\r\nb\r\rc"), "<p>a\nb</p>\n\n<p>c</p>\n");
    }

    #[test]
    fn options_are_honoured() {
        let options = MarkdownOptions {
            auto_id_prefix: "p-".to_owned(),
            header_offset: 1,
            hard_wrap: true,
            smart_quotes: None,
            footnote_nr: 5,
            footnote_backlink: String::new(),
            highlighter: None,
            ..MarkdownOptions::default()
        };
        let source = "# A\n\n\"a\"[^1]\n`b`\n\n```ruby\nc\n```\n\n[^1]: d\n";
        assert_eq!(
            to_html(source, &options),
            "<h2 id=\"p-a\">A</h2>\n\n\
             <p>\"a\"<sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\" class=\"footnote\" \
             rel=\"footnote\">5</a></sup><br />\n<code>b</code></p>\n\n\
             <pre><code class=\"language-ruby\">c\n</code></pre>\n\n\
             <div class=\"footnotes\" role=\"doc-endnotes\">\n  <ol start=\"5\">\n    \
             <li id=\"fn:1\" role=\"doc-endnote\">\n      <p>d</p>\n    </li>\n  </ol>\n</div>\n"
        );
    }

    #[test]
    fn headings_are_listed() {
        let mut tree = commonmark::parse("# A *b*\n\n## C {#d}\n", &MarkdownOptions::default());
        heading_ids::assign(&mut tree, "");
        let heading = |level, id: &str, text: &str| Heading {
            level,
            id: id.to_owned(),
            text: text.to_owned(),
        };
        assert_eq!(
            headings(&tree),
            [heading(1, "a-b", "A b"), heading(2, "d", "C")]
        );
    }
}

//! Syntax highlighting with the classes Rouge gives to tokens.
//!
//! syntect reads the code with the grammars of `two-face`; a table turns the scopes they give
//! into Rouge's classes, so that any style sheet for Rouge (or Pygments) fits.

mod classes;
mod languages;
mod scopes;
mod spans;

pub use languages::is_plain_text;
pub use spans::write_escaped;

use languages::Language;
use spans::SpanWriter;

/// Something that highlights: code and the name of its language to HTML without any element
/// around it; `None` for a language it does not know.
pub type Highlight = fn(code: &str, language: &str) -> Option<String>;

/// Highlights code as Rouge prints it: one `<span class="…">` for each run of one class.
///
/// Languages are looked up as Rouge does, exactly and with their case; `None` is an unknown
/// one. A known one without a grammar, and code no grammar can read (see
/// [`scopes::LONGEST_LINE`]), gives escaped text without spans.
pub fn highlight(code: &str, language: &str) -> Option<String> {
    let language = languages::find(language)?;
    Some(spans(code, language).unwrap_or_else(|| {
        let mut plain = SpanWriter::default();
        plain.push(code, "");
        plain.finish()
    }))
}

fn spans(code: &str, language: Language) -> Option<String> {
    let mut classes = classes::Classes::of(language.name);
    let mut writer = SpanWriter::default();
    scopes::read(code, language.grammar_for(code)?, |text, stack| {
        let resolved = classes.resolve(stack);
        for piece in classes::pieces(text) {
            writer.push(piece, resolved.class_of(piece));
        }
    })?;
    Some(writer.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn python_is_as_rouge_prints_it() {
        let code = "import os.path\n\n# it's\ndef f(a=1.5):\n    return \"x\" in a or None\n";
        assert_eq!(
            highlight(code, "python").as_deref(),
            Some(
                "<span class=\"kn\">import</span> <span class=\"nn\">os.path</span>\n\n\
                 <span class=\"c1\"># it's\n</span>\
                 <span class=\"k\">def</span> <span class=\"nf\">f</span><span class=\"p\">(</span>\
                 <span class=\"n\">a</span><span class=\"o\">=</span><span class=\"mf\">1.5</span>\
                 <span class=\"p\">):</span>\n    \
                 <span class=\"k\">return</span> <span class=\"s\">\"x\"</span> <span class=\"ow\">in</span> \
                 <span class=\"n\">a</span> <span class=\"ow\">or</span> <span class=\"bp\">None</span>\n"
            )
        );
    }

    #[test]
    fn words_have_no_meaning_in_strings_and_comments() {
        assert_eq!(
            highlight("# self print\n", "python").as_deref(),
            Some("<span class=\"c1\"># self print\n</span>")
        );
    }

    #[test]
    fn json_has_labels_and_blanks() {
        assert_eq!(
            highlight("{\"a\": [true, 1]}", "json").as_deref(),
            Some(
                "<span class=\"p\">{</span><span class=\"nl\">\"a\"</span><span class=\"p\">:</span>\
                 <span class=\"w\"> </span><span class=\"p\">[</span><span class=\"kc\">true</span>\
                 <span class=\"p\">,</span><span class=\"w\"> </span><span class=\"mi\">1</span>\
                 <span class=\"p\">]}</span>"
            )
        );
    }

    #[test]
    fn what_has_no_grammar_is_escaped_text() {
        assert_eq!(highlight("a < b", "text").as_deref(), Some("a &lt; b"));
        assert_eq!(
            highlight("{% if a & b %}", "liquid").as_deref(),
            Some("{% if a &amp; b %}")
        );
        assert_eq!(highlight("a", "nosuchlanguage"), None);
        assert_eq!(highlight("a", "Python"), None);
        assert_eq!(highlight("", "python").as_deref(), Some(""));
    }

    #[test]
    fn long_lines_are_plain() {
        let code = "x = 1; ".repeat(scopes::LONGEST_LINE);
        assert_eq!(highlight(&code, "python"), Some(code));
    }

    #[test]
    fn noise_is_no_problem() {
        let noise = "\"'`<?#{}[]()\\/*$%&|;:=~^é\n\t\r\u{0}a1-+.,@!_".repeat(20);
        for language in [
            "python", "ruby", "html", "php", "markdown", "shell", "yaml", "c", "js",
        ] {
            assert!(highlight(&noise, language).is_some());
        }
    }
}

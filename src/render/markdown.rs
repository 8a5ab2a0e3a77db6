//! Markdown as the site's configuration wants it.

use crate::base::Value;
use crate::lang::markdown::{self, EntityOutput, Input, MarkdownOptions, MathEngine, Quotes};
use crate::model::Config;

/// Converts Markdown with the site's options.
pub(super) struct Converter {
    engine: fn(&str, &MarkdownOptions) -> String,
    options: MarkdownOptions,
}

impl Converter {
    /// A converter with the engine and the options of the configuration: `markdown`, those under
    /// `kramdown`, of which CommonMark honours what it can, and `highlighter` (Jekyll docs,
    /// "Markdown Options").
    pub(super) fn new(config: &Config) -> Self {
        let own = config.get("kramdown");
        let defaults = MarkdownOptions::default();
        let flag = |key: &str, default: bool| own.get(key).map_or(default, Value::is_truthy);
        let text = |key: &str, default: String| match own.get(key) {
            None | Some(Value::Nil) => default,
            Some(value) => value.to_string(),
        };
        let number = |key: &str| own.get(key).and_then(Value::as_int);
        let of_code = |key: &str| own.dig(&["syntax_highlighter_opts", key]);
        let highlights = highlights(config.get("highlighter"))
            && own.get("syntax_highlighter").is_none_or(highlights)
            && !of_code("disable").is_some_and(Value::is_truthy);
        let default_lang = of_code("default_lang").map(Value::to_string);
        Converter {
            engine: engine(config.get("markdown")),
            options: MarkdownOptions {
                auto_ids: flag("auto_ids", defaults.auto_ids),
                auto_id_prefix: text("auto_id_prefix", defaults.auto_id_prefix),
                header_offset: number("header_offset")
                    .and_then(|offset| i8::try_from(offset).ok())
                    .unwrap_or(defaults.header_offset),
                hard_wrap: flag("hard_wrap", defaults.hard_wrap),
                smart_quotes: own
                    .get("smart_quotes")
                    .map_or(defaults.smart_quotes, quotes),
                footnote_nr: number("footnote_nr")
                    .and_then(|first| usize::try_from(first).ok())
                    .unwrap_or(defaults.footnote_nr),
                footnote_backlink: text("footnote_backlink", defaults.footnote_backlink),
                highlighter: defaults.highlighter.filter(|_| highlights),
                default_lang: default_lang.or(defaults.default_lang),
                guess_lang: flag("guess_lang", defaults.guess_lang),
                input: match own.get("input").and_then(Value::as_str) {
                    Some(name) if name.eq_ignore_ascii_case("kramdown") => Input::Kramdown,
                    _ => Input::Gfm,
                },
                footnote_prefix: text("footnote_prefix", defaults.footnote_prefix),
                toc_levels: own
                    .get("toc_levels")
                    .and_then(levels)
                    .unwrap_or(defaults.toc_levels),
                entity_output: match own.get("entity_output").and_then(Value::as_str) {
                    Some("as_input") => EntityOutput::AsInput,
                    Some("numeric") => EntityOutput::Numeric,
                    Some("symbolic") => EntityOutput::Symbolic,
                    _ => EntityOutput::AsCharacter,
                },
                parse_block_html: flag("parse_block_html", defaults.parse_block_html),
                parse_span_html: flag("parse_span_html", defaults.parse_span_html),
                math_engine: match own.get("math_engine") {
                    Some(Value::Nil | Value::Bool(false)) => MathEngine::None,
                    _ => MathEngine::MathJax,
                },
                remove_line_breaks_for_cjk: flag("remove_line_breaks_for_cjk", false),
                auto_id_stripping: flag("auto_id_stripping", false),
                ..MarkdownOptions::default()
            },
        }
    }

    /// Converts a document, or the input of the filter `markdownify`, to HTML.
    pub(super) fn to_html(&self, text: &str) -> String {
        (self.engine)(text, &self.options)
    }
}

/// What `markdown` names: one of the CommonMark converters, or kramdown.
fn engine(name: &Value) -> fn(&str, &MarkdownOptions) -> String {
    match name.as_str() {
        Some("commonmark" | "CommonMark" | "CommonMarkGhPages") => markdown::to_html,
        _ => markdown::kramdown::to_html,
    }
}

/// Levels of headings, as a list or written as `2..4` or `2,3`.
fn levels(value: &Value) -> Option<Vec<u8>> {
    let level = |level: &str| level.trim().parse::<u8>().ok();
    if let Value::Array(levels) = value {
        return levels
            .iter()
            .map(|value| level(&value.to_string()))
            .collect();
    }
    let text = value.to_string();
    match text.split_once("..") {
        Some((first, last)) => Some((level(first)?..=level(last)?.min(6)).collect()),
        None => text.split(',').map(level).collect(),
    }
}

/// Whether a highlighter is named: not so by nil, false and `none`.
fn highlights(name: &Value) -> bool {
    name.is_truthy() && name.as_str() != Some("none")
}

/// The characters of a list of four entities such as `lsquo,rsquo,ldquo,rdquo`, or of one as `apos,apos,quot,quot`;
/// the usual ones if it is none.
fn quotes(entities: &Value) -> Option<Quotes> {
    let characters: Vec<char> = match entities {
        Value::Array(names) => names
            .iter()
            .filter_map(|name| quote(&name.to_string()))
            .collect(),
        names => names.to_string().split(',').filter_map(quote).collect(),
    };
    Some(match characters[..] {
        [left_single, right_single, left_double, right_double] => Quotes {
            left_single,
            right_single,
            left_double,
            right_double,
        },
        _ => Quotes::default(),
    })
}

fn quote(entity: &str) -> Option<char> {
    Some(match entity.trim() {
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "sbquo" => '‚',
        "bdquo" => '„',
        "laquo" => '«',
        "raquo" => '»',
        "lsaquo" => '‹',
        "rsaquo" => '›',
        "apos" => '\'',
        "quot" => '"',
        _ => return None,
    })
}

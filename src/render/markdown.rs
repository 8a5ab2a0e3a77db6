//! Markdown as the site's configuration wants it.

use crate::base::Value;
use crate::lang::markdown::{self, MarkdownOptions, Quotes};
use crate::model::Config;

/// Converts Markdown with the site's options.
pub(super) struct Converter {
    options: MarkdownOptions,
}

impl Converter {
    /// A converter with the options of the configuration: those under `kramdown` that CommonMark
    /// can honour too, and `highlighter` (Jekyll docs, "Markdown Options").
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
            },
        }
    }

    /// Converts a document, or the input of the filter `markdownify`, to HTML.
    pub(super) fn to_html(&self, text: &str) -> String {
        markdown::to_html(text, &self.options)
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

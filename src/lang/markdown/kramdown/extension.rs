//! Extensions: `{::options …/}`, `{::comment}`, `{::nomarkdown}`.

use super::attributes::AttributeList;
use super::document::Document;
use super::lines;
use crate::lang::markdown::MarkdownOptions;

/// `{::name attributes}` or `{::name attributes /}`.
pub(super) struct StartTag<'a> {
    pub name: &'a str,
    attributes: &'a str,
    /// Whether it has no body.
    pub closed: bool,
    /// The length of the tag.
    pub length: usize,
}

/// What an extension puts into the document.
pub(super) enum Effect<'a> {
    None,
    Comment(&'a str),
    /// HTML, or whatever it is.
    Verbatim(&'a str),
}

impl<'a> StartTag<'a> {
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let (content, length) = lines::braces(text)?;
        let content = content.strip_prefix(':')?;
        let name_end = content
            .find(|character: char| !(character.is_ascii_alphanumeric() || character == '_'))
            .unwrap_or(content.len());
        let (name, attributes) = content.split_at(name_end);
        let (attributes, closed) = match attributes.strip_suffix('/') {
            Some(attributes) => (attributes, true),
            None => (attributes, false),
        };
        let separated =
            attributes.is_empty() || attributes.starts_with(|c: char| c.is_ascii_whitespace());
        (!name.is_empty() && separated).then_some(Self {
            name,
            attributes,
            closed,
            length,
        })
    }

    /// What it does; nothing for extensions nobody knows, which are text then.
    pub(super) fn effect(
        &self,
        document: &mut Document<'a>,
        body: Option<&'a str>,
        line: u32,
    ) -> Option<Effect<'a>> {
        let mut list = AttributeList::default();
        list.add(self.attributes);
        match (self.name, body) {
            ("comment", Some(body)) => Some(Effect::Comment(body)),
            ("nomarkdown", Some(body)) => Some(match list.attributes.get("type") {
                None | Some("" | "html") => Effect::Verbatim(body),
                Some(_) => Effect::None,
            }),
            ("comment" | "nomarkdown", None) => Some(Effect::None),
            ("options", _) => {
                for (name, value) in list.attributes.iter() {
                    if !set_option(&mut document.options, name, value) {
                        document.warnings.push(super::Warning {
                            line,
                            message: format!("Unknown kramdown option '{name}'"),
                        });
                    }
                }
                Some(Effect::None)
            }
            _ => {
                let message = format!("Invalid extension with name '{}' specified", self.name);
                document.warn(line, message);
                None
            }
        }
    }
}

/// Sets an option from the document; tells whether there is such a one.
fn set_option(options: &mut MarkdownOptions, name: &str, value: &str) -> bool {
    let flag = |old: bool| match value.to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" => true,
        "false" | "no" | "0" => false,
        _ => old,
    };
    match name {
        "auto_ids" => options.auto_ids = flag(options.auto_ids),
        "auto_id_prefix" => value.clone_into(&mut options.auto_id_prefix),
        "auto_id_stripping" => options.auto_id_stripping = flag(options.auto_id_stripping),
        "parse_block_html" => options.parse_block_html = flag(options.parse_block_html),
        "parse_span_html" => options.parse_span_html = flag(options.parse_span_html),
        "footnote_nr" => options.footnote_nr = value.parse().unwrap_or(options.footnote_nr),
        "footnote_backlink" => value.clone_into(&mut options.footnote_backlink),
        "footnote_prefix" => value.clone_into(&mut options.footnote_prefix),
        "header_offset" => options.header_offset = value.parse().unwrap_or(options.header_offset),
        "toc_levels" => {
            options.toc_levels = toc_levels(value).unwrap_or(options.toc_levels.clone())
        }
        "hard_wrap" => options.hard_wrap = flag(options.hard_wrap),
        "syntax_highlighter_opts" => {
            let language = value
                .split_once("default_lang:")
                .map(|(_, rest)| rest.trim());
            if let Some(language) = language {
                let end = language.find([',', '}', ' ']).unwrap_or(language.len());
                options.default_lang = Some(language[..end].to_owned());
            }
        }
        "entity_output"
        | "smart_quotes"
        | "typographic_symbols"
        | "math_engine"
        | "syntax_highlighter"
        | "html_to_native"
        | "link_defs"
        | "template"
        | "line_width"
        | "remove_span_html_tags"
        | "remove_block_html_tags"
        | "transliterated_header_ids" => {}
        _ => return false,
    }
    true
}

/// Levels written as `2..4` or `2,3`.
fn toc_levels(value: &str) -> Option<Vec<u8>> {
    if let Some((first, last)) = value.split_once("..") {
        let first: u8 = first.trim().parse().ok()?;
        let last: u8 = last.trim().parse().ok()?;
        return Some((first..=last.min(6)).collect());
    }
    value
        .split(',')
        .map(|level| level.trim().parse().ok())
        .collect()
}

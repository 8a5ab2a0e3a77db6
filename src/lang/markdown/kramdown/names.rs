//! Names: of HTML elements and what kramdown knows about them, of attributes and references.

/// Elements that stand within a line.
const SPAN: &str = " a abbr acronym b bdo big br button cite code del dfn em i img input ins kbd label \
mark option q rb rbc rp rt rtc ruby samp select small span strong sub sup tt u var ";

/// Elements that may not stand within a line.
const BLOCK: &str = " address applet article aside blockquote body caption col colgroup dd div dl dt \
fieldset figcaption footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li main map \
menu nav ol optgroup p pre section summary table tbody td tfoot th thead tr ul ";

/// Elements without content.
const VOID: &str =
    " area base br col command embed hr img input keygen link meta param source track wbr ";

/// Elements whose content is blocks where it is parsed.
const BLOCKS_INSIDE: &str = " address applet article aside blockquote body dd details div dl fieldset \
figcaption figure footer form header hgroup iframe li main map menu nav noscript object section \
summary td ";

/// Elements whose content is spans where it is parsed.
const SPANS_INSIDE: &str = " a abbr acronym b bdo big button caption cite del dfn dt em h1 h2 h3 h4 h5 h6 \
i ins label legend optgroup p q rb rbc rp rt rtc ruby select small span strong sub sup th tt ";

/// Elements whose content is never parsed, unless they ask for it.
const RAW_INSIDE: &str = " code kbd math option pre samp script style textarea var ";

/// What the content of an element is by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ContentModel {
    Blocks,
    Spans,
    Raw,
}

fn is_in(names: &str, name: &str) -> bool {
    names.split_ascii_whitespace().any(|known| known == name)
}

pub(super) fn is_span(name: &str) -> bool {
    is_in(SPAN, name)
}

pub(super) fn is_block(name: &str) -> bool {
    is_in(BLOCK, name)
}

pub(super) fn is_void(name: &str) -> bool {
    is_in(VOID, name)
}

/// Whether the name, in lower case, is one of HTML's. Others keep their case.
pub(super) fn is_known(name: &str) -> bool {
    const KNOWN: &str = " a abbr acronym address applet area article aside b base bdo big blockquote body \
br button caption cite code col colgroup command dd del details dfn div dl dt em embed fieldset \
figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd \
keygen label legend li link main map mark math menu meta nav noscript object ol optgroup option p param \
pre q rb rbc rp rt rtc ruby samp script section select small source span strong style sub summary sup \
table tbody td textarea tfoot th thead tr track tt u ul var wbr ";
    is_in(KNOWN, name)
}

/// The content of an element by its name; that of unknown ones is raw.
pub(super) fn content_model(name: &str) -> ContentModel {
    if is_in(BLOCKS_INSIDE, name) {
        ContentModel::Blocks
    } else if is_in(SPANS_INSIDE, name) {
        ContentModel::Spans
    } else {
        ContentModel::Raw
    }
}

/// Whether an element's content is left alone whatever the options say.
pub(super) fn is_always_raw(name: &str) -> bool {
    is_in(RAW_INSIDE, name) || content_model(name) == ContentModel::Raw
}

/// Whether the text begins with the name of a span element or `script`, as a whole word.
pub(super) fn begins_with_span_element(text: &str) -> bool {
    let end = text
        .find(|character: char| !super::super::is_word(character))
        .unwrap_or(text.len());
    let name = text[..end].to_ascii_lowercase();
    is_span(&name) || name == "script"
}

/// The length of the name of an HTML element or attribute at the start of `text`, 0 if none.
pub(super) fn html_name_length(text: &str) -> usize {
    let first = simple_name_length(text);
    if first > 0
        && let Some(rest) = text[first..].strip_prefix(':')
    {
        let second = simple_name_length(rest);
        if second > 0 {
            return first + 1 + second;
        }
    }
    first
}

fn simple_name_length(text: &str) -> usize {
    if !text.starts_with(|first: char| first.is_alphabetic() || first == '_') {
        return 0;
    }
    text.find(|character: char| {
        !(super::super::is_word(character) || matches!(character, '.' | '-'))
    })
    .unwrap_or(text.len())
}

/// The length of a name of kramdown's own (footnotes, attribute lists) at the start of `text`.
pub(super) fn reference_name_length(text: &str) -> usize {
    if !text.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '_') {
        return 0;
    }
    text.find(|character: char| {
        !(character.is_ascii_alphanumeric() || matches!(character, '_' | ':' | '-'))
    })
    .unwrap_or(text.len())
}

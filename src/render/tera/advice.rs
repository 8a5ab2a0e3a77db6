//! Advice on mistakes in templates, above all for people who come from Liquid.

/// What Liquid's tags are in Tera.
const LIQUID_TAGS: &[(&str, &str)] = &[
    ("assign", "write `{% set name = value %}`"),
    ("capture", "write `{% set name %}…{% endset %}`"),
    ("unless", "write `{% if not … %}…{% endif %}`"),
    ("comment", "write `{# … #}`"),
    ("elsif", "write `{% elif … %}`"),
    ("case", "write `{% if … %}…{% elif … %}…{% endif %}`"),
];

/// Advice for a message of Tera's, with the text it points at.
pub(super) fn hint(message: &str, word: &str) -> Option<&'static str> {
    if message == "Unknown tag" {
        return unknown_tag(word);
    }
    if message.contains("not defined") || message.contains("undefined") {
        return Some(
            "a value that may be missing is asked for as `{% if page?.description %}` or `page?.description or \"\"`",
        );
    }
    let beginnings = [
        (
            "Unknown filter",
            "filters have Jekyll's names and take named arguments: `page.date | date(format=\"%Y\")`",
        ),
        (
            "Found `:`",
            "filters take named arguments: `page.title | truncate(length=20)`",
        ),
        (
            "Found identifier but expected string",
            "write the template's name in quotes: `{% include \"header.html\" %}`",
        ),
        (
            "Unknown template",
            "templates are named by their path below `templates/`: `{% include \"partials/header.html\" %}`",
        ),
        (
            "there is no template",
            "templates are named by their path below `templates/`: `{% extends \"base.html\" %}`",
        ),
        (
            "Unexpected character",
            "write `and`, `or` and `not`, and texts in quotes",
        ),
        (
            "Unexpected end of input",
            "close every `{% if %}`, `{% for %}` and `{% block %}` with its `{% end… %}`",
        ),
    ];
    beginnings
        .iter()
        .find(|(beginning, _)| message.starts_with(beginning))
        .map(|(_, hint)| *hint)
}

fn unknown_tag(name: &str) -> Option<&'static str> {
    let liquid = LIQUID_TAGS.iter().find(|(tag, _)| *tag == name);
    match liquid {
        Some((_, hint)) => Some(hint),
        None if name.starts_with("end") => Some("there is nothing open here that this would close"),
        None => Some("Liquid's tags are for the bodies of posts and pages; templates are in Tera"),
    }
}

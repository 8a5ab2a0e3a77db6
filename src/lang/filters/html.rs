//! Filters that write or remove markup.

use crate::base::Value;

use super::ruby::text;
use super::{Arguments, Environment, Filter, FilterError, NO_PARAMETERS};

pub(super) const FILTERS: &[Filter] = &[
    Filter::markup("escape", NO_PARAMETERS, escape),
    Filter::markup("escape_once", NO_PARAMETERS, escape_once),
    Filter::markup("h", NO_PARAMETERS, escape),
    Filter::markup("inspect", NO_PARAMETERS, inspect),
    Filter::markup("markdownify", NO_PARAMETERS, markdownify),
    Filter::markup("newline_to_br", NO_PARAMETERS, newline_to_br),
    Filter::markup("smartify", NO_PARAMETERS, smartify),
    Filter::text("strip_html", NO_PARAMETERS, strip_html),
    Filter::markup("xml_escape", NO_PARAMETERS, xml_escape),
];

type Applied = Result<Value, FilterError>;

fn escape(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    if input.is_nil() {
        return Ok(Value::Nil);
    }
    let mut escaped = String::new();
    for character in text(input).chars() {
        push_escaped(character, &mut escaped);
    }
    Ok(Value::from(escaped))
}

fn push_escaped(character: char, escaped: &mut String) {
    match character {
        '&' => escaped.push_str("&amp;"),
        '<' => escaped.push_str("&lt;"),
        '>' => escaped.push_str("&gt;"),
        '"' => escaped.push_str("&quot;"),
        '\'' => escaped.push_str("&#39;"),
        other => escaped.push(other),
    }
}

/// As [`escape`], but named and decimal references stay.
fn escape_once(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    let input = text(input);
    let mut escaped = String::with_capacity(input.len());
    for (at, character) in input.char_indices() {
        if character == '&' && begins_reference(&input[at + 1..]) {
            escaped.push('&');
        } else {
            push_escaped(character, &mut escaped);
        }
    }
    Ok(Value::from(escaped))
}

/// Whether `name;` or `#digits;` stands here.
fn begins_reference(text: &str) -> bool {
    let end = text.find(|character: char| character != '#' && !character.is_ascii_alphanumeric());
    let Some(name) = end
        .filter(|end| text[*end..].starts_with(';'))
        .map(|end| &text[..end])
    else {
        return false;
    };
    match name.strip_prefix('#') {
        Some(digits) => !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()),
        None => !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic()),
    }
}

/// Escapes what XML's attributes must not hold.
fn xml_escape(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    Ok(Value::from(xml_escaped(&text(input))))
}

fn xml_escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\'' => escaped.push_str("&apos;"),
            other => push_escaped(other, &mut escaped),
        }
    }
    escaped
}

/// What Ruby shows of a value, to look into it.
fn inspect(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    Ok(Value::from(xml_escaped(&input.inspect())))
}

fn newline_to_br(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    Ok(Value::from(text(input).replace('\n', "<br />\n")))
}

fn markdownify(input: &Value, _: &Arguments, environment: &Environment) -> Applied {
    Ok(Value::from((environment.markdown)(&text(input))))
}

fn smartify(input: &Value, _: &Arguments, environment: &Environment) -> Applied {
    Ok(Value::from((environment.smartify)(&text(input))))
}

/// Elements that are removed with what they hold.
const WHOLE: [(&str, &str); 3] = [
    ("<script", "</script>"),
    ("<!--", "-->"),
    ("<style", "</style>"),
];

/// Removes scripts, comments and styles, then everything from `<` to `>`; a `<` that nothing
/// closes stays.
fn strip_html(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    let without_whole = without(&text(input), |rest| {
        let (opening, closing) = WHOLE
            .into_iter()
            .find(|(opening, _)| rest.starts_with(opening))?;
        let inside = &rest[opening.len()..];
        let end = inside.find(closing)?;
        Some(opening.len() + end + closing.len())
    });
    // Up to the last `>` every `<` is closed.
    let closed = without_whole.rfind('>').map_or(0, |at| at + 1);
    let (tags, rest) = without_whole.split_at(closed);
    let mut stripped = without(tags, |rest| rest.find('>').map(|end| end + 1));
    stripped.push_str(rest);
    Ok(Value::from(stripped))
}

/// Removes from each `<` as many bytes as `length` says for the text that begins there.
fn without(text: &str, length: impl Fn(&str) -> Option<usize>) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let removed = length(rest).unwrap_or(0);
        if removed == 0 {
            kept.push('<');
        }
        rest = &rest[removed.max(1)..];
    }
    kept.push_str(rest);
    kept
}

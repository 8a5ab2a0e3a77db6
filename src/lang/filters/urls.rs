//! Filters of URLs.

use percent_encoding::{
    AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode, utf8_percent_encode,
};
use unicode_normalization::UnicodeNormalization;

use crate::base::Value;
use crate::base::url::{URL, is_absolute, normalize};

use super::ruby::{class, not_a_string, text};
use super::{Arguments, Environment, Filter, FilterError, NO_PARAMETERS};

pub(super) const FILTERS: &[Filter] = &[
    Filter::text("absolute_url", NO_PARAMETERS, absolute_url),
    Filter::text("cgi_escape", NO_PARAMETERS, cgi_escape),
    Filter::text("relative_url", NO_PARAMETERS, relative_url),
    Filter::text("strip_index", NO_PARAMETERS, strip_index),
    Filter::text("uri_escape", NO_PARAMETERS, uri_escape),
    Filter::text("url_decode", NO_PARAMETERS, url_decode),
    Filter::text("url_encode", NO_PARAMETERS, url_encode),
];

type Applied = Result<Value, FilterError>;

/// What stays in a form's field.
const FORM: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    // A blank becomes a plus sign afterwards.
    .remove(b' ');

fn form_encoded(text: &str) -> String {
    utf8_percent_encode(text, FORM)
        .to_string()
        .replace(' ', "+")
}

fn url_encode(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    Ok(match input {
        Value::Nil => Value::Nil,
        other => Value::from(form_encoded(&text(other))),
    })
}

fn url_decode(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    if input.is_nil() {
        return Ok(Value::Nil);
    }
    let with_blanks = text(input).replace('+', " ");
    let decoded = percent_decode_str(&with_blanks).decode_utf8();
    decoded
        .map(|decoded| Value::from(decoded.as_ref()))
        .map_err(|_| FilterError::liquid("invalid byte sequence in UTF-8"))
}

fn cgi_escape(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    match input {
        Value::Str(text) => Ok(Value::from(form_encoded(text))),
        other => Err(not_a_string(other)),
    }
}

/// Encodes what must not stand in a URL, decodes what need not be encoded, and composes letters
/// with their marks.
fn uri_escape(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    match input {
        Value::Nil => Ok(Value::Nil),
        Value::Str(text) => {
            let decoded: Vec<u8> = percent_decode_str(text).collect();
            let encoded = match std::str::from_utf8(&decoded) {
                Ok(text) => {
                    let composed: String = text.nfc().collect();
                    utf8_percent_encode(&composed, URL).to_string()
                }
                Err(_) => percent_encode(&decoded, URL).to_string(),
            };
            Ok(Value::from(encoded))
        }
        other => Err(FilterError::ruby(format!(
            "Can't convert {} into String.",
            class(other)
        ))),
    }
}

/// The path below the site's `baseurl`; a URL with a scheme stays.
fn relative_url(input: &Value, _: &Arguments, environment: &Environment) -> Applied {
    if input.is_nil() || is_absolute(&text(input)) {
        return Ok(input.clone());
    }
    Ok(Value::from(relative(&text(input), environment)))
}

fn relative(path: &str, environment: &Environment) -> String {
    let base = environment.baseurl.unwrap_or_default();
    let base = base.strip_suffix('/').unwrap_or(base);
    normalize(&format!("{}{}", rooted(base), rooted(path)))
}

/// With a slash before it, unless it is empty.
fn rooted(path: &str) -> String {
    if path.is_empty() || path.starts_with('/') {
        path.to_owned()
    } else {
        format!("/{path}")
    }
}

/// The whole URL; without the site's `url` the same as [`relative_url`].
fn absolute_url(input: &Value, _: &Arguments, environment: &Environment) -> Applied {
    if input.is_nil() || is_absolute(&text(input)) {
        return Ok(input.clone());
    }
    let relative = relative(&text(input), environment);
    Ok(Value::from(match environment.url {
        None | Some("") => relative,
        Some(url) => normalize(&format!("{url}{relative}")),
    }))
}

/// A URL without the name of an index page, `/index.html` or `/index.htm`.
fn strip_index(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    let url = match input {
        Value::Nil => return Ok(Value::Nil),
        Value::Str(url) if url.is_empty() => return Ok(Value::Nil),
        Value::Str(url) => url,
        other => return Err(FilterError::no_method("sub", other)),
    };
    let index = url.match_indices("/index.htm").find_map(|(at, name)| {
        let rest = &url[at + name.len()..];
        let rest = rest.strip_prefix('l').unwrap_or(rest);
        // The end of a line is an end to Ruby.
        (rest.is_empty() || rest.starts_with('\n')).then_some((at, rest))
    });
    Ok(match index {
        Some((at, rest)) => Value::from(format!("{}/{rest}", &url[..at])),
        None => input.clone(),
    })
}

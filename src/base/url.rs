//! URLs: escaping of paths as Jekyll's permalinks do it, and normalization as its URL filters do it.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;

/// What a permalink escapes in a path: all but unreserved characters, sub-delimiters, `:@/`.
const PERMALINK: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@')
    .remove(b'/');

/// What stays in a query besides: `?` too.
const QUERY: &AsciiSet = &PERMALINK.remove(b'?');

/// What stays in a whole URL: RFC 3986's unreserved and reserved characters.
pub const URL: &AsciiSet = &QUERY.remove(b'#').remove(b'[').remove(b']');

/// Percent-encodes a path for a permalink; a `%` is encoded as well.
pub fn escape_path(path: &str) -> String {
    utf8_percent_encode(path, PERMALINK).to_string()
}

/// Decodes percent-encoding, as where a URL becomes a file name. What isn't UTF-8 then stays as it is.
pub fn unescape_path(url: &str) -> Cow<'_, str> {
    percent_decode_str(url)
        .decode_utf8()
        .unwrap_or(Cow::Borrowed(url))
}

/// Whether the URL begins with a scheme, such as `https:`.
pub fn is_absolute(url: &str) -> bool {
    scheme_length(url).is_some()
}

/// The length of a URL's scheme without its colon (RFC 3986, 3.1).
fn scheme_length(url: &str) -> Option<usize> {
    let colon = url.find(':')?;
    let scheme = &url.as_bytes()[..colon];
    let (first, rest) = scheme.split_first()?;
    let is_scheme = first.is_ascii_alphabetic()
        && rest
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte));
    is_scheme.then_some(colon)
}

/// The parts of a URL (RFC 3986, 3).
struct Parts<'a> {
    scheme: Option<&'a str>,
    authority: Option<&'a str>,
    path: &'a str,
    query: Option<&'a str>,
    fragment: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn of(url: &'a str) -> Self {
        let (rest, fragment) = split_off(url, '#');
        let (rest, query) = split_off(rest, '?');
        let (scheme, rest) = match scheme_length(rest) {
            Some(length) => (Some(&rest[..length]), &rest[length + 1..]),
            None => (None, rest),
        };
        let (authority, path) = match rest.strip_prefix("//") {
            Some(rest) => {
                let end = rest.find('/').unwrap_or(rest.len());
                (Some(&rest[..end]), &rest[end..])
            }
            None => (None, rest),
        };
        Parts {
            scheme,
            authority,
            path,
            query,
            fragment,
        }
    }
}

fn split_off(text: &str, separator: char) -> (&str, Option<&str>) {
    match text.split_once(separator) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

/// Normalizes a URL (RFC 3986, 6.2): scheme and host in lower case, no default port, dot segments
/// resolved, what may not stand in a URL percent-encoded and what need not be encoded decoded.
pub fn normalize(url: &str) -> String {
    let parts = Parts::of(url);
    let mut normalized = String::with_capacity(url.len());
    let scheme = parts.scheme.map(str::to_ascii_lowercase);
    if let Some(scheme) = &scheme {
        normalized.push_str(scheme);
        normalized.push(':');
    }
    if let Some(authority) = parts.authority {
        normalized.push_str("//");
        normalized.push_str(&normalize_authority(authority, scheme.as_deref()));
    }
    let path = without_dot_segments(&normalize_component(parts.path, PERMALINK));
    if path.is_empty()
        && parts
            .authority
            .is_some_and(|authority| !authority.is_empty())
    {
        normalized.push('/');
    }
    normalized.push_str(&path);
    if let Some(query) = parts.query.filter(|query| !query.is_empty()) {
        normalized.push('?');
        normalized.push_str(&normalize_component(query, QUERY));
    }
    if let Some(fragment) = parts.fragment {
        normalized.push('#');
        normalized.push_str(&normalize_component(fragment, QUERY));
    }
    normalized
}

fn normalize_authority(authority: &str, scheme: Option<&str>) -> String {
    let (user, host) = match authority.rsplit_once('@') {
        Some((user, host)) => (format!("{user}@"), host),
        None => (String::new(), authority),
    };
    let default_port = match scheme {
        Some("http") => ":80",
        Some("https") => ":443",
        Some("ftp") => ":21",
        _ => ":",
    };
    let host = host.strip_suffix(default_port).unwrap_or(host);
    format!("{user}{}", host.to_lowercase())
}

/// Decodes the escapes that aren't needed, then encodes what may not stand as it is. A `%` that
/// begins no escape is encoded.
fn normalize_component(component: &str, escaped: &'static AsciiSet) -> String {
    let composed: String = component.nfc().collect();
    let mut normalized = String::with_capacity(composed.len());
    let mut rest = composed.as_str();
    while let Some(at) = rest.find('%') {
        normalized.extend(utf8_percent_encode(&rest[..at], escaped));
        rest = &rest[at + 1..];
        match escaped_byte(rest) {
            Some(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                normalized.push(char::from(byte));
                rest = &rest[2..];
            }
            Some(_) => {
                normalized.push('%');
                normalized.push_str(&rest[..2].to_ascii_uppercase());
                rest = &rest[2..];
            }
            None => normalized.push_str("%25"),
        }
    }
    normalized.extend(utf8_percent_encode(rest, escaped));
    normalized
}

/// The byte that two hexadecimal digits at the start of `text` stand for.
fn escaped_byte(text: &str) -> Option<u8> {
    let digits = text.get(..2)?;
    let all_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    all_hexadecimal.then(|| u8::from_str_radix(digits, 16).ok())?
}

/// Resolves `.` and `..` segments (RFC 3986, 5.2.4); leading ones of a relative path are dropped.
pub fn without_dot_segments(path: &str) -> String {
    let rooted = path.starts_with('/');
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.strip_prefix('/').unwrap_or(path).split('/').peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    kept.pop();
                }
                if last && (rooted || !kept.is_empty()) {
                    kept.push("");
                }
            }
            _ => kept.push(segment),
        }
    }
    let joined = kept.join("/");
    if rooted { format!("/{joined}") } else { joined }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The right-hand sides are what Jekyll prints for these.
    #[test]
    fn permalinks_escape_as_jekyll_does() {
        assert_eq!(
            escape_path("/a b/ü?#[]:@!$&'()*+,;=%20~"),
            "/a%20b/%C3%BC%3F%23%5B%5D:@!$&'()*+,;=%2520~"
        );
        assert_eq!(unescape_path("/a%20b"), "/a b");
    }

    #[test]
    fn normalization_agrees_with_the_reference() {
        for (url, normalized) in [
            ("/a b", "/a%20b"),
            ("/a%2fb%41%7e", "/a%2FbA~"),
            ("http://EX.org", "http://ex.org/"),
            (
                "http://ex.org:80/a?q=ü b#f g",
                "http://ex.org/a?q=%C3%BC%20b#f%20g",
            ),
            ("//x/y", "//x/y"),
            ("/%zz", "/%25zz"),
            ("/a\\b", "/a%5Cb"),
            ("/a[b]{c}|^`<>\"", "/a%5Bb%5D%7Bc%7D%7C%5E%60%3C%3E%22"),
            ("mailto:A@b.c", "mailto:A@b.c"),
            ("/e\u{301}", "/%C3%A9"),
            ("?x", "?x"),
            ("#y", "#y"),
            ("/a//b/../c", "/a//c"),
            ("../x", "x"),
            ("/a/..", "/"),
            ("", ""),
            ("/a:b", "/a:b"),
            ("HTTP://U:p@Ex.Org:8080/A", "http://U:p@ex.org:8080/A"),
        ] {
            assert_eq!(super::normalize(url), normalized, "{url}");
        }
    }
}

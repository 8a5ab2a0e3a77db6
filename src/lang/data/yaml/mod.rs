//! YAML as Jekyll reads it: `serde_yaml`'s grammar (libyaml, which Ruby's Psych uses too) with the
//! meaning that Jekyll's reader gives to plain scalars: see [`scalar`].
//!
//! `serde_yaml` decides itself what a plain scalar means and forgets how it was written (`017`,
//! `"017"`). So a text is read twice: once for its shape, and once more along that shape with every
//! scalar asked for as a string. Strings that come as slices of the text show where they stand,
//! and the character before them whether they were quoted.

mod mistakes;
mod scalar;
mod shape;
mod values;

use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;
use serde::de::DeserializeSeed;
use serde_yaml::Deserializer;

use crate::base::{Map, Value};

use super::DataError;
use shape::Shape;
use values::Reader;

/// A YAML text's value, and where the entries of its outermost map stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Yaml {
    /// What the text says; nil if it says nothing.
    pub value: Value,
    /// For each key of the outermost map, the bytes of key and value (of the key alone where the
    /// value is no simple scalar).
    pub spans: IndexMap<Arc<str>, Range<usize>>,
}

impl Yaml {
    /// The pairs of the outermost map; none if the text is something else.
    pub fn into_map(self) -> Map {
        match self.value {
            Value::Map(map) => Arc::unwrap_or_clone(map),
            _ => Map::new(),
        }
    }
}

/// Reads a YAML text.
///
/// # Errors
/// When the text isn't YAML.
pub fn parse(text: &str) -> Result<Yaml, DataError> {
    if is_blank(text) {
        return Ok(Yaml::default());
    }
    if let Some(error) = mistakes::too_many_brackets(text) {
        return Err(error);
    }
    let shape = shape_of(text).map_err(|error| mistakes::explain(text, &error))?;
    let reader = Reader::new(text);
    let value = reader
        .document(&shape)
        .deserialize(first_document(text))
        .map_err(|error| mistakes::explain(text, &error))?;
    Ok(Yaml {
        value,
        spans: reader.into_spans(),
    })
}

/// Whether there is nothing in the text but blanks, comments and document markers.
fn is_blank(text: &str) -> bool {
    text.lines()
        .map(str::trim)
        .all(|line| line.is_empty() || line == "---" || line.starts_with('#'))
}

/// Of several documents in a text the first one counts.
fn first_document(text: &str) -> Deserializer<'_> {
    Deserializer::from_str(text)
        .next()
        .unwrap_or_else(|| Deserializer::from_str(text))
}

fn shape_of(text: &str) -> Result<Shape, serde_yaml::Error> {
    serde::Deserialize::deserialize(first_document(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inspect(text: &str) -> String {
        parse(text).unwrap().value.inspect()
    }

    #[test]
    fn plain_scalars_mean_what_jekyll_takes_them_for() {
        for (text, value) in [
            ("yes", "true"),
            ("NO", "false"),
            ("oN", "true"),
            ("y", "\"y\""),
            ("017", "15"),
            ("-017", "-15"),
            ("08", "\"08\""),
            ("0o17", "\"0o17\""),
            ("0x1F", "31"),
            ("0b11", "3"),
            ("1_000", "1000"),
            ("1,000", "1000"),
            ("+12", "12"),
            ("1:30", "90.0"),
            ("1e3", "\"1e3\""),
            ("1.0e3", "\"1.0e3\""),
            ("1.", "\"1.\""),
            ("1,000.5", "\"1,000.5\""),
            ("1.0e+3", "1000.0"),
            (".5", "0.5"),
            ("-.inf", "-Infinity"),
            ("2024-01-02", "2024-01-02"),
            ("2024-1-2", "\"2024-1-2\""),
            ("2024-13-01", "\"2024-13-01\""),
            ("2024-01-01 23:00:00", "2024-01-01 23:00:00 +0000"),
            ("2024-01-01 23:00:00 +0200", "2024-01-01 23:00:00 +0200"),
            ("2024-01-01T10:00:00Z", "2024-01-01 10:00:00 +0000"),
            ("2024-01-01 10:00", "\"2024-01-01 10:00\""),
            (":foo", "\":foo\""),
            ("~", "nil"),
            ("Null", "nil"),
            ("'yes'", "\"yes\""),
            ("\"017\"", "\"017\""),
            ("!!str 12", "\"12\""),
            ("|-\n  12", "\"12\""),
            ("12345678901234567890123", "\"12345678901234567890123\""),
        ] {
            assert_eq!(
                inspect(&format!("a: {text}\n")),
                format!("{{\"a\"=>{value}}}"),
                "{text}"
            );
        }
    }

    #[test]
    fn maps_keep_order_last_key_wins_and_merge_keys_merge() {
        assert_eq!(inspect("b: 1\na: 2\nb: 3"), r#"{"b"=>3, "a"=>2}"#);
        assert_eq!(
            inspect("a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3"),
            r#"{"a"=>{"b"=>1, "c"=>2}, "d"=>{"b"=>1, "c"=>3}}"#
        );
        assert_eq!(
            inspect("1: a\nyes: b\n~: c"),
            r#"{"1"=>"a", "true"=>"b", ""=>"c"}"#
        );
        assert_eq!(inspect("- !foo a\n- !bar {b: 017}"), r#"["a", {"b"=>15}]"#);
    }

    #[test]
    fn nothing_is_nil() {
        for text in ["", "\n", "# only a comment\n", "---\n"] {
            assert_eq!(parse(text).unwrap().value, Value::Nil, "{text:?}");
        }
    }

    #[test]
    fn entries_know_their_place() {
        let text = "title: \"A\"\ndate: 2024-01-01\ntags:\n  - x\n";
        let spans = parse(text).unwrap().spans;
        assert_eq!(&text[spans["title"].clone()], "title: \"A\"");
        assert_eq!(&text[spans["date"].clone()], "date: 2024-01-01");
        assert_eq!(&text[spans["tags"].clone()], "tags");
    }

    #[test]
    fn errors_say_where() {
        let text = "title: a\nlist: [1, 2\n";
        let error = parse(text).unwrap_err();
        assert_eq!(&text[error.span], "[1, 2");
        assert!(parse("a: *nope").is_err());
        assert!(parse("a: b: c").is_err());
    }

    #[test]
    fn deep_nesting_is_an_error_not_an_overflow() {
        assert!(parse(&"[".repeat(1_000_000)).is_err());
        assert!(parse(&format!("{}{}", "[".repeat(5000), "]".repeat(5000))).is_err());
    }
}

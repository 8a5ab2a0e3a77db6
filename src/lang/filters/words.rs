//! Filters that look at words.

use crate::base::Value;
use crate::base::slug::{SlugMode, slugify as slug};

use super::ruby::{self, is_space, text};
use super::{Arguments, Environment, Filter, FilterError, NO_PARAMETERS, Parameters};

pub(super) const FILTERS: &[Filter] = &[
    Filter::text("normalize_whitespace", NO_PARAMETERS, normalize_whitespace),
    Filter::text("number_of_words", Parameters(&["mode"], 0), number_of_words),
    Filter::text("slugify", Parameters(&["mode"], 0), slugify),
    Filter::text(
        "truncatewords",
        Parameters(&["length", "end"], 0),
        truncatewords,
    ),
];

type Applied = Result<Value, FilterError>;

/// One blank for each run of blanks, none at the ends.
fn normalize_whitespace(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    let words: Vec<String> = ruby::words(&text(input)).map(str::to_owned).collect();
    Ok(Value::from(
        words.join(" ").trim_matches(ruby::is_strippable),
    ))
}

/// The input itself if it has fewer words than `length`; else the first ones and `end`, even if
/// these are all.
fn truncatewords(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    if input.is_nil() {
        return Ok(Value::Nil);
    }
    let length = arguments.get(0).map_or(Ok(15), ruby::to_integer)?;
    let end = arguments.get(1).map_or("...".into(), text);
    let length = usize::try_from(length).unwrap_or(0).max(1);
    let all = text(input);
    let words: Vec<&str> = ruby::words(&all).take(length).collect();
    if words.len() < length {
        return Ok(input.clone());
    }
    Ok(Value::from(format!("{}{end}", words.join(" "))))
}

/// Words between blanks; with `cjk` each Chinese, Japanese or Korean character is a word, with
/// `auto` if there is any.
fn number_of_words(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let mode = arguments.get(0).and_then(Value::as_str);
    let counted = matches!(mode, Some("cjk" | "auto"));
    let Value::Str(input) = input else {
        let method = if counted { "scan" } else { "split" };
        return Err(FilterError::no_method(method, input));
    };
    let characters = input.chars().filter(|character| is_cjk(*character)).count();
    if !counted || (mode == Some("auto") && characters == 0) {
        return Ok(Value::from(ruby::words(input).count()));
    }
    let others = input
        .split(|character| is_space(character) || is_cjk(character))
        .filter(|word| !word.is_empty())
        .count();
    Ok(Value::from(characters + others))
}

/// Whether a character is of the scripts Han, Katakana, Hiragana or Hangul.
fn is_cjk(character: char) -> bool {
    let code = u32::from(character);
    CJK.binary_search_by(|(first, last)| {
        if *last < code {
            std::cmp::Ordering::Less
        } else if *first > code {
            std::cmp::Ordering::Greater
        } else {
            std::cmp::Ordering::Equal
        }
    })
    .is_ok()
}

/// Unicode 13's ranges of these scripts (`Scripts.txt`), as Ruby 3.1 knows them.
#[rustfmt::skip]
const CJK: [(u32, u32); 45] = [
    (0x1100, 0x11ff), (0x2e80, 0x2e99), (0x2e9b, 0x2ef3), (0x2f00, 0x2fd5), (0x3005, 0x3005), (0x3007, 0x3007),
    (0x3021, 0x3029), (0x302e, 0x302f), (0x3038, 0x303b), (0x3041, 0x3096), (0x309d, 0x309f), (0x30a1, 0x30fa),
    (0x30fd, 0x30ff), (0x3131, 0x318e), (0x31f0, 0x321e), (0x3260, 0x327e), (0x32d0, 0x32fe), (0x3300, 0x3357),
    (0x3400, 0x4dbf), (0x4e00, 0x9ffc), (0xa960, 0xa97c), (0xac00, 0xd7a3), (0xd7b0, 0xd7c6), (0xd7cb, 0xd7fb),
    (0xf900, 0xfa6d), (0xfa70, 0xfad9), (0xff66, 0xff6f), (0xff71, 0xff9d), (0xffa0, 0xffbe), (0xffc2, 0xffc7),
    (0xffca, 0xffcf), (0xffd2, 0xffd7), (0xffda, 0xffdc), (0x16ff0, 0x16ff1), (0x1b000, 0x1b11e), (0x1b150, 0x1b152),
    (0x1b164, 0x1b167), (0x1f200, 0x1f200), (0x20000, 0x2a6dd), (0x2a700, 0x2b734), (0x2b740, 0x2b81d),
    (0x2b820, 0x2cea1), (0x2ceb0, 0x2ebe0), (0x2f800, 0x2fa1d), (0x30000, 0x3134a),
];

/// A slug; the modes are those of [`SlugMode`].
fn slugify(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let input = match input {
        Value::Nil => return Ok(Value::Nil),
        Value::Str(input) => input,
        other => return Err(FilterError::no_method("gsub", other)),
    };
    let mode = match arguments.or_nil(0) {
        Value::Nil | Value::Bool(false) => SlugMode::Default,
        name => SlugMode::from_name(&text(name)),
    };
    Ok(Value::from(slug(input, mode, false)))
}

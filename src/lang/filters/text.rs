//! Filters of text.

use crate::base::Value;

use super::ruby::{self, is_strippable, text};
use super::{Arguments, Environment, Filter, FilterError, NO_PARAMETERS, Parameters};

const VALUE: Parameters = Parameters(&["value"], 1);

pub(super) const FILTERS: &[Filter] = &[
    Filter::text("append", VALUE, append),
    Filter::text("capitalize", NO_PARAMETERS, capitalize),
    Filter::text("downcase", NO_PARAMETERS, downcase),
    Filter::text("lstrip", NO_PARAMETERS, lstrip),
    Filter::text("prepend", VALUE, prepend),
    Filter::text("remove", Parameters(&["pat"], 1), remove),
    Filter::text("remove_first", Parameters(&["pat"], 1), remove_first),
    Filter::text("replace", Parameters(&["from", "to"], 1), replace),
    Filter::text(
        "replace_first",
        Parameters(&["from", "to"], 1),
        replace_first,
    ),
    Filter::text("rstrip", NO_PARAMETERS, rstrip),
    Filter::text("split", Parameters(&["pat"], 1), split),
    Filter::text("strip", NO_PARAMETERS, strip),
    Filter::text("strip_newlines", NO_PARAMETERS, strip_newlines),
    Filter::text("truncate", Parameters(&["length", "end"], 0), truncate),
    Filter::text("upcase", NO_PARAMETERS, upcase),
];

type Applied = Result<Value, FilterError>;

fn append(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    Ok(Value::from(format!(
        "{}{}",
        text(input),
        text(arguments.or_nil(0))
    )))
}

fn prepend(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    Ok(Value::from(format!(
        "{}{}",
        text(arguments.or_nil(0)),
        text(input)
    )))
}

/// The first character in title case, the rest in lower case.
fn capitalize(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    let input = text(input);
    let mut characters = input.chars();
    let Some(first) = characters.next() else {
        return Ok(Value::from(""));
    };
    // A letter that has no single capital, such as ß, begins with one: Ss.
    let mut capital = first.to_uppercase();
    let mut capitalized: String = capital.next().into_iter().collect();
    capitalized.extend(capital.flat_map(char::to_lowercase));
    capitalized.push_str(&lower(characters.as_str()));
    Ok(Value::from(capitalized))
}

fn downcase(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    Ok(Value::from(lower(&text(input))))
}

/// Lower case, each character by itself: Ruby makes no difference of a sigma at a word's end.
pub(super) fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

fn upcase(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    Ok(Value::from(text(input).to_uppercase()))
}

fn strip(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    Ok(Value::from(text(input).trim_matches(is_strippable)))
}

fn lstrip(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    Ok(Value::from(text(input).trim_start_matches(is_strippable)))
}

fn rstrip(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    Ok(Value::from(text(input).trim_end_matches(is_strippable)))
}

fn strip_newlines(input: &Value, _: &Arguments, _: &Environment) -> Applied {
    Ok(Value::from(
        text(input).replace("\r\n", "").replace('\n', ""),
    ))
}

fn remove(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let input = text(input);
    let pattern = text(arguments.or_nil(0));
    Ok(Value::from(if pattern.is_empty() {
        input.into_owned()
    } else {
        input.replace(pattern.as_ref(), "")
    }))
}

fn remove_first(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    Ok(Value::from(text(input).replacen(
        text(arguments.or_nil(0)).as_ref(),
        "",
        1,
    )))
}

fn replace(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    substituted(input, arguments, usize::MAX)
}

fn replace_first(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    substituted(input, arguments, 1)
}

/// Replaces what is equal to the first argument; the second is a replacement as Ruby's `gsub` has it.
fn substituted(input: &Value, arguments: &Arguments, times: usize) -> Applied {
    let input = text(input);
    let pattern = text(arguments.or_nil(0));
    let replacement = text(arguments.or_nil(1));
    if !replacement.contains('\\') {
        let replaced = input.replacen(pattern.as_ref(), &replacement, times);
        return Ok(Value::from(replaced));
    }
    let mut replaced = String::with_capacity(input.len());
    let mut end = 0;
    for (at, found) in input.match_indices(pattern.as_ref()).take(times) {
        replaced.push_str(&input[end..at]);
        end = at + found.len();
        expand(&replacement, &input, at..end, &mut replaced)?;
    }
    replaced.push_str(&input[end..]);
    Ok(Value::from(replaced))
}

/// Writes a replacement: `\0` and `\&` are what was found, `` \` `` and `\'` what stands before and
/// after it, other digits groups, of which there are none, `\\` a backslash.
fn expand(
    replacement: &str,
    input: &str,
    found: std::ops::Range<usize>,
    replaced: &mut String,
) -> Result<(), FilterError> {
    let mut characters = replacement.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            replaced.push(character);
            continue;
        }
        match characters.next() {
            Some('0' | '&') => replaced.push_str(&input[found.clone()]),
            Some('1'..='9') => {}
            Some('`') => replaced.push_str(&input[..found.start]),
            Some('\'') => replaced.push_str(&input[found.end..]),
            Some('\\') | None => replaced.push('\\'),
            Some('k') => {
                let rest = characters.as_str();
                if let Some((name, _)) =
                    rest.strip_prefix('<').and_then(|rest| rest.split_once('>'))
                {
                    return Err(FilterError::ruby(format!(
                        "undefined group name reference: {name}"
                    )));
                }
                replaced.push_str("\\k");
            }
            Some(other) => {
                replaced.push('\\');
                replaced.push(other);
            }
        }
    }
    Ok(())
}

/// Cut at a pattern: a blank means runs of blanks, nothing means between all characters; empty
/// pieces at the end are dropped.
fn split(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    let input = text(input);
    let pattern = text(arguments.or_nil(0));
    let mut pieces: Vec<Value> = match pattern.as_ref() {
        " " => ruby::words(&input).map(Value::from).collect(),
        "" => input
            .chars()
            .map(|character| Value::from(character.to_string()))
            .collect(),
        pattern => input.split(pattern).map(Value::from).collect(),
    };
    while pieces.last().and_then(Value::as_str) == Some("") {
        pieces.pop();
    }
    Ok(Value::from(pieces))
}

/// At most `length` characters, of which the last are those of `end`.
fn truncate(input: &Value, arguments: &Arguments, _: &Environment) -> Applied {
    if input.is_nil() {
        return Ok(Value::Nil);
    }
    let length = arguments.get(0).map_or(Ok(50), ruby::to_integer)?;
    let end = arguments.get(1).map_or("...".into(), text);
    let input = text(input);
    let characters = input.chars().count();
    if i64::try_from(characters).is_ok_and(|characters| characters <= length) {
        return Ok(Value::from(input.as_ref()));
    }
    let kept = usize::try_from(length)
        .unwrap_or(0)
        .saturating_sub(end.chars().count());
    let mut truncated: String = input.chars().take(kept).collect();
    truncated.push_str(&end);
    Ok(Value::from(truncated))
}

//! The tables beside this file, which `reference.rb` made with Liquid 4.0.4.

use super::{map, parse, render};

fn shown(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('\n', "\\n")
        .replace('\t', "\\t")
        .replace('\r', "\\r")
}

fn read(cell: &str) -> String {
    let mut text = String::new();
    let mut characters = cell.chars();
    while let Some(character) = characters.next() {
        text.push(match (character, character == '\\') {
            (_, true) => match characters.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('r') => '\r',
                other => other.expect("an escaped character"),
            },
            (other, false) => other,
        });
    }
    text
}

/// The output and the warnings, or the error.
fn result(source: &str, variables: &utterson::base::Map) -> Vec<String> {
    match parse(source) {
        Err(error) => vec![format!("error: {error}")],
        Ok(template) => {
            let warnings = template.warnings().iter();
            let warnings = warnings.map(|warning| format!("warning: {warning}"));
            std::iter::once(render(&template, variables))
                .chain(warnings)
                .collect()
        }
    }
}

fn check(table: &str) {
    let variables = map(include_str!("variables.json"));
    let mut wrong = String::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let (source, expected) = line.split_once('\t').expect("a template and its result");
        let actual: Vec<String> = result(&read(source), &variables)
            .iter()
            .map(|text| shown(text))
            .collect();
        let actual = actual.join("\t");
        if actual != expected {
            wrong.push_str(&format!("{source}\n  {expected}\n  {actual}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn each_section_of_the_facts() {
    check(include_str!("cases.tsv"));
}

#[test]
fn templates_made_at_random() {
    check(include_str!("odd.tsv"));
}

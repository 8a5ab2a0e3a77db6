//! kramdown against the reference.
//!
//! Each `tests/kramdown/NAME.md` and `tests/markdown/NAME.md` has to give what the reference made
//! of it, `NAME.html` beside it (see `reference.rb` there). Where the conformance cases lie
//! beside the repository, as many of them have to be right as are recorded in
//! `tests/kramdown/counts.json`: that number may only rise.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use utterson::lang::markdown::{
    EntityOutput, Input, LinkDefinition, MarkdownOptions, MathEngine, kramdown,
};

#[test]
fn documents_convert_as_jekyll_converts_them() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut different = Vec::new();
    let mut cases = 0;
    for folder in ["kramdown", "markdown"] {
        for source in markdown_files(&tests.join(folder)) {
            cases += 1;
            let name = source
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let text = fs::read_to_string(&source).expect("a source");
            let expected = fs::read_to_string(source.with_extension("html")).expect("its HTML");
            let actual = kramdown::to_html(&text, &MarkdownOptions::default());
            if actual != expected {
                different.push(report(&name, &expected, &actual));
            }
        }
    }
    assert!(cases >= 60, "only {cases} cases found");
    assert!(different.is_empty(), "{}", different.join("\n\n"));
}

#[test]
fn conformance_with_the_options_of_kramdown() {
    conforms("kramdown.json", |case| options(&case["options"]));
}

#[test]
fn conformance_with_the_options_of_jekyll() {
    conforms("kramdown-as-jekyll.json", |_| MarkdownOptions::default());
}

fn markdown_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of cases");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a case").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.sort();
    files
}

fn report(name: &str, expected: &str, actual: &str) -> String {
    format!("{name}\n--- expected\n{expected}\n--- actual\n{actual}")
}

fn conforms(file: &str, options: impl Fn(&Value) -> MarkdownOptions) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let places = ["../shared", "../../shared"].map(|place| root.join(place).join("conformance"));
    let Some(folder) = places.into_iter().find(|folder| folder.exists()) else {
        eprintln!("skipped: the conformance cases are not here");
        return;
    };
    let read = |path: &Path| -> Value {
        let text = fs::read_to_string(path).expect("a JSON file");
        serde_json::from_str(&text).expect("JSON")
    };
    let cases = read(&folder.join(file));
    let counts = read(&root.join("tests/kramdown/counts.json"));
    let mut different = Vec::new();
    let mut right = 0;
    for case in cases.as_array().expect("cases") {
        let text = case["text"].as_str().expect("a text");
        let expected = case["html"].as_str().expect("HTML");
        let actual = kramdown::to_html(text, &options(case));
        if actual == expected {
            right += 1;
        } else {
            different.push(report(
                case["name"].as_str().unwrap_or_default(),
                expected,
                &actual,
            ));
        }
    }
    eprintln!("{file}: {right} right");
    let recorded = counts[file].as_u64().expect("a count");
    assert!(
        right >= recorded,
        "{right} of {recorded}\n{}",
        different.join("\n\n")
    );
}

/// kramdown's own defaults, and what a case changes of them.
fn options(own: &Value) -> MarkdownOptions {
    let gfm = own["input"] == "GFM";
    let mut options = MarkdownOptions {
        input: if gfm { Input::Gfm } else { Input::Kramdown },
        hard_wrap: gfm,
        default_lang: None,
        guess_lang: false,
        ..MarkdownOptions::default()
    };
    for (name, value) in own.as_object().into_iter().flatten() {
        let flag = value.as_bool().unwrap_or_default();
        let text = value.as_str().unwrap_or_default().to_owned();
        match name.as_str() {
            "auto_ids" => options.auto_ids = flag,
            "auto_id_prefix" => options.auto_id_prefix = text,
            "auto_id_stripping" => options.auto_id_stripping = flag,
            "parse_block_html" => options.parse_block_html = flag,
            "remove_line_breaks_for_cjk" => options.remove_line_breaks_for_cjk = flag,
            "footnote_backlink" => options.footnote_backlink = text,
            "footnote_prefix" => options.footnote_prefix = text,
            "math_engine" if value.is_null() => options.math_engine = MathEngine::None,
            "header_offset" => options.header_offset = value.as_i64().unwrap_or(0) as i8,
            "footnote_nr" => options.footnote_nr = value.as_u64().unwrap_or(1) as usize,
            "entity_output" => options.entity_output = entity_output(&text),
            "link_defs" => options.link_definitions = links(value),
            "syntax_highlighter_opts" => {
                options.highlight_spans = !value["span"]["disable"].as_bool().unwrap_or(false);
                options.guess_lang = value["guess_lang"].as_bool().unwrap_or(false);
                options.default_lang = value["default_lang"].as_str().map(str::to_owned);
            }
            "gfm_quirks" => {
                let quirk = |name| value.as_array().is_some_and(|all| all.contains(&name));
                options.paragraph_end = quirk(Value::from("paragraph_end"));
                options.typographic = !quirk(Value::from("no_auto_typographic"));
            }
            "typographic_symbols" => {
                for (symbol, text) in value.as_object().into_iter().flatten() {
                    let text = text.as_str().unwrap_or_default().to_owned();
                    options.typographic_symbols.push((symbol.clone(), text));
                }
            }
            _ => {}
        }
    }
    options
}

fn entity_output(name: &str) -> EntityOutput {
    match name {
        "as_input" => EntityOutput::AsInput,
        "numeric" => EntityOutput::Numeric,
        "symbolic" => EntityOutput::Symbolic,
        _ => EntityOutput::AsCharacter,
    }
}

fn links(definitions: &Value) -> Vec<LinkDefinition> {
    let definitions = definitions.as_object().into_iter().flatten();
    definitions
        .map(|(id, link)| LinkDefinition {
            id: id.clone(),
            target: link[0].as_str().unwrap_or_default().to_owned(),
            title: link[1].as_str().map(str::to_owned),
        })
        .collect()
}

//! Markdown against the reference: each `tests/markdown/NAME.md` has to give `NAME.html`, which
//! `reference.rb` beside it makes with Jekyll.

use std::fs;
use std::path::Path;

use utterson::lang::markdown::{MarkdownOptions, to_html};

#[test]
fn documents_convert_as_jekyll_converts_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/markdown");
    let mut different = Vec::new();
    let mut cases = 0;
    for entry in fs::read_dir(folder).expect("the folder of cases") {
        let source = entry.expect("a case").path();
        if source.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        cases += 1;
        let text = fs::read_to_string(&source).expect("a source");
        let expected = fs::read_to_string(source.with_extension("html")).expect("its HTML");
        let actual = to_html(&text, &MarkdownOptions::default());
        if actual != expected {
            different.push(format!(
                "{}\n--- expected\n{expected}\n--- actual\n{actual}",
                source.display()
            ));
        }
    }
    assert!(cases >= 25, "only {cases} cases found");
    assert!(different.is_empty(), "{}", different.join("\n\n"));
}

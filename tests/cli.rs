//! Transcripts of the command line: each file in `tests/cli/` has commands and what they print.
//!
//! `TRYCMD=overwrite cargo test --test cli` writes them anew.

#[test]
fn transcripts() {
    trycmd::TestCases::new()
        .env("COLUMNS", "100")
        .env("JEKYLL_ENV", "development")
        .case("tests/cli/*.trycmd");
}

//! The cases in `shared/conformance/liquid.json` beside the repository, which were made with the
//! reference. Skipped where that file isn't.

use std::fs;
use std::path::Path;

use utterson::base::{Map, Value};
use utterson::lang::data::json;

use super::{parse, render};

const CASES: &str = "conformance/liquid.json";

/// How many cases pass. It may only rise.
const PASSING: usize = 655;

/// Cases that cannot apply, each with the reason.
const NOT_APPLICABLE: [(&str, &str); 0] = [];

#[test]
fn cases_of_the_reference() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = ["../shared", "../../shared"]
        .iter()
        .find_map(|shared| fs::read_to_string(here.join(shared).join(CASES)).ok());
    let Some(text) = found else {
        eprintln!("skipped: the reference's cases aren't here");
        return;
    };
    let cases = json::parse(&text).expect("JSON");
    let mut passing = 0;
    let mut wrong = String::new();
    for case in cases.as_array().expect("a list of cases") {
        let text = |key| case.get(key).and_then(Value::as_str);
        let name = text("name").expect("a name");
        if NOT_APPLICABLE.iter().any(|(known, _)| *known == name) {
            continue;
        }
        let variables: &Map = case.get("data").and_then(Value::as_map).expect("data");
        let expected = match (text("expected"), text("error")) {
            (Some(expected), _) => Ok(expected.to_owned()),
            (None, error) => Err(error.expect("a result").to_owned()),
        };
        let actual = parse(text("template").expect("a template"))
            .map(|template| render(&template, variables))
            .map_err(|error| error.to_string());
        if actual == expected {
            passing += 1;
        } else {
            wrong.push_str(&format!("{name}\n  {expected:?}\n  {actual:?}\n"));
        }
    }
    assert_eq!(passing, PASSING, "cases pass; these don't:\n{wrong}");
}

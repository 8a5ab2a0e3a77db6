//! Liquid against the cases in `shared/conformance/liquid.json` beside the repository, which were made with the
//! reference. Where that file isn't, only the tables of this repository are tested.

use std::fs;
use std::path::Path;

use utterson::base::{Map, Time, TimeZone, Value};
use utterson::lang::data::json;
use utterson::lang::filters::Environment;
use utterson::lang::liquid::{
    Context, Counters, Language, Mode, NoHost, OnError, Registers, Surroundings, Template,
};

const CASES: &str = "conformance/liquid.json";

/// How many cases pass. It may only rise.
const PASSING: usize = 655;

/// Cases that cannot apply, each with the reason.
const NOT_APPLICABLE: [(&str, &str); 0] = [];

/// What a template gives, errors printed in their places; or why it can't be parsed.
fn render(source: &str, variables: &Map) -> Result<String, String> {
    let language = Language::standard(Mode::Warn);
    let template = Template::parse(source, "", &language).map_err(|error| error.to_string())?;
    let now = Time::utc("2024-05-17T13:14:15Z".parse().expect("a time"));
    let surroundings = Surroundings {
        variables,
        environment: Environment {
            zone: &TimeZone::UTC,
            now: &now,
            url: None,
            baseurl: None,
            markdown: &|text| text.to_owned(),
            smartify: &|text| text.to_owned(),
        },
        host: &NoHost,
        on_error: OnError::Print,
        active_support: false,
    };
    let (mut counters, mut registers) = (Counters::default(), Registers::default());
    let mut context = Context::new(surroundings, &mut counters, &mut registers);
    let mut output = String::new();
    template
        .render(&mut context, &mut output)
        .map_err(|error| error.to_string())?;
    Ok(output)
}

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
        let variables = case.get("data").and_then(Value::as_map).expect("data");
        let expected = match (text("expected"), text("error")) {
            (Some(expected), _) => Ok(expected.to_owned()),
            (None, error) => Err(error.expect("a result").to_owned()),
        };
        let actual = render(text("template").expect("a template"), variables);
        if actual == expected {
            passing += 1;
        } else {
            wrong.push_str(&format!("{name}\n  {expected:?}\n  {actual:?}\n"));
        }
    }
    assert_eq!(passing, PASSING, "cases pass; these don't:\n{wrong}");
}

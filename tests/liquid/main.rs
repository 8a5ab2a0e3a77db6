//! Liquid: against the reference's cases, against tables made with it, with tags from outside, and
//! with templates that nobody would write.

mod conformance;
mod extension;
mod robustness;
mod tables;

use utterson::base::{Map, Time, TimeZone, Value};
use utterson::lang::data::json;
use utterson::lang::filters::Environment;
use utterson::lang::liquid::{
    Context, Counters, Error, Host, Language, Mode, NoHost, OnError, Registers, Surroundings,
    Template,
};

/// Renders with a host and a state that is kept.
fn render_with(
    template: &Template,
    variables: &Map,
    host: &dyn Host,
    on_error: OnError,
    state: &mut (Counters, Registers),
) -> Result<String, Error> {
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
        host,
        on_error,
        active_support: false,
    };
    let mut context = Context::new(surroundings, &mut state.0, &mut state.1);
    let mut output = String::new();
    template.render(&mut context, &mut output)?;
    Ok(output)
}

fn parse(source: &str) -> Result<Template, Error> {
    Template::parse(source, "", &Language::standard(Mode::Warn))
}

/// What a template gives, errors printed in their places.
fn render(template: &Template, variables: &Map) -> String {
    let mut state = Default::default();
    render_with(template, variables, &NoHost, OnError::Print, &mut state)
        .expect("errors are printed")
}

fn map(text: &str) -> Map {
    let value: Value = json::parse(text).expect("JSON");
    value.as_map().cloned().expect("a map")
}

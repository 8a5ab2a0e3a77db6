//! `{% increment name %}` and `{% decrement name %}`

use super::super::context::Context;
use super::super::error::Error;
use super::super::language::Tag;
use super::super::markup::is_strippable;
use super::super::parser::Parser;
use super::super::template::SharedState;

/// Prints a counter: before adding to it, or after subtracting.
#[derive(Debug)]
struct Counter {
    name: String,
    step: i64,
}

pub(super) fn parse_increment(
    parser: &mut Parser<'_>,
    markup: &str,
) -> Result<Box<dyn Tag>, Error> {
    Ok(parse(parser, markup, 1))
}

pub(super) fn parse_decrement(
    parser: &mut Parser<'_>,
    markup: &str,
) -> Result<Box<dyn Tag>, Error> {
    Ok(parse(parser, markup, -1))
}

fn parse(parser: &mut Parser<'_>, markup: &str, step: i64) -> Box<dyn Tag> {
    parser.shares(SharedState {
        counters: true,
        ..SharedState::default()
    });
    Box::new(Counter {
        name: markup.trim_matches(is_strippable).to_owned(),
        step,
    })
}

impl Tag for Counter {
    fn render(&self, context: &mut Context<'_>, output: &mut String) -> Result<(), Error> {
        let before = context.count(&self.name, self.step)?;
        let shown = before.saturating_add(self.step.min(0));
        output.push_str(&shown.to_string());
        Ok(())
    }
}

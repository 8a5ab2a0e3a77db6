//! `{% assign name = value | filters %}`

use std::sync::Arc;

use super::super::context::Context;
use super::super::error::Error;
use super::super::language::Tag;
use super::super::markup::{is_space, lax};
use super::super::parser::Parser;
use super::super::variable::Variable;

#[derive(Debug)]
struct Assign {
    name: Arc<str>,
    value: Variable,
}

pub(super) fn parse(parser: &mut Parser<'_>, markup: &str) -> Result<Box<dyn Tag>, Error> {
    let (name, value) = split(markup).ok_or_else(|| {
        Error::syntax("Syntax Error in 'assign' - Valid syntax: assign [var] = [source]")
    })?;
    Ok(Box::new(Assign {
        name: name.into(),
        value: parser.variable(value)?,
    }))
}

/// The first name that an equals sign follows, and what stands behind that.
fn split(markup: &str) -> Option<(&str, &str)> {
    let mut rest = markup;
    loop {
        let (name, after) = lax::target(rest)?;
        let value = after.trim_start_matches(is_space).strip_prefix('=');
        if let Some(value) = value {
            return Some((name, value.trim_start_matches(is_space)));
        }
        rest = after;
    }
}

impl Tag for Assign {
    fn render(&self, context: &mut Context<'_>, _: &mut String) -> Result<(), Error> {
        let value = self.value.evaluate(&context.names())?.into_owned();
        context.assign(&self.name, value);
        Ok(())
    }

    fn is_blank(&self) -> bool {
        true
    }
}

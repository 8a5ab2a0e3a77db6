//! `{% capture name %}…{% endcapture %}`

use std::sync::Arc;

use crate::base::Value;

use super::super::body::Body;
use super::super::context::Context;
use super::super::error::Error;
use super::super::language::Tag;
use super::super::markup::lax;
use super::super::parser::Parser;

#[derive(Debug)]
struct Capture {
    name: Arc<str>,
    body: Body,
}

pub(super) fn parse(parser: &mut Parser<'_>, markup: &str) -> Result<Box<dyn Tag>, Error> {
    let (name, _) = lax::target(markup)
        .ok_or_else(|| Error::syntax("Syntax Error in 'capture' - Valid syntax: capture [var]"))?;
    Ok(Box::new(Capture {
        name: name.into(),
        body: parser.block("capture")?,
    }))
}

impl Tag for Capture {
    fn render(&self, context: &mut Context<'_>, _: &mut String) -> Result<(), Error> {
        let mut text = String::new();
        self.body.render(context, &mut text)?;
        context.assign(&self.name, Value::from(text));
        Ok(())
    }

    fn is_blank(&self) -> bool {
        true
    }
}

//! `{% link path %}` and `{% post_url name %}`

use crate::base::Value;
use crate::lang::liquid::{Context, Error, Parser, Tag};

use super::Name;

/// A tag that gives the URL of a document.
#[derive(Debug)]
struct Link {
    tag: &'static str,
    target: Name,
}

pub(super) fn parse_link(_: &mut Parser<'_>, markup: &str) -> Result<Box<dyn Tag>, Error> {
    let target = Name::parse(markup.trim())?;
    Ok(Box::new(Link {
        tag: "link",
        target,
    }))
}

pub(super) fn parse_post_url(_: &mut Parser<'_>, markup: &str) -> Result<Box<dyn Tag>, Error> {
    let target = Name::Plain(markup.trim().to_owned());
    Ok(Box::new(Link {
        tag: "post_url",
        target,
    }))
}

impl Tag for Link {
    fn render(&self, context: &mut Context<'_>, output: &mut String) -> Result<(), Error> {
        let target = Value::from(self.target.evaluate(context)?);
        let url = context.surroundings().host.answer(self.tag, &target)?;
        output.push_str(&url.to_string());
        Ok(())
    }
}

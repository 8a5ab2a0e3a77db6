//! `{% comment %}…{% endcomment %}`

use super::super::context::Context;
use super::super::error::Error;
use super::super::language::Tag;
use super::super::parser::{Parser, Stop};

#[derive(Debug)]
struct Comment;

/// What is inside is parsed and dropped; tags that aren't known don't matter.
pub(super) fn parse(parser: &mut Parser<'_>, _: &str) -> Result<Box<dyn Tag>, Error> {
    while parser.section("comment")?.stop != Stop::End {}
    Ok(Box::new(Comment))
}

impl Tag for Comment {
    fn render(&self, _: &mut Context<'_>, _: &mut String) -> Result<(), Error> {
        Ok(())
    }

    fn is_blank(&self) -> bool {
        true
    }
}

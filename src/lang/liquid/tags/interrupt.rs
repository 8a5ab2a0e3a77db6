//! `{% break %}` and `{% continue %}`

use super::super::context::{Context, Interrupt};
use super::super::error::Error;
use super::super::language::Tag;
use super::super::parser::Parser;

pub(super) fn parse_break(_: &mut Parser<'_>, _: &str) -> Result<Box<dyn Tag>, Error> {
    Ok(Box::new(Interrupt::Break))
}

pub(super) fn parse_continue(_: &mut Parser<'_>, _: &str) -> Result<Box<dyn Tag>, Error> {
    Ok(Box::new(Interrupt::Continue))
}

impl Tag for Interrupt {
    fn render(&self, context: &mut Context<'_>, _: &mut String) -> Result<(), Error> {
        context.interrupt(*self);
        Ok(())
    }
}

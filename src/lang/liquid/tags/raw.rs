//! `{% raw %}…{% endraw %}`

use super::super::context::Context;
use super::super::error::Error;
use super::super::language::Tag;
use super::super::markup::is_space;
use super::super::parser::Parser;

#[derive(Debug)]
struct Raw(String);

pub(super) fn parse(parser: &mut Parser<'_>, markup: &str) -> Result<Box<dyn Tag>, Error> {
    if !markup.chars().all(is_space) {
        return Err(Error::syntax("Syntax Error in 'raw' - Valid syntax: raw"));
    }
    Ok(Box::new(Raw(parser.raw("raw")?)))
}

impl Tag for Raw {
    fn render(&self, _: &mut Context<'_>, output: &mut String) -> Result<(), Error> {
        output.push_str(&self.0);
        Ok(())
    }

    fn is_blank(&self) -> bool {
        self.0.is_empty()
    }
}

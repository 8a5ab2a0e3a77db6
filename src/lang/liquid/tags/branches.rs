//! `{% if %}` and `{% unless %}`, with `elsif` and `else`.

use super::super::body::Body;
use super::super::condition::Condition;
use super::super::context::Context;
use super::super::error::Error;
use super::super::language::Tag;
use super::super::markup::is_strippable;
use super::super::parser::{Parser, Section, Stop, unexpected};

/// Bodies with their conditions, of which the first that holds is printed.
#[derive(Debug)]
struct Branches {
    branches: Vec<Branch>,
    /// The first condition has to fail instead: `unless`.
    inverted: bool,
}

#[derive(Debug)]
struct Branch {
    /// `None` for `else`.
    condition: Option<Condition>,
    body: Body,
}

pub(super) fn parse_if(parser: &mut Parser<'_>, markup: &str) -> Result<Box<dyn Tag>, Error> {
    parse(parser, markup, "if")
}

pub(super) fn parse_unless(parser: &mut Parser<'_>, markup: &str) -> Result<Box<dyn Tag>, Error> {
    parse(parser, markup, "unless")
}

fn parse(parser: &mut Parser<'_>, markup: &str, block: &str) -> Result<Box<dyn Tag>, Error> {
    let line = parser.line();
    let mut condition = Some(read_condition(parser, line, markup)?);
    let mut branches = Vec::new();
    loop {
        let Section { body, stop } = parser.section(block)?;
        branches.push(Branch { condition, body });
        condition = match stop {
            Stop::End => break,
            Stop::Tag(name, markup) => match name.as_str() {
                "else" => None,
                "elsif" => Some(read_condition(parser, line, &markup)?),
                _ => return Err(unexpected(block, &name)),
            },
        };
    }
    Ok(Box::new(Branches {
        branches,
        inverted: block == "unless",
    }))
}

fn read_condition(parser: &mut Parser<'_>, line: usize, markup: &str) -> Result<Condition, Error> {
    parser.read(
        line,
        || Condition::strict(markup),
        || Condition::lax(markup),
        || format!("in \"{}\"", markup.trim_matches(is_strippable)),
    )
}

impl Tag for Branches {
    fn render(&self, context: &mut Context<'_>, output: &mut String) -> Result<(), Error> {
        for (index, branch) in self.branches.iter().enumerate() {
            let holds = match &branch.condition {
                Some(condition) => condition.holds(&context.names())?,
                None => true,
            };
            if holds != (self.inverted && index == 0) {
                return branch.body.render(context, output);
            }
        }
        Ok(())
    }

    fn is_blank(&self) -> bool {
        self.branches.iter().all(|branch| branch.body.is_blank())
    }
}

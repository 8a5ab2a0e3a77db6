//! `{% case value %}{% when a, b or c %}…{% else %}…{% endcase %}`

use super::super::body::Body;
use super::super::condition::Condition;
use super::super::context::Context;
use super::super::error::Error;
use super::super::expression::Expression;
use super::super::language::Tag;
use super::super::markup::{is_space, is_strippable, lax};
use super::super::parser::{Parser, Section, Stop, unexpected};

#[derive(Debug)]
struct Case {
    clauses: Vec<Clause>,
    is_blank: bool,
}

#[derive(Debug)]
struct Clause {
    /// Each that holds prints the body. `None` for `else`.
    conditions: Option<Vec<Condition>>,
    body: Body,
}

pub(super) fn parse(parser: &mut Parser<'_>, markup: &str) -> Result<Box<dyn Tag>, Error> {
    let value = lax::fragment(markup)
        .ok_or_else(|| Error::syntax("Syntax Error in 'case' - Valid syntax: case [condition]"))?;
    let value = Expression::parse(value.fragment);
    let Section { body, mut stop } = parser.section("case")?;
    // What stands before the first clause is never printed.
    let mut is_blank = body.is_blank();
    let mut clauses = Vec::new();
    while let Stop::Tag(name, markup) = stop {
        let conditions = match name.as_str() {
            "when" => Some(conditions(&value, &markup)?),
            "else" if markup.trim_matches(is_strippable).is_empty() => None,
            "else" => {
                return Err(Error::syntax(
                    "Syntax Error in tag 'case' - Valid else condition: {% else %} (no parameters) ",
                ));
            }
            _ => return Err(unexpected("case", &name)),
        };
        let section = parser.section("case")?;
        is_blank &= section.body.is_blank();
        clauses.push(Clause {
            conditions,
            body: section.body,
        });
        stop = section.stop;
    }
    Ok(Box::new(Case { clauses, is_blank }))
}

/// The values of a `when`, between commas and `or`.
fn conditions(value: &Expression, markup: &str) -> Result<Vec<Condition>, Error> {
    let mut conditions = Vec::new();
    let mut rest = Some(markup);
    while let Some(markup) = rest {
        let found = lax::fragment(markup).ok_or_else(|| {
            Error::syntax(
                "Syntax Error in tag 'case' - Valid when condition: \
                 {% when [condition] [or condition2...] %}",
            )
        })?;
        let other = Expression::parse(found.fragment);
        conditions.push(Condition::equality(value.clone(), other));
        rest = after_separator(found.after);
    }
    Ok(conditions)
}

/// What stands behind `or` or a comma, if that is a value.
fn after_separator(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(is_space);
    let rest = match rest.strip_prefix("or") {
        Some(rest) if text.starts_with(is_space) && rest.starts_with(is_space) => rest,
        _ => rest.strip_prefix(',')?,
    };
    let rest = rest.trim_start_matches(is_space);
    lax::fragments_at_start(rest).map(|_| rest)
}

impl Tag for Case {
    fn render(&self, context: &mut Context<'_>, output: &mut String) -> Result<(), Error> {
        let mut matched = false;
        for clause in &self.clauses {
            let Some(conditions) = &clause.conditions else {
                if matched {
                    continue;
                }
                return clause.body.render(context, output);
            };
            for condition in conditions {
                if condition.holds(&context.names())? {
                    matched = true;
                    clause.body.render(context, output)?;
                }
            }
        }
        Ok(())
    }

    fn is_blank(&self) -> bool {
        self.is_blank
    }
}

//! Conditions: comparisons joined by `and` and `or`.

use std::cmp::Ordering;

use super::compare;
use super::context::Names;
use super::error::Error;
use super::expression::Expression;
use super::markup::lax;
use super::markup::strict::Parser;

/// Comparisons joined by `and` and `or`, which bind equally and group from the right: each decides
/// alone whether what follows it matters.
#[derive(Debug, Clone)]
pub struct Condition(Vec<(Comparison, Option<Joint>)>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    And,
    Or,
}

impl Joint {
    fn of(word: &str) -> Option<Self> {
        match word {
            "and" => Some(Joint::And),
            "or" => Some(Joint::Or),
            _ => None,
        }
    }
}

/// A value, or two of them compared.
#[derive(Debug, Clone)]
struct Comparison {
    left: Expression,
    right: Option<(Operator, Expression)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Operator {
    Equal,
    Unequal,
    Less,
    Greater,
    LessOrEqual,
    GreaterOrEqual,
    Contains,
    /// It is an error where it is evaluated.
    Unknown(Box<str>),
}

impl Operator {
    fn of(written: &str) -> Self {
        match written {
            "==" => Operator::Equal,
            "!=" | "<>" => Operator::Unequal,
            "<" => Operator::Less,
            ">" => Operator::Greater,
            "<=" => Operator::LessOrEqual,
            ">=" => Operator::GreaterOrEqual,
            "contains" => Operator::Contains,
            other => Operator::Unknown(other.into()),
        }
    }
}

impl Condition {
    /// `left == right`.
    pub(super) fn equality(left: Expression, right: Expression) -> Self {
        let comparison = Comparison {
            left,
            right: Some((Operator::Equal, right)),
        };
        Condition(vec![(comparison, None)])
    }

    /// Reads by the grammar.
    ///
    /// # Errors
    /// When the markup doesn't follow it.
    pub(super) fn strict(markup: &str) -> Result<Self, Error> {
        let mut parser = Parser::new(markup)?;
        let mut comparisons = Vec::new();
        loop {
            let left = Expression::parse(&parser.expression()?);
            let right = match parser.operator() {
                Some(operator) => {
                    let right = Expression::parse(&parser.expression()?);
                    Some((Operator::of(operator), right))
                }
                None => None,
            };
            let joint = if parser.take_name("and") {
                Some(Joint::And)
            } else if parser.take_name("or") {
                Some(Joint::Or)
            } else {
                None
            };
            comparisons.push((Comparison { left, right }, joint));
            if joint.is_none() {
                break;
            }
        }
        parser.end()?;
        Ok(Condition(comparisons))
    }

    /// Reads by resemblance.
    ///
    /// # Errors
    /// When there is nothing to compare.
    pub(super) fn lax(markup: &str) -> Result<Self, Error> {
        let invalid = || Error::syntax("Syntax Error in tag 'if' - Valid syntax: if [expression]");
        let mut pieces = lax::comparisons_and_operators(markup).into_iter();
        let mut comparisons = Vec::new();
        loop {
            let piece = pieces.next().ok_or_else(invalid)?;
            let comparison = Comparison::lax(piece).ok_or_else(invalid)?;
            let joint = match pieces.next() {
                Some(word) => Some(Joint::of(word.trim()).ok_or_else(invalid)?),
                None => None,
            };
            comparisons.push((comparison, joint));
            if joint.is_none() {
                return Ok(Condition(comparisons));
            }
        }
    }

    /// Whether it holds.
    ///
    /// # Errors
    /// When values don't compare, or an operator isn't known.
    pub fn holds(&self, names: &Names<'_>) -> Result<bool, Error> {
        let mut holds = false;
        for (comparison, joint) in &self.0 {
            holds = comparison.holds(names)?;
            match joint {
                Some(Joint::And) if !holds => break,
                Some(Joint::Or) if holds => break,
                _ => {}
            }
        }
        Ok(holds)
    }
}

impl Comparison {
    fn lax(markup: &str) -> Option<Self> {
        let found = lax::comparison(markup)?;
        // An operator without a right side compares with nil.
        let right = found.operator.map(|operator| {
            let right = Expression::parse(found.right.unwrap_or(""));
            (Operator::of(operator), right)
        });
        Some(Comparison {
            left: Expression::parse(found.left),
            right,
        })
    }

    fn holds(&self, names: &Names<'_>) -> Result<bool, Error> {
        let left = self.left.evaluate(names)?;
        let Some((operator, right_side)) = &self.right else {
            return Ok(left.is_truthy() || self.left.emptiness().is_some());
        };
        let right = right_side.evaluate(names)?;
        let order = |holds: fn(Ordering) -> bool| {
            if self.left.emptiness().or(right_side.emptiness()).is_some() {
                return Ok(false);
            }
            Ok(compare::ordered(&left, &right)?.is_some_and(holds))
        };
        match operator {
            Operator::Equal => Ok(self.equal(right_side, &left, &right, names)),
            Operator::Unequal => Ok(!self.equal(right_side, &left, &right, names)),
            Operator::Less => order(Ordering::is_lt),
            Operator::Greater => order(Ordering::is_gt),
            Operator::LessOrEqual => order(Ordering::is_le),
            Operator::GreaterOrEqual => order(Ordering::is_ge),
            Operator::Contains if self.left.emptiness().is_some() => Ok(false),
            Operator::Contains => Ok(compare::contains(&left, &right)),
            Operator::Unknown(written) => Err(Error::liquid(format!("Unknown operator {written}"))),
        }
    }

    fn equal(
        &self,
        right_side: &Expression,
        left: &crate::base::Value,
        right: &crate::base::Value,
        names: &Names<'_>,
    ) -> bool {
        let active_support = names.surroundings().active_support;
        match (self.left.emptiness(), right_side.emptiness()) {
            (Some(_), Some(_)) => false,
            (Some(emptiness), None) => compare::is(right, emptiness, active_support),
            (None, Some(emptiness)) => compare::is(left, emptiness, active_support),
            (None, None) => compare::equal(left, right),
        }
    }
}

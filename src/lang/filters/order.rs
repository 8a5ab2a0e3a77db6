//! How Ruby compares and sorts.

use std::cmp::Ordering;

use crate::base::Value;

use super::{FilterError, ruby};

/// Ruby's `<=>`; `None` where it gives nil.
pub(in crate::lang) fn compare(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Int(left), Value::Int(right)) => Some(left.cmp(right)),
        (Value::Int(_) | Value::Float(_), Value::Int(_) | Value::Float(_)) => {
            float(left)?.partial_cmp(&float(right)?)
        }
        (Value::Str(left), Value::Str(right)) => Some(left.cmp(right)),
        (Value::Time(left), Value::Time(right)) => Some(left.cmp(right)),
        (Value::Date(left), Value::Date(right)) => Some(left.cmp(right)),
        (Value::Array(left), Value::Array(right)) => {
            for (left, right) in left.iter().zip(right.iter()) {
                match compare(left, right)? {
                    Ordering::Equal => {}
                    unequal => return Some(unequal),
                }
            }
            Some(left.len().cmp(&right.len()))
        }
        // Other values are only ever equal to themselves.
        (left, right) => (left == right).then_some(Ordering::Equal),
    }
}

/// Integers too large to be floats exactly are compared by their nearest ones.
#[allow(clippy::cast_precision_loss)]
fn float(value: &Value) -> Option<f64> {
    match value {
        Value::Int(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        _ => None,
    }
}

/// Ruby's `<=>` where it must not give nil.
///
/// # Errors
/// When the values don't compare.
pub(in crate::lang) fn compare_or_fail(
    left: &Value,
    right: &Value,
) -> Result<Ordering, FilterError> {
    compare(left, right).ok_or_else(|| {
        let shown = match right {
            Value::Nil | Value::Bool(_) | Value::Int(_) | Value::Float(_) => right.inspect(),
            other => ruby::class(other).to_owned(),
        };
        FilterError::liquid(format!(
            "comparison of {} with {shown} failed",
            ruby::class(left)
        ))
    })
}

/// Sorts by merging, as Ruby does where the C library's `qsort` merges: equal items keep their
/// order, and an order that contradicts itself does no harm.
///
/// # Errors
/// The first one of `compare`.
pub(super) fn sort<T: Clone>(
    items: &[T],
    compare: &mut impl FnMut(&T, &T) -> Result<Ordering, FilterError>,
) -> Result<Vec<T>, FilterError> {
    if items.len() < 2 {
        return Ok(items.to_vec());
    }
    // Halves get shorter, so this goes no deeper than the length has bits.
    let (left, right) = items.split_at(items.len() / 2);
    let left = sort(left, compare)?;
    let right = sort(right, compare)?;
    let mut sorted = Vec::with_capacity(items.len());
    let (mut lefts, mut rights) = (left.iter().peekable(), right.iter().peekable());
    while let (Some(first), Some(second)) = (lefts.peek(), rights.peek()) {
        let next = if compare(first, second)? == Ordering::Greater {
            rights.next()
        } else {
            lefts.next()
        };
        sorted.extend(next.cloned());
    }
    sorted.extend(lefts.cloned());
    sorted.extend(rights.cloned());
    Ok(sorted)
}

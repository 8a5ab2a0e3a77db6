//! Which posts are published, and the orders of collections.

use std::cmp::Ordering;

use crate::base::{Map, Value};
use crate::model::site::{SkipReason, Skipped};
use crate::model::{Config, Document};

use super::files::{Found, Part};
use super::relative;

/// The files in `_posts` that don't have the name of a post.
pub(super) fn misnamed(config: &Config, found: &[Found]) -> impl Iterator<Item = Skipped> {
    found
        .iter()
        .filter(|found| found.part == Part::Misnamed)
        .map(|found| Skipped {
            path: relative(&config.root, &found.file).into(),
            reason: SkipReason::Misnamed,
        })
}

/// The posts to publish, oldest first, and those that are left out.
pub(super) fn choose(config: &Config, mut posts: Vec<Document>) -> (Vec<Document>, Vec<Skipped>) {
    let mut skipped = Vec::new();
    if !config.flag("future") {
        posts = keep(posts, &mut skipped, SkipReason::Future, |post| {
            post.date.as_ref().is_none_or(|date| *date <= config.time)
        });
    }
    posts.sort_by(|a, b| (&a.date, &a.path).cmp(&(&b.date, &b.path)));
    if let Some(limit) = config
        .get("limit_posts")
        .as_int()
        .and_then(|limit| usize::try_from(limit).ok())
        && limit > 0
    {
        let newest = posts.len().saturating_sub(limit);
        let rest = posts.split_off(newest);
        skipped.extend(posts.iter().map(|post| skip(post, SkipReason::BeyondLimit)));
        posts = rest;
    }
    (posts, skipped)
}

fn keep(
    posts: Vec<Document>,
    skipped: &mut Vec<Skipped>,
    reason: SkipReason,
    wanted: impl Fn(&Document) -> bool,
) -> Vec<Document> {
    let (kept, left): (Vec<_>, Vec<_>) = posts.into_iter().partition(wanted);
    skipped.extend(left.iter().map(|post| skip(post, reason)));
    kept
}

fn skip(post: &Document, reason: SkipReason) -> Skipped {
    Skipped {
        path: post.source.path.clone(),
        reason,
    }
}

/// Puts a collection's documents into its order: by date, then path (by path alone if some have no
/// date of their own); or by the front matter key
/// `sort_by`; or as `order` lists them (Jekyll docs, "Collections").
pub(super) fn sort_items(settings: &Map, items: &mut [Document]) {
    if items.iter().all(|item| item.data.contains_key("date")) {
        items.sort_by(by_date);
    } else {
        items.sort_by(|a, b| a.path.cmp(&b.path));
    }
    if let Some(key) = settings.get("sort_by").and_then(Value::as_str) {
        items.sort_by(|a, b| compare_values(a.get(key), b.get(key)));
    } else if let Some(order) = settings.get("order").and_then(Value::as_array) {
        let places: Vec<String> = order.iter().map(Value::to_string).collect();
        let place = |item: &Document| {
            let below = item
                .path
                .split_once('/')
                .map_or(&*item.path, |(_, below)| below);
            places
                .iter()
                .position(|listed| listed == below)
                .unwrap_or(places.len())
        };
        items.sort_by_key(|item| place(item));
    }
}

fn by_date(a: &Document, b: &Document) -> Ordering {
    (&a.date, &a.path).cmp(&(&b.date, &b.path))
}

/// Documents without the key come last; of values that can't be compared, the kinds are.
fn compare_values(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::Int(a), Value::Float(b)) => (*a as f64).total_cmp(b),
        (Value::Float(a), Value::Int(b)) => a.total_cmp(&(*b as f64)),
        (Value::Float(a), Value::Float(b)) => a.total_cmp(b),
        (Value::Str(a), Value::Str(b)) => a.cmp(b),
        (Value::Time(a), Value::Time(b)) => a.cmp(b),
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        _ => (a.is_nil(), a.kind()).cmp(&(b.is_nil(), b.kind())),
    }
}

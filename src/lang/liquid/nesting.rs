//! How deep lists and maps hold each other. Filters can put a list into itself again and again;
//! printing, comparing or dropping it would then exhaust the stack.

use std::collections::HashMap;
use std::sync::Arc;

use crate::base::Value;

/// Lists and maps may nest so deep.
const MAX_DEPTH: usize = 200;

/// The filters whose results hold their inputs.
pub(super) const NESTING_FILTERS: [&str; 4] = ["group_by", "group_by_exp", "push", "unshift"];

/// Whether a value nests deeper than any text that was read can.
pub(super) fn is_too_deep(value: &Value) -> bool {
    // What is shared is visited again only if it stands deeper than before.
    let mut deepest: HashMap<usize, usize> = HashMap::new();
    let mut open = vec![(value, 0)];
    while let Some((value, depth)) = open.pop() {
        let address = match value {
            Value::Array(items) => Arc::as_ptr(items).addr(),
            Value::Map(map) => Arc::as_ptr(map).addr(),
            _ => continue,
        };
        if depth > MAX_DEPTH {
            return true;
        }
        if deepest.get(&address).is_some_and(|&known| known >= depth) {
            continue;
        }
        deepest.insert(address, depth);
        match value {
            Value::Array(items) => open.extend(items.iter().map(|item| (item, depth + 1))),
            Value::Map(map) => open.extend(map.values().map(|item| (item, depth + 1))),
            _ => {}
        }
    }
    false
}

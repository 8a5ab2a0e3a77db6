//! Categories and tags of a document, from folders and front matter.

use crate::base::{Map, Value};

/// The folders above `_posts`, each a category.
pub(super) fn folder_categories(path: &str) -> Vec<Value> {
    let folders: Vec<&str> = path.split('/').collect();
    match folders
        .iter()
        .position(|folder| *folder == "_posts" || *folder == "_drafts")
    {
        Some(posts) => folders[..posts]
            .iter()
            .map(|folder| Value::from(*folder))
            .collect(),
        None => Vec::new(),
    }
}

/// All categories: those of folders, those of `defaults`, then `category` and `categories` of
/// front matter, each once. What isn't a string stands as itself and again as text, as in Jekyll.
pub(super) fn categories(folders: Vec<Value>, defaults: &Map, own: &Map) -> Value {
    let mut all = folders;
    for map in [defaults, own] {
        add_distinct(&mut all, listed(map.get("categories")));
    }
    let named = match own.get("category").or_else(|| defaults.get("category")) {
        Some(category) if category.is_truthy() => flattened(category),
        _ => all.clone(),
    };
    add_distinct(
        &mut all,
        named
            .iter()
            .map(|name| Value::from(name.to_string()))
            .collect(),
    );
    Value::from(all)
}

/// All tags: `tag` if there is one, else `tags`, repetitions and all.
pub(super) fn tags(data: &Map) -> Value {
    match data.get("tag") {
        Some(tag) if tag.is_truthy() => Value::from(flattened(tag)),
        _ => Value::from(listed(data.get("tags"))),
    }
}

fn add_distinct(all: &mut Vec<Value>, more: Vec<Value>) {
    for value in more {
        if !all.contains(&value) {
            all.push(value);
        }
    }
}

/// A list's elements without nil; the words of a string.
fn listed(value: Option<&Value>) -> Vec<Value> {
    match value {
        Some(Value::Str(words)) => words.split_ascii_whitespace().map(Value::from).collect(),
        Some(list @ Value::Array(_)) => flattened(list),
        _ => Vec::new(),
    }
}

/// A value as a list, nested lists opened, nil left out.
fn flattened(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items.iter().flat_map(flattened).collect(),
        Value::Nil => Vec::new(),
        other => vec![other.clone()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::data::yaml;

    #[test]
    fn categories_and_tags_are_what_jekyll_makes_of_them() {
        let map = |text: &str| yaml::parse(text).unwrap().into_map();
        let of = |path: &str, own: &str| {
            categories(folder_categories(path), &Map::new(), &map(own)).inspect()
        };
        assert_eq!(
            of("a b/C/_posts/x/1.md", "category: One Word"),
            r#"["a b", "C", "One Word"]"#
        );
        assert_eq!(
            of("_posts/1.md", "categories: first second"),
            r#"["first", "second"]"#
        );
        assert_eq!(
            of("_posts/1.md", "categories: [3, a, 4.5]"),
            r#"[3, "a", 4.5, "3", "4.5"]"#
        );
        assert_eq!(of("_posts/1.md", "category: 7"), r#"["7"]"#);
        assert_eq!(
            of("sub/_posts/1.md", "category: Z\ncategories: [y, y, ~]"),
            r#"["sub", "y", "Z"]"#
        );
        assert_eq!(tags(&map("tag: solo\ntags: [a]")).inspect(), r#"["solo"]"#);
        assert_eq!(
            tags(&map("tags: [red, red, ~, 1]")).inspect(),
            r#"["red", "red", 1]"#
        );
    }
}

//! Atom feeds, as jekyll-feed makes them: of the posts, and of collections, categories and tags
//! that `feed` in the configuration names.

use std::sync::Arc;

use crate::base::{Map, Value};
use crate::model::{Site, taxonomy};

use super::page::{Generated, add_templated};

/// A feed of a part of the posts or documents.
#[derive(Default)]
struct Feed {
    path: String,
    collection: Option<Arc<str>>,
    category: Option<String>,
    tag: Option<Arc<str>>,
}

/// Adds the feeds. All are printed by one template, `feed.xml`.
pub(super) fn generate(site: &mut Site) {
    let settings = site.config.get("feed").clone();
    let mut feeds = of_collections(&settings);
    feeds.extend(of_tags(site, &settings));
    for feed in feeds {
        let data = Map::from_iter([
            (
                "collection".into(),
                feed.collection.map_or(Value::Nil, Value::Str),
            ),
            ("category".into(), Value::from(feed.category)),
            ("tag".into(), feed.tag.map_or(Value::Nil, Value::Str)),
        ]);
        let page = Generated {
            path: &feed.path,
            template: "feed.xml",
            text: include_str!("feed.xml"),
            data,
        };
        add_templated(site, page);
    }
}

/// The feeds of collections and of categories in them. Posts always have one: `path`, with the
/// categories under `categories`.
fn of_collections(settings: &Value) -> Vec<Feed> {
    let mut collections = match settings.get("collections") {
        Some(Value::Map(named)) => Map::clone(named),
        Some(Value::Array(names)) => names
            .iter()
            .map(|name| (Arc::from(name.to_string()), Value::Nil))
            .collect(),
        _ => Map::new(),
    };
    let of_posts = ["path", "categories"]
        .into_iter()
        .filter_map(|key| Some((Arc::from(key), settings.get(key)?.clone())));
    let of_posts: Map = of_posts.collect();
    collections
        .entry("posts".into())
        .or_insert_with(|| Value::from(of_posts));
    let mut feeds = Vec::new();
    for (label, own) in collections {
        let is_posts = &*label == "posts";
        let prefix = if is_posts {
            "feed".to_owned()
        } else {
            format!("feed/{label}")
        };
        let standard = if is_posts {
            "feed.xml".to_owned()
        } else {
            format!("{prefix}.xml")
        };
        let path = own.get("path").map_or(standard, Value::to_string);
        feeds.push(Feed {
            path,
            collection: Some(label.clone()),
            ..Feed::default()
        });
        for category in own
            .get("categories")
            .and_then(Value::as_array)
            .unwrap_or_default()
        {
            let category = category.to_string();
            feeds.push(Feed {
                path: format!("{prefix}/{category}.xml"),
                collection: Some(label.clone()),
                category: Some(category),
                tag: None,
            });
        }
    }
    feeds
}

/// The feeds of tags: of all, of `only` some, or `except` some. A tag that is more than a word has none.
fn of_tags(site: &Site, settings: &Value) -> Vec<Feed> {
    let Some(tags) = settings.get("tags").filter(|tags| tags.is_truthy()) else {
        return Vec::new();
    };
    let listed = |key: &str, tag: &str| {
        let names = tags.get(key).and_then(Value::as_array)?;
        Some(names.iter().any(|name| name.to_string() == tag))
    };
    let folder = tags
        .get("path")
        .map_or_else(|| "feed/by_tag/".to_owned(), Value::to_string);
    let is_word = |tag: &str| tag.chars().all(|c| c.is_alphanumeric() || c == '_');
    taxonomy::posts_by(site, "tags")
        .into_keys()
        .filter(|tag| {
            is_word(tag)
                && listed("only", tag).unwrap_or(true)
                && !listed("except", tag).unwrap_or(false)
        })
        .map(|tag| Feed {
            path: format!("{folder}{tag}.xml"),
            tag: Some(tag),
            ..Feed::default()
        })
        .collect()
}

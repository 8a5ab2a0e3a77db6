//! Pages that list the posts of a year, month, day, category or tag, as jekyll-archives makes them.

use indexmap::IndexMap;
use indexmap::map::Entry;

use crate::base::slug::{SlugMode, slugify};
use crate::base::url::escape_path;
use crate::base::{Map, Time, Value};
use crate::model::document::Listing;
use crate::model::site::DocumentId;
use crate::model::{Site, taxonomy};

use super::page::page;

/// A kind of archive.
struct Kind {
    /// Its name under `enabled`.
    enabled: &'static str,
    /// Its name under `layouts` and `permalinks`, and in `page.type`.
    name: &'static str,
    /// Its permalink where the configuration gives none.
    permalink: &'static str,
    /// What makes two dates belong together; none for names.
    period: Option<&'static str>,
}

const KINDS: [Kind; 5] = [
    Kind {
        enabled: "categories",
        name: "category",
        permalink: "/category/:name/",
        period: None,
    },
    Kind {
        enabled: "tags",
        name: "tag",
        permalink: "/tag/:name/",
        period: None,
    },
    Kind {
        enabled: "year",
        name: "year",
        permalink: "/:year/",
        period: Some("%Y"),
    },
    Kind {
        enabled: "month",
        name: "month",
        permalink: "/:year/:month/",
        period: Some("%Y-%m"),
    },
    Kind {
        enabled: "day",
        name: "day",
        permalink: "/:year/:month/:day/",
        period: Some("%Y-%m-%d"),
    },
];

/// Adds the archives that `jekyll-archives: enabled:` names.
pub(super) fn generate(site: &mut Site) {
    let settings = site.config.get("jekyll-archives").clone();
    for kind in KINDS
        .iter()
        .filter(|kind| is_enabled(&settings, kind.enabled))
    {
        let archives = match kind.period {
            Some(format) => by_period(site, format),
            None => by_name(site, kind.enabled),
        };
        for (url, archive) in by_url(&settings, kind, archives) {
            let layout = settings
                .dig(&["layouts", kind.name])
                .or_else(|| settings.get("layout"));
            let layout = layout.map_or_else(|| "archive".to_owned(), Value::to_string);
            let data = data(kind, &archive);
            let page = page(site, &url, &layout, data, Listing::Archive(archive.posts));
            site.add_page(page);
        }
    }
}

/// Archives by their URLs. Names that make the same slug share a page, which has the first one's
/// name and the posts of all.
fn by_url(settings: &Value, kind: &Kind, archives: Vec<Archive>) -> IndexMap<String, Archive> {
    let mut by_url: IndexMap<String, Archive> = IndexMap::new();
    for archive in archives {
        match by_url.entry(url(settings, kind, &archive)) {
            Entry::Vacant(place) => {
                place.insert(archive);
            }
            Entry::Occupied(place) => {
                let posts = &mut place.into_mut().posts;
                posts.extend(archive.posts);
                // Posts stand oldest first in the site, newest first in an archive.
                posts.sort_unstable_by_key(|&id| std::cmp::Reverse(id));
                posts.dedup();
            }
        }
    }
    by_url
}

fn is_enabled(settings: &Value, name: &str) -> bool {
    match settings.get("enabled") {
        Some(Value::Str(all)) => &**all == "all",
        Some(Value::Bool(enabled)) => *enabled,
        Some(Value::Array(names)) => names.iter().any(|enabled| enabled.as_str() == Some(name)),
        _ => false,
    }
}

/// What an archive is of, and its posts, newest first.
struct Archive {
    /// The category or tag; none for periods.
    name: Option<String>,
    /// The date of its newest post; none for names.
    date: Option<Time>,
    posts: Vec<DocumentId>,
}

fn by_name(site: &Site, key: &str) -> Vec<Archive> {
    let groups = taxonomy::posts_by(site, key);
    groups
        .into_iter()
        .map(|(name, mut posts)| {
            posts.dedup();
            Archive {
                name: Some(name.to_string()),
                date: None,
                posts,
            }
        })
        .collect()
}

fn by_period(site: &Site, format: &str) -> Vec<Archive> {
    let mut groups: IndexMap<String, Archive> = IndexMap::new();
    for id in site.posts() {
        let Some(date) = &site.documents[id].date else {
            continue;
        };
        let archive = || Archive {
            name: None,
            date: Some(date.clone()),
            posts: Vec::new(),
        };
        groups
            .entry(date.strftime(format))
            .or_insert_with(archive)
            .posts
            .push(id);
    }
    groups.into_values().collect()
}

/// The archive's URL: `:name` is the slug of its name, `:year`, `:month`, `:day` those of its date.
fn url(settings: &Value, kind: &Kind, archive: &Archive) -> String {
    let template = settings
        .dig(&["permalinks", kind.name])
        .map_or_else(|| kind.permalink.to_owned(), Value::to_string);
    let mode = settings
        .get("slug_mode")
        .and_then(Value::as_str)
        .map_or(SlugMode::Default, SlugMode::from_name);
    let mut url = template.replace(":type", kind.name);
    if let Some(name) = &archive.name {
        url = url.replace(":name", &escape_path(&slugify(name, mode, false)));
    }
    if let Some(date) = &archive.date {
        for (placeholder, format) in [(":year", "%Y"), (":month", "%m"), (":day", "%d")] {
            url = url.replace(placeholder, &date.strftime(format));
        }
    }
    if url.starts_with('/') {
        url
    } else {
        format!("/{url}")
    }
}

/// What templates see of the archive besides `page.posts`.
fn data(kind: &Kind, archive: &Archive) -> Map {
    Map::from_iter([
        ("title".into(), Value::from(archive.name.clone())),
        ("date".into(), Value::from(archive.date.clone())),
        ("type".into(), Value::from(kind.name)),
    ])
}

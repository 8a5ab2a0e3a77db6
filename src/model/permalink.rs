//! Permalinks: URL templates with placeholders (Jekyll docs, "Permalinks").

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::base::slug::{SlugMode, slugify};
use crate::base::url::{escape_path, unescape_path};
use crate::base::{Map, Time, Value};

/// The template of a built-in style for posts; any other text is a template itself.
pub fn post_template(style: &str) -> &str {
    match style {
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "none" => "/:categories/:title:output_ext",
        "date" => "/:categories/:year/:month/:day/:title:output_ext",
        "ordinal" => "/:categories/:year/:y_day/:title:output_ext",
        "weekdate" => "/:categories/:year/W:week/:short_day/:title:output_ext",
        custom => custom,
    }
}

/// The template of a page that isn't HTML (`index` or not).
pub const FILE_TEMPLATE: &str = "/:path/:basename:output_ext";

/// The template of an `index` page.
pub const INDEX_TEMPLATE: &str = "/:path/";

/// `template` with the ending that the site's style gives pages and collection items.
pub fn with_suffix(template: &str, style: &str) -> String {
    let suffix = match style {
        "pretty" => "/",
        "date" | "ordinal" | "none" => ":output_ext",
        custom if custom.ends_with('/') => "/",
        custom if custom.ends_with(":output_ext") => ":output_ext",
        _ => "",
    };
    format!("{template}{suffix}")
}

/// What the placeholders of a document stand for.
#[derive(Debug)]
pub struct Placeholders<'a> {
    /// `:collection`; empty for pages.
    pub collection: &'a str,
    /// `:path`: for items the path below the collection's folder without extension, for pages the folder.
    pub path: &'a str,
    /// The file name without extension: `:basename` of pages, slugified `:name` of items.
    pub basename: &'a str,
    /// `:output_ext`, with its dot.
    pub output_extension: &'a str,
    /// `:categories`.
    pub categories: &'a [Arc<str>],
    /// The front matter, for `:title` and `:slug`.
    pub data: &'a Map,
    /// `:year` and the like; pages have none.
    pub date: Option<&'a Time>,
}

impl Placeholders<'_> {
    /// The text of a placeholder, not yet escaped; `None` if there is none of that name.
    fn get(&self, name: &str) -> Option<String> {
        let slug_source = || match self.data.get("slug") {
            Some(slug) if !slug.is_nil() => slug.to_string(),
            _ => self.basename.to_owned(),
        };
        match name {
            "path" => return Some(self.path.to_owned()),
            "basename" if self.date.is_none() => return Some(self.basename.to_owned()),
            "output_ext" => return Some(self.output_extension.to_owned()),
            _ => {}
        }
        // Pages have no others.
        let date = self.date?;
        let format = match name {
            "name" => return Some(slugify(self.basename, SlugMode::Default, false)),
            "collection" => return Some(self.collection.to_owned()),
            "title" => return Some(slugify(&slug_source(), SlugMode::Pretty, true)),
            "slug" => return Some(slugify(&slug_source(), SlugMode::Default, false)),
            "categories" => return Some(self.join_categories(|category| category.to_lowercase())),
            "slugified_categories" => {
                return Some(
                    self.join_categories(|category| slugify(category, SlugMode::Default, false)),
                );
            }
            "year" => "%Y",
            "month" => "%m",
            "day" => "%d",
            "hour" => "%H",
            "minute" => "%M",
            "second" => "%S",
            "i_day" => "%-d",
            "i_month" => "%-m",
            "short_month" => "%b",
            "long_month" => "%B",
            "short_year" => "%y",
            "y_day" => "%j",
            "w_year" => "%G",
            "week" => "%V",
            "w_day" => "%u",
            "short_day" => "%a",
            "long_day" => "%A",
            _ => return None,
        };
        Some(date.strftime(format))
    }

    fn join_categories(&self, transform: impl Fn(&str) -> String) -> String {
        let mut distinct: Vec<String> = Vec::new();
        for category in self.categories.iter().map(|category| transform(category)) {
            if !distinct.contains(&category) {
                distinct.push(category);
            }
        }
        distinct.join("/")
    }
}

/// Fills in a template's placeholders and cleans the result up: one `/` at the start, no runs of
/// slashes, no `..` segments.
///
/// # Errors
/// With the name of the placeholder that does not exist; pages keep unknown placeholders as text.
pub fn expand(template: &str, placeholders: &Placeholders<'_>) -> Result<String, String> {
    let mut url = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(colon) = rest.find(':') {
        url.push_str(&rest[..colon]);
        rest = &rest[colon + 1..];
        let length = rest
            .find(|c: char| !(c.is_ascii_lowercase() || c == '_'))
            .unwrap_or(rest.len());
        let name = &rest[..length];
        // `:year_:month` names `year`, followed by an underscore.
        let known = name.trim_end_matches('_');
        match placeholders
            .get(name)
            .map(|text| (text, length))
            .or_else(|| placeholders.get(known).map(|text| (text, known.len())))
        {
            Some((text, used)) => {
                url.push_str(&escape_path(&text));
                rest = &rest[used..];
            }
            None if name.is_empty() || placeholders.date.is_none() => url.push(':'),
            None => return Err(name.to_owned()),
        }
    }
    url.push_str(rest);
    Ok(sanitize(&url))
}

/// One `/` at the start, no runs of slashes, no segments that leave the site.
fn sanitize(url: &str) -> String {
    let mut clean = String::with_capacity(url.len() + 1);
    let trailing_slash = url.ends_with('/');
    for segment in url
        .split('/')
        .filter(|segment| !segment.is_empty() && *segment != "..")
    {
        clean.push('/');
        clean.push_str(segment);
    }
    if trailing_slash || clean.is_empty() {
        clean.push('/');
    }
    clean
}

/// The file a page is written to, relative to the destination: `index` in a folder, otherwise the
/// path; with the extension unless it has it already.
pub fn destination(url: &str, output_extension: &str) -> PathBuf {
    let mut path = unescape_path(url).into_owned();
    if path.ends_with('/') {
        path.push_str("index");
        path.push_str(if output_extension.is_empty() {
            ".html"
        } else {
            output_extension
        });
    } else if !path.ends_with(output_extension) {
        path.push_str(output_extension);
    }
    inside(&path)
}

/// The file an item of a collection is written to: as a page's, but a folder's is `index.html`
/// whatever the item is.
pub fn item_destination(url: &str, output_extension: &str) -> PathBuf {
    match url.ends_with('/') {
        true => destination(url, ".html"),
        false => destination(url, output_extension),
    }
}

/// A URL may name `%2E%2E`: what leads out of the destination is dropped. Where nothing is left,
/// it is the site's own `index.html`.
fn inside(path: &str) -> PathBuf {
    let inside: PathBuf = Path::new(path)
        .components()
        .filter(|part| matches!(part, Component::Normal(_)))
        .collect();
    match inside.as_os_str().is_empty() {
        true => PathBuf::from("index.html"),
        false => inside,
    }
}

/// The identifier of a document: its URL's folder and its slug.
pub fn identifier(url: &str, slug: &str) -> String {
    let folder = url
        .trim_end_matches('/')
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    format!("{folder}/{slug}")
}

/// The permalink a document's front matter asks for.
pub fn own_permalink(data: &Map) -> Option<String> {
    match data.get("permalink") {
        None | Some(Value::Nil) => None,
        Some(value) => Some(value.to_string()).filter(|text| !text.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(template: &str, page: bool) -> Result<String, String> {
        let time = crate::lang::data::yaml::parse("2024-03-09 07:05:03")
            .unwrap()
            .value;
        let Value::Time(time) = time else { panic!() };
        let mut data = Map::new();
        data.insert("slug".into(), "My Täst_post".into());
        expand(
            template,
            &Placeholders {
                collection: "posts",
                path: "/sub",
                basename: "2024-03-09-My Täst_post",
                output_extension: ".html",
                categories: &["A b".into(), "a B".into(), "c".into()],
                data: &data,
                date: (!page).then_some(&time),
            },
        )
    }

    #[test]
    fn placeholders_are_filled_in() {
        for (template, expected) in [
            (
                "/:categories/:year/:month/:day/:title:output_ext",
                "/a%20b/c/2024/03/09/My-T%C3%A4st_post.html",
            ),
            ("/:slugified_categories/:slug/", "/a-b/c/my-t%C3%A4st-post/"),
            (":year_:i_month-:i_day", "/2024_3-9"),
            (
                "/:w_year/W:week/:w_day/:y_day/:short_year",
                "/2024/W10/6/069/24",
            ),
            ("/../../:short_day//:long_month", "/Sat/March"),
        ] {
            assert_eq!(url(template, false).as_deref(), Ok(expected), "{template}");
        }
        assert_eq!(url("/:nope/", false), Err("nope".to_owned()));
        assert_eq!(
            url("/:nope/:path/:basename", true).as_deref(),
            Ok("/:nope/sub/2024-03-09-My%20T%C3%A4st_post")
        );
    }

    #[test]
    fn urls_become_files_inside_the_destination() {
        for (url, extension, file) in [
            ("/a/b/", ".html", "a/b/index.html"),
            ("/a/b", ".html", "a/b.html"),
            ("/a/b.html", ".html", "a/b.html"),
            ("/a%20b.xml", ".xml", "a b.xml"),
            ("/%2E%2E/%2e%2e/etc/passwd", "", "etc/passwd"),
            ("/%2E%2E", "", "index.html"),
        ] {
            assert_eq!(destination(url, extension), PathBuf::from(file), "{url}");
        }
    }
}

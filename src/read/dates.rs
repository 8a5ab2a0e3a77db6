//! Dates of documents: from file names and front matter.

use crate::base::{Diagnostic, Location, Time, Value};
use crate::model::document::extension;
use crate::model::{Config, Document};

/// A file name of a post, such as `2025-07-16-title.md`, taken apart.
pub(super) struct PostName<'a> {
    /// The date as it is written.
    pub(super) date: &'a str,
    /// What follows the date, without extension.
    pub(super) slug: &'a str,
}

/// Takes the file name of a path apart; `None` if it isn't that of a post: two to four digits of
/// the year, one or two of month and day, a slug (which may be empty), an extension.
pub(super) fn of_file_name(path: &str) -> Option<PostName<'_>> {
    let name = path.rsplit('/').next()?;
    let extension = extension(name);
    let stem = if extension.is_empty() {
        // `2024-01-16-.md` has an empty slug; only then does the name end in a plain `.md`.
        return None;
    } else {
        name.strip_suffix(extension)?
    };
    let mut end = 0;
    for (index, longest) in [(0, 4), (1, 2), (2, 2)] {
        let digits = stem[end..].bytes().take_while(u8::is_ascii_digit).count();
        let shortest = if index == 0 { 2 } else { 1 };
        if !(shortest..=longest).contains(&digits)
            || stem.as_bytes().get(end + digits) != Some(&b'-')
        {
            return None;
        }
        end += digits + 1;
    }
    Some(PostName {
        date: &stem[..end - 1],
        slug: &stem[end..],
    })
}

/// The moment of a file name's date: midnight in the site's zone.
pub(super) fn in_file_name(
    config: &Config,
    document: &Document,
    name: &PostName<'_>,
) -> Result<Time, Diagnostic> {
    Time::parse(name.date, &config.zone, &config.time).ok_or_else(|| {
        Diagnostic::error(
            "invalid-date",
            format!(
                "Document '{}' does not have a valid date in the filename.",
                document.path
            ),
        )
        .at(
            Location::file(document.source.path.clone()),
            format!("there is no day `{}`", name.date),
        )
        .hint("a post is named after its day, such as `2025-07-16-title.md`")
    })
}

/// The moment that a `date` of front matter means, in the site's zone; `None` if it means none.
pub(super) fn in_front_matter(config: &Config, value: &Value) -> Option<Time> {
    match value {
        Value::Time(time) => Some(time.in_zone(&config.zone)),
        Value::Date(date) => Time::midnight(*date, &config.zone),
        other => Time::parse(&other.to_string(), &config.zone, &config.time)
            .map(|time| time.in_zone(&config.zone)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_are_known_by_their_names() {
        for (path, expected) in [
            ("_posts/2024-01-02-a-b.md", Some(("2024-01-02", "a-b"))),
            ("a/_posts/24-1-2-x.y.html", Some(("24-1-2", "x.y"))),
            ("_posts/2024-01-16-.md", Some(("2024-01-16", ""))),
            ("_posts/2024-01-16.md", None),
            ("_posts/2024-01-16-x", None),
            ("_posts/no-date.md", None),
            ("_posts/20245-01-16-x.md", None),
        ] {
            let found = of_file_name(path).map(|name| (name.date, name.slug));
            assert_eq!(found, expected, "{path}");
        }
    }
}

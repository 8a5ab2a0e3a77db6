//! Slugs: `slugify` with Jekyll's modes.

use deunicode::deunicode;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// How a slug is made (Jekyll docs, "Liquid Filters", `slugify`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlugMode {
    /// Only downcased.
    None,
    /// Runs of blanks become hyphens.
    Raw,
    /// Everything but letters, marks and digits becomes a hyphen.
    Default,
    /// As `Default`, but `._~!$&'()+,;=@` stay.
    Pretty,
    /// Only ASCII letters and digits stay.
    Ascii,
    /// Transliterated to ASCII, then as `Default`.
    Latin,
}

impl SlugMode {
    /// The mode of a name; an unknown name means [`SlugMode::None`], as in Jekyll.
    pub fn from_name(name: &str) -> Self {
        match name {
            "raw" => SlugMode::Raw,
            "default" => SlugMode::Default,
            "pretty" => SlugMode::Pretty,
            "ascii" => SlugMode::Ascii,
            "latin" => SlugMode::Latin,
            _ => SlugMode::None,
        }
    }

    fn keeps(self, character: char) -> bool {
        match self {
            SlugMode::None => true,
            SlugMode::Raw => !matches!(character, ' ' | '\t'..='\r'),
            SlugMode::Default | SlugMode::Latin => is_word(character),
            SlugMode::Pretty => is_word(character) || "._~!$&'()+,;=@".contains(character),
            SlugMode::Ascii => character.is_ascii_alphanumeric(),
        }
    }
}

/// A letter, a mark or a decimal digit.
fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || matches!(
            character.general_category_group(),
            GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark
        )
        || character.general_category() == GeneralCategory::DecimalNumber
}

/// Makes a slug of `text`: every run of characters the mode drops becomes one hyphen, one is cut at
/// either end (except under [`SlugMode::None`]), lower case unless `cased`.
pub fn slugify(text: &str, mode: SlugMode, cased: bool) -> String {
    let transliterated;
    let text = if mode == SlugMode::Latin {
        transliterated = deunicode(text);
        &transliterated
    } else {
        text
    };
    let slug = hyphenate(text, mode);
    let slug = if mode == SlugMode::None {
        &slug
    } else {
        without_outer_hyphen(&slug)
    };
    if cased {
        slug.to_owned()
    } else {
        slug.to_lowercase()
    }
}

/// One hyphen is cut at either end, not a run of them: `--a` is `-a` under [`SlugMode::Raw`].
fn without_outer_hyphen(slug: &str) -> &str {
    let slug = slug.strip_prefix('-').unwrap_or(slug);
    slug.strip_suffix('-').unwrap_or(slug)
}

/// Replaces every run of characters that the mode drops by one hyphen.
fn hyphenate(text: &str, mode: SlugMode) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut in_run = false;
    for character in text.chars() {
        let keep = mode.keeps(character);
        if keep {
            slug.push(character);
        } else if !in_run {
            slug.push('-');
        }
        in_run = !keep;
    }
    slug
}

/// The title of a slug, for documents without one: words between hyphens, each capitalized.
pub fn titleize(slug: &str) -> String {
    slug.trim_end_matches('-')
        .split('-')
        .map(capitalize)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The first character in upper case, the rest in lower case (Ruby's `capitalize`).
pub fn capitalize(word: &str) -> String {
    let mut characters = word.chars();
    match characters.next() {
        Some(first) => first
            .to_uppercase()
            .chain(characters.as_str().to_lowercase().chars())
            .collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Jekyll's `slugify` filter prints for `The _config.yml file, über ①²٣ — ok!`.
    #[test]
    fn modes_agree_with_jekyll() {
        let text = "The _config.yml file, über ①²٣ — ok!";
        for (mode, slug) in [
            ("none", "the _config.yml file, über ①²٣ — ok!"),
            ("raw", "the-_config.yml-file,-über-①²٣-—-ok!"),
            ("default", "the-config-yml-file-über-٣-ok"),
            ("pretty", "the-_config.yml-file,-über-٣-ok!"),
            ("ascii", "the-config-yml-file-ber-ok"),
        ] {
            assert_eq!(
                slugify(text, SlugMode::from_name(mode), false),
                slug,
                "{mode}"
            );
        }
        assert_eq!(
            slugify("Über Straße", SlugMode::Latin, false),
            "uber-strasse"
        );
        assert_eq!(slugify("--a--b", SlugMode::Raw, false), "-a--b");
        assert_eq!(slugify("--a--b  c-", SlugMode::Default, false), "a-b-c");
        assert_eq!(slugify("A B", SlugMode::Default, true), "A-B");
    }

    #[test]
    fn titles_come_from_slugs() {
        assert_eq!(titleize("my-first_POST"), "My First_post");
    }
}

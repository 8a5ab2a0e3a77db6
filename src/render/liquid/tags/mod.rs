//! Jekyll's own tags (Jekyll docs, "Liquid Tags" and "Includes").

mod highlight;
mod include;
mod link;

use crate::lang::liquid::{Context, Error, Language, Mode, Template};

/// Liquid with Jekyll's tags.
pub(super) fn language(mode: Mode) -> Language {
    let mut language = Language::standard(mode);
    language.add_tag("include", include::parse);
    language.add_tag("include_cached", include::parse_cached);
    language.add_tag("include_relative", include::parse_relative);
    language.add_tag("link", link::parse_link);
    language.add_tag("post_url", link::parse_post_url);
    language.add_tag("highlight", highlight::parse);
    language
}

/// A name that may have outputs in it, such as `{{ page.kind }}.html`.
#[derive(Debug)]
enum Name {
    Plain(String),
    Computed(Box<Template>),
}

impl Name {
    fn parse(text: &str) -> Result<Self, Error> {
        if !text.contains("{{") {
            return Ok(Name::Plain(text.to_owned()));
        }
        let template = Template::parse(text, "", &Language::standard(Mode::Lax))?;
        Ok(Name::Computed(Box::new(template)))
    }

    fn evaluate(&self, context: &mut Context<'_>) -> Result<String, Error> {
        match self {
            Name::Plain(text) => Ok(text.clone()),
            Name::Computed(template) => {
                let mut text = String::new();
                template.render(context, &mut text)?;
                Ok(text)
            }
        }
    }
}

//! The answers that Jekyll's tags ask for.

use std::sync::Arc;

use crate::base::Value;
use crate::lang::filters;
use crate::lang::liquid::{Error, Host, Template};
use crate::model::Document;

use super::LiquidSite;

/// Answers for a document that is being rendered.
pub(super) struct Answers<'a> {
    pub(super) liquid: &'a Arc<LiquidSite>,
    /// The folder of the document that is being rendered.
    pub(super) folder: &'a str,
}

impl Host for Answers<'_> {
    fn template(&self, tag: &str, name: &str, _from: &str) -> Result<Arc<Template>, Error> {
        let (found, folder) = match tag {
            "include_relative" => {
                let path = format!("{}/{name}", self.folder);
                let found = self
                    .liquid
                    .templates
                    .relative(path.trim_start_matches('/'))?;
                (found, self.folder)
            }
            _ => (self.included(name)?, "_includes"),
        };
        found.ok_or_else(|| {
            Error::foreign(format!(
                "Could not locate the included file '{name}' in any of [\"{}\"]. Ensure it exists in one of those \
                 directories and, if it is a symlink, does not point outside your site source.",
                folder
            ))
        })
    }

    fn answer(&self, tag: &str, question: &Value) -> Result<Value, Error> {
        let name = question.to_string();
        let url = match tag {
            "post_url" => self.post(&name),
            _ => self.linked(&name),
        };
        let url = url.ok_or_else(|| {
            Error::foreign(match tag {
                "post_url" => format!(
                    "Could not find post \"{name}\" in tag 'post_url'.\n\nMake sure the post exists and the name is correct."
                ),
                _ => format!("Could not find document '{name}' in tag '{tag}'.\n\nMake sure the document exists and the path is correct."),
            })
        })?;
        self.relative_url(&url)
    }
}

impl Answers<'_> {
    /// An included text; an error in it says which text it is in.
    fn included(&self, name: &str) -> Result<Option<Arc<Template>>, Error> {
        self.liquid.templates.include(name).map_err(|error| {
            let source = self.liquid.site.includes.get(name);
            let template = source.map(|source| source.path.clone());
            Error { template, ..error }
        })
    }

    /// The URL of the document or file at a path.
    fn linked(&self, path: &str) -> Option<String> {
        let site = &self.liquid.site;
        let path = path.trim_start_matches('/');
        let document = site
            .documents
            .iter()
            .find(|document| !document.generated && &*document.path == path);
        let file = || {
            site.static_files
                .iter()
                .find(|file| file.path.trim_start_matches('/') == path)
        };
        document
            .map(|document| document.url.to_string())
            .or_else(|| file().map(|file| file.path.to_string()))
    }

    /// The URL of the post of a name such as `2025-07-16-title` or `folder/2025-07-16-title`.
    fn post(&self, name: &str) -> Option<String> {
        let name = name.trim_start_matches('/');
        let mut posts = self
            .liquid
            .site
            .posts()
            .rev()
            .map(|id| &self.liquid.site.documents[id]);
        posts
            .find(|post| answers_to(post, name))
            .map(|post| post.url.to_string())
    }

    fn relative_url(&self, url: &str) -> Result<Value, Error> {
        let Some(filter) = filters::find("relative_url") else {
            return Ok(Value::from(url));
        };
        let arguments = filters::Arguments::default();
        let input = Value::from(url);
        let surroundings = &self.liquid.surroundings;
        let result = surroundings.with(|environment| filter.call(&input, &arguments, &environment));
        result.map_err(Error::from)
    }
}

/// Whether a post is called so: by its file's name without extension, with the folders above
/// `_posts` or below it before it.
fn answers_to(post: &Document, name: &str) -> bool {
    let path = post
        .path
        .strip_suffix(post.extension())
        .unwrap_or(&post.path);
    let folders: Vec<&str> = path
        .split('/')
        .filter(|folder| *folder != "_posts")
        .collect();
    folders.join("/") == name || folders.last() == Some(&name)
}

//! Layouts in Tera.

mod advice;
mod convert;
mod errors;
mod filters;
mod templates;
mod values;

use std::sync::Arc;

use tera::{Context, Tera, Value};

use crate::base::{Diagnostic, Diagnostics, Map};
use crate::model::Site;
use crate::model::site::DocumentId;

use super::body::Body;
use super::engine::Engine;
use super::environment::FilterSurroundings;
use convert::{Documents, from_value, tera_map};
use values::Values;

/// Tera with a site's templates, filters and values.
pub(super) struct TeraEngine<'a> {
    site: &'a Site,
    tera: Tera,
    values: Values<'a>,
    /// Whether any template asks for `site.related_posts`, which differ from post to post.
    related: bool,
}

impl<'a> TeraEngine<'a> {
    /// Parses the site's templates and builds the values they see.
    pub(super) fn new(
        site: &'a Site,
        bodies: &[Body],
        surroundings: &FilterSurroundings,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let documents = Arc::new(Documents::new(site, bodies));
        let mut tera = Tera::new();
        filters::register(&mut tera, surroundings, &documents);
        templates::add(&mut tera, site, diagnostics);
        let values = Values::new(site, documents);
        let context = tera.global_context();
        context.insert_value("site", values.site());
        context.insert_value("jekyll", from_value(&super::scope::jekyll(site)));
        context.insert_value("theme", Value::none());
        let related = templates::texts(site).any(|text| text.contains("related_posts"));
        TeraEngine {
            site,
            tera,
            values,
            related,
        }
    }
}

impl Engine for TeraEngine<'_> {
    fn render(
        &self,
        template: &str,
        document: DocumentId,
        content: &str,
        layout: &Map,
    ) -> Result<String, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("content", Value::safe_string(content));
        context.insert_value("page", self.values.page(document));
        context.insert_value("layout", Value::from(tera_map(layout)));
        context.insert_value("paginator", self.values.paginator(document));
        if self.related {
            context.insert_value("site", self.values.site_with_related(document));
        }
        self.tera
            .render(template, &context)
            .map_err(|error| errors::rendering(self.site, template, &error))
    }
}

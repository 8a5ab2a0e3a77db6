//! Liquid as Jekyll uses it: in the texts of documents and in classic layouts.

mod errors;
mod host;
mod objects;
mod tags;
mod templates;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use crate::base::{Diagnostic, Diagnostics, Map, Value};
use crate::lang::liquid::{Context, Counters, OnError, Registers, Surroundings, Template};
use crate::model::site::DocumentId;
use crate::model::{Site, Texts};

use super::body::{self, Body};
use super::engine::Engine;
use super::environment::FilterSurroundings;
use super::markdown::Converter;
use super::scope;
use host::Answers;
use objects::{DocumentObject, SiteObject};
use templates::Templates;

/// Which part of a document is being rendered, which decides what is seen of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Its text: it doesn't see itself converted.
    Text,
    /// Its layouts: it does.
    Layout,
}

/// A document while one of its parts is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Observer {
    document: DocumentId,
    part: Part,
    /// How many texts wait for this one, each showing the next.
    waiting: usize,
}

/// So many texts may wait for each other: more would exhaust the stack. Beyond that a text is
/// shown as it is written.
const MOST_WAITING: usize = 24;

/// A site with its Liquid templates parsed once, and what is made of its texts, each once.
pub(super) struct LiquidSite {
    site: Arc<Site>,
    templates: Templates,
    markdown: Arc<Converter>,
    surroundings: FilterSurroundings,
    /// What templates see of each document besides its text and its neighbours.
    values: Vec<OnceLock<Map>>,
    /// What templates see of the site that needs no documents.
    site_values: OnceLock<Map>,
    contents: Vec<OnceLock<Arc<str>>>,
    excerpts: Vec<OnceLock<Arc<str>>>,
    /// The state that outlives a page, used where any template asks for it.
    counters: Mutex<Counters>,
    mistakes: Mutex<Vec<(DocumentId, Diagnostic)>>,
}

impl std::fmt::Debug for LiquidSite {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("LiquidSite")
    }
}

impl LiquidSite {
    /// Parses the site's templates.
    pub(super) fn new(
        site: &Arc<Site>,
        markdown: &Arc<Converter>,
        surroundings: &FilterSurroundings,
        texts: Arc<dyn Texts>,
        diagnostics: &mut Diagnostics,
    ) -> Arc<Self> {
        fn cells<T>(site: &Site) -> Vec<OnceLock<T>> {
            site.documents.iter().map(|_| OnceLock::new()).collect()
        }
        Arc::new(LiquidSite {
            site: site.clone(),
            templates: Templates::parse(site, texts, diagnostics),
            markdown: markdown.clone(),
            surroundings: surroundings.clone(),
            values: cells(site),
            site_values: OnceLock::new(),
            contents: cells(site),
            excerpts: cells(site),
            counters: Mutex::default(),
            mistakes: Mutex::default(),
        })
    }

    /// Whether pages have to be rendered one after the other: a template counts or cycles from
    /// page to page.
    pub(super) fn is_sequential(&self) -> bool {
        self.templates.counts()
    }

    /// Whether the texts of pages (or those of collections) have to be converted in order.
    pub(super) fn texts_in_order(&self, pages: bool) -> bool {
        self.templates.texts_in_order(pages)
    }

    /// What templates see of a document besides its text and its neighbours.
    fn value(&self, id: DocumentId) -> &Map {
        self.values[id].get_or_init(|| {
            let nothing = Body {
                content: "".into(),
                excerpt: None,
            };
            scope::document(&self.site.documents[id], &nothing)
        })
    }

    /// What templates see of the site that needs no documents.
    fn site_values(&self) -> &Map {
        self.site_values.get_or_init(|| scope::site(&self.site))
    }

    /// A document's converted text. What goes wrong is kept; the text is then as it is written.
    pub(super) fn content(self: &Arc<Self>, id: DocumentId) -> &Arc<str> {
        self.content_for(id, 0)
    }

    fn content_for(self: &Arc<Self>, id: DocumentId, waiting: usize) -> &Arc<str> {
        self.contents[id].get_or_init(|| {
            let text = self.site.documents[id].body();
            self.converted(id, self.templates.text(id), text, waiting)
        })
    }

    /// A document's converted excerpt; `None` where there is none or front matter gives one. It is
    /// made when it is first asked for: a template that counts counts there too.
    pub(super) fn excerpt(self: &Arc<Self>, id: DocumentId) -> Option<&Arc<str>> {
        self.excerpt_for(id, 0)
    }

    fn excerpt_for(self: &Arc<Self>, id: DocumentId, waiting: usize) -> Option<&Arc<str>> {
        let document = &self.site.documents[id];
        let text = document.excerpt.as_deref()?;
        let template = self.templates.excerpt(id);
        // An excerpt that is the whole text needn't be converted twice.
        if template.is_none() && text == document.body() {
            return Some(self.content_for(id, waiting));
        }
        Some(self.excerpts[id].get_or_init(|| self.converted(id, template, text, waiting)))
    }

    /// All excerpts, for templates that have no lazy values. Templates count as if these had not
    /// been made yet.
    pub(super) fn all_excerpts(self: &Arc<Self>) -> Vec<Option<Arc<str>>> {
        let ids = 0..self.site.documents.len();
        if !self.is_sequential() {
            return ids
                .into_par_iter()
                .map(|id| self.excerpt(id).cloned())
                .collect();
        }
        let counters = self.lock_counters().clone();
        let excerpts = ids.map(|id| self.excerpt(id).cloned()).collect();
        *self.lock_counters() = counters;
        excerpts
    }

    fn converted(
        self: &Arc<Self>,
        id: DocumentId,
        template: Option<&Template>,
        text: &str,
        waiting: usize,
    ) -> Arc<str> {
        let document = &self.site.documents[id];
        let rendered = template.map(|template| {
            let observer = Observer {
                document: id,
                part: Part::Text,
                waiting,
            };
            self.render(template, observer, Map::new(), &mut Registers::default())
        });
        let text = match rendered {
            None => Arc::from(text),
            Some(Ok(rendered)) => Arc::from(rendered),
            Some(Err(error)) => {
                let diagnostic = errors::in_document(self, document, &error);
                self.lock_mistakes().push((id, diagnostic));
                Arc::from(text)
            }
        };
        body::convert(document, text, &self.markdown)
    }

    /// What went wrong in the texts of documents, in their order.
    pub(super) fn mistakes(&self) -> Vec<(DocumentId, Diagnostic)> {
        let mut mistakes = std::mem::take(&mut *self.lock_mistakes());
        mistakes.sort_by_key(|(id, _)| *id);
        mistakes
    }

    fn lock_counters(&self) -> std::sync::MutexGuard<'_, Counters> {
        self.counters.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock_mistakes(&self) -> std::sync::MutexGuard<'_, Vec<(DocumentId, Diagnostic)>> {
        // Nothing is left half done where a thread could have panicked.
        self.mistakes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Renders a template for a document, with `more` variables than every template has.
    fn render(
        self: &Arc<Self>,
        template: &Template,
        observer: Observer,
        more: Map,
        registers: &mut Registers,
    ) -> Result<String, crate::lang::liquid::Error> {
        let document = &self.site.documents[observer.document];
        let mut variables = Map::from_iter([
            (
                "site".into(),
                Value::Object(Arc::new(SiteObject::new(self, observer))),
            ),
            (
                "page".into(),
                Value::Object(Arc::new(DocumentObject::new(
                    self,
                    observer.document,
                    observer,
                ))),
            ),
            ("jekyll".into(), scope::jekyll(&self.site)),
            ("theme".into(), Value::Nil),
            ("paginator".into(), self.paginator(document, observer)),
        ]);
        variables.extend(more);
        let answers = Answers {
            liquid: self,
            folder: folder_of(&document.path),
        };
        let mut output = String::new();
        self.surroundings.with(|environment| {
            let surroundings = Surroundings {
                variables: &variables,
                environment,
                host: &answers,
                on_error: OnError::Stop,
                active_support: false,
            };
            // Where no template counts, pages are rendered side by side, each with counters of its own.
            let shared = self.is_sequential();
            let mut counters = match shared {
                true => std::mem::take(&mut *self.lock_counters()),
                false => Counters::default(),
            };
            let mut context = Context::new(surroundings, &mut counters, registers);
            let result = template.render(&mut context, &mut output);
            if shared {
                *self.lock_counters() = counters;
            }
            result
        })?;
        Ok(output)
    }

    fn paginator(self: &Arc<Self>, document: &crate::model::Document, observer: Observer) -> Value {
        let Some(paginator) = scope::paginator_of(document) else {
            return Value::Nil;
        };
        let mut map = scope::paginator(paginator);
        let posts = paginator.posts.iter().map(|&id| self.object(id, observer));
        map.insert("posts".into(), Value::from(posts.collect::<Vec<_>>()));
        Value::from(map)
    }

    /// A document as another one sees it.
    fn object(self: &Arc<Self>, id: DocumentId, observer: Observer) -> Value {
        Value::Object(Arc::new(DocumentObject::new(self, id, observer)))
    }
}

/// The folder of a path.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Layouts in Liquid.
pub(super) struct LiquidEngine {
    liquid: Arc<LiquidSite>,
    /// What each layout remembers from page to page.
    registers: Vec<Mutex<Registers>>,
}

impl LiquidEngine {
    /// The engine of a site's classic layouts.
    pub(super) fn new(liquid: &Arc<LiquidSite>) -> Self {
        LiquidEngine {
            liquid: liquid.clone(),
            registers: liquid
                .site
                .layouts
                .iter()
                .map(|_| Mutex::default())
                .collect(),
        }
    }
}

impl Engine for LiquidEngine {
    fn render(
        &self,
        template: &str,
        document: DocumentId,
        content: &str,
        layout: &Map,
    ) -> Result<String, Diagnostic> {
        let Some((index, _, found)) = self.liquid.site.layouts.get_full(template) else {
            return Ok(content.to_owned());
        };
        let parsed = match self.liquid.templates.layout(template) {
            Some(Ok(parsed)) => parsed,
            Some(Err(error)) => return Err(errors::in_layout(&self.liquid, found, error)),
            None => return Ok(content.to_owned()),
        };
        let more = Map::from_iter([
            ("content".into(), Value::from(content)),
            ("layout".into(), Value::from(layout.clone())),
        ]);
        let observer = Observer {
            document,
            part: Part::Layout,
            waiting: 0,
        };
        let mut own = Registers::default();
        let mut kept = match self.liquid.is_sequential() {
            true => self.registers[index].lock().ok(),
            false => None,
        };
        let registers = kept.as_deref_mut().unwrap_or(&mut own);
        self.liquid
            .render(parsed, observer, more, registers)
            .map_err(|error| errors::in_layout(&self.liquid, found, &error))
    }
}

//! The Liquid templates of a site, each parsed once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::base::{Diagnostics, Value};
use crate::lang::liquid::{Error, Language, Mode, Template};
use crate::model::document::Kind;
use crate::model::layout::Language as LayoutLanguage;
use crate::model::site::DocumentId;
use crate::model::{Document, Site, Texts};

use super::{errors, tags};

/// A site's templates.
pub(super) struct Templates {
    /// Mistakes in these are told where they are used: Jekyll reads none that isn't.
    layouts: HashMap<Arc<str>, Result<Template, Error>>,
    includes: HashMap<Arc<str>, Result<Arc<Template>, Error>>,
    /// The texts with Liquid in them, and their excerpts.
    texts: Vec<Option<Template>>,
    excerpts: Vec<Option<Template>>,
    counts: bool,
    shown: Shown,
    /// Texts that are included by their place beside a document, read and parsed when first asked for.
    texts_beside: Arc<dyn Texts>,
    relatives: Mutex<HashMap<String, Option<Arc<Template>>>>,
    language: Language,
}

impl Templates {
    /// Parses all templates; texts that aren't well-formed are told and left out.
    pub(super) fn parse(
        site: &Site,
        texts_beside: Arc<dyn Texts>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let language = tags::language(mode(site));
        let liquid = site
            .layouts
            .values()
            .filter(|layout| layout.language == LayoutLanguage::Liquid);
        let layouts: HashMap<_, _> = liquid
            .map(|layout| {
                let name = layout.template.clone();
                let parsed = Template::parse(layout.body(), name.clone(), &language);
                (name, parsed)
            })
            .collect();
        let includes: HashMap<_, _> = site
            .includes
            .iter()
            .map(|(name, source)| {
                let parsed = Template::parse(source.text.clone(), source.path.clone(), &language);
                (name.clone(), parsed.map(Arc::new))
            })
            .collect();
        let texts: Vec<_> = site
            .documents
            .par_iter()
            .map(|document| {
                let text = Some(document.body()).filter(|text| has_liquid(document, text))?;
                let parsed = Template::parse(text, document.source.path.clone(), &language);
                Some(parsed.map_err(|error| errors::of_document(document, &error)))
            })
            .collect();
        let texts: Vec<Option<Template>> = texts
            .into_iter()
            .map(|parsed| diagnostics.keep(parsed?))
            .collect();
        let excerpts = site
            .documents
            .par_iter()
            .map(|document| {
                let excerpt = document.excerpt.as_deref();
                let excerpt = excerpt.filter(|excerpt| has_liquid(document, excerpt))?;
                parse_excerpt(excerpt, document, &language)
            })
            .collect();
        let all = well_formed(&layouts).chain(well_formed(&includes).map(AsRef::as_ref));
        let all = all.chain(texts.iter().flatten());
        let counts = all.into_iter().any(Template::uses_shared_state);
        for template in well_formed(&layouts)
            .chain(well_formed(&includes).map(AsRef::as_ref))
            .chain(texts.iter().flatten())
        {
            diagnostics.extend(
                template
                    .warnings()
                    .iter()
                    .map(|warning| errors::warning(site, template.name(), warning)),
            );
        }
        Templates {
            layouts,
            includes,
            texts,
            excerpts,
            counts,
            shown: Shown::by(site),
            texts_beside,
            relatives: Mutex::default(),
            language,
        }
    }

    /// The text at a path relative to the source, parsed; `None` if there is none.
    ///
    /// # Errors
    /// When it isn't well-formed.
    pub(super) fn relative(&self, path: &str) -> Result<Option<Arc<Template>>, Error> {
        let mut relatives = self
            .relatives
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = relatives.get(path) {
            return Ok(known.clone());
        }
        let template = match self.texts_beside.read(path) {
            Some(source) => Some(Arc::new(Template::parse(
                source.text,
                source.path,
                &self.language,
            )?)),
            None => None,
        };
        relatives.insert(path.to_owned(), template.clone());
        Ok(template)
    }

    /// Whether a template counts or cycles from page to page.
    pub(super) fn counts(&self) -> bool {
        self.counts
    }

    /// Whether texts have to be converted in order, because one may show another's: those of
    /// collections, those of pages.
    pub(super) fn texts_in_order(&self, pages: bool) -> bool {
        self.counts
            || if pages {
                self.shown.by_pages
            } else {
                self.shown.by_items
            }
    }

    pub(super) fn layout(&self, name: &str) -> Option<Result<&Template, &Error>> {
        self.layouts.get(name).map(Result::as_ref)
    }

    pub(super) fn include(&self, name: &str) -> Result<Option<Arc<Template>>, Error> {
        self.includes.get(name).cloned().transpose()
    }

    /// The text of a document, if there is Liquid in it.
    pub(super) fn text(&self, id: DocumentId) -> Option<&Template> {
        self.texts[id].as_ref()
    }

    /// The excerpt of a document, if there is Liquid in it.
    pub(super) fn excerpt(&self, id: DocumentId) -> Option<&Template> {
        self.excerpts[id].as_ref()
    }
}

/// An excerpt's template. One that ends inside a block is closed, as Jekyll does it.
fn parse_excerpt(excerpt: &str, document: &Document, language: &Language) -> Option<Template> {
    let parse = |text: &str| Template::parse(text, document.source.path.clone(), language).ok();
    parse(excerpt).or_else(|| {
        let mut closed = excerpt.to_owned();
        for tag in excerpt.split("{%").skip(1) {
            let name = tag.trim_start_matches('-').trim_start();
            let name: String = name
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            let end = format!("end{name}");
            if BLOCKS.contains(&name.as_str()) && !excerpt.contains(&end) {
                closed.push_str(&format!("\n{{% {end} %}}"));
            }
        }
        parse(&closed)
    })
}

/// The tags that have an end.
const BLOCKS: [&str; 10] = [
    "if",
    "unless",
    "case",
    "for",
    "tablerow",
    "capture",
    "comment",
    "raw",
    "ifchanged",
    "highlight",
];

fn well_formed<T>(templates: &HashMap<Arc<str>, Result<T, Error>>) -> impl Iterator<Item = &T> {
    templates.values().filter_map(|parsed| parsed.as_ref().ok())
}

/// `liquid: error_mode:` of the configuration.
fn mode(site: &Site) -> Mode {
    match site
        .config
        .get("liquid")
        .get("error_mode")
        .and_then(Value::as_str)
    {
        Some("strict") => Mode::Strict,
        Some("lax") => Mode::Lax,
        _ => Mode::Warn,
    }
}

fn has_liquid(document: &Document, text: &str) -> bool {
    let wanted = *document.get("render_with_liquid") != Value::Bool(false);
    wanted && (text.contains("{{") || text.contains("{%"))
}

/// Which texts may show those of other documents. They are converted in order, so that none waits
/// for a long chain of others.
struct Shown {
    by_items: bool,
    by_pages: bool,
}

impl Shown {
    fn by(site: &Site) -> Self {
        let asks = |text: &str| {
            ["content", "excerpt", "output"].iter().any(|key| {
                text.contains(&format!(".{key}")) || text.contains(&format!("\"{key}\""))
            })
        };
        let includes_ask = site.includes.values().any(|include| asks(&include.text));
        let is_asking = |document: &&Document| {
            let text = document.body();
            let includes = text.contains("include");
            has_liquid(document, text) && (asks(text) || (includes && includes_ask))
        };
        let mut shown = Shown {
            by_items: false,
            by_pages: false,
        };
        for document in site.documents.iter().filter(is_asking) {
            match document.kind {
                Kind::Page => shown.by_pages = true,
                Kind::Item(_) => shown.by_items = true,
            }
        }
        shown
    }
}

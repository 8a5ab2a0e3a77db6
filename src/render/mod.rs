//! A site becomes files: bodies are converted, then put into their layouts. One entry: [`site`].

mod body;
mod conflicts;
mod engine;
mod environment;
mod failures;
mod layouts;
mod liquid;
mod markdown;
mod scope;
mod tera;

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::value::merge_into;
use crate::base::{Diagnostic, Diagnostics, Map};
use crate::model::document::Kind;
use crate::model::layout::Language;
use crate::model::output::Content;
use crate::model::site::DocumentId;
use crate::model::{Document, Layout, Output, Site, Texts};

use body::Body;
use engine::Engine;
use environment::FilterSurroundings;
use failures::Failures;
use layouts::Chains;
use liquid::{LiquidEngine, LiquidSite};

/// Renders a site; `texts` is asked for what `include_relative` includes, `step` is called for each document that is done, from any thread.
pub fn site(
    site: &Arc<Site>,
    texts: Arc<dyn Texts>,
    step: &(dyn Fn() + Sync),
) -> (Vec<Output>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    diagnostics.extend(conflicts::find(site));
    let chains = Chains::new(site);
    diagnostics.extend(chains.mistakes());
    let markdown = Arc::new(markdown::Converter::new(&site.config));
    let surroundings = FilterSurroundings::new(&site.config, &markdown);
    let liquid = LiquidSite::new(site, &markdown, &surroundings, texts, &mut diagnostics);
    let first_page = site
        .documents
        .iter()
        .take_while(|document| document.kind != Kind::Page)
        .count();
    let content = |id| liquid.content(id).clone();
    let mut contents = each(0..first_page, liquid.texts_in_order(false), content);
    let pages = first_page..site.documents.len();
    contents.extend(each(pages, liquid.texts_in_order(true), content));
    let excerpts = liquid.all_excerpts();
    let bodies: Vec<Body> = contents
        .into_iter()
        .zip(excerpts)
        .map(|(content, excerpt)| Body { content, excerpt })
        .collect();
    let tera = tera::TeraEngine::new(site, &bodies, &surroundings, &mut diagnostics);
    let engines = Engines {
        tera: &tera,
        liquid: &LiquidEngine::new(&liquid),
    };
    let pages = each(0..site.documents.len(), liquid.is_sequential(), |id| {
        let document = &site.documents[id];
        let page = document
            .written
            .then(|| page(document, id, &bodies[id], &chains, &engines))
            .transpose();
        step();
        page
    });
    // Where several are written to one place the last one stays: a page yields to a copied file,
    // that to a document of a collection.
    let (mut outputs, mut items) = (Vec::new(), Vec::new());
    let mut failures = Failures::default();
    for (id, diagnostic) in liquid.mistakes() {
        failures.add(&site.documents[id], diagnostic);
    }
    for (document, page) in site.documents.iter().zip(pages) {
        let kind = if document.kind == Kind::Page {
            &mut outputs
        } else {
            &mut items
        };
        match page {
            Ok(output) => kind.extend(output),
            Err(diagnostic) => failures.add(document, diagnostic),
        }
    }
    diagnostics.extend(failures.into_diagnostics());
    outputs.extend(
        site.static_files
            .iter()
            .filter(|file| file.written)
            .map(copied),
    );
    outputs.extend(items);
    (outputs, diagnostics)
}

/// Does something for documents: one after the other in Jekyll's order, or on all cores.
fn each<T: Send>(
    ids: Range<DocumentId>,
    in_order: bool,
    action: impl Fn(DocumentId) -> T + Sync + Send,
) -> Vec<T> {
    match in_order {
        true => ids.map(action).collect(),
        false => ids.into_par_iter().map(action).collect(),
    }
}

/// The template languages.
struct Engines<'a> {
    tera: &'a dyn Engine,
    liquid: &'a dyn Engine,
}

impl Engines<'_> {
    fn of(&self, layout: &Layout) -> &dyn Engine {
        match layout.language {
            Language::Tera => self.tera,
            Language::Liquid => self.liquid,
        }
    }
}

/// A document's finished page: its body, put into each layout of its chain.
fn page(
    document: &Document,
    id: usize,
    body: &Body,
    chains: &Chains<'_>,
    engines: &Engines<'_>,
) -> Result<Output, Diagnostic> {
    let mut content = body.content.clone();
    let mut layout_data = Map::new();
    for layout in chains.of(document) {
        // Inner layouts' values win over those of the outer ones.
        let inner = std::mem::replace(&mut layout_data, layout.data.clone());
        merge_into(&mut layout_data, &inner);
        let template = &layout.template;
        content = Arc::from(
            engines
                .of(layout)
                .render(template, id, &content, &layout_data)?,
        );
    }
    let bytes: Arc<[u8]> = content.into();
    Ok(Output {
        path: document.destination.clone(),
        content: Content::Bytes(bytes),
    })
}

fn copied(file: &crate::model::StaticFile) -> Output {
    Output {
        path: file.destination.clone(),
        content: Content::CopyOf(file.file.clone()),
    }
}

//! A site becomes files: bodies are converted, then put into their layouts. One entry: [`site`].

mod body;
mod conflicts;
mod engine;
mod environment;
mod failures;
mod layouts;
mod liquid_text;
mod markdown;
mod scope;
mod tera;

use std::sync::Arc;

use rayon::prelude::*;

use crate::base::value::merge_into;
use crate::base::{Diagnostic, Diagnostics, Map};
use crate::model::document::Kind;
use crate::model::layout::Language;
use crate::model::output::Content;
use crate::model::{Document, Layout, Output, Site};

use body::Body;
use engine::Engine;
use environment::FilterSurroundings;
use failures::Failures;
use layouts::Chains;

/// Renders a site. `step` is called for each document that is done, from any thread.
pub fn site(site: &Site, step: &(dyn Fn() + Sync)) -> (Vec<Output>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    diagnostics.extend(conflicts::find(site));
    let chains = Chains::new(site);
    diagnostics.extend(chains.mistakes());
    diagnostics.extend(liquid_text::notice(site));
    let markdown = Arc::new(markdown::Converter::new(&site.config));
    let surroundings = FilterSurroundings::new(&site.config, &markdown);
    let bodies: Vec<Body> = site
        .documents
        .par_iter()
        .map(|document| body::convert(document, &markdown))
        .collect();
    let engine = tera::TeraEngine::new(site, &bodies, &surroundings, &mut diagnostics);
    let pages: Vec<Result<Option<Output>, Diagnostic>> = site
        .documents
        .par_iter()
        .enumerate()
        .map(|(id, document)| {
            let page = document
                .written
                .then(|| page(document, id, &bodies[id], &chains, &engine))
                .transpose();
            step();
            page
        })
        .collect();
    // Where several are written to one place the last one stays: a page yields to a copied file,
    // that to a document of a collection.
    let (mut outputs, mut items) = (Vec::new(), Vec::new());
    let mut failures = Failures::default();
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

/// A document's finished page: its body, put into each layout of its chain.
fn page(
    document: &Document,
    id: usize,
    body: &Body,
    chains: &Chains<'_>,
    engine: &dyn Engine,
) -> Result<Output, Diagnostic> {
    let mut content = body.content.clone();
    let mut layout_data = Map::new();
    // A layout that no engine understands has been told of already.
    let understood = |layout: &&Layout| layout.language == Language::Tera;
    for layout in chains.of(document).into_iter().filter(understood) {
        // Inner layouts' values win over those of the outer ones.
        let inner = std::mem::replace(&mut layout_data, layout.data.clone());
        merge_into(&mut layout_data, &inner);
        let template = &layout.template;
        content = Arc::from(engine.render(template, id, &content, &layout_data)?);
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

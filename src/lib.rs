//! Utterson, a static blog generator that keeps Jekyll's rules.
//!
//! A site is a value; four verbs transform it: [`read`], [`generate`], [`render`],
//! [`write`](mod@write). They never call each other, only [`pipeline`] does. The rooms in reading
//! order:
//!
//! - [`pipeline`]: a build from end to end; start here.
//! - [`base`]: values, diagnostics, dates, slugs and URLs.
//! - [`model`]: what a site is: configuration, documents, collections, permalinks.
//! - [`lang`]: data formats, Markdown, highlighting, filters.
//! - [`read`]: from files to a [`model::Site`].
//! - [`generate`]: pages nobody wrote: pagination, archives, feed, sitemap.
//! - [`render`]: from the site to a list of [`model::Output`]s.
//! - [`write`](mod@write): to the destination, and only what changed.
//! - [`serve`]: the preview.
//! - [`cli`]: the command line, the one place that prints.
//!
//! Who may use whom, the rules that hold everywhere, and how to add things are in the
//! repository's `docs/ARCHITECTURE.md`.

pub mod base;
pub mod cli;
pub mod generate;
pub mod lang;
pub mod model;
pub mod pipeline;
pub mod read;
pub mod render;
pub mod serve;
pub mod write;

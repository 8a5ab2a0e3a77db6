//! Liquid 4.0.4 as Jekyll 4 runs it.
//!
//! A [`Language`] knows the tags; [`Template::parse`] makes a [`Template`] of a source, once;
//! [`Template::render`] runs it in a [`Context`], as often as needed and from many threads. What
//! one rendering leaves to the next stands in [`Counters`] and [`Registers`], which the caller
//! keeps. A lexer cuts the source into text, tags and outputs; the markup in these is read by a
//! grammar, and where it doesn't follow that, with a warning by resemblance, as Liquid's
//! `error_mode: warn` does.

mod body;
mod compare;
mod condition;
mod context;
mod error;
mod expression;
mod filters;
mod language;
mod lexer;
mod markup;
mod nesting;
mod parser;
mod tags;
mod template;
mod variable;

pub use body::Body;
pub use condition::Condition;
pub use context::{
    Context, Counters, Host, Interrupt, Names, NoHost, OnError, Registers, Surroundings,
};
pub use error::{Error, ErrorKind, Step};
pub use expression::{Emptiness, Expression};
pub use language::{Language, Mode, ParseTag, Tag};
pub use parser::{Parser, Section, Stop};
pub use template::{Partial, SharedState, Template};
pub use variable::Variable;

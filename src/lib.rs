//! Utterson, a static blog generator.

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

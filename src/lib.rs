//! Utterson, a static blog generator.

pub mod base;
pub mod generate;
pub mod lang;
pub mod model;
pub mod pipeline;
pub mod read;
pub mod render;
pub mod write;

//! Utterson, a static blog generator.

pub mod base;
pub mod cli;
pub mod lang;
pub mod model;
pub mod pipeline;
pub mod serve;

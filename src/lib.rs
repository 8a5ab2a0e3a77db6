//! Utterson, a static blog generator.

pub mod base;
pub mod lang;

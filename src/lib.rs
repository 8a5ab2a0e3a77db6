//! crate

pub mod lang;

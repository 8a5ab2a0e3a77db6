//! The languages a site is written in, each by itself: what they know is text, not files,
//! configuration or sites.

pub mod highlight;
pub mod markdown;

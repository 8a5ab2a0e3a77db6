//! Languages: data formats, Markdown, highlighting, filters. They know no files, no configuration
//! and no site.

pub mod data;
pub mod filters;
pub mod front_matter;
pub mod highlight;
pub mod liquid;
pub mod markdown;

//! What every other room stands on: values, diagnostics, dates, slugs and URLs.
//!
//! Nothing here knows a site, a language or a file system.

pub mod diagnostic;
pub mod glob;
pub mod object;
pub mod slug;
pub mod time;
pub mod url;
pub mod value;

pub use diagnostic::{Diagnostic, Diagnostics, Location, Severity, Source};
pub use object::{Elements, Object};
pub use time::{Time, TimeZone};
pub use value::{Map, Value};

//! What a site is: configuration, documents, collections, URLs. No IO and no rendering.

pub mod config;
pub mod defaults;
pub mod document;
pub mod layout;
pub mod output;
pub mod permalink;
pub mod site;
pub mod static_file;
pub mod taxonomy;
pub mod texts;

pub use config::Config;
pub use document::Document;
pub use layout::Layout;
pub use output::Output;
pub use site::Site;
pub use static_file::StaticFile;
pub use texts::Texts;

//! What a template language must do.

use crate::base::{Diagnostic, Map};
use crate::model::site::DocumentId;

/// A template language, with the site's templates parsed once and its values built once.
pub(super) trait Engine: Sync {
    /// Puts the content of a document into a template; `layout` is what templates see under that
    /// name: the front matter of the layouts so far.
    ///
    /// # Errors
    /// When the template fails; with the place in the template.
    fn render(
        &self,
        template: &str,
        document: DocumentId,
        content: &str,
        layout: &Map,
    ) -> Result<String, Diagnostic>;
}

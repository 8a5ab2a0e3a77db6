//! What a template language must do.

use crate::base::Diagnostic;
use crate::model::Layout;
use crate::model::site::DocumentId;

/// A template language, with the site's templates parsed once and its values built once.
pub(super) trait Engine: Sync {
    /// Puts the content of a document into a layout.
    ///
    /// # Errors
    /// When the template fails; with the place in the template.
    fn render(
        &self,
        layout: &Layout,
        document: DocumentId,
        content: &str,
    ) -> Result<String, Diagnostic>;
}

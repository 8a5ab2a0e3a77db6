//! Categories and tags: which posts have which.

use std::sync::Arc;

use indexmap::IndexMap;

use super::Site;
use super::site::DocumentId;

/// The posts of every category (`key` is `categories`) or tag (`tags`), both in the order in which
/// they are first met going through the posts, newest post first within each name.
pub fn posts_by(site: &Site, key: &str) -> IndexMap<Arc<str>, Vec<DocumentId>> {
    let mut groups: IndexMap<Arc<str>, Vec<DocumentId>> = IndexMap::new();
    let oldest_first = site.posts().rev();
    for id in oldest_first {
        for name in site.documents[id].names(key) {
            groups.entry(name).or_default().push(id);
        }
    }
    for posts in groups.values_mut() {
        posts.reverse();
    }
    groups
}

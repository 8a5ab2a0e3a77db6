//! Ids of headings, made from their text.

use std::collections::{HashMap, HashSet};

use super::tree::{Kind, NodeId, Tree, Visit};

/// A heading of a document, as a table of contents shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its id, which may be empty.
    pub id: String,
    /// Its text without markup.
    pub text: String,
}

/// Gives every heading without an id one, prefixed with `prefix`: in the text by GitHub's rule
/// as kramdown's GFM parser has it, in footnotes by kramdown's own rule, which knows ASCII only.
pub fn assign(tree: &mut Tree<'_>, prefix: &str) {
    assign_below(tree, Tree::ROOT, prefix, github_id);
    let footnotes: Vec<NodeId> = tree.footnotes().map(|(_, id)| id).collect();
    for footnote in footnotes {
        assign_below(tree, footnote, prefix, classic_id);
    }
}

/// How kramdown gives ids to headings.
pub(super) struct Rules<'r, 'a> {
    /// What ids begin with.
    pub prefix: &'r str,
    /// Whether headings in the text have ids by GitHub's rule. Those in HTML elements and in
    /// footnotes never have.
    pub github: bool,
    /// Whether kramdown's own rule looks at the text without its markup.
    pub stripped: bool,
    /// The sources of headings.
    pub sources: &'r HashMap<NodeId, &'a str>,
}

/// Gives every heading without an id one, by kramdown's rules.
pub(super) fn assign_by_rules(tree: &mut Tree<'_>, rules: &Rules<'_, '_>) {
    let in_html = headings_in_html(tree);
    let mut github_counters = HashMap::new();
    let mut classic_counters = HashMap::new();
    let mut roots = vec![Tree::ROOT];
    roots.extend(tree.footnotes().map(|(_, id)| id));
    for root in roots {
        for (node, text) in texts_of_headings(tree, root) {
            if tree[node].attributes.get("id").is_some() {
                continue;
            }
            let github = rules.github && root == Tree::ROOT && !in_html.contains(&node);
            let by_source = !rules.stripped && !rules.github;
            let source = rules.sources.get(&node).filter(|_| by_source);
            let base = match github {
                true => github_id(&text),
                false => classic_id(source.copied().unwrap_or(&text)),
            };
            let counters = if github {
                &mut github_counters
            } else {
                &mut classic_counters
            };
            let repeats: &mut usize = counters.entry(base.clone()).or_insert(0);
            let id = match *repeats {
                0 => format!("{}{base}", rules.prefix),
                number => format!("{}{base}-{number}", rules.prefix),
            };
            *repeats += 1;
            tree[node].attributes.set("id", id);
        }
    }
}

fn headings_in_html(tree: &Tree<'_>) -> HashSet<NodeId> {
    let mut depth = 0_usize;
    let mut found = HashSet::new();
    for visit in tree.walk(Tree::ROOT) {
        match visit {
            Visit::Enter(id) => match tree[id].kind {
                Kind::HtmlElement { .. } => depth += 1,
                Kind::Heading(_) if depth > 0 => {
                    found.insert(id);
                }
                _ => {}
            },
            Visit::Leave(id) if matches!(tree[id].kind, Kind::HtmlElement { .. }) => {
                depth = depth.saturating_sub(1);
            }
            Visit::Leave(_) => {}
        }
    }
    found
}

/// The headings of the text in order (those of footnotes are not part of it).
pub fn headings(tree: &Tree<'_>) -> Vec<Heading> {
    texts_of_headings(tree, Tree::ROOT)
        .into_iter()
        .filter_map(|(node, text)| {
            let Kind::Heading(level) = tree[node].kind else {
                return None;
            };
            let id = tree[node].attributes.get("id").unwrap_or_default();
            Some(Heading {
                level,
                id: id.to_owned(),
                text,
            })
        })
        .collect()
}

fn assign_below(tree: &mut Tree<'_>, start: NodeId, prefix: &str, rule: fn(&str) -> String) {
    let mut counters: HashMap<String, usize> = HashMap::new();
    for (node, text) in texts_of_headings(tree, start) {
        if tree[node].attributes.get("id").is_some() {
            continue;
        }
        let base = rule(&text);
        let repeats = counters.entry(base.clone()).or_insert(0);
        let id = match *repeats {
            0 => format!("{prefix}{base}"),
            number => format!("{prefix}{base}-{number}"),
        };
        *repeats += 1;
        tree[node].attributes.set("id", id);
    }
}

/// The headings below `start` with their text: what is written, formulas and code included;
/// images and the marks of footnotes are not text.
fn texts_of_headings(tree: &Tree<'_>, start: NodeId) -> Vec<(NodeId, String)> {
    let mut all: Vec<(NodeId, String)> = Vec::new();
    let mut inside = false;
    for visit in tree.walk(start) {
        match visit {
            Visit::Enter(id) => match &tree[id].kind {
                Kind::Heading(_) => {
                    inside = true;
                    all.push((id, String::new()));
                }
                Kind::Text(text)
                | Kind::HtmlText(text)
                | Kind::Abbreviation(text)
                | Kind::CodeSpan(text)
                | Kind::MathSpan(text)
                    if inside =>
                {
                    if let Some((_, heading)) = all.last_mut() {
                        heading.push_str(text);
                    }
                }
                Kind::Character { character, .. } if inside => {
                    if let Some((_, heading)) = all.last_mut() {
                        heading.push(*character);
                    }
                }
                _ => {}
            },
            Visit::Leave(id) if matches!(tree[id].kind, Kind::Heading(_)) => inside = false,
            Visit::Leave(_) => {}
        }
    }
    all
}

/// GitHub's rule: lower case, word characters and hyphens only, blanks to hyphens.
fn github_id(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter_map(|character| match character {
            ' ' | '\t' | '\n' | '-' => Some('-'),
            _ => super::is_word(character).then_some(character),
        })
        .collect()
}

/// kramdown's rule: from the first ASCII letter on, letters, digits and hyphens only.
pub(super) fn classic_id(text: &str) -> String {
    let from_first_letter =
        text.trim_start_matches(|character: char| !character.is_ascii_alphabetic());
    let id: String = from_first_letter
        .chars()
        .filter_map(|character| match character {
            ' ' | '-' => Some('-'),
            _ => character
                .is_ascii_alphanumeric()
                .then(|| character.to_ascii_lowercase()),
        })
        .collect();
    if id.is_empty() {
        "section".to_owned()
    } else {
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn github_ids_keep_letters_of_all_scripts() {
        assert_eq!(github_id("Ü x_y -- “q” é ٣ Ⅷ ² ?"), "ü-x_y----q-é-٣-ⅷ--");
    }

    #[test]
    fn classic_ids_are_ascii() {
        assert_eq!(classic_id("1. Ünder way"), "nder-way");
        assert_eq!(classic_id("42"), "section");
    }
}

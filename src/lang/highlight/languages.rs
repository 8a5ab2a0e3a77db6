//! Names of languages.

use std::collections::HashMap;
use std::sync::OnceLock;

/// A language by the name the table of classes uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Language {
    pub(super) name: &'static str,
    /// The name of its grammar, if there is one.
    pub(super) grammar: Option<&'static str>,
}

impl Language {
    /// The grammar that reads this code. PHP without its opening tag is taken for PHP alone,
    /// as Rouge takes it; its grammar would take it for HTML.
    pub(super) fn grammar_for(self, code: &str) -> Option<&'static str> {
        match self.grammar {
            Some("PHP") if !code.contains("<?") => Some("PHP Source"),
            grammar => grammar,
        }
    }
}

/// The language of this name, which has to be exact.
pub(super) fn find(name: &str) -> Option<Language> {
    table().get(name).copied()
}

/// Whether a name means text that is in no language.
pub fn is_plain_text(name: &str) -> bool {
    find(name).is_some_and(|language| language.name == "plaintext")
}

fn table() -> &'static HashMap<&'static str, Language> {
    static TABLE: OnceLock<HashMap<&'static str, Language>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = HashMap::new();
        for line in include_str!("languages.tsv").lines() {
            if let Some((grammar, names)) = line.split_once('\t') {
                let grammar = Some(grammar).filter(|grammar| *grammar != "-");
                let first = names.split(' ').next().unwrap_or_default();
                for name in names.split(' ') {
                    table.insert(
                        name,
                        Language {
                            name: first,
                            grammar,
                        },
                    );
                }
            }
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_exact() {
        let python = Language {
            name: "python",
            grammar: Some("Python"),
        };
        assert_eq!(find("py"), Some(python));
        assert_eq!(find("Python"), None);
        assert_eq!(find("liquid").and_then(|liquid| liquid.grammar), None);
        assert!(is_plain_text("text"));
        assert!(!is_plain_text("liquid"));
    }

    #[test]
    fn every_grammar_exists() {
        let grammars = two_face::syntax::extra_newlines();
        for language in table().values() {
            if let Some(grammar) = language.grammar {
                assert!(grammars.find_syntax_by_name(grammar).is_some(), "{grammar}");
            }
        }
    }
}

//! Dashes, dots, guillemets, and references to characters.

use super::SpanParser;
use crate::lang::markdown::kramdown::entities;
use crate::lang::markdown::tree::Kind;

/// What is written, and the characters that stand for it.
const SYMBOLS: [(&str, &[char], &str); 7] = [
    ("---", &['—'], "mdash"),
    ("--", &['–'], "ndash"),
    ("...", &['…'], "hellip"),
    ("<< ", &['«', '\u{a0}'], "laquo_space"),
    ("<<", &['«'], "laquo"),
    (" >>", &['\u{a0}', '»'], "raquo_space"),
    (">>", &['»'], "raquo"),
];

impl<'a> SpanParser<'a, '_> {
    pub(super) fn symbol(&mut self) -> bool {
        if !self.document.options.has_symbols() {
            return false;
        }
        let rest = self.rest();
        if rest.starts_with("\\<<") || rest.starts_with("\\>>") {
            self.push_text(&rest[1..3]);
            self.position += 3;
            return true;
        }
        let Some((written, characters, name)) = SYMBOLS
            .into_iter()
            .find(|(written, ..)| rest.starts_with(written))
        else {
            return false;
        };
        let own = self
            .document
            .options
            .typographic_symbols
            .iter()
            .find(|(symbol, _)| symbol == name)
            .map(|(_, text)| text.clone());
        if let Some(own) = own {
            let own = self.document.keep(own);
            self.push_text(own);
        } else {
            for character in characters {
                self.add(Kind::Character {
                    character: *character,
                    source: None,
                });
            }
        }
        self.position += written.len();
        true
    }

    /// `&copy;`
    pub(super) fn entity(&mut self) -> bool {
        let rest = self.rest();
        let Some((length, character)) = entities::reference(rest) else {
            return false;
        };
        self.add(Kind::Character {
            character,
            source: Some(rest[..length].into()),
        });
        self.position += length;
        true
    }
}

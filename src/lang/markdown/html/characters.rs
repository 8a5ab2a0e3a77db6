//! Characters: references, entities, text of HTML.

use std::fmt::Write as _;

use super::Writer;
use crate::lang::highlight::write_escaped;
use crate::lang::markdown::kramdown::entities;
use crate::lang::markdown::{EntityOutput, tags};

/// Writes text in which references to characters stay.
pub(super) fn write_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(position) = rest.find('&') {
        write_escaped(out, &rest[..position]);
        rest = &rest[position..];
        let length = tags::reference_length(rest);
        match length {
            Some(length) => out.push_str(&rest[..length]),
            None => out.push_str("&amp;"),
        }
        rest = &rest[length.unwrap_or(1)..];
    }
    write_escaped(out, rest);
}

impl Writer<'_, '_> {
    /// Prints a character that was a reference in the source, or that typography made.
    pub(super) fn character(&mut self, character: char, source: Option<&str>) {
        let is_markup = matches!(character, '<' | '>' | '&' | '"');
        match (self.options.entity_output, source) {
            (EntityOutput::AsCharacter, _) if !matches!(character, '<' | '>' | '&') => {
                self.out.push(character);
            }
            (EntityOutput::AsCharacter | EntityOutput::AsInput, Some(source)) => {
                self.out.push_str(source);
            }
            (EntityOutput::AsInput, None) => self.numeric(character),
            (EntityOutput::Numeric, _) if !is_markup => self.numeric(character),
            _ => match entities::name(character) {
                Some(name) => {
                    let _ = write!(self.out, "&{name};");
                }
                None => self.numeric(character),
            },
        }
    }

    fn numeric(&mut self, character: char) {
        let _ = write!(self.out, "&#{};", u32::from(character));
    }
}

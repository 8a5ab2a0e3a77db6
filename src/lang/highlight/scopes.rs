//! Reading code with syntect's grammars.

use std::sync::OnceLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};
use syntect::util::LinesWithEndings;

/// In bytes. Grammars are regular expressions tried at every place of a line, some of which
/// look ahead to its end: their work grows with the square of its length. Longer lines are
/// minified files or data, which nobody reads by colour.
pub(super) const LONGEST_LINE: usize = 20_000;

/// Reads code line by line and hands over each stretch of text with its scopes, outermost
/// first. `None` if there is no such grammar, or it cannot read the code.
pub(super) fn read<'c>(
    code: &'c str,
    grammar: &str,
    mut stretch: impl FnMut(&'c str, &[Scope]),
) -> Option<()> {
    if code.split('\n').any(|line| line.len() > LONGEST_LINE) {
        return None;
    }
    let grammars = grammars();
    let mut state = ParseState::new(grammars.find_syntax_by_name(grammar)?);
    let mut stack = ScopeStack::new();
    for line in LinesWithEndings::from(code) {
        let operations = state.parse_line(line, grammars).ok()?;
        let mut start = 0;
        for (position, operation) in operations {
            stretch(line.get(start..position)?, stack.as_slice());
            start = position;
            stack.apply(&operation).ok()?;
        }
        stretch(line.get(start..)?, stack.as_slice());
    }
    Some(())
}

/// The grammars, loaded when the first code is read.
fn grammars() -> &'static SyntaxSet {
    static GRAMMARS: OnceLock<SyntaxSet> = OnceLock::new();
    GRAMMARS.get_or_init(two_face::syntax::extra_newlines)
}

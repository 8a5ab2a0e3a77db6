//! Blank lines between blocks. pulldown-cmark reports no such thing, so they are found again in
//! the source between two blocks.

use std::ops::Range;

/// Whether a blank line separates the block at `block` from the position `next`, where another
/// one begins. `quotes` is the number of block quotes both are in: their markers are not text.
pub(super) fn between(source: &str, block: &Range<usize>, next: usize, quotes: usize) -> bool {
    let end = content_end(source, block);
    let Some(gap) = source.get(end..next) else {
        return false;
    };
    // The block's last line ends at the first line break, the line the next block begins on
    // starts after the last one.
    let (Some(first), Some(last)) = (gap.find('\n'), gap.rfind('\n')) else {
        return false;
    };
    first < last
        && gap[first + 1..last]
            .split('\n')
            .any(|line| is_blank(line, quotes))
}

/// Whether any of the whole lines before the position `next`, where the first block begins, is blank.
pub(super) fn before(source: &str, next: usize) -> bool {
    let lines = source
        .get(..next)
        .and_then(|text| Some(&text[..=text.rfind('\n')?]));
    lines.is_some_and(|lines| lines.split_terminator('\n').any(|line| is_blank(line, 0)))
}

/// The end of a block without the blank lines its range may extend over: that of the last line
/// with more than the markers of quotes in it.
fn content_end(source: &str, block: &Range<usize>) -> usize {
    let text = source.get(block.clone()).unwrap_or_default();
    let is_content = |character: char| character != '>' && !character.is_ascii_whitespace();
    let Some(last) = text.rfind(is_content) else {
        return block.start;
    };
    let rest_of_line = text[last..].find('\n');
    rest_of_line.map_or(block.end, |length| block.start + last + length)
}

/// Whether nothing but blanks stands in a line after the markers of `quotes` quotes.
fn is_blank(line: &str, quotes: usize) -> bool {
    let mut markers = 0;
    line.chars().all(|character| match character {
        '>' if markers < quotes => {
            markers += 1;
            true
        }
        _ => character.is_ascii_whitespace(),
    })
}

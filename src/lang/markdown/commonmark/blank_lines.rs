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

/// Whether text other than blanks stands after the block at `block` and before `next`.
pub(super) fn text_between(source: &str, block: &Range<usize>, next: usize) -> bool {
    source
        .get(content_end(source, block)..next)
        .is_some_and(|gap| !gap.trim().is_empty())
}

/// The end of a block without the blank lines its range may extend over.
fn content_end(source: &str, block: &Range<usize>) -> usize {
    let mut text = source.get(block.clone()).unwrap_or_default();
    loop {
        text = text.trim_end();
        let Some(line_start) = text.rfind('\n') else {
            break;
        };
        if !is_blank(&text[line_start..], usize::MAX) {
            break;
        }
        text = &text[..line_start];
    }
    block.start + text.len()
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

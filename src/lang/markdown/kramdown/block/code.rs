//! Code blocks: indented and fenced.

use super::BlockParser;
use crate::lang::markdown::Input;
use crate::lang::markdown::kramdown::lines;
use crate::lang::markdown::tree::Kind;

impl<'a> BlockParser<'a, '_> {
    /// Indented code, with the lazy lines that follow it.
    pub(super) fn indented_code(&mut self, rest: &str) -> bool {
        let length = indented_run(rest, false);
        if length == 0 {
            return false;
        }
        let code = code_of(self.advance(length));
        self.add(Kind::CodeBlock(code.into()));
        true
    }

    /// Code between fences. Without a closing fence it is none.
    pub(super) fn fenced_code(&mut self, rest: &'a str) -> bool {
        let gfm = self.document.options.input == Input::Gfm;
        let fence = if gfm {
            lines::after_optional_space(rest)
        } else {
            rest
        };
        let Some((sign, width, language)) = opening_fence(fence) else {
            return false;
        };
        if !gfm && sign != b'~' {
            return false;
        }
        let start = lines::line_length(rest);
        let closed = self
            .closing_fence(rest, start, sign, width, gfm)
            .map(|found| (found, language));
        // Where no fence closes one this wide, a shorter one does: the rest is the language.
        let closed = closed.or_else(|| {
            let unclosed =
                &mut self.scanners.last_mut()?.unclosed_fences[usize::from(sign == b'~')];
            if width <= 3 || unclosed.is_some_and(|unclosed| unclosed <= 3) {
                return None;
            }
            let shorter = longest_fence(&rest[start..], sign, gfm).min(width);
            if shorter < 3 {
                *unclosed = Some(3);
                return None;
            }
            let info = lines::line(fence).get(shorter..)?.trim();
            let found = (!info.contains([' ', '\t']))
                .then(|| self.closing_fence(rest, start, sign, shorter, gfm))??;
            Some((found, language_of(info)))
        });
        let Some(((end, length), language)) = closed else {
            return false;
        };
        self.advance(length);
        let node = self.add(Kind::CodeBlock(rest[start..end].into()));
        if let Some(language) = language {
            let class = format!("language-{language}");
            self.document.tree[node].attributes.set("class", class);
        }
        true
    }

    /// Where the code ends, and the length of all.
    fn closing_fence(
        &mut self,
        rest: &str,
        start: usize,
        sign: u8,
        width: usize,
        gfm: bool,
    ) -> Option<(usize, usize)> {
        let scanner = self.scanners.last_mut()?;
        let unclosed = &mut scanner.unclosed_fences[usize::from(sign == b'~')];
        if unclosed.is_some_and(|unclosed| width >= unclosed) {
            return None;
        }
        let mut position = start;
        while position < rest.len() {
            let line = &rest[position..];
            let line = &line[..lines::line_length(line)];
            let fence = if gfm {
                lines::after_optional_space(line)
            } else {
                line
            };
            let run = fence.bytes().take_while(|byte| *byte == sign).count();
            if run >= width && lines::is_blank(&fence[run..]) && line.ends_with('\n') {
                return Some((position, position + line.len()));
            }
            position += line.len();
        }
        *unclosed = Some(width);
        None
    }
}

/// The sign of a fence, its width, and the language it names.
fn opening_fence(line: &str) -> Option<(u8, usize, Option<&str>)> {
    let line = lines::line(line);
    let sign = line
        .bytes()
        .next()
        .filter(|sign| matches!(sign, b'`' | b'~'))?;
    let width = line.bytes().take_while(|byte| *byte == sign).count();
    let info = line[width..].trim();
    if width < 3 || info.contains(|character: char| character.is_ascii_whitespace()) {
        return None;
    }
    Some((sign, width, language_of(info)))
}

/// The language an info string names: what stands before its options.
fn language_of(info: &str) -> Option<&str> {
    let first = info.chars().next()?;
    let end = info[first.len_utf8()..]
        .find('?')
        .map_or(info.len(), |options| first.len_utf8() + options);
    Some(&info[..end])
}

/// The width of the widest line that could close a fence.
fn longest_fence(text: &str, sign: u8, gfm: bool) -> usize {
    text.lines()
        .filter_map(|line| {
            let fence = if gfm {
                lines::after_optional_space(line)
            } else {
                line
            };
            let run = fence.bytes().take_while(|byte| *byte == sign).count();
            lines::is_blank(&fence[run..]).then_some(run)
        })
        .max()
        .unwrap_or(0)
}

/// The length of indented lines at the start of `rest`, with blank lines between them and lazy
/// lines behind them. Blank lines before the first belong to it if `after_blank`.
pub(super) fn indented_run(rest: &str, after_blank: bool) -> usize {
    let mut length = 0;
    loop {
        let blank = match length > 0 || after_blank {
            true => lines::blank_run(&rest[length..]),
            false => 0,
        };
        let start = length + blank;
        if !is_indented(&rest[start..]) {
            return length;
        }
        length = start;
        while is_indented(&rest[length..]) || !lines::ends_lazy_lines(&rest[length..]) {
            length += lines::line_length(&rest[length..]);
        }
    }
}

fn is_indented(rest: &str) -> bool {
    lines::strip_indent(rest).is_some_and(|_| !lines::is_blank(lines::line(rest)))
}

/// The code of indented lines: lazy ones go on with the line before them.
fn code_of(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut after_text = false;
    for line in text.split_inclusive('\n') {
        let blank = lines::is_blank(line);
        match lines::strip_indent(line) {
            Some(line) => code.push_str(line),
            None if blank || !after_text => code.push_str(line),
            None => {
                code.pop();
                code.push(' ');
                code.push_str(line);
            }
        }
        after_text = !blank;
    }
    code
}

//! Where the cells of a table end: at pipes outside of code.

/// Whether a line has a pipe that no backslash escapes.
pub(super) fn has_pipe(line: &str) -> bool {
    let bytes = line.as_bytes();
    bytes
        .iter()
        .enumerate()
        .any(|(position, byte)| *byte == b'|' && (position == 0 || bytes[position - 1] != b'\\'))
}

/// The cells of a row, without the empty ones its outer pipes make.
pub(super) fn cells(line: &str, leading_pipe: bool) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut position = 0;
    while position < line.len() {
        let rest = &line[position..];
        let Some(found) = rest.find(['|', '`', '<']) else {
            push(&mut cells, rest);
            break;
        };
        push(&mut cells, &rest[..found]);
        let special = &rest[found..];
        let length = match special.as_bytes().first() {
            Some(b'|') => {
                let escaped = line[..position + found].ends_with('\\');
                match cells.last_mut().filter(|_| escaped) {
                    Some(cell) => {
                        cell.pop();
                        cell.push('|');
                    }
                    None => cells.push(String::new()),
                }
                1
            }
            Some(b'`') => code(&line[..position + found], special)
                .unwrap_or_else(|| special.bytes().take_while(|byte| *byte == b'`').count()),
            _ => code_element(special).unwrap_or(1),
        };
        if !special.starts_with('|') {
            push(&mut cells, &special[..length]);
        }
        position += found + length;
    }
    if leading_pipe && cells.first().is_some_and(|cell| cell.trim().is_empty()) {
        cells.remove(0);
    }
    if cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    for cell in &mut cells {
        *cell = cell.trim_matches(super::paragraph::ruby_space).to_owned();
    }
    cells
}

fn push(cells: &mut [String], text: &str) {
    if let Some(cell) = cells.last_mut() {
        cell.push_str(text);
    }
}

/// The length of a code span at the start of `rest`.
fn code(before: &str, rest: &str) -> Option<usize> {
    let ticks = rest.bytes().take_while(|byte| *byte == b'`').count();
    let content = &rest[ticks..];
    if ticks == 1
        && before
            .bytes()
            .next_back()
            .is_none_or(|byte| byte.is_ascii_whitespace())
        && content.starts_with(|next: char| next.is_ascii_whitespace())
    {
        return None;
    }
    content.find(&rest[..ticks]).map(|end| 2 * ticks + end)
}

/// The length of `<code>…</code>` at the start of `rest`.
fn code_element(rest: &str) -> Option<usize> {
    const END: &str = "</code>";
    let behind = rest.strip_prefix("<code")?;
    let open = behind.find('>')?;
    behind[open..]
        .find(END)
        .map(|end| "<code".len() + open + end + END.len())
}

/// Whether each line has an unescaped pipe outside of code.
pub(super) fn has_pipe_on_each_line(text: &str) -> bool {
    if !text.contains(['`', '<']) {
        return text.split('\n').all(has_pipe);
    }
    let mut pipe_on_line = false;
    let mut position = 0;
    while position < text.len() {
        let rest = &text[position..];
        let length = match rest.as_bytes().first() {
            Some(b'|') => {
                pipe_on_line |= !text[..position].ends_with('\\');
                1
            }
            Some(b'\n') if !pipe_on_line => return false,
            Some(b'\n') => {
                pipe_on_line = false;
                1
            }
            Some(b'`') => {
                let ticks = rest.bytes().take_while(|byte| *byte == b'`').count();
                let span = code(&text[..position], rest);
                let Some(length) = span else {
                    position += ticks;
                    continue;
                };
                if !crosses(&rest[..length], &mut pipe_on_line) {
                    return false;
                }
                length
            }
            Some(b'<') => match code_element(rest) {
                Some(length) if crosses(&rest[..length], &mut pipe_on_line) => length,
                Some(_) => return false,
                None => 1,
            },
            _ => rest
                .find(['|', '\n', '`', '<'])
                .unwrap_or(rest.len())
                .max(1),
        };
        position += length;
    }
    pipe_on_line
}

/// Code may go on over one line end, if the line had its pipe before.
fn crosses(code: &str, pipe_on_line: &mut bool) -> bool {
    match code.bytes().filter(|byte| *byte == b'\n').count() {
        0 => true,
        1 if *pipe_on_line => {
            *pipe_on_line = false;
            true
        }
        _ => false,
    }
}

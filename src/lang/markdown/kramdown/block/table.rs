//! Tables.

use super::BlockParser;
use super::table_cells::{cells, has_pipe, has_pipe_on_each_line};
use crate::lang::markdown::kramdown::lines;
use crate::lang::markdown::tree::{Alignment, Kind, NodeId};

type Row = Vec<String>;

/// A table in the making.
#[derive(Default)]
struct Builder {
    groups: Vec<(Kind<'static>, Vec<(Row, u32)>)>,
    rows: Vec<(Row, u32)>,
    alignments: Vec<Alignment>,
    has_foot: bool,
    columns: usize,
}

impl Builder {
    fn close_group(&mut self, kind: Kind<'static>) {
        self.groups.push((kind, std::mem::take(&mut self.rows)));
    }

    fn separator(&mut self, line: &str) {
        if self.rows.is_empty() {
            return;
        }
        if self.alignments.is_empty() && !self.has_foot {
            self.close_group(Kind::TableHead);
            self.alignments = alignments(line);
        } else if !self.has_foot {
            self.close_group(Kind::TableBody);
        }
    }

    fn foot(&mut self) {
        if !self.rows.is_empty() {
            self.close_group(Kind::TableBody);
        }
        self.has_foot = true;
    }
}

impl<'a> BlockParser<'a, '_> {
    /// A table: lines that each have a pipe, between boundaries.
    pub(super) fn table(&mut self, rest: &'a str) -> bool {
        let text = lines::after_optional_space(rest);
        if text.starts_with([' ', '\t', '\n']) || !has_pipe(lines::line(text)) {
            return false;
        }
        if !self.is_after_boundary() {
            return false;
        }
        // A table that turns out to be none has taken the attributes nevertheless.
        let attributes = self.pending_mut().and_then(Option::take);
        let first_line = self.line_number();
        let Some((table, length)) = read(rest, first_line) else {
            return false;
        };
        if !Self::is_before_boundary(&rest[length..])
            || !has_pipe_on_each_line(&rest[..length.saturating_sub(1)])
        {
            return false;
        }
        if !table
            .groups
            .iter()
            .any(|(kind, _)| *kind == Kind::TableBody)
        {
            self.document
                .warn(first_line, "Found table without body - ignoring it");
            return false;
        }
        self.advance(length);
        let node = self.add(Kind::Table);
        if let Some(attributes) = attributes {
            self.document.attributes.insert(node, attributes);
        }
        self.write_table(node, table);
        true
    }

    fn write_table(&mut self, table: NodeId, builder: Builder) {
        for (kind, rows) in builder.groups {
            let header = kind == Kind::TableHead;
            let group = self.document.tree.append(table, kind);
            for (row, line) in rows {
                let row_node = self.document.tree.append(group, Kind::TableRow);
                let mut row = row.into_iter();
                for column in 0..builder.columns {
                    let alignment = builder.alignments.get(column).copied().unwrap_or_default();
                    let cell = Kind::TableCell { header, alignment };
                    let cell = self.document.tree.append(row_node, cell);
                    if let Some(text) = row.next().filter(|text| !text.is_empty()) {
                        let text = self.document.keep(text).into();
                        self.document
                            .tree
                            .append(cell, Kind::Unparsed { text, line });
                    }
                }
            }
        }
    }
}

/// Reads the lines of a table; also their length.
fn read(rest: &str, first_line: u32) -> Option<(Builder, usize)> {
    let mut builder = Builder::default();
    let leading_pipe = rest.trim_start().starts_with('|');
    let mut length = 0;
    let mut number = first_line;
    // A row of many pipes must not make every other row as wide.
    let mut cell_count = 0;
    while length < rest.len() {
        let line = lines::line(&rest[length..]);
        if length == 0 && is_separator(line) {
            length += line.len() + 1;
            number += 1;
            continue;
        }
        if !has_pipe(line) {
            break;
        }
        if is_separator(line) {
            builder.separator(line);
        } else if is_foot_separator(line) {
            builder.foot();
        } else {
            let row = cells(line.trim_end_matches([' ', '\t']), leading_pipe);
            builder.columns = builder.columns.max(row.len());
            cell_count += 1;
            builder.rows.push((row, number));
        }
        length += line.len() + 1;
        number += 1;
    }
    if builder.columns.saturating_mul(cell_count) > MOST_PADDING.saturating_add(rest.len()) {
        return None;
    }
    if !builder.rows.is_empty() {
        let kind = if builder.has_foot {
            Kind::TableFoot
        } else {
            Kind::TableBody
        };
        builder.close_group(kind);
    }
    Some((builder, length.min(rest.len())))
}

/// Rows are padded to the widest one; a table that would grow by more cells than this is text.
const MOST_PADDING: usize = 1_000_000;

/// A line of `-`, `:`, `+` and pipes, with a `-` at least.
fn is_separator(line: &str) -> bool {
    line.contains('-')
        && line
            .bytes()
            .all(|byte| matches!(byte, b'+' | b'|' | b':' | b' ' | b'\t' | b'-'))
}

fn is_foot_separator(line: &str) -> bool {
    line.contains('=')
        && line
            .bytes()
            .all(|byte| matches!(byte, b'+' | b'|' | b':' | b' ' | b'\t' | b'='))
}

/// The alignments a separator line asks for: one for each run of hyphens.
fn alignments(line: &str) -> Vec<Alignment> {
    let bytes = line.as_bytes();
    let mut all = Vec::new();
    let mut position = 0;
    while position < bytes.len() {
        if bytes[position] != b'-' {
            position += 1;
            continue;
        }
        let left = position > 0 && bytes[position - 1] == b':';
        while bytes.get(position) == Some(&b'-') {
            position += 1;
        }
        let right = bytes.get(position) == Some(&b':');
        // The colon is taken: it does not begin the next column too.
        position += usize::from(right);
        all.push(match (left, right) {
            (true, true) => Alignment::Center,
            (true, false) => Alignment::Left,
            (false, true) => Alignment::Right,
            (false, false) => Alignment::Default,
        });
    }
    all
}

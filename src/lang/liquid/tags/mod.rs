//! Liquid's own tags.

mod assign;
mod branches;
mod capture;
mod case;
mod comment;
mod counters;
mod cycle;
mod for_loop;
mod if_changed;
mod interrupt;
mod raw;
mod slice;
mod table_row;

pub(super) use for_loop::ForLoop;

use super::language::ParseTag;

/// Each tag's name and parser.
pub(super) const STANDARD: [(&str, ParseTag); 15] = [
    ("assign", assign::parse),
    ("break", interrupt::parse_break),
    ("capture", capture::parse),
    ("case", case::parse),
    ("comment", comment::parse),
    ("continue", interrupt::parse_continue),
    ("cycle", cycle::parse),
    ("decrement", counters::parse_decrement),
    ("for", for_loop::parse),
    ("if", branches::parse_if),
    ("ifchanged", if_changed::parse),
    ("increment", counters::parse_increment),
    ("raw", raw::parse),
    ("tablerow", table_row::parse),
    ("unless", branches::parse_unless),
];

//! The `utterson` command.

fn main() {}

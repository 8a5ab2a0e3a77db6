//! The `utterson` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    utterson::cli::run(std::env::args_os())
}

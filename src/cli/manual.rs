//! The man pages and shell completions, both made from the definition of the options.

use std::fs;
use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use crate::base::Diagnostic;

use super::options::Options;

/// The completions for a shell.
pub fn completions(shell: Shell) -> Vec<u8> {
    let mut command = Options::command();
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "utterson", &mut script);
    script
}

/// The man page, `utterson(1)`, in roff.
///
/// # Errors
/// When the page can't be rendered, which can't happen as it is rendered into memory.
pub fn page() -> Result<Vec<u8>, Diagnostic> {
    let mut page = Vec::new();
    Man::new(Options::command())
        .render(&mut page)
        .map_err(|error| Diagnostic::error("cannot-write", error.to_string()))?;
    Ok(page)
}

/// Writes the pages of the program and of each command into a folder, which is made if it doesn't exist.
///
/// # Errors
/// When the folder can't be written.
pub fn pages(folder: &Path) -> Result<(), Diagnostic> {
    fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(Options::command(), folder))
        .map_err(|error| {
            Diagnostic::error(
                "cannot-write",
                format!(
                    "man pages can't be written into {}: {error}",
                    folder.display()
                ),
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page() {
        let folder = tempfile::tempdir().unwrap();
        pages(folder.path()).unwrap();
        for name in [
            "utterson",
            "utterson-build",
            "utterson-serve",
            "utterson-new",
            "utterson-clean",
        ] {
            let page = fs::read_to_string(folder.path().join(format!("{name}.1"))).unwrap();
            assert!(page.contains(".SH SYNOPSIS"), "{name}");
        }
    }

    #[test]
    fn every_shell_has_completions() {
        for shell in [
            Shell::Bash,
            Shell::Zsh,
            Shell::Fish,
            Shell::PowerShell,
            Shell::Elvish,
        ] {
            let script = String::from_utf8(completions(shell)).unwrap();
            assert!(script.contains("livereload-ignore"), "{shell}");
        }
    }
}

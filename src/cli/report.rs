//! The one place that prints.
//!
//! Standard output has what was built and where it is served, standard error has what is wrong and
//! the progress bar. With `--message-format json` each line of both is a JSON object.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstream::ColorChoice;

use crate::base::Diagnostic;
use crate::pipeline::{BuildReport, Phase, Progress};
use crate::serve::Observer;

use super::options::{MessageFormat, TerminalOptions};
use super::progress::Bar;
use super::{json, summary};

/// Prints what happens.
pub struct Report {
    format: MessageFormat,
    quiet: bool,
    verbose: bool,
    profile: bool,
    open_url: bool,
    bar: Option<Bar>,
}

impl Report {
    /// A report as the options want it. `NO_COLOR` and the like are up to `anstream`.
    pub fn new(terminal: TerminalOptions) -> Self {
        let choice = match (terminal.color, terminal.no_color) {
            (true, _) => ColorChoice::Always,
            (_, true) => ColorChoice::Never,
            _ => ColorChoice::Auto,
        };
        choice.write_global();
        let human = terminal.message_format == MessageFormat::Human;
        let watched = human && !terminal.quiet && std::io::stderr().is_terminal();
        Report {
            format: terminal.message_format,
            quiet: terminal.quiet,
            verbose: terminal.verbose,
            profile: false,
            open_url: false,
            bar: watched.then(Bar::new),
        }
    }

    /// Prints the table of phases after each build.
    pub fn with_profile(mut self, profile: bool) -> Self {
        self.profile = profile;
        self
    }

    /// Opens the browser when a site is served.
    pub fn with_browser(mut self, open_url: bool) -> Self {
        self.open_url = open_url;
        self
    }

    /// Prints a line for people to know.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            match self.format {
                MessageFormat::Human => print_line(text),
                MessageFormat::Json => print_line(&json::message(text).to_string()),
            }
        }
    }

    /// Prints text that was asked for, as it is.
    pub fn print(&self, text: &[u8]) {
        // Whoever closes the output has read enough.
        std::io::stdout().write_all(text).ok();
    }

    /// Prints what is wrong.
    pub fn diagnostic(&self, diagnostic: &Diagnostic) {
        if diagnostic.is_error() || !self.quiet {
            match self.format {
                MessageFormat::Human => print_error(&format!("{}\n", diagnostic.draw(true))),
                MessageFormat::Json => print_error(&json::diagnostic(diagnostic).to_string()),
            }
        }
    }

    /// Prints what is wrong with a site, errors last, and what was built.
    pub fn build(&self, report: &BuildReport) {
        if let Some(bar) = &self.bar {
            bar.clear();
        }
        let diagnostics = report.diagnostics.clone().sorted();
        for errors in [false, true] {
            for diagnostic in diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.is_error() == errors)
            {
                self.diagnostic(diagnostic);
            }
        }
        let destination = report.config.as_ref().map(|config| &config.destination);
        match self.format {
            MessageFormat::Json if !self.quiet => {
                let destination = destination.map(|path| path.to_string_lossy());
                print_line(&json::build(report, destination.as_deref()).to_string());
            }
            MessageFormat::Json => {}
            MessageFormat::Human if diagnostics.has_errors() => {
                let last = destination
                    .filter(|path| path.is_dir())
                    .map(|path| shown(path));
                print_error(&summary::failed(report, last.as_deref()));
            }
            MessageFormat::Human => {
                let destination =
                    destination.map_or_else(|| "_site".to_owned(), |path| shown(path));
                self.summary(report, &destination);
            }
        }
    }

    fn summary(&self, report: &BuildReport, destination: &str) {
        self.say(&summary::built(report, destination));
        if let Some(skipped) = summary::skipped(&report.skipped) {
            let advice = if self.verbose {
                ":"
            } else {
                " (`--verbose` names them)"
            };
            self.say(&format!("{skipped}{advice}"));
        }
        if self.verbose {
            for file in &report.skipped {
                self.say(&format!(
                    "  {}: {}",
                    file.path,
                    summary::reason(file.reason)
                ));
            }
        }
        if self.profile {
            self.say(&format!("\n{}\n", summary::profile(&report.phases)));
        }
    }
}

impl Progress for Report {
    fn begin(&self, phase: Phase, items: usize) {
        if let Some(bar) = &self.bar {
            bar.begin(phase, items);
        }
    }

    fn step(&self) {
        if let Some(bar) = &self.bar {
            bar.step();
        }
    }
}

impl Observer for Report {
    fn changed(&self, paths: &[PathBuf]) {
        match paths {
            [] => self.say("Files changed"),
            [path] => self.say(&format!("Changed: {}", shown(path))),
            [path, rest @ ..] => {
                self.say(&format!("Changed: {} and {} more", shown(path), rest.len()))
            }
        }
    }

    fn built(&self, report: &BuildReport) {
        self.build(report);
    }

    fn serving(&self, url: &str) {
        self.say(&format!("Serving {url} (Ctrl-C ends)"));
        if self.open_url
            && let Err(error) = open::that_detached(url)
        {
            self.problem(
                &Diagnostic::warning("open-url", format!("the browser can't be opened: {error}"))
                    .hint(format!("open {url} yourself")),
            );
        }
    }

    fn problem(&self, diagnostic: &Diagnostic) {
        self.diagnostic(diagnostic);
    }
}

/// Prints what the command line's parser says: help, the version, or what it doesn't understand.
pub fn parser_message(message: &clap::Error) {
    // Whoever closes the output has read enough.
    message.print().ok();
}

/// A path as it is short and clear from the current folder.
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let here = here.and_then(|here| here.canonicalize().ok());
    let short = here
        .as_deref()
        .and_then(|here| path.strip_prefix(here).ok())
        .filter(|short| !short.as_os_str().is_empty())
        .unwrap_or(path);
    short.to_string_lossy().into_owned()
}

fn print_line(text: &str) {
    // Whoever closes the output has read enough.
    writeln!(anstream::stdout(), "{text}").ok();
}

fn print_error(text: &str) {
    writeln!(anstream::stderr(), "{text}").ok();
}

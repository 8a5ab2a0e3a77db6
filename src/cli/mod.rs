//! The command line: what was typed, what it means, and what is printed.
//!
//! `options` says what can be typed, `overrides` and `preview` what it means, and `report`
//! is the one place that prints.

mod clean;
mod json;
mod manual;
mod new;
mod options;
mod overrides;
mod preview;
mod progress;
mod report;
mod settings;
mod summary;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

use crate::base::Diagnostic;
use crate::pipeline;
use crate::serve;

use options::{Command, NewArguments, Options, SiteOptions, TerminalOptions};
use report::{Report, shown};
use settings::Settings;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// All went well.
    Good,
    /// The site has errors, or what was asked for couldn't be done.
    Failed,
    /// The command line is wrong.
    Usage,
}

impl Exit {
    /// Failed if something is wrong.
    fn after<T>(report: &Report, result: Result<T, Diagnostic>) -> Self {
        match result {
            Ok(_) => Exit::Good,
            Err(diagnostic) => {
                report.diagnostic(&diagnostic);
                Exit::Failed
            }
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Good => ExitCode::SUCCESS,
            Exit::Failed => ExitCode::from(1),
            Exit::Usage => ExitCode::from(2),
        }
    }
}

/// Runs the program with its arguments, the first of which is its own name.
///
/// Exits with 0 if all went well, 1 if the site has errors or the command couldn't be carried out, and 2 if the
/// command line is wrong.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let options = match Options::try_parse_from(arguments) {
        Ok(options) => options,
        Err(message) => {
            report::parser_message(&message);
            let asked_for = !message.use_stderr();
            return if asked_for { Exit::Good } else { Exit::Usage }.into();
        }
    };
    let terminal = options.terminal;
    let report = Report::new(terminal);
    let exit = match options.command {
        Command::Build(site) => build(&site, terminal, report),
        Command::Serve(serve) => preview::serve(&serve, terminal, report),
        Command::New(arguments) => new(&arguments, &report),
        Command::Clean(site) => clean(&site, terminal, &report),
        Command::Completions { shell } => {
            report.print(&manual::completions(shell));
            Exit::Good
        }
        Command::Man { dir } => man(dir.as_deref(), &report),
    };
    exit.into()
}

fn build(site: &SiteOptions, terminal: TerminalOptions, report: Report) -> Exit {
    let options = overrides::build_options(site, terminal);
    let Some(settings) = Settings::read(&options, &report) else {
        return Exit::Failed;
    };
    let report = report.with_profile(settings.flag("profile"));
    explain_unused(site, &report);
    if settings.flag("watch") {
        let ended =
            serve::build_on_change(&options, &settings.config, settings.watching(), &report);
        return Exit::after(&report, ended);
    }
    let built = pipeline::build(&options, &report);
    report.build(&built);
    if built.diagnostics.has_errors() {
        Exit::Failed
    } else {
        Exit::Good
    }
}

/// Says which options change nothing, if that may surprise.
fn explain_unused(site: &SiteOptions, report: &Report) {
    if site.lsi {
        report.diagnostic(
            &Diagnostic::warning("no-lsi", "`--lsi` changes nothing here").hint(
                "`site.related_posts` are the newest posts, as in Jekyll without classifier-reborn",
            ),
        );
    }
}

fn new(arguments: &NewArguments, report: &Report) -> Exit {
    let written = new::new(arguments);
    if written.is_ok() {
        let site = shown(&arguments.path);
        report.say(&format!(
            "Wrote a new site into {site}. Look at it: cd {site} && utterson serve"
        ));
    }
    Exit::after(report, written)
}

fn clean(site: &SiteOptions, terminal: TerminalOptions, report: &Report) -> Exit {
    let options = overrides::build_options(site, terminal);
    let Some(settings) = Settings::read(&options, report) else {
        return Exit::Failed;
    };
    let removed = clean::clean(&clean::Site::of(&settings.config));
    if let Ok(removed) = &removed {
        if removed.is_empty() {
            report.say("Nothing to remove");
        }
        for path in removed {
            report.say(&format!("Removed {}", shown(path)));
        }
    }
    Exit::after(report, removed)
}

fn man(folder: Option<&Path>, report: &Report) -> Exit {
    match folder {
        Some(folder) => Exit::after(report, manual::pages(folder)),
        None => Exit::after(report, manual::page().map(|page| report.print(&page))),
    }
}

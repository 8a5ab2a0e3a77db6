//! `serve`: what its options and the configuration mean for the preview.

use std::time::Duration;

use crate::base::Diagnostic;
use crate::base::glob::Pattern;
use crate::serve::{Ended, LiveReload, Preview, Settings as PreviewSettings};

use super::options::{ServeArguments, TerminalOptions};
use super::report::Report;
use super::settings::Settings;
use super::{Exit, explain_unused, overrides};

/// How long browsers wait before they connect again, unless told otherwise.
const RECONNECT: Duration = Duration::from_secs(1);

/// Serves a site until interrupted.
pub fn serve(serve: &ServeArguments, terminal: TerminalOptions, report: Report) -> Exit {
    if let Err(diagnostic) = refuse(serve) {
        report.diagnostic(&diagnostic);
        return Exit::Usage;
    }
    let options = overrides::serve_options(serve, terminal);
    let Some(settings) = Settings::read(&options, &report) else {
        return Exit::Failed;
    };
    let report = report
        .with_profile(settings.flag("profile"))
        .with_browser(settings.flag("open_url"));
    explain_unused(&serve.site, &report);
    if serve.livereload_port.is_some() {
        report.diagnostic(
            &Diagnostic::warning(
                "no-livereload-port",
                "`--livereload-port` changes nothing here",
            )
            .hint("pages learn of new builds through the port that serves them"),
        );
    }
    let ended = preview_settings(&settings)
        .and_then(Preview::bind)
        .and_then(|preview| preview.run(options, &report));
    match ended {
        Ok(Ended::NothingToServe) => Exit::Failed,
        other => Exit::after(&report, other),
    }
}

/// Refuses options whose promise can't be kept.
fn refuse(serve: &ServeArguments) -> Result<(), Diagnostic> {
    if serve.detach {
        return Err(Diagnostic::error(
            "no-detach",
            "the preview doesn't put itself into the background",
        )
        .hint("let the shell do it: `utterson serve &`"));
    }
    if serve.ssl_cert.is_some() || serve.ssl_key.is_some() {
        return Err(
            Diagnostic::error("no-tls", "the preview speaks plain HTTP").hint(
                "browsers treat http://localhost as secure; for other hosts put a proxy with TLS in front",
            ),
        );
    }
    Ok(())
}

fn preview_settings(settings: &Settings) -> Result<PreviewSettings, Diagnostic> {
    let host = match settings.get("host").to_string() {
        host if host.is_empty() => "127.0.0.1".to_owned(),
        host => host,
    };
    let port = match settings.get("port") {
        value if value.is_nil() => 4000,
        value => settings
            .number("port")
            .ok_or_else(|| bad_port(settings, &value.to_string()))?,
    };
    // `livereload` has no default in Jekyll, where it is off; here it is on.
    let reloads = settings.get("livereload").is_nil() || settings.flag("livereload");
    Ok(PreviewSettings {
        host,
        port,
        watching: settings.flag("watch").then(|| settings.watching()),
        live_reload: reloads.then(|| LiveReload {
            ignore: patterns(settings),
            reconnect: settings
                .number("livereload_min_delay")
                .map_or(RECONNECT, Duration::from_secs),
        }),
        list_folders: settings.flag("show_dir_listing"),
        initial_build: !settings.flag("skip_initial_build"),
        override_url: settings.config.environment.as_ref() != "production",
        config: settings.config.clone(),
    })
}

fn patterns(settings: &Settings) -> Vec<Pattern> {
    let globs = settings
        .get("livereload_ignore")
        .as_array()
        .unwrap_or_default();
    globs
        .iter()
        .filter_map(|glob| glob.as_str())
        .map(Pattern::fnmatch)
        .collect()
}

fn bad_port(settings: &Settings, port: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error("port", format!("`{port}` isn't the number of a port"));
    match settings.config.location("port") {
        Some(location) => diagnostic.at(location, "a number from 0 to 65535 is needed"),
        None => diagnostic,
    }
}

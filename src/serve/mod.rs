//! The preview: builds, serves the destination on this machine, watches the sources, builds again
//! and tells the browser.
//!
//! ```text
//! watch ──▶ rebuild ──▶ Current ──▶ server ──▶ browser
//!           (own thread)   (one value)  (files, live_reload)
//! ```
//!
//! Nothing here prints: an [`Observer`] is told what happens.

mod current;
mod files;
mod hosts;
mod listing;
mod live_reload;
mod rebuild;
mod scope;
mod server;
#[cfg(test)]
mod tests;
mod watch;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::base::Diagnostic;
use crate::base::glob::Pattern;
use crate::model::Config;
use crate::pipeline::{BuildOptions, BuildReport, Progress};

use current::Current;
use hosts::AllowedHosts;
use rebuild::Rebuilder;
use scope::Scope;
use server::Answering;
use watch::Watcher;

/// How sources are watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watching {
    /// The operating system tells of changes.
    Notified,
    /// The files are looked at again and again: for network and virtual file systems, which tell nothing.
    Polling,
}

/// How the browser follows the site.
#[derive(Debug, Clone)]
pub struct LiveReload {
    /// Changes of these source files, relative to the site, build again but reload nothing.
    pub ignore: Vec<Pattern>,
    /// How long the browser waits before it connects again.
    pub reconnect: Duration,
}

/// How a site is previewed.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The name or address to listen on.
    pub host: String,
    /// The port to listen on; 0 takes any that is free.
    pub port: u16,
    /// Whether and how sources are watched.
    pub watching: Option<Watching>,
    /// Whether and how the browser reloads.
    pub live_reload: Option<LiveReload>,
    /// Whether folders are listed even if they have an `index.html`.
    pub list_folders: bool,
    /// Whether the site is built before it is served.
    pub initial_build: bool,
    /// Whether `site.url` becomes the preview's own address, as it does outside production.
    pub override_url: bool,
    /// The configuration before the first build: says what is served then.
    pub config: Arc<Config>,
}

/// Why a preview came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// It was asked to stop.
    Interrupted,
    /// The site has errors, and since nothing is watched, nothing would ever build it again.
    NothingToServe,
}

/// Is told what happens during a preview, and follows each build.
pub trait Observer: Progress {
    /// Sources changed; a build follows.
    fn changed(&self, paths: &[PathBuf]);
    /// A build is done.
    fn built(&self, report: &BuildReport);
    /// The site can be looked at under this URL.
    fn serving(&self, url: &str);
    /// Something of the preview itself doesn't work; it goes on without.
    fn problem(&self, diagnostic: &Diagnostic);
}

/// A preview that listens and doesn't answer yet.
#[derive(Debug)]
pub struct Preview {
    listener: TcpListener,
    address: SocketAddr,
    settings: Settings,
}

impl Preview {
    /// Takes the port.
    ///
    /// # Errors
    /// When the host is unknown, or the port is taken or not allowed.
    pub fn bind(settings: Settings) -> Result<Self, Diagnostic> {
        let listener = TcpListener::bind((settings.host.as_str(), settings.port))
            .map_err(|error| bind_error(&settings, &error))?;
        let address = listener
            .local_addr()
            .map_err(|error| bind_error(&settings, &error))?;
        Ok(Preview {
            listener,
            address,
            settings,
        })
    }

    /// The preview's own address, as `site.url` has it: `http://localhost:4000`
    /// (Jekyll says `localhost` for 127.0.0.1).
    pub fn site_url(&self) -> String {
        match self.settings.host.as_str() {
            "127.0.0.1" => format!("http://localhost:{}", self.address.port()),
            _ => self.server_url(),
        }
    }

    fn server_url(&self) -> String {
        let host = self.settings.host.as_str();
        let port = self.address.port();
        if host.contains(':') {
            format!("http://[{host}]:{port}")
        } else {
            format!("http://{host}:{port}")
        }
    }

    /// Builds, serves and follows the site until the program is interrupted.
    ///
    /// # Errors
    /// When the server can't start.
    pub fn run(self, options: BuildOptions, observer: &dyn Observer) -> Result<Ended, Diagnostic> {
        self.run_until(options, observer, interrupted())
    }

    /// As [`Preview::run`], until `stop` is ready.
    fn run_until(
        self,
        mut options: BuildOptions,
        observer: &dyn Observer,
        stop: impl Future<Output = ()>,
    ) -> Result<Ended, Diagnostic> {
        if self.settings.override_url {
            options
                .overrides
                .insert("url".into(), self.site_url().into());
        }
        let url = self.server_url();
        let Preview {
            listener, settings, ..
        } = self;
        let (current, receiver) =
            tokio::sync::watch::channel(Arc::new(Current::new(&settings.config)));
        let scope = Scope::of(&settings.config, &options);
        let mut watcher = settings.watching.and_then(|watching| {
            // So early that no change during the first build is missed.
            Watcher::new(watching, scope)
                .map_err(|diagnostic| observer.problem(&diagnostic))
                .ok()
        });
        let stop_watching = watcher.as_ref().map(Watcher::stopper);
        let rebuilder = Rebuilder {
            options: &options,
            ignore: settings
                .live_reload
                .as_ref()
                .map_or(&[], |reload| reload.ignore.as_slice()),
            observer,
            current,
        };
        if settings.initial_build {
            let report = rebuilder.build(true);
            match &mut watcher {
                Some(watcher) => rebuilder.follow_configuration(watcher, &report),
                None if report.diagnostics.has_errors() => return Ok(Ended::NothingToServe),
                None => {}
            }
        }
        let answering = Answering {
            current: receiver.clone(),
            hosts: AllowedHosts::new(&settings.host),
            live_reload: settings.live_reload.clone(),
            list_folders: settings.list_folders,
        };
        let home = format!("{url}{}/", receiver.borrow().served.baseurl);
        drop(receiver);
        std::thread::scope(|scope| {
            if let Some(mut watcher) = watcher {
                scope.spawn(move || rebuilder.follow(&mut watcher));
            }
            let served = server::serve(listener, answering, stop, || observer.serving(&home));
            if let Some(stop_watching) = stop_watching {
                stop_watching.stop();
            }
            served
        })
        .map(|()| Ended::Interrupted)
        .map_err(|error| {
            Diagnostic::error("serve", format!("the preview server can't run: {error}"))
        })
    }
}

/// Builds, and builds again whenever sources change, until the program is interrupted. `config` is the
/// configuration before the first build.
///
/// # Errors
/// When files can't be watched.
pub fn build_on_change(
    options: &BuildOptions,
    config: &Config,
    watching: Watching,
    observer: &dyn Observer,
) -> Result<(), Diagnostic> {
    let mut watcher = Watcher::new(watching, Scope::of(config, options))?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Diagnostic::error("watch", format!("can't wait for changes: {error}")))?;
    let rebuilder = Rebuilder {
        options,
        ignore: &[],
        observer,
        current: tokio::sync::watch::Sender::new(Arc::new(Current::new(config))),
    };
    let report = rebuilder.build(true);
    rebuilder.follow_configuration(&mut watcher, &report);
    let stop_watching = watcher.stopper();
    std::thread::scope(|scope| {
        scope.spawn(move || rebuilder.follow(&mut watcher));
        runtime.block_on(interrupted());
        stop_watching.stop();
    });
    Ok(())
}

/// Ready when Ctrl-C is pressed.
async fn interrupted() {
    // Without a handler the system itself ends the program, which is as good.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

fn bind_error(settings: &Settings, error: &io::Error) -> Diagnostic {
    let Settings { host, port, .. } = settings;
    match error.kind() {
        io::ErrorKind::AddrInUse => Diagnostic::error(
            "port-in-use",
            format!("port {port} on {host} is already in use"),
        )
        .hint(format!(
            "stop the program that uses it, or choose another port: `--port {}`",
            port.checked_add(1).unwrap_or(4000)
        )),
        io::ErrorKind::PermissionDenied => Diagnostic::error(
            "port-not-allowed",
            format!("the system doesn't let this program listen on port {port}"),
        )
        .hint("choose a port above 1023: `--port 4000`"),
        _ => Diagnostic::error(
            "cannot-listen",
            format!("can't listen on {host}, port {port}: {error}"),
        )
        .hint("name an address of this machine with `--host`, such as 127.0.0.1"),
    }
}

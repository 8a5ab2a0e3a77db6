//! Waits for changes of the sources.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::{PollWatcher, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::base::Diagnostic;

use super::Watching;
use super::scope::Scope;

/// Changes come in bursts: a build waits for this long a silence.
const QUIET: Duration = Duration::from_millis(60);
/// A burst that doesn't end is cut here.
const LONGEST_BURST: Duration = Duration::from_secs(2);
/// How often files are looked at when polling.
const POLL_INTERVAL: Duration = Duration::from_millis(500);

enum Message {
    /// These files changed; if there are none, the system lost count.
    Changed(Vec<PathBuf>),
    Stop,
}

/// Ends a [`Watcher`]'s waiting, from another thread.
pub(super) struct Stopper(Sender<Message>);

impl Stopper {
    /// Makes [`Watcher::next`] return `None`.
    pub fn stop(&self) {
        // A watcher that is gone already needs no stopping.
        self.0.send(Message::Stop).ok();
    }
}

/// Watches the files of a [`Scope`].
pub(super) struct Watcher {
    system: Box<dyn notify::Watcher + Send>,
    sender: Sender<Message>,
    messages: Receiver<Message>,
    scope: Scope,
    watched: Vec<(PathBuf, bool)>,
}

impl Watcher {
    /// Begins to watch.
    ///
    /// # Errors
    /// When the system can't watch files, or not that many.
    pub fn new(watching: Watching, scope: Scope) -> Result<Self, Diagnostic> {
        let (sender, messages) = channel();
        let notices = sender.clone();
        let handler = move |event: notify::Result<notify::Event>| {
            let paths = match event {
                // That a file was read is no change.
                Ok(event) if event.kind.is_access() => return,
                Ok(event) if event.need_rescan() => Vec::new(),
                Ok(event) => event.paths,
                Err(error) => error.paths,
            };
            // The watcher is about to end if nobody listens.
            notices.send(Message::Changed(paths)).ok();
        };
        let configuration = notify::Config::default().with_poll_interval(POLL_INTERVAL);
        let system: Box<dyn notify::Watcher + Send> = match watching {
            Watching::Notified => {
                Box::new(RecommendedWatcher::new(handler, configuration).map_err(cannot_watch)?)
            }
            Watching::Polling => {
                Box::new(PollWatcher::new(handler, configuration).map_err(cannot_watch)?)
            }
        };
        let mut watcher = Watcher {
            system,
            sender,
            messages,
            scope,
            watched: Vec::new(),
        };
        watcher.watch_folders(&[])?;
        Ok(watcher)
    }

    /// What is watched.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Watches something else from now on.
    ///
    /// # Errors
    /// When the system can't watch that many files.
    pub fn follow(&mut self, scope: Scope) -> Result<(), Diagnostic> {
        self.scope = scope;
        self.watch_folders(&[])
    }

    /// A handle that ends the waiting.
    pub fn stopper(&self) -> Stopper {
        Stopper(self.sender.clone())
    }

    /// Waits until files that matter have changed and nothing has changed for a moment; names them,
    /// each once. `None` when stopped.
    pub fn next(&mut self) -> Option<Vec<PathBuf>> {
        loop {
            let mut changed = Vec::new();
            let mut concerned = self.take(self.messages.recv().ok()?, &mut changed)?;
            let begin = Instant::now();
            while begin.elapsed() < LONGEST_BURST {
                match self.messages.recv_timeout(QUIET) {
                    Ok(message) => concerned |= self.take(message, &mut changed)?,
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
            }
            // A folder may have appeared, or have been replaced, which ends its watching. Should that
            // fail, the folders known before are still watched.
            self.watch_folders(&changed).ok();
            if concerned {
                changed.retain(|path| self.scope.concerns(path));
                changed.sort();
                changed.dedup();
                return Some(changed);
            }
        }
    }

    /// Notes the changes of a message, and says whether any of them matters. `None` when stopped.
    fn take(&self, message: Message, changed: &mut Vec<PathBuf>) -> Option<bool> {
        match message {
            Message::Stop => None,
            Message::Changed(paths) => {
                let concerned =
                    paths.is_empty() || paths.iter().any(|path| self.scope.concerns(path));
                changed.extend(paths);
                Some(concerned)
            }
        }
    }

    /// Watches the folders of the scope, those that `changed` anew.
    fn watch_folders(&mut self, changed: &[PathBuf]) -> Result<(), Diagnostic> {
        let wanted = self.scope.watched();
        let (kept, dropped): (Vec<_>, Vec<_>) = std::mem::take(&mut self.watched)
            .into_iter()
            .partition(|watched| wanted.contains(watched) && !changed.contains(&watched.0));
        for (folder, _) in dropped {
            // It may not exist any more.
            self.system.unwatch(&folder).ok();
        }
        self.watched = kept;
        for (folder, below) in wanted {
            if self.watched.iter().any(|(watched, _)| *watched == folder) {
                continue;
            }
            let mode = if below {
                RecursiveMode::Recursive
            } else {
                RecursiveMode::NonRecursive
            };
            self.system.watch(&folder, mode).map_err(cannot_watch)?;
            self.watched.push((folder, below));
        }
        Ok(())
    }
}

fn cannot_watch(error: notify::Error) -> Diagnostic {
    let diagnostic = Diagnostic::warning(
        "cannot-watch",
        format!("changes can't be followed: {error}"),
    );
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => diagnostic.hint(
            "the system watches no more files than this; use `--force_polling`, or raise fs.inotify.max_user_watches",
        ),
        _ => diagnostic.hint("use `--force_polling`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::BuildOptions;
    use crate::serve::tests::config;
    use std::fs;

    fn changes(watching: Watching) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        for name in ["_site", ".git", "_posts"] {
            fs::create_dir(root.join(name)).unwrap();
        }
        let options = BuildOptions {
            source: Some(root.clone()),
            overrides: [(
                "destination".into(),
                root.join("_site").to_string_lossy().as_ref().into(),
            )]
            .into(),
            ..BuildOptions::default()
        };
        let scope = Scope::of(&config(&options), &options);
        let mut watcher = Watcher::new(watching, scope).unwrap();
        for name in [
            "_site/a.html",
            ".git/index",
            "_posts/.a.md.swp",
            "_posts/a.md",
        ] {
            fs::write(root.join(name), "x").unwrap();
        }
        let changed = watcher.next().unwrap();
        assert!(changed.contains(&root.join("_posts/a.md")), "{changed:?}");
        assert!(
            changed
                .iter()
                .all(|path| path.starts_with(root.join("_posts"))),
            "{changed:?}"
        );
        watcher.stopper().stop();
        assert_eq!(watcher.next(), None);
    }

    #[test]
    fn only_changes_that_matter_end_the_waiting() {
        changes(Watching::Notified);
    }

    #[test]
    fn polling_sees_the_same() {
        changes(Watching::Polling);
    }
}

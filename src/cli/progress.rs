//! A progress bar that appears only when a build takes long enough to wonder.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::pipeline::{Phase, Progress};

/// Shorter builds show no bar.
const PATIENCE: Duration = Duration::from_millis(300);

/// A bar on standard error. Without a terminal there it draws nothing.
pub struct Bar {
    bar: ProgressBar,
    begin: Mutex<Instant>,
}

impl Bar {
    /// A bar that isn't shown yet.
    pub fn new() -> Self {
        let style = ProgressStyle::with_template("{msg:>8} [{bar:40}] {pos}/{len}");
        Bar {
            bar: ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden())
                .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())),
            begin: Mutex::new(Instant::now()),
        }
    }

    /// Takes the bar off the terminal, so that something else can be printed.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
        self.bar.set_draw_target(ProgressDrawTarget::hidden());
    }
}

impl Progress for Bar {
    fn begin(&self, phase: Phase, items: usize) {
        if phase == Phase::Read {
            // The mutex is held for an assignment only, which can't panic.
            if let Ok(mut begin) = self.begin.lock() {
                *begin = Instant::now();
            }
        }
        self.bar.reset();
        self.bar.set_message(phase.name());
        self.bar.set_length(items as u64);
    }

    fn step(&self) {
        self.bar.inc(1);
        let waited = self
            .begin
            .lock()
            .map_or(Duration::ZERO, |begin| begin.elapsed());
        if waited > PATIENCE && self.bar.is_hidden() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

//! What is being done now, on a terminal, if it takes longer than a second.

use std::{thread, time::Duration};

use indicatif::{ProgressBar, ProgressDrawTarget};

/// Nobody needs to know what takes less.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the line is drawn.
const TICK: Duration = Duration::from_millis(100);

/// A line on standard error that says what is being done. It is shown once the first step is a second old, and removed at the end.
#[derive(Debug)]
pub(super) struct Progress {
    line: Option<ProgressBar>,
    is_terminal: bool,
}

impl Progress {
    pub(super) fn new(is_terminal: bool) -> Self {
        Self { line: None, is_terminal }
    }

    /// Shows another step; an empty text removes the line.
    pub(super) fn step(&mut self, text: &str) {
        if !self.is_terminal {
            return;
        }
        if text.is_empty() {
            if let Some(line) = self.line.take() {
                line.finish_and_clear();
            }
            return;
        }
        self.line.get_or_insert_with(begin).set_message(text.to_owned());
    }
}

fn begin() -> ProgressBar {
    let line = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    let shown = line.clone();
    // A system that gives no thread shows nothing.
    let _waits = thread::Builder::new().spawn(move || {
        thread::sleep(PATIENCE);
        if !shown.is_finished() {
            shown.set_draw_target(ProgressDrawTarget::stderr());
            shown.enable_steady_tick(TICK);
        }
    });
    line
}

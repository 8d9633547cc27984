//! How far a conversion is, on a terminal: one line, which goes at the end.

use std::{
    io::{IsTerminal, stderr},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::inputs::Input;

/// How often the line is drawn.
const TICK: Duration = Duration::from_millis(200);

/// The line, or nothing where there is no terminal.
#[derive(Debug)]
pub struct Progress {
    bar: Option<ProgressBar>,
    bytes: Arc<AtomicU64>,
    documents: AtomicU64,
    size: AtomicU64,
}

impl Progress {
    /// A line on standard error, if that is a terminal and the line is wanted.
    pub fn new(is_wanted: bool) -> Self {
        let bar = (is_wanted && stderr().is_terminal()).then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            bar.set_style(ProgressStyle::default_spinner());
            bar.enable_steady_tick(TICK);
            bar
        });
        Self { bar, bytes: Arc::default(), documents: AtomicU64::new(0), size: AtomicU64::new(0) }
    }

    /// What is read of the files is added to this.
    pub(super) fn bytes(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.bytes)
    }

    pub(super) fn begin(&self, inputs: &[Input], first: usize, documents: u64) {
        self.documents.store(documents, Ordering::Relaxed);
        self.size.store(inputs.iter().map(|it| it.size).sum(), Ordering::Relaxed);
        // What was read before the conversion went on is not read again.
        self.bytes.store(inputs.iter().take(first).map(|it| it.size).sum(), Ordering::Relaxed);
    }

    pub(super) fn add(&self, documents: u64) {
        let documents = self.documents.fetch_add(documents, Ordering::Relaxed) + documents;
        let (bytes, size) = (self.bytes.load(Ordering::Relaxed), self.size.load(Ordering::Relaxed));
        let share = bytes.saturating_mul(100).checked_div(size).map(|it| format!("{} %, ", it.min(100)));
        self.say(&format!("{}{documents} documents", share.unwrap_or_default()));
    }

    pub(super) fn say(&self, text: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(text.to_owned());
        }
    }

    /// Removes the line.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

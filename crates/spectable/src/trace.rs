//! Events about what documents have and their documentation does not say: each once, since a server does the same thing in every response.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use tracing::{Level, enabled, event};

use crate::layout::ModelRef;
use crate::reflect;
use crate::unexpected::{self, Oddity, expected};

/// How many places are remembered. Keys that are never the same again could fill the memory.
const MANY: usize = 1_000;

/// The places of which an event was sent: the model, the path without indexes, and what was odd.
static SEEN: Mutex<BTreeSet<(&'static str, String, Oddity)>> = Mutex::new(BTreeSet::new());

enum News {
    New,
    /// It is new, and no other one will be told.
    Last,
    Known,
}

/// Sends an event for each place of a model that has something unexpected, unless one was sent before.
pub(crate) fn trace(model: ModelRef<'_>) {
    if !enabled!(Level::WARN) {
        return;
    }
    let name = model.table().name;
    unexpected::each(model, &mut |place, found| {
        // What nobody hears is not remembered as told.
        if found.kind.is_none() && !enabled!(Level::INFO) {
            return;
        }
        let path = place.pattern();
        let news = remember(name, &path, found.oddity);
        if matches!(news, News::Known) {
            return;
        }
        let oddity = found.oddity;
        match found.kind.map(reflect::kind) {
            Some(kind) => {
                let documented = expected(kind);
                event!(Level::WARN, model = name, path, ?oddity, %documented, "a value contradicts the documentation");
            }
            None => event!(Level::INFO, model = name, path, ?oddity, "a key is not documented"),
        }
        if matches!(news, News::Last) {
            event!(Level::WARN, "there are {MANY} events about documents, and no more are sent");
        }
    });
}

fn remember(model: &'static str, path: &str, oddity: Oddity) -> News {
    // Nothing panics while it is locked.
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    if seen.len() >= MANY || !seen.insert((model, path.to_owned(), oddity)) {
        return News::Known;
    }
    if seen.len() == MANY { News::Last } else { News::New }
}

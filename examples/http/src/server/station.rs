//! The buoys that the server has.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use spectable::{Model, Reader, Unexpected};

use crate::models::Buoy;
use crate::server::merge::merge;
use crate::server::refusal::Refusal;

/// What is stored, as servers store things: by several releases, and not all as the documentation says.
const STORED: [&str; 7] = [
    r#"{"id":"b-1","name":"Alte Weser","light":"flashing","depth":11.5,"inspections":[{"at":"2026-04-02T08:30:00Z"}]}"#,
    r#"{"id":"b-2","name":"Roter Grund","light":"dark","note":"Keep south."}"#,
    r#"{"id":"b-3","name":"Elbe","light":"fixed","depth":23}"#,
    // A text for a number, a value that the enum does not have, and an unknown key.
    r#"{"id":"b-4","name":"Tegeler Plate","light":"blinking","depth":"9 m","note":"New chain.","paint":{"on":"2026-03-01"}}"#,
    r#"{"id":"b-5","name":"Jade","light":"flashing","depth":"14 m"}"#,
    r#"{"id":"b-6","name":"Hever","light":"dark","depth":6,"paint":{"on":"2025-08-20"}}"#,
    r#"{"id":"b-7","name":"Hubertgat","light":"fixed"}"#,
];

/// The buoys by their id, and for how many requests the server is busy.
#[derive(Debug)]
pub struct Station {
    buoys: Mutex<BTreeMap<String, Buoy>>,
    busy: AtomicU32,
}

impl Station {
    /// Seven buoys.
    ///
    /// # Errors
    /// If what is stored is not JSON.
    pub fn new() -> Result<Self, spectable::Error> {
        let buoys = STORED.map(|text| Reader::new().tolerant().from_str::<Buoy>(text));
        let buoys = buoys.into_iter().map(|buoy| buoy.map(|it| (it.id.clone().unwrap_or_default(), it)));
        Ok(Self { buoys: Mutex::new(buoys.collect::<Result<_, _>>()?), busy: AtomicU32::new(0) })
    }

    /// Makes the server busy for the next requests.
    pub fn be_busy(&self, requests: u32) {
        self.busy.store(requests, Ordering::SeqCst);
    }

    /// Whether the server is busy for the request that has come.
    pub(super) fn is_busy(&self) -> bool {
        self.busy.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok()
    }

    /// Some of the buoys, and how many there are.
    pub(super) fn page(&self, skipped: usize, most: usize) -> (Vec<Buoy>, usize) {
        let buoys = self.lock();
        (buoys.values().skip(skipped).take(most).cloned().collect(), buoys.len())
    }

    /// A buoy.
    pub fn buoy(&self, id: &str) -> Option<Buoy> {
        self.lock().get(id).cloned()
    }

    /// Keeps a new buoy.
    pub(super) fn lay(&self, buoy: Buoy) -> Result<Buoy, Refusal> {
        // What a `Value` cannot hold, `change` could never merge: a number such as 1e400 under an unknown key.
        spectable::to_value(&buoy).map_err(|error| Refusal::of_exact_text(&error))?;
        let mut buoys = self.lock();
        let id = format!("b-{}", buoys.len() + 1);
        let buoy = buoy.with_id(id.clone());
        buoys.insert(id, buoy.clone());
        Ok(buoy)
    }

    /// Changes a buoy, if there is one.
    pub(super) fn change(&self, id: &str, changes: &Buoy) -> Result<Option<Buoy>, Refusal> {
        let mut buoys = self.lock();
        let Some(stored) = buoys.get_mut(id) else { return Ok(None) };
        // What is stored may come back as it is, whatever the documentation says. A new contradiction is refused.
        let known = stored.deviations().collect::<Vec<_>>();
        let is_known = |new: &Unexpected<'_>| {
            known.iter().any(|it| it.path() == new.path() && it.value() == new.value())
        };
        let new = changes.deviations().filter(|it| !is_known(it)).collect::<Vec<_>>();
        if !new.is_empty() {
            return Err(Refusal::of_deviations(&new));
        }
        let changes = spectable::to_value(changes).map_err(|error| Refusal::of_exact_text(&error))?;
        let mut document = spectable::to_value(stored).map_err(|error| Refusal::internal(&error))?;
        merge(&mut document, changes);
        *stored = Reader::new().tolerant().from_value(document)?;
        Ok(Some(stored.clone()))
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Buoy>> {
        // Nothing here leaves a buoy half changed.
        self.buoys.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! Upstream: read with the overlay and the names that we have, believed only if it is plausible, and cut to the models
//! that we need.

use std::{collections::BTreeSet, path::PathBuf};

use spectable_build::lock::Lock;

use super::{
    local::Local,
    side::{Reading, Side},
    source::read_text,
};
use crate::{
    drift::{closure, pairing::Pairing, plausibility},
    terminal::{output::Output, status::Failure},
};

/// Reads upstream, with an overlay of its own if one is given, and leaves our models, under their new names where they
/// were renamed, and what they reach.
///
/// # Errors
/// If it cannot be read or is not plausible: then nothing can be said of it (exit code 3).
pub fn read(
    local: &Local,
    ours: &Side,
    lock: Option<&Lock>,
    upstream: &str,
    config: Option<&PathBuf>,
    output: &mut Output,
) -> Result<Side, Failure> {
    let mut theirs = read_whole(local, lock, upstream, config, output)?;
    if let Some(objection) = plausibility::objection(&ours.schema, &theirs.schema) {
        return Err(implausible(upstream, &objection));
    }
    restrict(ours, &mut theirs);
    Ok(theirs)
}

/// Reads upstream as it is.
///
/// # Errors
/// If it cannot be read (exit code 3), or the overlay cannot (exit code 2).
pub fn read_whole(
    local: &Local,
    lock: Option<&Lock>,
    upstream: &str,
    config: Option<&PathBuf>,
    output: &mut Output,
) -> Result<Side, Failure> {
    let config = config.map(|path| read_text(path)).transpose()?;
    let overlay = config.as_ref().or(local.overlay.as_ref());
    let reading = Reading { overlay, lock, own_overlay: false };
    Side::read(upstream, &reading, output).map_err(Failure::into_undecided)
}

/// Leaves our models, under their new names where they were renamed, and what they reach.
pub fn restrict(ours: &Side, theirs: &mut Side) {
    let pairing = Pairing::of(&ours.schema, &theirs.schema);
    let kept: BTreeSet<String> = pairing.models().map(|(_, new)| new.name.clone()).collect();
    closure::restrict(&mut theirs.schema, &kept);
}

/// Why upstream is not believed.
pub fn implausible(upstream: &str, objection: &str) -> Failure {
    Failure::undecided(
        format!("`{upstream}` is not plausible: {objection}"),
        "look at what it holds; if it is right all the same, take it in with `spectable update --accept-shrink`",
    )
}

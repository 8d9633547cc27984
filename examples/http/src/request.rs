//! What a body may not carry in a request, or must: the client asks before it sends, and the server before it acts.

use spectable::{Model, RequestFault, RequestProblem};

/// How much of a model a request carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it, as in a POST: what is required must be there.
    Whole,
    /// Only what changes, as in a PATCH: whatever is missing stays as it is.
    Changes,
}

/// Each property that a request of this extent may not or must carry; none if it may be sent.
pub fn problems(model: &impl Model, extent: Extent) -> Vec<RequestProblem> {
    let Err(error) = model.check_request() else { return Vec::new() };
    let counts = |it: &&RequestProblem| extent == Extent::Whole || it.fault() != RequestFault::Missing;
    error.problems().iter().filter(counts).cloned().collect()
}

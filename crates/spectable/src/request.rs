//! Whether a model may be sent: what a request must carry, and what it may not.

use std::fmt;

use crate::layout::ModelRef;
use crate::table::options;
use crate::walk::{Node, Place, walk};

/// Why a model is not a request that the documentation allows: all that is missing, and all that is too much. See
/// [`Model::check_request`](crate::Model::check_request).
///
/// It prints as one line: ``2 problems in the request: `id` is required and missing; `parties[0].state` is read-only and set``.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestError {
    problems: Vec<RequestProblem>,
}

/// One property that a request must or may not carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestProblem {
    path: String,
    model: &'static str,
    wire_name: &'static str,
    fault: RequestFault,
}

/// What is wrong with a property in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RequestFault {
    /// It is required, and the request does not carry it.
    Missing,
    /// It is read-only, and the request carries it.
    ReadOnly,
}

impl RequestError {
    /// Each of them, in documented order; at least one.
    #[inline]
    pub fn problems(&self) -> &[RequestProblem] {
        &self.problems
    }
}

impl RequestProblem {
    /// Where the property is in the document, as in [`Error::path`](crate::Error::path).
    #[inline]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The documented name of the model that has the property.
    #[inline]
    pub fn model(&self) -> &'static str {
        self.model
    }

    /// The JSON key of the property.
    #[inline]
    pub fn wire_name(&self) -> &'static str {
        self.wire_name
    }

    /// What is wrong.
    #[inline]
    pub fn fault(&self) -> RequestFault {
        self.fault
    }
}

impl fmt::Display for RequestProblem {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fault = match self.fault {
            RequestFault::Missing => "required and missing",
            RequestFault::ReadOnly => "read-only and set",
        };
        write!(f, "`{}` is {fault}", self.path)
    }
}

impl fmt::Display for RequestError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, some) = (self.problems.len(), if self.problems.len() == 1 { "" } else { "s" });
        write!(f, "{count} problem{some} in the request")?;
        for (index, problem) in self.problems.iter().enumerate() {
            write!(f, "{}{problem}", if index == 0 { ": " } else { "; " })?;
        }
        Ok(())
    }
}

impl std::error::Error for RequestError {}

/// Looks at a model and at all models in it.
#[inline]
pub(crate) fn check(model: ModelRef<'_>) -> Result<(), RequestError> {
    let mut problems = Vec::new();
    walk(model, &Place::ROOT, &mut |place, node| {
        if let Node::Model(model) = node {
            check_model(model, place, &mut problems);
        }
    });
    if problems.is_empty() { Ok(()) } else { Err(RequestError { problems }) }
}

#[inline]
fn check_model<'a>(model: ModelRef<'a>, place: &Place<'_, 'a>, problems: &mut Vec<RequestProblem>) {
    let table = model.table();
    for (index, field) in table.fields.iter().enumerate() {
        let has = |option| field.options & option != 0;
        let (required, read_only) = (has(options::required), has(options::read_only));
        if !required && !read_only {
            continue;
        }
        // What is kept under its name is written as well: a null, or a value of another kind.
        let is_set = model.value(index).is_some() || model.extra().get(field.name).is_some();
        let fault = match (read_only, is_set) {
            (true, true) => RequestFault::ReadOnly,
            // What is read-only and required is so in responses only.
            (false, false) => RequestFault::Missing,
            _ => continue,
        };
        let path = place.member(table, field.name).path();
        problems.push(RequestProblem { path, model: table.name, wire_name: field.name, fault });
    }
}

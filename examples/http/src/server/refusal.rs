//! Refusals as `application/problem+json` (RFC 9457).

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use spectable::{ErrorKind, RequestFault, RequestProblem, Unexpected};

use crate::models::{Problem, ProblemError};

/// Why a request is refused.
#[derive(Debug)]
pub struct Refusal {
    status: StatusCode,
    problem: Problem,
    retry_after: Option<u32>,
}

impl Refusal {
    /// A refusal with a status and a sentence.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        let mut problem = Problem::default().with_status(i64::from(status.as_u16())).with_detail(detail);
        problem.title = status.canonical_reason().map(str::to_owned);
        Self { status, problem, retry_after: None }
    }

    /// A failure of this server. Its reason is for the log and not for others.
    pub fn internal(error: &spectable::Error) -> Self {
        tracing::error!(%error, "a document cannot be written");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "this server is at fault")
    }

    /// The same refusal, with the number of seconds after which to ask again.
    #[must_use]
    pub fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// A refusal of a body, with each thing that is wrong. The place has a member of its own, so that no sentence has it again.
    fn of_body(errors: impl IntoIterator<Item = (String, String)>) -> Self {
        let errors = errors.into_iter();
        let errors = errors.map(|(path, detail)| ProblemError::default().with_path(path).with_detail(detail));
        let mut refusal = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "the body is not valid");
        refusal.problem.errors = Some(errors.collect());
        refusal
    }

    /// A refusal of a body with a value that a [`serde_json::Value`] cannot hold.
    pub fn of_exact_text(error: &spectable::Error) -> Self {
        let detail = "expected numbers that fit 64 bits, and each key once";
        Self::of_body([(error.path().to_owned(), detail.to_owned())])
    }

    /// A refusal of values that contradict the documentation.
    pub fn of_deviations(deviations: &[Unexpected<'_>]) -> Self {
        Self::of_body(deviations.iter().map(|it| {
            let text = it.to_string();
            let detail = text.strip_prefix(it.path()).and_then(|rest| rest.strip_prefix(": "));
            (it.path().to_owned(), detail.unwrap_or(&text).to_owned())
        }))
    }
}

impl From<spectable::Error> for Refusal {
    fn from(error: spectable::Error) -> Self {
        match error.kind() {
            // `Error` prints its path and its message. Here they have members of their own.
            ErrorKind::Data => Self::of_body([(error.path().to_owned(), error.message().to_owned())]),
            _ => Self::new(StatusCode::BAD_REQUEST, error.to_string()),
        }
    }
}

impl From<&[RequestProblem]> for Refusal {
    fn from(problems: &[RequestProblem]) -> Self {
        Self::of_body(problems.iter().map(|it| {
            let detail = match it.fault() {
                RequestFault::Missing => "is required and missing",
                RequestFault::ReadOnly => "is read-only and set",
                _ => "may not be sent like this",
            };
            (it.path().to_owned(), detail.to_owned())
        }))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        // Texts and numbers can be written always. If they could not, the status would be enough.
        let body = spectable::to_vec(&self.problem).unwrap_or_default();
        let mut response = (self.status, [(CONTENT_TYPE, "application/problem+json")], body).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

//! Why a call failed.

use std::fmt;

use reqwest::StatusCode;
use spectable::RequestProblem;

use crate::models::Problem;

/// Why a call failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The model is not what a request may carry. Nothing was sent.
    NotSent(Vec<RequestProblem>),
    /// There was no answer.
    Transport(reqwest::Error),
    /// The server refused the request. It may say why; a proxy on the way seldom does.
    Refused {
        /// The status of the answer.
        status: StatusCode,
        /// The body, if it was `application/problem+json`.
        problem: Option<Box<Problem>>,
    },
    /// The body of the answer has more bytes than this limit.
    TooLong(usize),
    /// The body of the answer is not JSON, or not that of a model; or the model cannot be written.
    Document(spectable::Error),
    /// The answer lacks what this client cannot do without.
    Unusable(String),
    /// An address that is not one of the API.
    Address(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSent(problems) => {
                let problems = problems.iter().map(ToString::to_string).collect::<Vec<_>>();
                write!(f, "not sent: {}", problems.join("; "))
            }
            Self::Transport(_) => f.write_str("there was no answer"),
            Self::Refused { status, problem } => {
                write!(f, "{status}")?;
                problem.iter().try_for_each(|it| explain(it, f))
            }
            Self::TooLong(limit) => write!(f, "the body has more than {limit} bytes"),
            Self::Document(error) => error.fmt(f),
            Self::Unusable(why) => write!(f, "the answer cannot be used: {why}"),
            Self::Address(address) => write!(f, "`{address}` is not an address of this API"),
        }
    }
}

fn explain(problem: &Problem, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if let Some(detail) = &problem.detail {
        write!(f, ": {detail}")?;
    }
    for error in problem.errors.iter().flatten() {
        let [path, detail] = [&error.path, &error.detail].map(|it| it.as_deref().unwrap_or("?"));
        write!(f, "; {path}: {detail}")?;
    }
    Ok(())
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => Some(error),
            // Its message is this one's already.
            Self::Document(error) => error.source(),
            _ => None,
        }
    }
}

impl From<reqwest::Error> for Error {
    fn from(error: reqwest::Error) -> Self {
        Self::Transport(error)
    }
}

impl From<spectable::Error> for Error {
    fn from(error: spectable::Error) -> Self {
        Self::Document(error)
    }
}

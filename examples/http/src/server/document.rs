//! Bodies that are models: extractors for requests, and a response.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use spectable::{Model, Reader};

use crate::request::{Extent, problems};
use crate::server::refusal::Refusal;

/// The body of a request that makes something. It is read strictly, has all that is required, and contradicts nothing.
#[derive(Debug)]
pub struct Whole<M>(pub M);

/// The body of a request that changes something, with nulls for what goes.
///
/// It is read tolerantly: somebody may send back what this server has sent. Whoever takes it looks at its [`Model::deviations`].
#[derive(Debug)]
pub struct Changes<M>(pub M);

/// The body of a response.
#[derive(Debug)]
pub struct Document<M>(pub M);

impl<S: Send + Sync, M: Model> FromRequest<S> for Whole<M> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let bytes = bytes(request, state, "application/json").await?;
        let model: M = Reader::new().from_slice(&bytes)?;
        // Strict reading keeps nulls and values that an enum does not have: another release may know them. This server does not.
        let deviations = model.deviations().collect::<Vec<_>>();
        if !deviations.is_empty() {
            return Err(Refusal::of_deviations(&deviations));
        }
        allowed(model, Extent::Whole).map(Self)
    }
}

impl<S: Send + Sync, M: Model> FromRequest<S> for Changes<M> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let bytes = bytes(request, state, "application/merge-patch+json").await?;
        let model = Reader::new().tolerant().from_slice(&bytes)?;
        allowed(model, Extent::Changes).map(Self)
    }
}

/// The body, if it is what its sender says it is. `DefaultBodyLimit` says how long it may be.
async fn bytes<S: Send + Sync>(request: Request, state: &S, media_type: &str) -> Result<Bytes, Refusal> {
    let sent = request.headers().get(CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    if !sent.split(';').next().is_some_and(|it| it.trim().eq_ignore_ascii_case(media_type)) {
        return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("expected {media_type}")));
    }
    let body = Bytes::from_request(request, state).await;
    body.map_err(|error| Refusal::new(error.status(), error.body_text()))
}

fn allowed<M: Model>(model: M, extent: Extent) -> Result<M, Refusal> {
    let problems = problems(&model, extent);
    if problems.is_empty() { Ok(model) } else { Err(problems.as_slice().into()) }
}

impl<M: Model> IntoResponse for Document<M> {
    fn into_response(self) -> Response {
        match spectable::to_vec(&self.0) {
            Ok(bytes) => ([(CONTENT_TYPE, "application/json")], bytes).into_response(),
            Err(error) => Refusal::internal(&error).into_response(),
        }
    }
}

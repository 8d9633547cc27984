//! A server of the API on the loopback. It checks what it is sent, and sends what its documentation does not have.

mod document;
mod merge;
mod refusal;
mod station;

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Path, Query, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Router, serve};
use tokio::net::TcpListener;

pub use self::document::{Changes, Document, Whole};
pub use self::refusal::Refusal;
pub use self::station::Station;
use crate::models::{Buoy, BuoyPage};

/// How many bytes the body of a request may have.
pub const LIMIT: usize = 64 << 10;

/// How many buoys a page has.
pub const PAGE: usize = 3;

/// The routes of the API.
pub fn routes(station: Arc<Station>) -> Router {
    Router::new()
        .route("/buoys", get(list).post(lay))
        .route("/buoys/{id}", get(one).patch(change))
        .fallback(async || Refusal::new(StatusCode::NOT_FOUND, "there is nothing here"))
        .method_not_allowed_fallback(async || {
            Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "there is something here, but not for this method")
        })
        .layer(DefaultBodyLimit::max(LIMIT))
        .layer(from_fn_with_state(Arc::clone(&station), unless_busy))
        .with_state(station)
}

/// Serves routes on a free port of the loopback, as long as the runtime lives.
///
/// # Errors
/// If there is no port.
pub async fn start(routes: Router) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        if let Err(error) = serve(listener, routes).await {
            tracing::error!(%error, "the server stopped");
        }
    });
    Ok(address)
}

async fn unless_busy(State(station): State<Arc<Station>>, request: Request, next: Next) -> Response {
    if station.is_busy() {
        return Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "ask again").retry_after(0).into_response();
    }
    next.run(request).await
}

async fn list(
    State(station): State<Arc<Station>>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Document<BuoyPage>, Refusal> {
    let number = query.get("pageNumber").map_or(Ok(1), |text| text.parse::<usize>());
    let number = number.ok().filter(|number| *number > 0);
    let number = number.ok_or_else(|| {
        Refusal::new(StatusCode::BAD_REQUEST, "expected a whole number above 0 as `pageNumber`")
    })?;
    let (entities, total) = station.page((number - 1).saturating_mul(PAGE), PAGE);
    let is_last = number.saturating_mul(PAGE) >= total;
    let mut page = BuoyPage::default().with_entities(entities);
    page.total = i64::try_from(total).ok();
    page.next_uri = (!is_last).then(|| format!("/buoys?pageNumber={}", number + 1));
    Ok(Document(page))
}

async fn one(State(station): State<Arc<Station>>, Path(id): Path<String>) -> Result<Document<Buoy>, Refusal> {
    station.buoy(&id).map(Document).ok_or_else(|| nothing_at(&id))
}

async fn lay(
    State(station): State<Arc<Station>>,
    Whole(buoy): Whole<Buoy>,
) -> Result<(StatusCode, Document<Buoy>), Refusal> {
    Ok((StatusCode::CREATED, Document(station.lay(buoy)?)))
}

async fn change(
    State(station): State<Arc<Station>>,
    Path(id): Path<String>,
    Changes(changes): Changes<Buoy>,
) -> Result<Document<Buoy>, Refusal> {
    station.change(&id, &changes)?.map(Document).ok_or_else(|| nothing_at(&id))
}

fn nothing_at(id: &str) -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, format!("there is no buoy {id:?}"))
}

//! A server on the loopback that goes by new documents: it checks what it is sent, and sends what it promises.
//!
//! `POST /requests/PAIR/SERVER/MODEL` takes a body; the answer is 204, or 422 with the reason. `GET /responses/PAIR/MODEL/NUMBER` gives a body.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use jsonschema::Validator;
use serde_json::Value;
use tokio::net::{TcpListener, TcpStream};

/// What the server knows.
#[derive(Default)]
pub struct Contents {
    /// By pair, kind of server and model.
    pub requests: BTreeMap<(String, String, String), Validator>,
    /// By pair and model.
    pub responses: BTreeMap<(String, String), Vec<Value>>,
}

/// A connection to the server.
pub struct Client(SendRequest<Full<Bytes>>);

/// Starts the server, and connects to it.
pub async fn start(contents: Contents) -> Client {
    let app = Router::new()
        .route("/requests/{pair}/{server}/{model}", post(take))
        .route("/responses/{pair}/{model}/{number}", get(give))
        .with_state(Arc::new(contents));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    let stream = TcpStream::connect(address).await.unwrap();
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    Client(sender)
}

type Named = Path<(String, String, String)>;

async fn take(
    State(contents): State<Arc<Contents>>,
    Path(named): Named,
    Json(body): Json<Value>,
) -> impl IntoResponse {
    let Some(validator) = contents.requests.get(&named) else {
        return (StatusCode::NOT_FOUND, format!("there is no {named:?}"));
    };
    match validator.validate(&body) {
        Ok(()) => (StatusCode::NO_CONTENT, String::new()),
        Err(error) => (StatusCode::UNPROCESSABLE_ENTITY, format!("{}: {error}", error.instance_path())),
    }
}

async fn give(
    State(contents): State<Arc<Contents>>,
    Path((pair, model, number)): Path<(String, String, usize)>,
) -> impl IntoResponse {
    let body = contents.responses.get(&(pair, model)).and_then(|bodies| bodies.get(number));
    body.map(|body| Json(body.clone())).ok_or(StatusCode::NOT_FOUND)
}

impl Client {
    async fn send(&mut self, method: Method, path: &str, body: String) -> (StatusCode, Bytes) {
        let request = Request::builder().method(method).uri(path).header("host", "loopback");
        let request = request.header("content-type", "application/json").body(Full::from(body)).unwrap();
        self.0.ready().await.unwrap();
        let response = self.0.send_request(request).await.unwrap();
        let status = response.status();
        (status, response.into_body().collect().await.unwrap().to_bytes())
    }

    /// Sends a body; the error is why the server refuses it.
    pub async fn post(&mut self, path: &str, body: &Value) -> Result<(), String> {
        let (status, text) = self.send(Method::POST, path, body.to_string()).await;
        match status {
            StatusCode::NO_CONTENT => Ok(()),
            StatusCode::UNPROCESSABLE_ENTITY => Err(String::from_utf8_lossy(&text).into_owned()),
            other => panic!("{path}: {other}: {}", String::from_utf8_lossy(&text)),
        }
    }

    /// Receives a body.
    pub async fn get(&mut self, path: &str) -> Value {
        let (status, text) = self.send(Method::GET, path, String::new()).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        serde_json::from_slice(&text).unwrap()
    }
}

//! The client and the server against each other, and each of them against a peer that does worse.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by failing")]

use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use example_http::client::{Client, Error, Retries};
use example_http::models::{Buoy, BuoyLight, Problem};
use example_http::server::{LIMIT, Station, routes, start};
use futures_util::{TryStreamExt, stream};
use spectable::Model;

/// A client of these routes.
async fn client_of(routes: Router) -> Client {
    let address = start(routes).await.unwrap();
    let retries = Retries { most: 2, first: Duration::from_millis(1), cap: Duration::from_secs(1) };
    Client::new(format!("http://{address}").parse().unwrap()).unwrap().retries(retries)
}

/// A client of the server, and what the server has.
async fn client() -> (Client, Arc<Station>) {
    let station = Arc::new(Station::new().unwrap());
    (client_of(routes(Arc::clone(&station))).await, station)
}

/// A client of a server that answers everything with this.
async fn client_of_answer(answer: impl IntoResponse + Clone + Send + Sync + 'static) -> Client {
    client_of(Router::new().fallback(move || async move { answer })).await
}

/// The text of a buoy that the server has.
fn stored(station: &Station, id: &str) -> String {
    spectable::to_string(&station.buoy(id).unwrap()).unwrap()
}

#[tokio::test]
async fn the_stream_has_the_buoys_of_all_pages() {
    let (client, _) = client().await;
    let pages = client.pages().try_collect::<Vec<_>>().await.unwrap();
    let sizes = pages.iter().map(|page| page.entities.as_ref().unwrap().len()).collect::<Vec<_>>();
    assert_eq!((sizes, pages[0].total), (vec![3, 3, 1], Some(7)));
    // It may go to another thread, too.
    let buoys = tokio::spawn(async move { client.buoys().try_collect::<Vec<_>>().await });
    let ids = buoys.await.unwrap().unwrap().into_iter().map(|buoy| buoy.id.unwrap()).collect::<Vec<_>>();
    assert_eq!(ids, ["b-1", "b-2", "b-3", "b-4", "b-5", "b-6", "b-7"]);
}

#[tokio::test]
async fn new_buoys_are_on_the_last_page() {
    let (client, _) = client().await;
    for (name, id) in [("Ems", "b-8"), ("Randzel", "b-9")] {
        let buoy = client.lay(&Buoy::default().with_name(name).with_light(BuoyLight::Dark)).await.unwrap();
        assert_eq!(
            spectable::to_string(&buoy).unwrap(),
            format!(r#"{{"id":"{id}","name":"{name}","light":"dark"}}"#)
        );
    }
    let pages = client.pages().try_collect::<Vec<_>>().await.unwrap();
    let sizes = pages.iter().map(|page| page.entities.as_ref().unwrap().len()).collect::<Vec<_>>();
    assert_eq!(sizes, [3, 3, 3], "a full page is the last one if nothing follows");
}

#[tokio::test]
async fn a_page_that_only_looks_like_the_last_is_an_error() {
    let cases = [
        (
            r#"{"entities":[],"nextUri":7}"#,
            "the answer cannot be used: nextUri: found number 7, documented is a string",
        ),
        (
            r#"{"entities":"none"}"#,
            r#"the answer cannot be used: entities: found string "none", documented is a list, each item an object (Buoy)"#,
        ),
        ("{}", "the answer cannot be used: `entities` is missing"),
        (
            r#"{"entities":[],"nextUri":"http://192.0.2.1/buoys"}"#,
            "`http://192.0.2.1/buoys` is not an address of this API",
        ),
    ];
    for (page, expected) in cases {
        let client = client_of_answer(page).await;
        let error = client.buoys().try_collect::<Vec<_>>().await.unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
    let client = client_of_answer(r#"{"entities":[{"id":"b-1"}],"nextUri":null}"#).await;
    assert_eq!(client.buoys().try_collect::<Vec<_>>().await.unwrap().len(), 1);
}

/// A client of a server that answers with these statuses, then with 200; and how many requests it had.
async fn client_of_statuses(statuses: &str, headers: HeaderMap) -> (Client, Arc<AtomicUsize>) {
    let statuses = statuses.split_whitespace().map(|it| it.parse().unwrap()).collect::<Vec<_>>();
    let requests = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&requests);
    let answer = move || async move {
        let index = count.fetch_add(1, Ordering::SeqCst);
        (statuses.get(index).copied().unwrap_or(StatusCode::OK), headers, "{}")
    };
    (client_of(Router::new().fallback(answer)).await, requests)
}

#[tokio::test]
async fn busy_servers_are_asked_again_if_that_is_safe() {
    let [none, soon, late] = [None, Some("0"), Some("3600")];
    let cases = [
        // method, statuses, Retry-After, the status in the end if it is an error, requests
        ("GET", "503", none, None, 2),
        ("GET", "503 429", soon, None, 3),
        ("GET", "503 503 503", none, Some(503), 3),
        ("GET", "429 429 429 429", soon, Some(429), 3),
        ("GET", "503", late, Some(503), 1),
        ("GET", "500", soon, Some(500), 1),
        ("POST", "503", soon, Some(503), 1),
        ("PATCH", "503", soon, Some(503), 1),
        ("PATCH", "", none, None, 1),
    ];
    for (method, statuses, after, expected, expected_requests) in cases {
        let headers = after.map(|it| (header::RETRY_AFTER, it.parse().unwrap())).into_iter().collect();
        let (client, requests) = client_of_statuses(statuses, headers).await;
        let buoy = Buoy::default().with_name("Elbe");
        let result = match method {
            "GET" => client.buoy("b-1").await,
            "POST" => client.lay(&buoy).await,
            _ => client.change("b-1", &buoy).await,
        };
        let status = result.err().map(|error| match error {
            Error::Refused { status, .. } => status.as_u16(),
            other => panic!("{other}"),
        });
        let shown = format!("{method} {statuses:?} {after:?}");
        assert_eq!((status, requests.load(Ordering::SeqCst)), (expected, expected_requests), "{shown}");
    }
}

#[tokio::test]
async fn a_server_that_was_busy_answers() {
    let (client, station) = client().await;
    station.be_busy(2);
    assert_eq!(client.buoy("b-3").await.unwrap().depth, Some(23.0));
    station.be_busy(3);
    assert_eq!(client.buoy("b-3").await.unwrap_err().to_string(), "503 Service Unavailable: ask again");
}

#[tokio::test]
async fn a_null_arrives_as_null_and_nothing_else_arrives() {
    let bodies = Arc::new(Mutex::new(Vec::new()));
    let note = Arc::clone(&bodies);
    let client = client_of(Router::new().fallback(async move |body: String| {
        note.lock().unwrap().push(body);
        "{}"
    }));
    let mut changes = Buoy::default();
    changes.set_null("note").unwrap();
    client.await.change("b-4", &changes).await.unwrap();
    assert_eq!(*bodies.lock().unwrap(), [r#"{"note":null}"#]);

    let (client, station) = self::client().await;
    client.change("b-2", &changes).await.unwrap();
    assert_eq!(stored(&station, "b-2"), r#"{"id":"b-2","name":"Roter Grund","light":"dark"}"#);
}

#[tokio::test]
async fn what_is_not_documented_survives_a_change() {
    let (client, station) = client().await;
    let mut buoy = client.buoy("b-4").await.unwrap();
    let before = spectable::to_string(&buoy).unwrap();
    assert_eq!(before, stored(&station, "b-4"));
    assert_eq!(buoy.depth, None);
    assert!(matches!(buoy.light, Some(BuoyLight::Unrecognized(_))));
    let deviations = buoy.deviations().map(|it| it.path().to_owned()).collect::<Vec<_>>();
    assert_eq!(deviations, ["depth", "light"]);
    assert_eq!(buoy.unknowns().map(|it| it.path().to_owned()).collect::<Vec<_>>(), ["paint"]);

    // All of it goes back but its id.
    buoy.id = None;
    buoy.name = Some("Plate".to_owned());
    client.change("b-4", &buoy).await.unwrap();
    assert_eq!(stored(&station, "b-4"), before.replace("Tegeler Plate", "Plate"));

    // What is documented takes the place of what was not.
    let buoy = client.change("b-4", &Buoy::default().with_depth(9.0)).await.unwrap();
    assert_eq!((buoy.depth, buoy.deviations().count()), (Some(9.0), 1));
}

#[tokio::test]
async fn the_client_sends_nothing_that_may_not_be_sent() {
    let (client, requests) = client_of_statuses("", HeaderMap::new()).await;
    let with_id = Buoy::default().with_id("b-1");
    let error = client.lay(&with_id).await.unwrap_err();
    assert_eq!(error.to_string(), "not sent: `id` is read-only and set; `name` is required and missing");
    let error = client.change("b-1", &with_id).await.unwrap_err();
    assert_eq!(error.to_string(), "not sent: `id` is read-only and set");
    assert_eq!(requests.load(Ordering::SeqCst), 0);
}

/// What the server answers to a body, past the checks of the client.
async fn answer(method: &str, path: &str, media_type: &str, body: &str) -> (u16, String, String) {
    let address = start(routes(Arc::new(Station::new().unwrap()))).await.unwrap();
    let request = reqwest::Client::new()
        .request(method.parse().unwrap(), format!("http://{address}{path}"))
        .header(header::CONTENT_TYPE, media_type)
        .body(body.to_owned());
    let response = request.send().await.unwrap();
    let media_type = response.headers()[header::CONTENT_TYPE].to_str().unwrap().to_owned();
    (response.status().as_u16(), media_type, response.text().await.unwrap())
}

#[tokio::test]
async fn the_server_says_once_where_a_body_is_wrong() {
    let (json, patch) = ("application/json", "application/merge-patch+json");
    let (buoys, buoy) = (("POST", "/buoys", json), ("PATCH", "/buoys/b-4", patch));
    let cases = [
        (
            buoys,
            r#"{"name":"Elbe","inspections":[{},{"at":"noon"}]}"#,
            "inspections[1].at",
            r#""noon" is not an ISO-8601 date-time"#,
        ),
        (
            buoys,
            r#"{"name":"Elbe","depth":"23 m"}"#,
            "depth",
            r#"invalid type: string "23 m", expected a number"#,
        ),
        (
            buoys,
            r#"{"name":"Elbe","light":"red"}"#,
            "light",
            r#"found string "red", which is not a documented value"#,
        ),
        (buoys, r#"{"name":"Elbe","x":1e400}"#, "x", "expected numbers that fit 64 bits, and each key once"),
        (buoy, r#"{"x":1e400}"#, "x", "expected numbers that fit 64 bits, and each key once"),
        (buoys, r#"{"depth":23}"#, "name", "is required and missing"),
        (buoys, r#"{"id":"b-1","name":"Elbe"}"#, "id", "is read-only and set"),
        (buoy, r#"{"id":"b-4"}"#, "id", "is read-only and set"),
        (buoy, r#"{"depth":"10 m"}"#, "depth", r#"found string "10 m", documented is a number"#),
        (buoy, r#"{"light":"red"}"#, "light", r#"found string "red", which is not a documented value"#),
        (buoy, r#"{"name":null}"#, "name", "found null, documented is a string"),
    ];
    for ((method, route, media_type), body, path, detail) in cases {
        let (status, answered, text) = answer(method, route, media_type, body).await;
        assert_eq!((status, &*answered), (422, "application/problem+json"), "{body}: {text}");
        let problem: Problem = spectable::from_str(&text).unwrap();
        let [error] = &*problem.errors.unwrap() else { panic!("{text}") };
        assert_eq!((error.path.as_deref(), error.detail.as_deref()), (Some(path), Some(detail)), "{body}");
    }
    let body = r#"{"name":"Elbe","inspections":[{},{"at":"noon"}]}"#;
    assert_eq!(answer("POST", "/buoys", json, body).await.2.matches("inspections[1].at").count(), 1);
    // All that a PATCH contradicts is told at once.
    let body = r#"{"depth":"10 m","inspections":[{"at":1},{"found":2}]}"#;
    let text = answer("PATCH", "/buoys/b-4", patch, body).await.2;
    for path in ["depth", "inspections[0].at", "inspections[1].found"] {
        assert_eq!(text.matches(&format!("\"{path}\"")).count(), 1, "{text}");
    }
}

#[tokio::test]
async fn other_requests_that_the_server_refuses() {
    let json = "application/json";
    let long = format!(r#"{{"name":"{}"}}"#, "x".repeat(LIMIT));
    let cases = [
        ("POST", "/buoys", json, "{\"name\":", 400, "end of"),
        ("POST", "/buoys", json, r#"{"name":"a","name":"b"}"#, 422, "twice"),
        ("POST", "/buoys", "text/plain", "{}", 415, "expected application/json"),
        ("PATCH", "/buoys/b-1", json, "{}", 415, "expected application/merge-patch+json"),
        ("POST", "/buoys", json, &long, 413, "limit"),
        ("GET", "/buoys?pageNumber=0", json, "", 400, "pageNumber"),
        ("GET", "/buoys?pageNumber=18446744073709551616", json, "", 400, "pageNumber"),
        ("GET", "/buoys/..%2Fb-1", json, "", 404, "../b-1"),
        ("GET", "/", json, "", 404, "nothing here"),
        ("DELETE", "/buoys/b-1", json, "", 405, "method"),
    ];
    for (method, path, media_type, body, expected, detail) in cases {
        let (status, answered, text) = answer(method, path, media_type, body).await;
        assert_eq!((status, &*answered), (expected, "application/problem+json"), "{text}");
        let problem: Problem = spectable::from_str(&text).unwrap();
        assert_eq!(problem.status, Some(i64::from(expected)));
        assert!(text.contains(detail), "{text}");
    }
    // A page after the last one is empty.
    let (status, _, text) = answer("GET", "/buoys?pageNumber=18446744073709551615", json, "").await;
    assert_eq!((status, &*text), (200, r#"{"entities":[],"total":7}"#));
}

#[tokio::test]
async fn a_body_that_is_too_long_is_not_read() {
    let body = r#"{"id":"b-1"}"#;
    let fits = client_of_answer(body).await;
    assert_eq!(fits.limit(body.len()).buoy("b-1").await.unwrap().id.as_deref(), Some("b-1"));
    let long = client_of_answer(body).await.limit(body.len() - 1);
    assert!(matches!(long.buoy("b-1").await, Err(Error::TooLong(11))));
    // It may come in parts, without a length.
    let parts = || Body::from_stream(stream::iter(vec![Ok::<_, Infallible>("    "); 1_000]));
    let parts = client_of(Router::new().fallback(async move || parts())).await.limit(10);
    assert!(matches!(parts.buoy("b-1").await, Err(Error::TooLong(10))));
    // Nor does a refusal lose its status by it.
    let refused = client_of_answer((
        StatusCode::BAD_GATEWAY,
        [(header::CONTENT_TYPE, "application/problem+json")],
        r#"{"detail":"long"}"#,
    ));
    assert_eq!(refused.await.limit(5).buoy("b-1").await.unwrap_err().to_string(), "502 Bad Gateway");
}

#[tokio::test]
async fn a_refusal_says_why_if_it_can() {
    let problem = [(header::CONTENT_TYPE, "application/problem+json; charset=utf-8")];
    let html = [(header::CONTENT_TYPE, "text/html")];
    let detailed = r#"{"detail":"no","errors":[{"path":"a[0].b","detail":"is wrong"},{"path":7}],"trace":1}"#;
    let cases = [
        (problem.clone(), detailed, "403 Forbidden: no; a[0].b: is wrong; ?: ?"),
        (problem, "not JSON", "403 Forbidden"),
        (html, "<h1>Forbidden</h1>", "403 Forbidden"),
    ];
    for (headers, body, expected) in cases {
        let client = client_of_answer((StatusCode::FORBIDDEN, headers, body)).await;
        assert_eq!(client.buoy("b-1").await.unwrap_err().to_string(), expected);
    }
}

#[tokio::test]
async fn an_id_leads_to_no_other_resource() {
    let (client, _) = client().await;
    let cases = [
        ("../b-1", r#"404 Not Found: there is no buoy "../b-1""#),
        ("b-1?x#y", r#"404 Not Found: there is no buoy "b-1?x#y""#),
        ("%2e%2e", r#"404 Not Found: there is no buoy "%2e%2e""#),
        ("..", "`..` is not an address of this API"),
        ("", "`` is not an address of this API"),
    ];
    for (id, expected) in cases {
        assert_eq!(client.buoy(id).await.unwrap_err().to_string(), expected);
    }
}

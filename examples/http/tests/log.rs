//! What the client logs. It is a program of its own, since what was logged is remembered as long as a program runs.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use example_http::client::Client;
use example_http::server::{Station, routes, start};
use futures_util::TryStreamExt;

/// Keeps what is written.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn each_deviation_is_logged_once_for_all_documents() {
    let log = Log::default();
    let writer = log.clone();
    let format = tracing_subscriber::fmt().without_time().with_target(false).with_ansi(false);
    format.with_writer(move || writer.clone()).init();

    let address = start(routes(Arc::new(Station::new().unwrap()))).await.unwrap();
    let client = Client::new(format!("http://{address}").parse().unwrap()).unwrap();
    // The second page has two depths that are texts. It comes thrice.
    for _ in 0..3 {
        assert_eq!(client.buoys().try_collect::<Vec<_>>().await.unwrap().len(), 7);
    }
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let expected = [
        r#" WARN a value contradicts the documentation model="BuoyPage" path="entities[].depth" oddity=WrongKind documented=a number"#,
        r#" INFO a key is not documented model="BuoyPage" path="entities[].paint" oddity=UnknownKey"#,
        r#" WARN a value contradicts the documentation model="BuoyPage" path="entities[].light" oddity=UnrecognizedValue documented=a string"#,
    ];
    assert_eq!(text.lines().collect::<Vec<_>>(), expected);
}

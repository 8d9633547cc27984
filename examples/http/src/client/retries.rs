//! When a request is sent again.

use std::time::Duration;

use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{Method, StatusCode};

/// How often a request is sent again to a busy server, and after which pauses. A lost connection is an error at once.
#[derive(Debug, Clone)]
pub struct Retries {
    /// How many times after the first one.
    pub most: u32,
    /// The first pause; each next one is twice as long. Where many clients call one server, add a random part, so that they do not
    /// come back all at once.
    pub first: Duration,
    /// The longest pause.
    pub cap: Duration,
}

impl Default for Retries {
    fn default() -> Self {
        Self { most: 4, first: Duration::from_millis(200), cap: Duration::from_secs(20) }
    }
}

impl Retries {
    /// How long to wait after an answer before the request is sent again; `None` if the answer is final. `before` says how many
    /// retries there were.
    pub fn pause(
        &self,
        before: u32,
        method: &Method,
        status: StatusCode,
        headers: &HeaderMap,
    ) -> Option<Duration> {
        let is_busy = matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE);
        // A busy answer can come from a proxy after the server has acted: a POST or PATCH that is sent again could count twice.
        if !is_busy || !method.is_idempotent() || before >= self.most {
            return None;
        }
        match retry_after(headers) {
            // To come back earlier than the server asks is of no use, so the caller decides about a long pause.
            Some(asked) => (asked <= self.cap).then_some(asked),
            None => Some(self.first.saturating_mul(1 << before.min(31)).min(self.cap)),
        }
    }
}

/// The pause that the server asks for. It may also be a date; that is for clients that trust two clocks.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses() {
        let retries = Retries { most: 4, first: Duration::from_secs(2), cap: Duration::from_secs(10) };
        let cases = [
            // before, method, status, Retry-After, seconds
            (0, Method::GET, 503, None, Some(2)),
            (1, Method::GET, 503, None, Some(4)),
            (3, Method::GET, 503, None, Some(10)),
            (4, Method::GET, 503, None, None),
            (0, Method::GET, 429, Some("7"), Some(7)),
            (3, Method::GET, 429, Some("0"), Some(0)),
            (0, Method::GET, 429, Some("11"), None),
            (1, Method::GET, 429, Some("Sun, 06 Nov 1994 08:49:37 GMT"), Some(4)),
            (0, Method::PUT, 503, None, Some(2)),
            (0, Method::DELETE, 503, None, Some(2)),
            (0, Method::POST, 503, Some("1"), None),
            (0, Method::PATCH, 503, Some("1"), None),
            (0, Method::GET, 500, None, None),
            (0, Method::GET, 200, None, None),
        ];
        for (before, method, status, after, expected) in cases {
            let headers = after.map(|it| (RETRY_AFTER, it.parse().unwrap()));
            let headers = headers.into_iter().collect::<HeaderMap>();
            let status = StatusCode::from_u16(status).unwrap();
            let pause = retries.pause(before, &method, status, &headers);
            assert_eq!(pause.map(|it| it.as_secs()), expected, "{before} {method} {status} {after:?}");
        }
    }

    #[test]
    fn the_pause_never_overflows() {
        let retries = Retries { most: u32::MAX, ..Retries::default() };
        let pause = retries.pause(40, &Method::GET, StatusCode::SERVICE_UNAVAILABLE, &HeaderMap::new());
        assert_eq!(pause, Some(retries.cap));
    }
}

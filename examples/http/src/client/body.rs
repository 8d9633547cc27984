//! The bodies of answers, which may be larger than there is memory.

use reqwest::Response;
use reqwest::header::CONTENT_TYPE;
use spectable::Reader;

use crate::client::error::Error;
use crate::models::Problem;

/// All bytes of a body, unless it has more than the limit. What `Content-Length` says does not matter: it may be absent, and count
/// what is compressed.
pub(super) async fn bytes(mut response: Response, limit: usize) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if chunk.len() > limit - bytes.len() {
            return Err(Error::TooLong(limit));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// The problem in the body of a refusal, if it has one. A body that cannot be read must not hide the status.
pub(super) async fn problem(response: Response, limit: usize) -> Option<Box<Problem>> {
    let media_type = response.headers().get(CONTENT_TYPE)?.to_str().ok()?;
    if media_type.split(';').next()?.trim() != "application/problem+json" {
        return None;
    }
    let bytes = bytes(response, limit).await.ok()?;
    Reader::new().tolerant().from_slice(&bytes).ok().map(Box::new)
}

//! A client of the API: pages as a stream, retries, a limit on bodies, and documents that are read tolerantly.

mod body;
mod error;
mod retries;

use std::time::Duration;

use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use reqwest::{Method, Request, Response, Url};
use spectable::{Model, Reader};

pub use self::error::Error;
pub use self::retries::Retries;
use crate::models::{Buoy, BuoyPage};
use crate::request::{Extent, problems};

/// Calls the API.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    base: Url,
    retries: Retries,
    limit: usize,
}

impl Client {
    /// A client of the API at this address, with the default [`Retries`] and a limit of 1 MiB for each body.
    ///
    /// # Errors
    /// If the HTTP client cannot be made.
    pub fn new(base: Url) -> Result<Self, Error> {
        // Without a timeout, a server that falls silent holds the caller for ever.
        let http = reqwest::Client::builder().timeout(Duration::from_secs(10)).redirect(Policy::none());
        Ok(Self { http: http.build()?, base, retries: Retries::default(), limit: 1 << 20 })
    }

    /// Sets when a request is sent again.
    #[must_use]
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = retries;
        self
    }

    /// Sets how many bytes the body of an answer may have.
    #[must_use]
    pub fn limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// All buoys. A page is fetched when its first buoy is asked for.
    pub fn buoys(&self) -> impl Stream<Item = Result<Buoy, Error>> {
        self.pages()
            .map_ok(|page| stream::iter(page.entities.unwrap_or_default()).map(Ok::<_, Error>))
            .try_flatten()
    }

    /// The pages of the list, to the last one or the first error. Of a server whose list may never end, take as many as you need.
    pub fn pages(&self) -> impl Stream<Item = Result<BuoyPage, Error>> {
        stream::try_unfold(Some(self.url(&["buoys"])), async |next| {
            let Some(url) = next else { return Ok(None) };
            let page: BuoyPage = self.answer(Request::new(Method::GET, url?)).await?;
            let next = self.next_of(&page)?;
            Ok(Some((page, next.map(Ok))))
        })
    }

    /// One buoy.
    ///
    /// # Errors
    /// As every call, with an [`Error`].
    pub async fn buoy(&self, id: &str) -> Result<Buoy, Error> {
        self.answer(Request::new(Method::GET, self.url(&["buoys", id])?)).await
    }

    /// Lays a buoy.
    ///
    /// # Errors
    /// As every call, with an [`Error`]; [`Error::NotSent`] if the buoy lacks what is required, or has what is read-only.
    pub async fn lay(&self, buoy: &Buoy) -> Result<Buoy, Error> {
        self.send_model(Method::POST, self.url(&["buoys"])?, buoy, Extent::Whole).await
    }

    /// Changes the properties that are set, and deletes those that are null ([`Model::set_null`]).
    ///
    /// # Errors
    /// As every call, with an [`Error`]; [`Error::NotSent`] if the changes have what is read-only.
    pub async fn change(&self, id: &str, changes: &Buoy) -> Result<Buoy, Error> {
        self.send_model(Method::PATCH, self.url(&["buoys", id])?, changes, Extent::Changes).await
    }

    async fn send_model(
        &self,
        method: Method,
        url: Url,
        model: &Buoy,
        extent: Extent,
    ) -> Result<Buoy, Error> {
        let problems = problems(model, extent);
        if !problems.is_empty() {
            return Err(Error::NotSent(problems));
        }
        let media_type = match extent {
            Extent::Whole => "application/json",
            Extent::Changes => "application/merge-patch+json",
        };
        let request = self.http.request(method, url).header(CONTENT_TYPE, media_type);
        self.answer(request.body(spectable::to_vec(model)?).build()?).await
    }

    /// Sends a request and reads the answer.
    async fn answer<M: Model>(&self, request: Request) -> Result<M, Error> {
        let response = self.send(request).await?;
        let status = response.status();
        if !status.is_success() {
            return Err(Error::Refused { status, problem: body::problem(response, self.limit).await });
        }
        let bytes = body::bytes(response, self.limit).await?;
        // One wrong value in one entity must not cost the page. The log says where, once in the life of the program.
        let model: M = Reader::new().tolerant().from_slice(&bytes)?;
        model.trace_unexpected();
        Ok(model)
    }

    /// Sends a request, and again as long as the server is busy and the [`Retries`] allow it.
    async fn send(&self, request: Request) -> Result<Response, Error> {
        for retry in 0.. {
            // A body that is streamed has no copy, and so no second attempt.
            let Some(copy) = request.try_clone() else { break };
            let response = self.http.execute(copy).await?;
            let pause = self.retries.pause(retry, request.method(), response.status(), response.headers());
            let Some(pause) = pause else { return Ok(response) };
            tracing::info!(status = response.status().as_u16(), ?pause, "the server is busy");
            tokio::time::sleep(pause).await;
        }
        Ok(self.http.execute(request).await?)
    }

    /// An address below the base. An id is one segment of it, whatever characters it has.
    fn url(&self, segments: &[&str]) -> Result<Url, Error> {
        // `Url` leaves these out, and `/buoys/..` would be another resource.
        if let Some(dots) = segments.iter().find(|it| matches!(**it, "" | "." | "..")) {
            return Err(Error::Address((*dots).to_owned()));
        }
        let mut url = self.base.clone();
        let path = url.path_segments_mut().map_err(|()| Error::Address(self.base.to_string()));
        path?.pop_if_empty().extend(segments);
        Ok(url)
    }

    /// Where the next page is.
    fn next_of(&self, page: &BuoyPage) -> Result<Option<Url>, Error> {
        // Tolerance ends where a missing value looks like the end of the list.
        let mut deviations = page.deviations();
        if let Some(found) = deviations.find(|it| matches!(it.path(), "entities" | "nextUri")) {
            return Err(Error::Unusable(found.to_string()));
        }
        if page.entities.is_none() {
            return Err(Error::Unusable("`entities` is missing".to_owned()));
        }
        let Some(next) = page.next_uri.as_deref() else { return Ok(None) };
        // Where a document points is not where a client sends its credentials, unless it is the same server.
        let url = self.base.join(next).ok().filter(|url| url.origin() == self.base.origin());
        url.map(Some).ok_or_else(|| Error::Address(next.to_owned()))
    }
}

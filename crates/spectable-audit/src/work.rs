//! What a thread does with a chunk.

use spectable_build::schema::Direction;

use crate::{
    chunk::{Chunk, Cut},
    har::{self, Content, Entry},
    plan::{Plan, Root},
    route::{self, Found, Route, Routes, Typed},
    slot::SlotId,
    tally::Tally,
    walk::Walker,
};

/// Counts what is in a chunk.
pub(crate) fn count(plan: &Plan, tally: &mut Tally, chunk: &Chunk) {
    let slice = |(start, end): (usize, usize)| chunk.bytes.get(start..end).unwrap_or_default();
    match (&chunk.cut, &plan.root) {
        (Cut::Lines, Root::Slot(slot)) => lines(&chunk.bytes, &mut |at, line| {
            Walker::new(plan, tally, chunk).record(line, at, *slot);
        }),
        (Cut::Spans(spans), Root::Slot(slot)) => {
            for &span in spans {
                Walker::new(plan, tally, chunk).record(slice(span), span.0, *slot);
            }
        }
        (Cut::Entries(spans), _) => {
            for &span in spans {
                Exchange { plan, tally, chunk }.count(slice(span), span.0);
            }
        }
        // A file without a model is read only if it is an archive.
        (Cut::Lines | Cut::Spans(_), Root::Operations(_)) => {}
    }
}

/// Shows each line that is not blank, with where it begins.
fn lines(text: &[u8], show: &mut dyn FnMut(usize, &[u8])) {
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text).chain([text.len()]) {
        let line = text.get(start..end).unwrap_or_default();
        let blank = line.len() - line.trim_ascii_start().len();
        let trimmed = line.trim_ascii();
        if !trimmed.is_empty() {
            show(start + blank, trimmed);
        }
        start = end + 1;
    }
}

/// A request and its response.
struct Exchange<'a> {
    plan: &'a Plan,
    tally: &'a mut Tally,
    chunk: &'a Chunk,
}

impl Exchange<'_> {
    fn count(mut self, text: &[u8], at: usize) {
        let entry = match Entry::read(text) {
            Ok(entry) => entry,
            Err(error) => {
                let chunk = self.chunk;
                let what = if error.is_eof() { "it ends early" } else { "it is not JSON" };
                self.tally.faults.add(
                    chunk.start,
                    || chunk.place(at),
                    || format!("the entry of the archive cannot be read: {what}"),
                );
                return;
            }
        };
        if entry.url.is_empty() {
            let chunk = self.chunk;
            let message = || "the entry of the archive has no request with a URL".to_owned();
            return self.tally.faults.add(chunk.start, || chunk.place(at), message);
        }
        self.tally.exchange.requests += 1;
        match &self.plan.root {
            Root::Slot(slot) => {
                self.body(&entry.request, at, Direction::Request, &|_| Typed::Slot(*slot), &|_| {
                    String::new()
                });
                self.body(&entry.response, at, Direction::Response, &|_| Typed::Slot(*slot), &|_| {
                    String::new()
                });
            }
            Root::Operations(routes) => self.by_operation(&entry, routes, at),
        }
    }

    fn by_operation(&mut self, entry: &Entry<'_>, routes: &Routes, at: usize) {
        let chunk = self.chunk;
        // Browsers ask these on their own, and no document describes them.
        if entry.method.eq_ignore_ascii_case("OPTIONS") {
            return;
        }
        let route: &Route = match routes.find(&entry.method, &entry.url) {
            Found::Route(route) => route,
            Found::OtherMethod => {
                self.tally.exchange.no_method.add(|| chunk.place(at));
                return self
                    .tally
                    .exchange
                    .other(&routes.shape(&entry.method, &entry.url), || chunk.place(at));
            }
            Found::Nothing => {
                self.tally.exchange.no_path.add(|| chunk.place(at));
                return self
                    .tally
                    .exchange
                    .other(&routes.shape(&entry.method, &entry.url), || chunk.place(at));
            }
        };
        let status = entry.status;
        self.body(&entry.request, at, Direction::Request, &|media| route.request(media), &|media| {
            format!("`{}` takes no body {media}, and was sent one", route.name)
        });
        self.body(
            &entry.response,
            at,
            Direction::Response,
            &|media| route.response(status, media),
            &|media| {
                format!(
                    "`{}` is not documented to answer {} with a body {media}",
                    route.name,
                    shown_status(status)
                )
            },
        );
    }

    /// Counts a body: as JSON, as skipped, or as not documented.
    fn body(
        &mut self,
        content: &Content<'_>,
        entry: usize,
        direction: Direction,
        typed: &dyn Fn(&str) -> Typed,
        undocumented: &dyn Fn(&str) -> String,
    ) {
        let at = entry + content.at;
        let chunk = self.chunk;
        let media = route::essence(&content.media);
        let Some(bytes) = content.bytes() else {
            if content.has_fields {
                self.tally.exchange.skip(&har::shown_media(&media), || chunk.place(at));
            } else if har::is_json(&media) {
                // Browsers leave out large bodies, and those of answers that were in their memory.
                let what = format!("{} without text", har::shown_media(&media));
                self.tally.exchange.skip(&what, || chunk.place(at));
            }
            return;
        };
        if !har::is_json(&media) {
            return self.tally.exchange.skip(&har::shown_media(&media), || chunk.place(at));
        }
        let slot = match typed(&media) {
            Typed::Slot(slot) => slot,
            Typed::NoStatus | Typed::NoBody => {
                let what = undocumented(&har::shown_media(&media));
                if let Some(value) = self.tally.exchange.undocumented.of(&what) {
                    value.hits.add(|| chunk.place(at));
                }
                return;
            }
        };
        match bytes {
            Ok(bytes) => self.json(&bytes, at, slot, direction, har::is_lines(&media)),
            Err(message) => {
                self.tally.faults.add(chunk.start, || chunk.place(at), || message.to_owned());
            }
        }
    }

    fn json(&mut self, bytes: &[u8], at: usize, slot: SlotId, direction: Direction, by_lines: bool) {
        self.tally.exchange.bodies += 1;
        let (plan, chunk) = (self.plan, self.chunk);
        if by_lines {
            return lines(bytes, &mut |_, line| {
                Walker::new(plan, self.tally, chunk).decoded(line, at, slot, direction);
            });
        }
        Walker::new(plan, self.tally, chunk).decoded(bytes, at, slot, direction);
    }
}

/// A status as reports show it.
fn shown_status(status: u64) -> String {
    if (100..600).contains(&status) { status.to_string() } else { "a status that does not exist".to_owned() }
}

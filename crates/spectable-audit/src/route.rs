//! The operation that a request is for, and the types of its bodies.

use spectable_build::{
    operation::{Caller, Content},
    schema::{Schema, Target, Type},
};

use crate::slot::SlotId;

/// The operations that a client calls.
#[derive(Debug)]
pub(crate) struct Routes {
    /// The segments before those that the document has, where somebody says them.
    base: Option<Vec<String>>,
    routes: Vec<Route>,
}

/// One operation.
#[derive(Debug)]
pub(crate) struct Route {
    method: String,
    segments: Vec<Segment>,
    /// `POST /calls`.
    pub(crate) name: String,
    body: Vec<Body>,
    responses: Vec<(String, Vec<Body>)>,
}

/// A body in one media type.
#[derive(Debug)]
struct Body {
    media: String,
    slot: SlotId,
}

/// A part of a path between slashes.
#[derive(Debug, PartialEq, Eq)]
enum Segment {
    Literal(String),
    /// A parameter, with what is before and after it.
    Parameter(String, String),
}

/// What the document says of a request.
#[derive(Debug)]
pub(crate) enum Found<'r> {
    /// It is this operation.
    Route(&'r Route),
    /// It has the path, with other methods.
    OtherMethod,
    /// It does not have the path.
    Nothing,
}

/// What the document says of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Typed {
    /// It is of the type of this slot.
    Slot(SlotId),
    /// The operation has no such response.
    NoStatus,
    /// There is none, or none of this media type.
    NoBody,
}

/// More segments of a path are not shown.
const LONGEST_PATH: usize = 12;

impl Routes {
    /// A request as reports show it: what no path of the document has is `{}`, since it may be anything.
    pub(crate) fn shape(&self, method: &str, url: &str) -> String {
        const METHODS: [&str; 7] = ["GET", "PUT", "POST", "PATCH", "DELETE", "HEAD", "TRACE"];
        let method = METHODS.iter().find(|it| it.eq_ignore_ascii_case(method)).copied().unwrap_or("METHOD");
        let is_documented = |text: &str| {
            let mut segments = self.routes.iter().flat_map(|route| &route.segments);
            segments.any(|it| matches!(it, Segment::Literal(literal) if literal == text))
        };
        let mut shape = format!("{method} ");
        for segment in path(url).split('/').filter(|segment| !segment.is_empty()).take(LONGEST_PATH) {
            shape.push('/');
            shape.push_str(if is_documented(segment) { segment } else { "{}" });
        }
        shape
    }

    /// The operations of a schema. `slot` makes the slot of a body, which has this name.
    pub(crate) fn of(
        schema: &Schema,
        base: Option<&str>,
        mut slot: impl FnMut(&Type, String) -> SlotId,
    ) -> Self {
        let mut routes = Vec::new();
        for operation in schema.operations.iter().filter(|it| it.caller == Caller::Client) {
            let name = operation.name();
            let mut bodies = |contents: &[Content<Target>], what: &str| -> Vec<Body> {
                let body = |it: &Content<Target>| Body {
                    media: essence(&it.media),
                    slot: slot(&it.ty, format!("{name} {what}")),
                };
                contents.iter().map(body).collect()
            };
            let body = operation.body.as_ref().map(|it| bodies(&it.contents, "request")).unwrap_or_default();
            let responses = operation
                .responses
                .iter()
                .map(|it| (it.status.to_uppercase(), bodies(&it.contents, &it.status)));
            routes.push(Route {
                responses: responses.collect(),
                method: operation.method.to_uppercase(),
                segments: parts(&operation.path).map(segment).collect(),
                body,
                name,
            });
        }
        Self { base: base.map(|base| parts(base).map(str::to_owned).collect()), routes }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.routes.is_empty()
    }

    /// The operation of a request: that of the longest path which the path of the address ends in, and of equally long ones that with the
    /// fewest parameters. Where somebody says what is before the documented paths, the whole path must fit.
    pub(crate) fn find(&self, method: &str, url: &str) -> Found<'_> {
        let mut segments: Vec<&str> = parts(path(url)).collect();
        if let Some(base) = &self.base {
            if !(segments.len() >= base.len() && segments.iter().zip(base).all(|(one, other)| one == other)) {
                return Found::Nothing;
            }
            segments.drain(..base.len());
        }
        let score = |route: &Route| {
            let skipped = segments.len().checked_sub(route.segments.len())?;
            let literals = route.segments.iter().filter(|it| matches!(it, Segment::Literal(_))).count();
            let may_skip = self.base.is_none() && literals > 0;
            let fits = (skipped == 0 || may_skip)
                && segments
                    .iter()
                    .skip(skipped)
                    .zip(&route.segments)
                    .all(|(text, segment)| segment.fits(text));
            fits.then_some((route.segments.len(), literals))
        };
        let mut best: Option<((usize, usize), &Route, bool)> = None;
        for route in &self.routes {
            let Some(score) = score(route) else { continue };
            let same = route.method.eq_ignore_ascii_case(method);
            // A path that is more like it wins; of one path, the operation with the method.
            if best.as_ref().is_none_or(|(other, _, met)| (score, same) > (*other, *met)) {
                best = Some((score, route, same));
            }
        }
        match best {
            Some((_, route, true)) => Found::Route(route),
            Some(_) => Found::OtherMethod,
            None => Found::Nothing,
        }
    }
}

impl Route {
    /// The type of the body of a request.
    pub(crate) fn request(&self, media: &str) -> Typed {
        of_media(&self.body, media)
    }

    /// The type of the body of a response.
    pub(crate) fn response(&self, status: u64, media: &str) -> Typed {
        let exact = status.to_string();
        let class = format!("{}XX", status / 100);
        let with = |wanted: &str| self.responses.iter().find(|(status, _)| status == wanted);
        match with(&exact).or_else(|| with(&class)).or_else(|| with("DEFAULT")) {
            Some((_, bodies)) => of_media(bodies, media),
            None => Typed::NoStatus,
        }
    }
}

impl Segment {
    fn fits(&self, text: &str) -> bool {
        match self {
            Self::Literal(own) => own == text,
            Self::Parameter(before, after) => {
                text.len() > before.len() + after.len()
                    && text.starts_with(before.as_str())
                    && text.ends_with(after.as_str())
            }
        }
    }
}

fn of_media(bodies: &[Body], media: &str) -> Typed {
    let wanted = essence(media);
    let class = wanted.split('/').next().unwrap_or_default();
    let fits = |body: &&Body| {
        body.media == wanted
            || body.media == "*/*"
            || body.media.strip_suffix("/*").is_some_and(|it| it == class)
    };
    let exact = bodies.iter().find(|body| body.media == wanted);
    exact.or_else(|| bodies.iter().find(fits)).map_or(Typed::NoBody, |body| Typed::Slot(body.slot))
}

/// A media type without parameters, in lower case.
pub(crate) fn essence(media: &str) -> String {
    media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn segment(text: &str) -> Segment {
    match (text.split_once('{'), text.rsplit_once('}')) {
        (Some((before, _)), Some((_, after))) => Segment::Parameter(before.to_owned(), after.to_owned()),
        _ => Segment::Literal(text.to_owned()),
    }
}

/// The path of an address, without host, query and fragment.
fn path(url: &str) -> &str {
    let after_scheme =
        url.split_once("://").map(|(_, rest)| rest.find('/').map_or("", |at| rest.get(at..).unwrap_or("")));
    let path = after_scheme.unwrap_or(url);
    path.split(['?', '#']).next().unwrap_or_default()
}

fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn routes(base: Option<&str>) -> Routes {
        let route = |(method, path): (&str, &str)| Route {
            method: method.to_owned(),
            segments: parts(path).map(segment).collect(),
            name: format!("{method} {path}"),
            body: vec![
                Body { media: "application/json".to_owned(), slot: 1 },
                Body { media: "text/*".to_owned(), slot: 2 },
            ],
            responses: vec![
                ("200".to_owned(), vec![Body { media: "*/*".to_owned(), slot: 3 }]),
                ("4XX".to_owned(), vec![Body { media: "application/problem+json".to_owned(), slot: 4 }]),
                ("204".to_owned(), vec![]),
            ],
        };
        let all = [
            ("GET", "/calls"),
            ("POST", "/calls"),
            ("GET", "/calls/{id}"),
            ("GET", "/calls/latest"),
            ("GET", "/users/{id}/calls"),
            ("GET", "/files/{name}.json"),
            ("GET", "/{anything}"),
        ];
        let base = base.map(|base| parts(base).map(str::to_owned).collect());
        Routes { base, routes: all.into_iter().map(route).collect() }
    }

    #[test]
    fn a_request_is_for_the_operation_that_is_most_like_it() {
        for (base, method, url, expected) in [
            (None, "GET", "https://a.example/calls?x=1#y", "GET /calls"),
            (None, "post", "https://a.example/api/v2/calls/", "POST /calls"),
            (None, "GET", "https://a.example/api/v2/calls/17", "GET /calls/{id}"),
            (None, "GET", "/calls/latest", "GET /calls/latest"),
            (None, "GET", "https://a.example/users/1/calls", "GET /users/{id}/calls"),
            (None, "GET", "https://a.example/files/a.json", "GET /files/{name}.json"),
            (None, "GET", "https://a.example/files/.json", "nothing"),
            (None, "GET", "https://a.example/other", "GET /{anything}"),
            (None, "GET", "https://a.example/api/other", "nothing"),
            (None, "DELETE", "https://a.example/calls", "other method"),
            (None, "GET", "https://a.example", "nothing"),
            (Some("/api/v2"), "GET", "https://a.example/api/v2/calls", "GET /calls"),
            (Some("/api/v2/"), "GET", "https://a.example/api/v2/other", "GET /{anything}"),
            (Some("/api/v2"), "GET", "https://a.example/calls", "nothing"),
            (Some("/api/v2"), "GET", "https://a.example/api/v2/x/calls", "nothing"),
        ] {
            let routes = routes(base);
            let found = match routes.find(method, url) {
                Found::Route(route) => route.name.as_str(),
                Found::OtherMethod => "other method",
                Found::Nothing => "nothing",
            };
            assert_eq!(found, expected, "{base:?} {method} {url}");
        }
    }

    #[test]
    fn a_body_is_of_the_type_of_its_status_and_media_type() {
        let routes = routes(None);
        let Found::Route(route) = routes.find("GET", "/calls") else { panic!("it is there") };
        assert_eq!(route.request("Application/JSON; charset=utf-8"), Typed::Slot(1));
        assert_eq!(route.request("text/json"), Typed::Slot(2));
        assert_eq!(route.request("application/xml"), Typed::NoBody);
        assert_eq!(route.response(200, "application/json"), Typed::Slot(3));
        assert_eq!(route.response(404, "application/problem+json"), Typed::Slot(4));
        assert_eq!(route.response(404, "application/json"), Typed::NoBody);
        assert_eq!(route.response(204, "application/json"), Typed::NoBody);
        assert_eq!(route.response(500, "application/json"), Typed::NoStatus);
    }
}

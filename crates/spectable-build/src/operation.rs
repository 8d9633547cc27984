//! Operations of an API: what is called, with what, and what it answers.
//!
//! No code is generated from them. They say where models travel, and they are compared.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::location::Location;
use crate::types::Type;

/// One operation. `R` is what a type refers to: a documented name while it is as documented, a model, an enum or a union once it is
/// resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation<R> {
    /// Who calls it.
    pub caller: Caller,
    /// The method in capitals: `POST`.
    pub method: String,
    /// The path as documented: `/calls/{id}`. Of what the server calls, how the documentation names it.
    pub path: String,
    /// The name that the documentation gives it (`operationId`).
    pub id: Option<String>,
    /// It should no longer be used.
    pub deprecated: bool,
    /// The day after which it is gone, as documented (`x-sunset`).
    pub sunset: Option<String>,
    /// What it takes besides the body, in documented order.
    pub parameters: Vec<Parameter<R>>,
    /// What it takes as its body.
    pub body: Option<Body<R>>,
    /// What it answers, in documented order.
    pub responses: Vec<Response<R>>,
    /// The requirements of which a caller fulfils one; empty where it needs none.
    pub security: Vec<Requirement>,
    /// Where it begins.
    pub location: Location,
}

/// Who calls an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Caller {
    /// The client.
    Client,
    /// The server: a webhook or a callback.
    Server,
}

/// What an operation takes besides the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter<R> {
    /// Its name.
    pub name: String,
    /// Where it stands in the request.
    pub place: Place,
    /// The request must carry it.
    pub required: bool,
    /// It should no longer be used.
    pub deprecated: bool,
    /// Its type.
    pub ty: Type<R>,
    /// The values that it, or each item of it, may have; none where the type alone limits them.
    pub values: Vec<String>,
    /// The value that it has where it is left out, as JSON.
    pub default: Option<String>,
    /// What its values must be beyond their type: keywords of JSON Schema, each with its value as JSON, in the order of their names.
    pub constraints: Vec<(String, String)>,
    /// Where it is documented.
    pub location: Location,
}

/// Where a parameter stands in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the path.
    Path,
    /// After `?` in the address.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
    /// A field of a form (Swagger 2).
    Form,
}

/// The body of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body<R> {
    /// The request must have one.
    pub required: bool,
    /// The media types that it may have, each with its type.
    pub contents: Vec<Content<R>>,
    /// Where it is documented.
    pub location: Location,
}

/// A body in one media type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content<R> {
    /// The media type, such as `application/json`.
    pub media: String,
    /// What it holds.
    pub ty: Type<R>,
    /// Where it is documented.
    pub location: Location,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response<R> {
    /// The status as documented: `200`, `4XX`, `default`.
    pub status: String,
    /// The forms of its body; none where it has no body.
    pub contents: Vec<Content<R>>,
    /// Where it is documented.
    pub location: Location,
}

/// What is asked for together: the scopes by the name of the scheme. An empty one asks for nothing.
pub type Requirement = BTreeMap<String, BTreeSet<String>>;

impl<R> Operation<R> {
    /// The method and path, such as `POST /calls`.
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// The same operation with something else in place of each type.
    pub fn map_types<S>(self, mut map: impl FnMut(&Type<R>, Location) -> Type<S>) -> Operation<S> {
        let contents = |contents: Vec<Content<R>>, map: &mut dyn FnMut(&Type<R>, Location) -> Type<S>| {
            let content = |it: Content<R>| Content {
                ty: map(&it.ty, it.location),
                media: it.media,
                location: it.location,
            };
            contents.into_iter().map(content).collect()
        };
        let parameter = |it: Parameter<R>, map: &mut dyn FnMut(&Type<R>, Location) -> Type<S>| Parameter {
            ty: map(&it.ty, it.location),
            name: it.name,
            place: it.place,
            required: it.required,
            deprecated: it.deprecated,
            values: it.values,
            default: it.default,
            constraints: it.constraints,
            location: it.location,
        };
        Operation {
            parameters: self.parameters.into_iter().map(|it| parameter(it, &mut map)).collect(),
            body: self.body.map(|it| Body {
                required: it.required,
                contents: contents(it.contents, &mut map),
                location: it.location,
            }),
            responses: self
                .responses
                .into_iter()
                .map(|it| Response {
                    status: it.status,
                    contents: contents(it.contents, &mut map),
                    location: it.location,
                })
                .collect(),
            caller: self.caller,
            method: self.method,
            path: self.path,
            id: self.id,
            deprecated: self.deprecated,
            sunset: self.sunset,
            security: self.security,
            location: self.location,
        }
    }

    /// Every type of it that the caller sends.
    pub fn sent(&self) -> impl Iterator<Item = &Type<R>> {
        let of_body = self.body.iter().flat_map(|body| &body.contents).map(|content| &content.ty);
        self.parameters.iter().map(|parameter| &parameter.ty).chain(of_body)
    }

    /// Every type of it that the caller receives.
    pub fn received(&self) -> impl Iterator<Item = &Type<R>> {
        self.responses.iter().flat_map(|response| &response.contents).map(|content| &content.ty)
    }
}

/// `query`, as documents spell it.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Form => "form",
        })
    }
}

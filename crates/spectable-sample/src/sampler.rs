//! From a model to a document.

mod alternatives;
mod values;

use std::fmt;

use spectable_build::closest::closest;
use spectable_build::schema::{Direction, Schema, Type};

use crate::enough::Enough;
use crate::json::Json;
use crate::limits::Limits;
use crate::random::Random;
use crate::shallowest::Shallowest;

/// How much of a model a document has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// What is required, and no more.
    Smallest,
    /// Each property of each model that is reached, once: where a model occurs again, only what is required of it.
    Full,
    /// What a seed decides. Each [`document`](Sampler::document) is another one.
    Random(u64),
}

/// How much of one model is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// What is required.
    Least,
    /// What chance decides.
    Some,
    /// All of it.
    Whole,
}

/// Where a value is.
#[derive(Debug, Clone, Copy)]
struct Place<'p> {
    /// The model, and which property of it.
    owner: (&'p str, usize),
    /// How much of that model is written.
    part: Part,
    /// What the property is called.
    name: &'p str,
    format: Option<&'p str>,
    limits: Limits<'p>,
    /// How many objects, lists and maps are around it.
    depth: usize,
    /// Which item of a list or map it is.
    index: usize,
}

impl Place<'static> {
    /// That of the document.
    const TOP: Self = Self {
        owner: ("", 0),
        part: Part::Whole,
        name: "text",
        format: None,
        limits: Limits::NONE,
        depth: 0,
        index: 0,
    };
}

/// How many values a random document has, about: more where more is required.
const VALUES: usize = 240;
/// How many values any document has at most, whatever is required.
const MOST_VALUES: usize = 1_000_000;
/// From this depth on, a random document has what is required only.
const DEEPEST: usize = 12;

/// Makes documents of a model or union.
///
/// ```
/// use spectable_build::{project::{Project, Reading}, source::Documentation};
/// use spectable_sample::{Extent, Sampler};
///
/// let page = "# Call\n\n| Name | Type | Description |\n| --- | --- | --- |\n| **id** | **str** | |\n| **seconds** | **int** | |\n";
/// let documentation = Documentation::of_file("Call.md", page.into()).expect("it is a page");
/// let project = Project::read(documentation, Reading::default());
/// let mut sampler = Sampler::new(&project.schema, "Call", Extent::Random(7)).expect("it is documented");
/// assert_ne!(sampler.document(), sampler.document());
/// ```
#[derive(Debug)]
pub struct Sampler<'a> {
    schema: &'a Schema,
    ty: Type,
    extent: Extent,
    direction: Option<Direction>,
    pretty: bool,
    enough: Enough<'a>,
    /// Where models are written in full, in a full document.
    shallowest: Shallowest<'a>,
    random: Option<Random>,
    /// How many values the document may still have by chance.
    left: usize,
    /// How many it may still have at all.
    room: usize,
    json: Json,
}

/// There is no model of this name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownModel {
    name: String,
    closest: Option<String>,
}

impl UnknownModel {
    /// The name that comes closest to it, if one does.
    pub fn closest(&self) -> Option<&str> {
        self.closest.as_deref()
    }
}

impl fmt::Display for UnknownModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a documented model", self.name)
    }
}

impl std::error::Error for UnknownModel {}

impl<'a> Sampler<'a> {
    /// A sampler of a model or union, by its documented name or its Rust name.
    ///
    /// # Errors
    /// If there is none of this name.
    pub fn new(schema: &'a Schema, name: &str, extent: Extent) -> Result<Self, UnknownModel> {
        let ty = find(schema, name)?;
        Ok(Self {
            schema,
            extent,
            direction: None,
            pretty: false,
            enough: Enough::of(schema),
            shallowest: match extent {
                Extent::Full => Shallowest::below(schema, &ty),
                Extent::Smallest | Extent::Random(_) => Shallowest::default(),
            },
            random: match extent {
                Extent::Random(seed) => Some(Random::new(seed)),
                Extent::Smallest | Extent::Full => None,
            },
            ty,
            left: 0,
            room: 0,
            json: Json::new(false),
        })
    }

    /// Leaves out what does not travel that way: what is read-only in a request, what is write-only in a response.
    #[must_use]
    pub fn towards(mut self, direction: Direction) -> Self {
        self.direction = Some(direction);
        self
    }

    /// Writes each member and item into a line of its own.
    #[must_use]
    pub fn pretty(mut self) -> Self {
        self.pretty = true;
        self
    }

    /// The next document: JSON text without a line end.
    pub fn document(&mut self) -> String {
        self.json = Json::new(self.pretty);
        self.left = VALUES;
        self.room = MOST_VALUES;
        let ty = self.ty.clone();
        self.value(&ty, Place::TOP);
        std::mem::replace(&mut self.json, Json::new(false)).into_text()
    }
}

/// The type of a model or union that has this name.
fn find(schema: &Schema, name: &str) -> Result<Type, UnknownModel> {
    schema.target_named(name).map(Type::Ref).ok_or_else(|| {
        let names = schema.models.keys().chain(schema.unions.keys()).map(String::as_str);
        UnknownModel { name: name.to_owned(), closest: closest(name, names).map(str::to_owned) }
    })
}

//! The schema as the walk through the traffic needs it: numbers in place of names, and a slot for each place of a type.

mod keys;
mod make;

use std::fmt;

use spectable_build::{
    closest::closest,
    schema::{Direction, Schema, Target},
};

use self::keys::Keys;
use crate::{route::Routes, slot::SlotId};

/// A schema, and what its records are.
#[derive(Debug)]
pub struct Plan {
    pub(crate) slots: Vec<Slot>,
    pub(crate) models: Vec<ModelPlan>,
    pub(crate) enums: Vec<EnumPlan>,
    pub(crate) unions: Vec<UnionPlan>,
    pub(crate) root: Root,
}

/// What the records are.
#[derive(Debug)]
pub(crate) enum Root {
    /// Each is of one type.
    Slot(SlotId),
    /// The bodies of HTTP Archives, by the operations of a document.
    Operations(Routes),
}

/// A place of a type: a property, an item of its list or map, an alternative of a union, or a whole record.
#[derive(Debug)]
pub(crate) struct Slot {
    pub(crate) kind: Kind,
    /// `null` is a value of it.
    pub(crate) nullable: bool,
    pub(crate) owner: Owner,
    /// `[]` for an item of a list, `{}` for a value of a map, as often as they are nested.
    pub(crate) suffix: String,
    /// The type in the words of pages: `list[str]`.
    pub(crate) type_text: String,
}

/// What has a slot.
#[derive(Debug, Clone)]
pub(crate) enum Owner {
    Property { model: usize, property: usize },
    Alternative { union: usize, variant: String },
    Root(String),
}

/// What a slot holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Integer,
    Integer32,
    Unsigned,
    Number,
    Boolean,
    DateTime,
    Date,
    Any,
    Enum(usize),
    Model(usize),
    Union(usize),
    List(SlotId),
    Map(SlotId),
}

/// A model.
#[derive(Debug)]
pub(crate) struct ModelPlan {
    pub(crate) name: String,
    pub(crate) properties: Vec<PropertyPlan>,
    pub(crate) keys: Keys,
    /// The property that has all other keys, and the slot of their values.
    pub(crate) additional: Option<(usize, SlotId)>,
    /// What must be there, by direction: in requests, in responses, and where nobody knows.
    required: [Vec<u64>; 3],
    /// Where it travels, as far as the documentation says.
    direction: Option<Direction>,
}

/// A property.
#[derive(Debug)]
pub(crate) struct PropertyPlan {
    pub(crate) name: String,
    pub(crate) wire: String,
    pub(crate) slot: SlotId,
    pub(crate) read_only: bool,
    pub(crate) write_only: bool,
    pub(crate) is_additional: bool,
}

/// An enum.
#[derive(Debug)]
pub(crate) struct EnumPlan {
    pub(crate) integers: bool,
    /// In documented order.
    pub(crate) values: Vec<String>,
    pub(crate) keys: Keys,
}

/// A union.
#[derive(Debug)]
pub(crate) struct UnionPlan {
    pub(crate) name: String,
    pub(crate) alternatives: Vec<AlternativePlan>,
}

/// An alternative of a union.
#[derive(Debug)]
pub(crate) struct AlternativePlan {
    pub(crate) slot: SlotId,
    /// The key that tells it, and the values that do; none where the key alone does.
    pub(crate) test: Option<(String, Vec<String>)>,
}

/// The reason why a plan cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoPlan {
    message: String,
    remedy: String,
}

impl NoPlan {
    /// What is wrong, in one sentence.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do.
    pub fn remedy(&self) -> &str {
        &self.remedy
    }
}

impl fmt::Display for NoPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.remedy)
    }
}

impl std::error::Error for NoPlan {}

impl Plan {
    /// A plan for records of one model or union, by its documented name, else by its Rust name.
    ///
    /// # Errors
    /// If the schema does not have it.
    pub fn of_model(schema: &Schema, name: &str) -> Result<Self, NoPlan> {
        let mut made = make::Make::of(schema);
        let found = match schema.target_named(name) {
            Some(Target::Model(name)) => made.model(&name).map(|at| (Kind::Model(at), name)),
            Some(Target::Union(name)) => made.union(&name).map(|at| (Kind::Union(at), name)),
            Some(Target::Enum(_)) | None => None,
        };
        let Some((kind, name)) = found else {
            let known = || schema.models.keys().chain(schema.unions.keys()).map(String::as_str);
            let remedy = match closest(name, known()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => match known().find(|it| it.eq_ignore_ascii_case(name)) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => "give the documented name of a model; `spectable export` lists them".to_owned(),
                },
            };
            return Err(NoPlan { message: format!("`{name}` is not a documented model"), remedy });
        };
        let slot = made.root(kind, &name);
        Ok(made.into_plan(Root::Slot(slot)))
    }

    /// A plan for the bodies of HTTP Archives. The operations of the schema say which type each has.
    ///
    /// # Errors
    /// If the schema has no operation.
    pub fn of_operations(schema: &Schema, base: Option<&str>) -> Result<Self, NoPlan> {
        let mut made = make::Make::of(schema);
        let routes = Routes::of(schema, base, |ty, name| made.root_of(ty, name));
        if routes.is_empty() {
            return Err(NoPlan {
                message: "the schema has no operations, which would name the models of bodies".to_owned(),
                remedy: "name the model of each record with `--model M`, or give an OpenAPI document with `--schema`"
                    .to_owned(),
            });
        }
        Ok(made.into_plan(Root::Operations(routes)))
    }

    /// Whether each record is of one type, and not of that which operations say.
    pub(crate) fn has_model(&self) -> bool {
        matches!(self.root, Root::Slot(_))
    }

    /// A slot as reports name it: `Participant.tags[]`.
    pub(crate) fn path(&self, slot: &Slot) -> String {
        let suffix = &slot.suffix;
        match &slot.owner {
            Owner::Property { model, property } => {
                let Some(model) = self.models.get(*model) else { return suffix.clone() };
                let wire = model.properties.get(*property).map_or("", |it| it.wire.as_str());
                format!("{}.{wire}{suffix}", model.name)
            }
            Owner::Alternative { union, variant } => {
                let name = self.unions.get(*union).map_or("", |it| it.name.as_str());
                format!("{name}::{variant}{suffix}")
            }
            Owner::Root(name) => format!("{name}{suffix}"),
        }
    }
}

impl ModelPlan {
    /// The properties that must be there, as bits.
    pub(crate) fn required(&self, direction: Option<Direction>) -> &[u64] {
        let [request, response, unknown] = &self.required;
        match direction.or(self.direction) {
            Some(Direction::Request) => request,
            Some(Direction::Response) => response,
            Some(Direction::Both) | None => unknown,
        }
    }
}

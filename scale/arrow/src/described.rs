//! What a model holds, from wherever it is described: a static table, or a schema of the generator.

use spectable::Table;

/// A model of a description.
pub(crate) trait Described: Clone {
    /// The documented name.
    fn name(&self) -> String;
    /// What it is, where the description has it.
    fn documentation(&self) -> Option<String>;
    /// Each property that has a wire name, in documented order.
    fn properties(&self) -> Vec<Property<Self>>;
}

/// A property of a model.
pub(crate) struct Property<M> {
    pub(crate) name: String,
    pub(crate) kind: Kind<M>,
    pub(crate) required: bool,
    pub(crate) read_only: bool,
    pub(crate) write_only: bool,
    pub(crate) deprecated: bool,
    pub(crate) nullable: bool,
    pub(crate) format: Option<String>,
    pub(crate) default: Option<String>,
    pub(crate) documentation: Option<String>,
}

/// What a property or item holds.
pub(crate) enum Kind<M> {
    Text,
    Integer,
    Integer32,
    Unsigned,
    Number,
    Boolean,
    DateTime,
    Date,
    Any,
    Enum(Vec<String>),
    IntegerEnum(Vec<String>),
    Model(M),
    List(Box<Item<M>>),
    Map(Box<Item<M>>),
    Union(String),
}

/// The items of a list or map.
pub(crate) struct Item<M> {
    pub(crate) kind: Kind<M>,
    pub(crate) nullable: bool,
}

impl Described for Table {
    fn name(&self) -> String {
        (*self).name().to_owned()
    }

    /// Static tables have no documentation, which programs do not need.
    fn documentation(&self) -> Option<String> {
        None
    }

    fn properties(&self) -> Vec<Property<Self>> {
        let property = |field: spectable::Field| Property {
            name: field.wire_name().to_owned(),
            kind: kind(field.kind()),
            required: field.required(),
            read_only: field.read_only(),
            write_only: field.write_only(),
            deprecated: field.deprecated(),
            nullable: field.nullable(),
            format: field.format().map(str::to_owned),
            default: field.default().map(str::to_owned),
            documentation: None,
        };
        self.fields().map(property).collect()
    }
}

fn kind(kind: spectable::Kind) -> Kind<Table> {
    match kind {
        spectable::Kind::Text => Kind::Text,
        spectable::Kind::Integer => Kind::Integer,
        spectable::Kind::Integer32 => Kind::Integer32,
        spectable::Kind::Unsigned => Kind::Unsigned,
        spectable::Kind::Number => Kind::Number,
        spectable::Kind::Boolean => Kind::Boolean,
        spectable::Kind::DateTime => Kind::DateTime,
        spectable::Kind::Date => Kind::Date,
        spectable::Kind::Enum(of) => match of.integers() {
            Some(values) => Kind::IntegerEnum(values.iter().map(i64::to_string).collect()),
            None => Kind::Enum(of.values().iter().map(|&it| it.to_owned()).collect()),
        },
        spectable::Kind::Model(table) => Kind::Model(table),
        spectable::Kind::List(of) => Kind::List(Box::new(item(of))),
        spectable::Kind::Map(of) => Kind::Map(Box::new(item(of))),
        spectable::Kind::Union(union) => Kind::Union(union.name().to_owned()),
        // A kind that a later version adds is some JSON as well.
        _ => Kind::Any,
    }
}

fn item(item: spectable::Item) -> Item<Table> {
    Item { kind: kind(item.kind()), nullable: item.nullable() }
}

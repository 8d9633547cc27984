//! The fields of a model, and of the models in it.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_schema::extension::{EXTENSION_TYPE_METADATA_KEY, EXTENSION_TYPE_NAME_KEY};
use arrow_schema::{DataType, Field, Fields};

use super::Columns;
use super::paths::Paths;
use crate::described::{Described, Item, Kind, Property};
use crate::metadata::{self, kind};

type Metadata = HashMap<String, String>;

/// The name of the column for what an object has besides its columns, unless a property has it.
pub(super) const EXTRA: &str = "_extra";

pub(super) struct Builder<'a> {
    pub(super) columns: &'a Columns,
    /// The names of the models around, outermost first.
    pub(super) on_path: Vec<String>,
    /// How many columns there may be yet.
    pub(super) left: usize,
    /// There are more than there may be. What is built is not of use then.
    pub(super) is_too_wide: bool,
}

/// What a column is: its type, and the metadata that says more.
struct Typed {
    data_type: DataType,
    metadata: Metadata,
}

impl Typed {
    fn new(data_type: DataType, kind: &str) -> Self {
        Self { data_type, metadata: Metadata::from([(metadata::KIND.to_owned(), kind.to_owned())]) }
    }

    fn with(mut self, key: &str, value: String) -> Self {
        self.metadata.insert(key.to_owned(), value);
        self
    }

    /// JSON text: the canonical extension type `arrow.json`.
    fn json(kind: &str) -> Self {
        Self::new(DataType::Utf8, kind)
            .with(EXTENSION_TYPE_NAME_KEY, "arrow.json".to_owned())
            .with(EXTENSION_TYPE_METADATA_KEY, String::new())
    }

    fn field(self, name: impl Into<String>) -> Field {
        Field::new(name, self.data_type, true).with_metadata(self.metadata)
    }
}

impl Builder<'_> {
    /// The fields and metadata of the document.
    pub(super) fn root<D: Described>(
        &mut self,
        model: &D,
        only: Option<&mut Paths>,
        offsets: &mut Paths,
    ) -> (Fields, Metadata) {
        let (fields, mut metadata) = self.model(model, only, Some(offsets));
        metadata.remove(metadata::KIND);
        (fields, metadata)
    }

    fn model<D: Described>(
        &mut self,
        model: &D,
        mut only: Option<&mut Paths>,
        mut offsets: Option<&mut Paths>,
    ) -> (Fields, Metadata) {
        self.on_path.push(model.name());
        let properties = model.properties();
        let keys: Vec<String> = properties.iter().map(|it| it.name.clone()).collect();
        let mut fields = Vec::new();
        for property in properties {
            if self.is_too_wide {
                break;
            }
            let name = property.name.clone();
            let mut chosen = match &mut only {
                None => None,
                Some(only) => match only.step(&name) {
                    Some(chosen) => Some(chosen),
                    None => continue,
                },
            };
            let below = match &mut chosen {
                Some(paths) if paths.is_all() => {
                    paths.use_it();
                    None
                }
                _ => chosen,
            };
            let mut offset = offsets.as_mut().and_then(|offsets| offsets.step(&name));
            let Some(left) = self.left.checked_sub(1) else {
                self.is_too_wide = true;
                break;
            };
            self.left = left;
            let is_instant = matches!(property.kind, Kind::DateTime);
            let Some(field) = self.property(property, below, offset.as_deref_mut()) else { continue };
            fields.push(field);
            if let Some(paths) = offset.filter(|paths| is_instant && paths.is_all()) {
                paths.use_it();
                fields.push(offset_field(&name, &keys));
            }
        }
        if self.has_extra(only) {
            fields.push(Typed::json(kind::EXTRA).field(free_name(EXTRA, &keys)));
        }
        let mut typed = Typed::new(DataType::Null, kind::MODEL)
            .with(metadata::MODEL, model.name())
            .with(metadata::KEYS, metadata::list(&keys));
        if let Some(text) = model.documentation() {
            typed = typed.with(metadata::DOCUMENTATION, text);
        }
        self.on_path.pop();
        (fields.into(), typed.metadata)
    }

    /// Whether a model has a column for the rest, where these paths of it are chosen, or all of it.
    fn has_extra(&self, only: Option<&mut Paths>) -> bool {
        let asked = match only {
            None => None,
            Some(only) => match only.step(EXTRA) {
                Some(paths) => {
                    paths.use_it();
                    Some(true)
                }
                None => Some(false),
            },
        };
        self.columns.extra.or(asked).unwrap_or(true)
    }

    /// The field of a property; `None` if what is chosen in it is not there.
    fn property<D: Described>(
        &mut self,
        property: Property<D>,
        only: Option<&mut Paths>,
        offsets: Option<&mut Paths>,
    ) -> Option<Field> {
        let mut typed = self.typed(&property.kind, only, offsets)?;
        let marks = [
            (metadata::REQUIRED, property.required),
            (metadata::READ_ONLY, property.read_only),
            (metadata::WRITE_ONLY, property.write_only),
            (metadata::DEPRECATED, property.deprecated),
            (metadata::NULLABLE, property.nullable),
        ];
        for (key, _) in marks.into_iter().filter(|(_, holds)| *holds) {
            typed = typed.with(key, "true".to_owned());
        }
        let texts = [
            (metadata::FORMAT, property.format),
            (metadata::DEFAULT, property.default),
            (metadata::DOCUMENTATION, property.documentation),
        ];
        for (key, text) in texts {
            if let Some(text) = text {
                typed = typed.with(key, text);
            }
        }
        Some(typed.field(property.name))
    }

    fn typed<D: Described>(
        &mut self,
        of: &Kind<D>,
        only: Option<&mut Paths>,
        offsets: Option<&mut Paths>,
    ) -> Option<Typed> {
        let is_leaf = !matches!(of, Kind::Model(_) | Kind::List(_) | Kind::Map(_));
        if is_leaf && only.is_some() {
            return None;
        }
        Some(match of {
            Kind::Text => Typed::new(DataType::Utf8, kind::TEXT),
            Kind::Integer => Typed::new(DataType::Int64, kind::INTEGER),
            Kind::Integer32 => Typed::new(DataType::Int32, kind::INTEGER32),
            Kind::Unsigned => Typed::new(DataType::UInt64, kind::UNSIGNED),
            Kind::Number => Typed::new(DataType::Float64, kind::NUMBER),
            Kind::Boolean => Typed::new(DataType::Boolean, kind::BOOLEAN),
            Kind::DateTime => {
                Typed::new(DataType::Timestamp(self.columns.unit, Some("UTC".into())), kind::DATE_TIME)
            }
            Kind::Date => Typed::new(DataType::Date32, kind::DATE),
            Kind::Any => Typed::json(kind::ANY),
            Kind::Union(name) => Typed::json(kind::UNION).with(metadata::MODEL, name.clone()),
            Kind::Enum(values) => {
                Typed::new(self.words(), kind::ENUM).with(metadata::VALUES, metadata::list(values))
            }
            Kind::IntegerEnum(values) => {
                Typed::new(DataType::Int64, kind::INTEGER_ENUM).with(metadata::VALUES, metadata::list(values))
            }
            Kind::Model(model) => self.nested(model, only, offsets)?,
            Kind::List(item) => {
                let item = self.item(item, only, offsets)?.field("item");
                Typed::new(DataType::List(Arc::new(item)), kind::LIST)
            }
            Kind::Map(item) => {
                let value = self.item(item, only, offsets)?.field("values");
                let key = Field::new("keys", DataType::Utf8, false);
                let entries = Field::new("entries", DataType::Struct(vec![key, value].into()), false);
                Typed::new(DataType::Map(Arc::new(entries), false), kind::MAP)
            }
        })
    }

    fn item<D: Described>(
        &mut self,
        item: &Item<D>,
        only: Option<&mut Paths>,
        offsets: Option<&mut Paths>,
    ) -> Option<Typed> {
        let typed = self.typed(&item.kind, only, offsets)?;
        let is_nullable = item.nullable || matches!(item.kind, Kind::Any);
        Some(if is_nullable { typed.with(metadata::NULLABLE, "true".to_owned()) } else { typed })
    }

    fn nested<D: Described>(
        &mut self,
        model: &D,
        only: Option<&mut Paths>,
        offsets: Option<&mut Paths>,
    ) -> Option<Typed> {
        let name = model.name();
        let times = self.on_path.iter().filter(|around| **around == name).count();
        if times > self.columns.recursion || self.on_path.len() >= self.columns.depth {
            return only.is_none().then(|| Typed::json(kind::MODEL_TEXT).with(metadata::MODEL, name));
        }
        let is_chosen = only.is_none();
        let (fields, metadata) = self.model(model, only, offsets);
        // Nothing of what is chosen may be there; then the paths say so.
        (is_chosen || !fields.is_empty()).then_some(Typed { data_type: DataType::Struct(fields), metadata })
    }

    /// The type of the texts of an enum.
    fn words(&self) -> DataType {
        if self.columns.dictionaries {
            DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
        } else {
            DataType::Utf8
        }
    }
}

/// The column of the offsets of date-times.
fn offset_field(name: &str, keys: &[String]) -> Field {
    Typed::new(DataType::Int32, kind::OFFSET)
        .with(metadata::OF, name.to_owned())
        .field(free_name(&format!("{name}_offset"), keys))
}

/// A name that no property has.
fn free_name(name: &str, keys: &[String]) -> String {
    let mut name = name.to_owned();
    while keys.contains(&name) {
        name.push('_');
    }
    name
}

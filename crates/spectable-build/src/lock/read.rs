//! Reading a lock.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    ADDITIONAL_FORMAT, FORMAT, INTEGER_FORMAT, LAYERED_FORMAT, Lock, Origin, UNION_FORMAT, conflict,
    type_text,
};
use crate::{
    location::{FileId, Files, Location},
    problem::Problems,
    schema::{
        Addition, Alternative, Direction, Enum, EnumValue, Fact, Marks, Model, Property, Schema, Target,
        Test, Type, Union,
    },
};

use self::line::Line;

mod line;

/// For a lock that a merge left in conflict: both sides are read then.
const AGAIN: &str = "run `spectable update` again";
/// For any other lock that cannot be read.
const ANEW: &str =
    "restore it from the repository; or delete it and run `spectable update`, which may move released names";

pub(super) fn parse(name: &str, text: &str, files: &mut Files, problems: &mut Problems) -> Option<Lock> {
    let file = files.add(name, text);
    if conflict::sides(text).is_some() {
        problems.error("lock-conflict", Location::new(file, 0..0), "the lock has conflict markers", AGAIN);
        return None;
    }
    let mut reader = Reader {
        file,
        lock: Lock::default(),
        types: Vec::new(),
        names: BTreeSet::new(),
        last: Section::Head,
        is_layered: false,
        has_unions: false,
        has_integers: false,
        has_additional: false,
        ended: false,
    };
    let result = reader.read(text).and_then(|()| reader.resolve_types());
    match result {
        Ok(()) => Some(reader.lock),
        Err(fault) => {
            let location = Location::new(file, fault.range);
            problems.error(fault.rule, location, fault.message, fault.remedy);
            None
        }
    }
}

/// Why a lock cannot be read, and where.
struct Fault {
    rule: &'static str,
    range: Range<usize>,
    message: String,
    remedy: String,
}

impl Fault {
    fn syntax(range: Range<usize>, message: impl Into<String>) -> Self {
        let remedy = format!("the lock is never edited by hand: {ANEW}");
        Self { rule: "lock-syntax", range, message: message.into(), remedy }
    }
}

/// What the last line that was not indented began.
enum Section {
    Head,
    Model(String),
    Enum(String),
    Union(String),
}

/// A type as written, and what has it: it may name a model that comes later.
struct Unresolved {
    of: Of,
    text: String,
    typed: Option<String>,
    range: Range<usize>,
}

/// What has a type, by its place in a model or union.
enum Of {
    Property(String, usize),
    Alternative(String, usize),
}

struct Reader {
    file: FileId,
    lock: Lock,
    types: Vec<Unresolved>,
    /// The Rust names of models, enums and unions so far.
    names: BTreeSet<String>,
    last: Section,
    /// The lock has facts of several sources.
    is_layered: bool,
    /// The lock may have unions.
    has_unions: bool,
    /// The lock may have enums of integers.
    has_integers: bool,
    /// The lock may have additional properties and directions.
    has_additional: bool,
    ended: bool,
}

impl Reader {
    fn read(&mut self, text: &str) -> Result<(), Fault> {
        let mut at = 0;
        let mut format = None;
        for whole in text.split_inclusive('\n') {
            let range = at..at + whole.trim_end().len();
            at += whole.len();
            let content = whole.trim_end();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            if self.ended {
                return Err(Fault::syntax(range, "there is text after the `end` of the lock"));
            }
            let line = Line::new(content, range.start);
            match format {
                None => {
                    let number = read_format(line)?;
                    self.is_layered = number >= LAYERED_FORMAT;
                    self.has_unions = number >= UNION_FORMAT;
                    self.has_integers = number >= INTEGER_FORMAT;
                    self.has_additional = number >= ADDITIONAL_FORMAT;
                    format = Some(number);
                }
                Some(_) if content.starts_with("  ") => self.item(line, range)?,
                Some(_) => self.head(line, range)?,
            }
        }
        if self.ended {
            return Ok(());
        }
        Err(Fault {
            rule: "lock-truncated",
            range: text.len()..text.len(),
            message: "the lock has no `end`: it is cut off".to_owned(),
            remedy: ANEW.to_owned(),
        })
    }

    fn head(&mut self, mut line: Line<'_>, range: Range<usize>) -> Result<(), Fault> {
        match line.word()? {
            "release" => self.lock.schema.release = Some(line.string()?),
            "model" => self.model(&mut line, range)?,
            "enum" => self.enumeration(&mut line, range)?,
            "union" if self.has_unions => self.union(&mut line, range)?,
            "end" => self.ended = true,
            other => return Err(line.fault(format!("`{other}` does not begin a line of a lock"))),
        }
        line.end()
    }

    fn model(&mut self, line: &mut Line<'_>, range: Range<usize>) -> Result<(), Fault> {
        let rust_name = line.identifier()?;
        line.expect("=")?;
        let name = line.string()?;
        if line.takes("from") {
            let page = line.string()?;
            line.expect("sha256")?;
            let sha256 = line.word()?.to_owned();
            self.lock.origins.insert(name.clone(), Origin { page, sha256 });
        }
        let direction = match self.has_additional && line.takes("in") {
            true => Some(direction(line)?),
            false => None,
        };
        while self.is_layered && line.has_more() {
            line.expect("added")?;
            let (fact, file) = added(line)?;
            let location = Location::new(self.file, range.clone());
            let addition = Addition { model: name.clone(), property: None, fact, file, location };
            self.lock.schema.additions.push(addition);
        }
        let model = Model {
            name: name.clone(),
            rust_name,
            description: String::new(),
            properties: Vec::new(),
            direction,
            marks: Marks::default(),
            location: Location::new(self.file, range.clone()),
        };
        self.name(&model.rust_name, &range)?;
        if self.lock.schema.models.insert(name.clone(), model).is_some() {
            return Err(Fault::syntax(range, format!("the lock has the model `{name}` twice")));
        }
        self.last = Section::Model(name);
        Ok(())
    }

    fn enumeration(&mut self, line: &mut Line<'_>, range: Range<usize>) -> Result<(), Fault> {
        let rust_name = line.identifier()?;
        line.expect("from")?;
        self.lock.enum_files.insert(rust_name.clone(), line.string()?);
        let it = Enum {
            rust_name: rust_name.clone(),
            description: String::new(),
            integers: false,
            values: Vec::new(),
            location: Location::new(self.file, range.clone()),
        };
        self.name(&rust_name, &range)?;
        self.lock.schema.enums.insert(rust_name.clone(), it);
        self.last = Section::Enum(rust_name);
        Ok(())
    }

    fn union(&mut self, line: &mut Line<'_>, range: Range<usize>) -> Result<(), Fault> {
        let rust_name = line.identifier()?;
        line.expect("=")?;
        let name = line.string()?;
        self.name(&rust_name, &range)?;
        let it = Union {
            name: name.clone(),
            rust_name,
            description: String::new(),
            alternatives: Vec::new(),
            location: Location::new(self.file, range.clone()),
        };
        if self.lock.schema.unions.insert(name.clone(), it).is_some() {
            return Err(Fault::syntax(range, format!("the lock has the union `{name}` twice")));
        }
        self.last = Section::Union(name);
        Ok(())
    }

    fn alternative(&mut self, of: &str, mut line: Line<'_>, range: Range<usize>) -> Result<(), Fault> {
        let variant = line.variant()?;
        let (text, text_range) = line.before_where();
        let text = text.trim().to_owned();
        let mut test = None;
        if line.has_more() {
            line.expect("where")?;
            let (key, mut values) = (line.string()?, Vec::new());
            while line.has_more() {
                values.push(line.string()?);
            }
            test = Some(Test { key, values });
        }
        let Some(union) = self.lock.schema.unions.get_mut(of) else { return Ok(()) };
        if union.alternatives.iter().any(|other| other.variant == variant) {
            return Err(Fault::syntax(range, format!("`{of}` has this alternative twice")));
        }
        let of = Of::Alternative(of.to_owned(), union.alternatives.len());
        union.alternatives.push(Alternative { variant, ty: Type::Any, test });
        self.types.push(Unresolved { of, text, typed: None, range: text_range });
        Ok(())
    }

    /// Takes the Rust name of a model, enum or union.
    fn name(&mut self, rust_name: &str, range: &Range<usize>) -> Result<(), Fault> {
        if self.names.insert(rust_name.to_owned()) {
            return Ok(());
        }
        Err(Fault::syntax(range.clone(), format!("the lock has the type `{rust_name}` twice")))
    }

    fn item(&mut self, line: Line<'_>, range: Range<usize>) -> Result<(), Fault> {
        match &self.last {
            Section::Head => Err(line.fault("a property is not below a model".to_owned())),
            Section::Model(name) => {
                let name = name.clone();
                self.property(&name, line, range)
            }
            Section::Union(name) => {
                let name = name.clone();
                self.alternative(&name, line, range)
            }
            Section::Enum(name) => {
                let name = name.clone();
                self.value(&name, line, range)
            }
        }
    }

    fn value(&mut self, of: &str, mut line: Line<'_>, range: Range<usize>) -> Result<(), Fault> {
        let variant = line.identifier()?;
        line.expect("=")?;
        let integer = line.integer().filter(|_| self.has_integers);
        let integers = integer.is_some();
        let wire = integer.map_or_else(|| line.string(), Ok)?;
        line.end()?;
        let Some(it) = self.lock.schema.enums.get_mut(of) else { return Ok(()) };
        if it.values.iter().any(|other| other.variant == variant || other.wire == wire) {
            return Err(Fault::syntax(range, format!("`{of}` has this value or its variant twice")));
        }
        if !it.values.is_empty() && it.integers != integers {
            return Err(Fault::syntax(range, format!("`{of}` has a text and an integer")));
        }
        it.integers = integers;
        it.values.push(EnumValue { wire, variant, description: String::new() });
        Ok(())
    }

    fn property(&mut self, model: &str, mut line: Line<'_>, range: Range<usize>) -> Result<(), Fault> {
        let rust_name = line.field()?;
        let (text, text_range) = line.before_equals()?;
        let text = text.trim().to_owned();
        let wire_name = line.string()?;
        let mut property = Property {
            name: rust_name.clone(),
            wire_name,
            rust_name,
            ty: Type::Any,
            type_text: String::new(),
            description: String::new(),
            required: false,
            read_only: false,
            deprecated: false,
            write_only: false,
            nullable: false,
            format: None,
            default: None,
            constraints: Vec::new(),
            additional: false,
            location: Location::new(self.file, range.start + 2..range.end),
        };
        let (mut typed, mut facts) = (None, Vec::new());
        while line.has_more() {
            match line.word()? {
                "named" => property.name = line.string()?,
                "typed" => typed = Some(line.string()?),
                "required" => property.required = true,
                "read_only" => property.read_only = true,
                "deprecated" => property.deprecated = true,
                "additional" if self.has_additional => property.additional = true,
                "added" if self.is_layered => facts.push(added(&mut line)?),
                other => return Err(line.fault(format!("`{other}` is not a mark of a property"))),
            }
        }
        let Some(model) = self.lock.schema.models.get_mut(model) else { return Ok(()) };
        let same = |other: &Property| {
            other.name == property.name
                || other.rust_name == property.rust_name
                || other.wire_name == property.wire_name
        };
        if model.properties.iter().any(same) {
            let message = format!("`{}` has this property or one of its names twice", model.name);
            return Err(Fault::syntax(range, message));
        }
        self.lock.schema.additions.extend(facts.into_iter().map(|(fact, file)| Addition {
            model: model.name.clone(),
            property: Some(property.name.clone()),
            fact,
            file,
            location: property.location,
        }));
        self.types.push(Unresolved {
            of: Of::Property(model.name.clone(), model.properties.len()),
            text,
            typed,
            range: text_range,
        });
        model.properties.push(property);
        Ok(())
    }

    fn resolve_types(&mut self) -> Result<(), Fault> {
        let mut resolved = Vec::with_capacity(self.types.len());
        {
            let items = items(&self.lock.schema);
            for it in &self.types {
                let Some(ty) = type_text::read(&it.text, &items) else {
                    let message = format!("`{}` is not a type of this lock", it.text);
                    return Err(Fault::syntax(it.range.clone(), message));
                };
                resolved.push(ty);
            }
        }
        for (it, ty) in self.types.drain(..).zip(resolved) {
            let schema = &mut self.lock.schema;
            match it.of {
                Of::Property(model, at) => {
                    let model = schema.models.get_mut(&model);
                    if let Some(property) = model.and_then(|model| model.properties.get_mut(at)) {
                        property.type_text = it.typed.unwrap_or_else(|| type_text::usual_text(&ty));
                        property.ty = ty;
                    }
                }
                Of::Alternative(union, at) => {
                    let union = schema.unions.get_mut(&union);
                    if let Some(alternative) = union.and_then(|union| union.alternatives.get_mut(at)) {
                        alternative.ty = ty;
                    }
                }
            }
        }
        Ok(())
    }
}

/// The generated types by Rust name.
fn items(schema: &Schema) -> BTreeMap<&str, Type> {
    let models =
        schema.models.values().map(|it| (it.rust_name.as_str(), Type::Ref(Target::Model(it.name.clone()))));
    let enums = schema.enums.keys().map(|key| (key.as_str(), Type::Ref(Target::Enum(key.clone()))));
    let unions =
        schema.unions.values().map(|it| (it.rust_name.as_str(), Type::Ref(Target::Union(it.name.clone()))));
    models.chain(enums).chain(unions).collect()
}

/// What `added` says: a fact, and the file that it is from.
fn added(line: &mut Line<'_>) -> Result<(Fact, String), Fault> {
    let fault = line.fault("expected what was added");
    let fact = Fact::of_word(line.word()?).ok_or(fault)?;
    line.expect("from")?;
    Ok((fact, line.string()?))
}

fn direction(line: &mut Line<'_>) -> Result<Direction, Fault> {
    let fault = line.fault("expected `requests`, `responses` or `both`");
    match line.word()? {
        "requests" => Ok(Direction::Request),
        "responses" => Ok(Direction::Response),
        "both" => Ok(Direction::Both),
        _ => Err(fault),
    }
}

fn read_format(mut line: Line<'_>) -> Result<u32, Fault> {
    line.expect("format")?;
    let number = line.word()?;
    match number.parse::<u32>() {
        Ok(number @ FORMAT..=ADDITIONAL_FORMAT) => line.end().map(|()| number),
        Ok(later) if later > ADDITIONAL_FORMAT => Err(Fault {
            rule: "lock-format",
            range: line.range(),
            message: format!(
                "the lock is of format {later}, and this version of spectable reads up to {ADDITIONAL_FORMAT}"
            ),
            remedy: "use the version of spectable that wrote the lock, or a later one".to_owned(),
        }),
        _ => Err(line.fault(format!("`{number}` is not a format of a lock"))),
    }
}

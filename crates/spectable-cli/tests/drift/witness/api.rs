//! A small API made up at random, and its documentation: pages and an overlay.

use std::{collections::BTreeMap, fmt::Write as _};

use spectable_build::{
    problem::Problems,
    project::{Project, Reading},
    schema::Schema,
    source::Documentation,
};

use crate::random::Random;

/// What an API documents.
#[derive(Debug, Clone)]
pub struct Api {
    pub release: u32,
    pub models: BTreeMap<String, Vec<Property>>,
    /// Rust names that the overlay gives, by model.
    pub rust_names: BTreeMap<String, String>,
}

#[derive(Debug, Clone)]
pub struct Property {
    pub name: String,
    /// Where it is not the documented name.
    pub wire: Option<String>,
    pub ty: String,
    pub values: Vec<String>,
    pub description: String,
    pub required: bool,
    pub read_only: bool,
    pub deprecated: bool,
}

/// Types that need no page. `Elsewhere` is a name without one.
pub const LEAVES: [&str; 8] = ["str", "int", "float", "bool", "datetime", "date", "object", "Elsewhere"];
const VALUES: [&str; 4] = ["inbound", "outbound", "transfer", "callback"];

impl Api {
    /// Four models that refer to one another.
    pub fn random(random: &mut Random) -> Self {
        let names = ["Alpha", "Beta", "Gamma", "Delta"];
        let mut models = BTreeMap::new();
        for name in names {
            let count = 4 + random.below(3);
            let properties =
                (0..count).map(|at| Property::random(&format!("{}_{at}", name.to_lowercase()), random));
            models.insert(name.to_owned(), properties.collect::<Vec<_>>());
        }
        // Each kind of property is there to be changed.
        let first = models.get_mut("Alpha").unwrap();
        first[0] = Property {
            ty: "str".into(),
            values: VALUES[..3].iter().map(|it| (*it).into()).collect(),
            ..first[0].clone()
        };
        first[1] = Property { ty: "object".into(), values: Vec::new(), ..first[1].clone() };
        Self { release: 1, models, rust_names: BTreeMap::new() }
    }

    pub fn names(&self) -> Vec<String> {
        self.models.keys().cloned().collect()
    }

    fn pages(&self) -> Vec<(String, Vec<u8>)> {
        self.models.iter().map(|(name, properties)| self.page(name, properties)).collect()
    }

    fn page(&self, name: &str, properties: &[Property]) -> (String, Vec<u8>) {
        let mut text = format!("# {name}\n\n|Name | Type | Description | Notes|\n|--- | --- | --- | ---|\n");
        for it in properties {
            let mut notes = String::new();
            for (set, mark) in
                [(!it.required, "[optional]"), (it.read_only, "[readonly]"), (it.deprecated, "[deprecated]")]
            {
                notes.push_str(if set { mark } else { "" });
            }
            writeln!(text, "| **{}** | {} | {} | {notes} |", it.name, it.ty, it.description).unwrap();
        }
        writeln!(text, "\n_Api {}.0.0_", self.release).unwrap();
        (format!("{name}.md"), text.into_bytes())
    }

    fn overlay(&self) -> (String, Vec<u8>) {
        let mut text = String::new();
        for (model, properties) in &self.models {
            for it in properties {
                let of = format!("model = \"{model}\"\nproperty = \"{}\"\nreason = \"r\"\n", it.name);
                if let Some(wire) = &it.wire {
                    writeln!(text, "[[wire-name]]\n{of}wire = \"{wire}\"").unwrap();
                }
                if !it.values.is_empty() {
                    writeln!(text, "[[enum]]\n{of}values = {:?}", it.values).unwrap();
                }
            }
        }
        for (model, name) in &self.rust_names {
            writeln!(text, "[[rust-name]]\nmodel = \"{model}\"\nname = \"{name}\"\nreason = \"r\"").unwrap();
        }
        ("spectable.toml".to_owned(), text.into_bytes())
    }

    /// The models, by way of the documentation.
    pub fn schema(&self) -> Schema {
        let files = self.pages().into_iter().chain([self.overlay()]);
        let documentation = Documentation::of_folder("api", files, Problems::default()).unwrap();
        let Project { schema, problems, .. } = Project::read(documentation, Reading::default());
        let said = problems.iter().map(|it| format!("{}\n", it.display(&schema.files))).collect::<String>();
        assert!(!problems.has_errors(), "{said}{self:?}");
        schema
    }
}

impl Property {
    pub fn random(name: &str, random: &mut Random) -> Self {
        let ty = random_type(random);
        let is_enum = ty == "str" && random.below(2) == 0;
        let values = if is_enum { &VALUES[..2 + random.below(2)] } else { &[] };
        Self {
            name: name.to_owned(),
            wire: None,
            ty,
            values: values.iter().map(|it| (*it).to_owned()).collect(),
            description: "One.".to_owned(),
            required: random.below(3) == 0,
            read_only: random.below(4) == 0,
            deprecated: random.below(5) == 0,
        }
    }
}

pub fn random_type(random: &mut Random) -> String {
    let leaf = match random.below(3) {
        0 => *random.of(&["Alpha", "Beta", "Gamma", "Delta"]),
        _ => *random.of(&LEAVES),
    };
    match random.below(4) {
        0 => format!("list[{leaf}]"),
        1 => format!("dict(str, {leaf})"),
        _ => leaf.to_owned(),
    }
}

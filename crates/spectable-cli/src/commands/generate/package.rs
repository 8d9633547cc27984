//! A whole crate around generated models.

use std::{collections::BTreeMap, fs, path::Path};

use spectable_build::render::Style;

use crate::{
    commands::crate_name::Name,
    terminal::status::Failure,
    workspace::{
        generated_files::Files,
        manifest::{self, Manifest, run_time, way},
    },
};

/// What the crate is to be.
pub(super) struct Package<'a> {
    pub(super) name: &'a Name,
    pub(super) style: Style,
    pub(super) recursion_limit: Option<usize>,
    /// The path to the run time.
    pub(super) spectable: Option<&'a Path>,
    pub(super) out: &'a Path,
}

impl Package<'_> {
    /// The files of the crate, with the module tree of the models. Its manifest and its root are for its owner to edit.
    pub(super) fn files(&self, models: BTreeMap<String, String>) -> Result<Files, Failure> {
        let begun = [("Cargo.toml", self.manifest()?), ("src/lib.rs", self.library())];
        let in_models = |(name, text): (String, String)| (format!("src/models/{name}"), text);
        let generated: BTreeMap<String, String> = models.into_iter().map(in_models).collect();
        Ok(Files { generated, begun: begun.map(|(path, text)| (path.to_owned(), text)).into() })
    }

    fn library(&self) -> String {
        let limit = self.recursion_limit.map(attribute).unwrap_or_default();
        format!(
            "//! Models generated from documentation tables.\n//!\n\
            //! This file and Cargo.toml were begun by spectable, and are yours to edit; `models` is written again.\n\
            #![forbid(unsafe_code)]\n{limit}\n#[allow(missing_docs)]\nmod models;\n\npub use models::*;\n"
        )
    }

    fn manifest(&self) -> Result<String, Failure> {
        let dependencies = match (self.style, self.spectable) {
            (Style::Table, None) => format!("spectable = \"{}\"\n", env!("CARGO_PKG_VERSION")),
            (Style::Table, Some(path)) => {
                format!("spectable = {{ path = {:?} }}\n", way(self.out, &run_time(path)?)?)
            }
            (Style::Derive, _) => "serde = { version = \"1\", features = [\"derive\"] }\n\
                serde_json = { version = \"1\", features = [\"float_roundtrip\"] }\n\
                time = { version = \"0.3\", features = [\"formatting\", \"macros\", \"parsing\", \"serde\"] }\n"
                .to_owned(),
        };
        let workspace = match manifest::workspace_above(self.out)? {
            Some(_) => "",
            None => "\n# A workspace of its own, in any folder.\n[workspace]\n",
        };
        Ok(format!(
            "# Begun by spectable, and yours to edit.\n\
            [package]\nname = \"{}\"\nversion = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"1.88\"\npublish = false\n\n\
            [dependencies]\n{dependencies}{workspace}",
            self.name.as_str()
        ))
    }

    /// What is left to do, a line each: in files that stay as their owner has them, and in the workspace above the crate.
    pub(super) fn to_do(&self, kept: &[String]) -> Result<Vec<String>, Failure> {
        let mut to_do = Vec::new();
        for path in kept {
            let text = fs::read_to_string(self.out.join(path)).unwrap_or_default();
            let needs: Vec<String> = match path.as_str() {
                "Cargo.toml" => {
                    let crates: &[&str] = match self.style {
                        Style::Table => &["spectable"],
                        Style::Derive => &["serde", "serde_json", "time"],
                    };
                    let manifest = Manifest::parse(self.out.join(path), text)?;
                    let missing = crates.iter().filter(|name| !manifest.has("dependencies", name));
                    missing.map(|name| format!("the dependency `{name}`")).collect()
                }
                _ => {
                    let module = (!text.contains("mod models")).then(|| "`mod models;`".to_owned());
                    let limit = self.recursion_limit.filter(|_| !text.contains("recursion_limit"));
                    let limit = limit.map(|limit| format!("`{}`", attribute(limit).trim_end()));
                    module.into_iter().chain(limit).collect()
                }
            };
            let needs =
                if needs.is_empty() { String::new() } else { format!("; it needs {}", needs.join(", ")) };
            to_do.push(format!("{path} is yours, and stays as it is{needs}"));
        }
        if let Some(workspace) = manifest::workspace_above(self.out)? {
            let root = workspace.path.parent().unwrap_or_else(|| Path::new("."));
            let member = way(root, self.out)?;
            if !workspace.knows(&member) {
                to_do.push(format!(
                    "add `{member}` to the members of {}, or let one of them depend on it by path",
                    workspace.path.display()
                ));
            }
        }
        Ok(to_do)
    }
}

fn attribute(limit: usize) -> String {
    format!("#![recursion_limit = \"{limit}\"]\n")
}

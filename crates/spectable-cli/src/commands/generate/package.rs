//! A whole crate around generated models.

use std::{
    collections::BTreeMap,
    path::{Component, Path, PathBuf},
};

use spectable_build::render::{Rendered, Style};

use crate::terminal::status::Failure;

/// The name of a package, as Cargo accepts it.
pub(super) struct Name(String);

impl Name {
    pub(super) fn new(name: &str) -> Result<Self, Failure> {
        let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic());
        let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        if starts_well && plain && !["test", "std", "core", "alloc", "spectable"].contains(&name) {
            return Ok(Self(name.to_owned()));
        }
        Err(Failure::bad_input(
            format!("`{name}` is not a valid crate name"),
            "use letters, digits, `-` and `_`, and begin with a letter",
        ))
    }
}

/// The files of the crate by path.
pub(super) fn files(
    name: &Name,
    rendered: &Rendered,
    recursion_limit: Option<usize>,
    style: Style,
    spectable: Option<&Path>,
    out: &Path,
) -> Result<BTreeMap<String, String>, Failure> {
    let mut files = BTreeMap::new();
    files.insert("Cargo.toml".to_owned(), manifest(name, style, spectable, out)?);
    let limit =
        recursion_limit.map_or_else(String::new, |limit| format!("#![recursion_limit = \"{limit}\"]\n"));
    let lib = format!(
        "//! Models generated from documentation tables.\n#![forbid(unsafe_code)]\n#![allow(missing_docs)]\n{limit}\n{}",
        rendered.root
    );
    files.insert("src/lib.rs".to_owned(), lib);
    for (module, text) in &rendered.modules {
        files.insert(format!("src/{module}.rs"), text.clone());
    }
    Ok(files)
}

fn manifest(name: &Name, style: Style, spectable: Option<&Path>, out: &Path) -> Result<String, Failure> {
    let dependencies = match (style, spectable) {
        (Style::Table, None) => format!("spectable = \"{}\"\n", env!("CARGO_PKG_VERSION")),
        (Style::Table, Some(path)) => format!("spectable = {{ path = {:?} }}\n", relative(path, out)?),
        (Style::Derive, _) => "serde = { version = \"1\", features = [\"derive\"] }\n\
            serde_json = { version = \"1\", features = [\"float_roundtrip\"] }\n\
            time = { version = \"0.3\", features = [\"formatting\", \"macros\", \"parsing\", \"serde\"] }\n"
            .to_owned(),
    };
    Ok(format!(
        "# Written by spectable, and written again; keep what is yours elsewhere.\n\
        [package]\nname = \"{}\"\nversion = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"1.88\"\npublish = false\n\n\
        [dependencies]\n{dependencies}\n\
        # A workspace of its own, wherever it stands.\n[workspace]\n",
        name.0
    ))
}

/// The path from the crate to another crate. The manifest must not hold a path of this machine.
fn relative(path: &Path, out: &Path) -> Result<String, Failure> {
    let target =
        path.canonicalize().ok().filter(|path| path.join("Cargo.toml").is_file()).ok_or_else(|| {
            Failure::bad_input(
                format!("`{}` is not a crate", path.display()),
                "give the folder with the Cargo.toml of the crate `spectable`",
            )
        })?;
    let from = std::path::absolute(out).map_err(|error| {
        Failure::bad_input(format!("`{}` is not a valid path: {error}", out.display()), "give another folder")
    })?;
    // The folder may not exist yet: the part that exists is resolved, and the rest is appended.
    let there = from.ancestors().find_map(|folder| Some((folder, folder.canonicalize().ok()?)));
    let from = match there {
        Some((folder, real)) => from.strip_prefix(folder).map_or(real.clone(), |rest| real.join(rest)),
        None => from,
    };
    let shared = from.components().zip(target.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(target.components().skip(shared)).collect();
    Ok(way.to_string_lossy().replace('\\', "/"))
}

//! Compiling: `cargo check`, `build` and `build --release` of the models alone, table against derive.
//!
//! `cargo bench -p purecloud-benches --bench compile [-- SOURCE [OVERLAY]]`: without a source, the models of `schema/`; with one, also
//! its first 100, 500 and 2,000 models.
#![forbid(unsafe_code)]

use std::path::Path;
use std::process::Command;
use std::{fs, io};

use purecloud_benches::{Report, Took, arguments, run};
use spectable_build::names::Pins;
use spectable_build::overlay::Overlay;
use spectable_build::problem::Problems;
use spectable_build::render::{Options, Style, render};
use spectable_build::resolve::resolve;
use spectable_build::schema::Schema;
use spectable_build::source::Source;

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let given = arguments();
    let source = root.join(given.first().map_or("schema", String::as_str));
    let overlay = root.join(given.get(1).map_or("schema/spectable.toml", String::as_str));
    let schema = read(&source, &overlay)?;
    let all = schema.models.len();
    let sizes: Vec<usize> =
        [100, 500, 2000].into_iter().filter(|&size| size < all && all > 200).chain([all]).collect();
    let mut time = Report::new("Compiling the models alone", "seconds", false);
    let mut memory = Report::new("Peak memory of compiling them", "MB", false);
    for size in sizes {
        let folder = tempfile::tempdir()?;
        let part = first(&schema, size);
        for arguments in [&["check"][..], &["build"], &["build", "--release"]] {
            let table = compile(&part, Style::Table, folder.path(), arguments, &root)?;
            let derive = compile(&part, Style::Derive, folder.path(), arguments, &root)?;
            let name = format!("{} models, {}", part.models.len(), arguments.join(" "));
            time.add(&name, table.seconds, derive.seconds);
            if let (Some(table), Some(derive)) = (table.megabytes, derive.megabytes) {
                memory.add(&name, table, derive);
            }
        }
    }
    time.publish("compile")?;
    memory.publish("compile_memory")
}

fn read(source: &Path, overlay: &Path) -> io::Result<Schema> {
    let mut problems = Problems::default();
    let source = Source::open(source).map_err(|problem| io::Error::other(problem.message))?;
    let mut input = source.read(&mut problems);
    let text = fs::read_to_string(overlay)?;
    let overlay = Overlay::parse("overlay", &text, &mut input.files, &mut problems);
    let schema = resolve(input, &overlay, &Pins::default(), &mut problems);
    match problems.iter().find(|_| problems.has_errors()) {
        Some(problem) => Err(io::Error::other(problem.display(&schema.files).to_string())),
        None => Ok(schema),
    }
}

/// Models in the order of their names, each with what it reaches, until there are about so many.
fn first(schema: &Schema, size: usize) -> Schema {
    let mut reached = std::collections::BTreeSet::new();
    for name in schema.models.keys() {
        if reached.len() >= size {
            break;
        }
        let more = schema.closure([name.as_str()]);
        // A model that reaches half of the API would make every part as large as the whole.
        if size == schema.models.len() || reached.union(&more).count() <= size {
            reached.extend(more);
        }
    }
    let mut part = schema.clone();
    part.models.retain(|name, _| reached.contains(name));
    part
}

fn compile(
    schema: &Schema,
    style: Style,
    folder: &Path,
    arguments: &[&str],
    root: &Path,
) -> io::Result<Took> {
    let package = folder.join(if style == Style::Table { "table" } else { "derive" });
    fs::create_dir_all(package.join("src"))?;
    let dependencies = match style {
        Style::Table => {
            format!("spectable = {{ path = {:?} }}\n", root.join("crates/spectable").canonicalize()?)
        }
        Style::Derive => "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n\
            time = { version = \"0.3\", features = [\"formatting\", \"macros\", \"parsing\", \"serde\"] }\n"
            .to_owned(),
    };
    let manifest = format!(
        "[package]\nname = \"models\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n{dependencies}"
    );
    fs::write(package.join("Cargo.toml"), manifest)?;
    fs::copy(root.join("Cargo.lock"), package.join("Cargo.lock"))?;
    let rendered = render(schema, &Options { style, ..Options::default() }).map_err(io::Error::other)?;
    for (name, text) in &rendered.modules {
        fs::write(package.join(format!("src/{name}.rs")), text)?;
    }
    let cargo = |root: &str| {
        fs::write(package.join("src/lib.rs"), root)?;
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(arguments).args(["--offline", "--quiet"]).current_dir(&package);
        cargo.env("CARGO_INCREMENTAL", "0").env("CARGO_TARGET_DIR", folder.join("target"));
        run(&mut cargo)
    };
    // First the dependencies, with an empty crate; then the models alone.
    cargo("")?;
    cargo(&format!("#![allow(dead_code)]\n{}", rendered.root))
}

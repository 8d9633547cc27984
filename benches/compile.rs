//! Compiling: `cargo check`, `build` and `build --release` of the models alone, table against derive.
//!
//! `cargo bench -p purecloud-benches --bench compile [-- SOURCE [OVERLAY]]`: a single model, which is what the compiler takes in any
//! case, and the models of `schema/`; of a larger source also its first 100, 500 and 2,000 models.
#![forbid(unsafe_code)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use purecloud_benches::{Report, Took, arguments, run};
use spectable_build::overlay::Owner;
use spectable_build::problem::{Problem, Severity};
use spectable_build::project::{Project, Reading};
use spectable_build::render::{Options, Style, render};
use spectable_build::schema::{Schema, Target, Type};
use spectable_build::source::{Documentation, SourceFile};

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let given = arguments();
    let source = root.join(given.first().map_or("schema", String::as_str));
    let overlay = root.join(given.get(1).map_or("schema/spectable.toml", String::as_str));
    let schema = read(&source, &overlay)?;
    let all = schema.models.len();
    let sizes = [1, 100, 500, 2000].into_iter().filter(|&size| size < all && (all > 200 || size == 1));
    let mut time = Report::new("Compiling the models alone", "seconds", false);
    let mut memory = Report::new("Peak memory of compiling them", "MB", false);
    let input = if given.is_empty() { "the pages of `schema/`" } else { "pages that were given" };
    for report in [&mut time, &mut memory] {
        report.run.input = Some(format!("{input}: {all} models"));
    }
    for size in sizes.chain([all]) {
        let part = first(&schema, size);
        let folder = tempfile::tempdir()?;
        let table = Package::new(&part, Style::Table, folder.path(), &root)?;
        let derive = Package::new(&part, Style::Derive, folder.path(), &root)?;
        for arguments in [&["check"][..], &["build"], &["build", "--release"]] {
            let (table, derive) = side_by_side(&table, &derive, arguments, rounds(size))?;
            let models =
                if size == 1 { "a single model".to_owned() } else { format!("{} models", part.models.len()) };
            let name = format!("{models}, {}", arguments.join(" "));
            time.add(&name, table.seconds, derive.seconds);
            if let (Some(table), Some(derive)) = (table.megabytes, derive.megabytes) {
                memory.add(&name, table, derive);
            }
        }
        // A large API takes an hour: what is known by then is there to see. The page needs all.
        time.print();
        memory.print();
    }
    above_the_floor(&mut time, "time");
    above_the_floor(&mut memory, "memory");
    let of = if given.is_empty() { "compile" } else { "compile_api" };
    time.publish(of)?;
    memory.publish(&format!("{of}_memory"))
}

/// How often to compile so many models: the less it takes, the more a single run says of the machine.
fn rounds(models: usize) -> usize {
    match models {
        0..=200 => 7,
        201..=1000 => 3,
        _ => 1,
    }
}

/// Notes what `cargo check` takes beyond what it takes for the first, smallest case: what the compiler needs to start, and
/// to know the libraries, is the same however models are rendered.
fn above_the_floor(report: &mut Report, of: &str) {
    let checks: Vec<_> = report.cases.iter().filter(|case| case.name.ends_with(" check")).cloned().collect();
    let [floor, .., last] = checks.as_slice() else { return };
    let ratio = (last.derive - floor.derive) / (last.table - floor.table);
    report.notes.push(format!("{}, {of} above that of a single model: {ratio:.2} ×", last.name));
}

fn read(source: &Path, overlay: &Path) -> io::Result<Schema> {
    let other = |problem: Problem| io::Error::other(problem.message);
    let overlay = SourceFile::open(overlay).map_err(other)?;
    let reading = Reading { overlay: Some(overlay), owner: Owner::Shared, ..Reading::default() };
    let Project { schema, problems, .. } =
        Project::read(Documentation::open(source).map_err(other)?, reading);
    match problems.iter().find(|problem| problem.severity == Severity::Error) {
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
    let properties = || part.models.values().flat_map(|model| &model.properties);
    let is_used = |name: &String| {
        properties()
            .any(|property| matches!(property.ty.innermost(), Type::Ref(Target::Enum(used)) if used == name))
    };
    part.enums.retain(|name, _| is_used(name));
    part
}

/// A crate of models, and nothing else.
struct Package {
    folder: PathBuf,
    target: PathBuf,
    root: String,
}

impl Package {
    fn new(schema: &Schema, style: Style, folder: &Path, root: &Path) -> io::Result<Self> {
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
        let rendered = render(schema, &Options { style, ..Options::default() });
        for (name, text) in &rendered.modules {
            fs::write(package.join(format!("src/{name}.rs")), text)?;
        }
        let root = format!("#![allow(dead_code)]\n{}", rendered.root);
        Ok(Self { folder: package, target: folder.join("target"), root })
    }

    fn compile(&self, arguments: &[&str], root: &str) -> io::Result<Took> {
        fs::write(self.folder.join("src/lib.rs"), root)?;
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(arguments).args(["--offline", "--quiet"]).current_dir(&self.folder);
        cargo.env("CARGO_INCREMENTAL", "0").env("CARGO_TARGET_DIR", &self.target);
        run(&mut cargo)
    }
}

/// Compiles both some times, one after the other, and gives the median of each.
fn side_by_side(
    table: &Package,
    derive: &Package,
    arguments: &[&str],
    rounds: usize,
) -> io::Result<(Took, Took)> {
    // First the dependencies, with an empty crate; then the models alone.
    table.compile(arguments, "")?;
    derive.compile(arguments, "")?;
    let mut took = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        took.0.push(table.compile(arguments, &table.root)?);
        took.1.push(derive.compile(arguments, &derive.root)?);
    }
    let median = |mut took: Vec<Took>| {
        took.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
        took.get(took.len() / 2).copied().ok_or_else(|| io::Error::other("there is a round"))
    };
    Ok((median(took.0)?, median(took.1)?))
}

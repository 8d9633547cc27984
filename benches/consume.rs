//! Consuming: a program that reads and writes call histories, its clean release build and its size.
#![forbid(unsafe_code)]

use std::path::Path;
use std::process::Command;
use std::{fs, io};

use purecloud_benches::{Report, Took, run};
use spectable_build::Config;
use spectable_build::render::{Options, Style, render};

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
    let folder = tempfile::tempdir()?;
    let (table, derive) = (folder.path().join("table"), folder.path().join("derive"));
    let models = rendered(&root, Style::Table)?;
    package(
        &table,
        &table_dependencies(&root),
        &models,
        &program("spectable::from_slice", "spectable::to_vec"),
        &root,
    )?;
    let models = rendered(&root, Style::Derive)?;
    package(&derive, DERIVE, &models, &program("serde_json::from_slice", "serde_json::to_vec"), &root)?;
    let mut time =
        Report::new("Clean release build of a program with the call-history models", "seconds", false);
    // The whole: with the table, what a user of purecloud-models builds, generator included.
    let whole = folder.path().join("whole");
    package(
        &whole,
        &whole_dependencies(&root),
        &Models::default(),
        &program("spectable::from_slice", "spectable::to_vec")
            .replace("mod models;", "use purecloud_models as models; use purecloud_models::spectable;"),
        &root,
    )?;
    let (all_table, all_derive) = (build(&whole)?, build(&derive)?);
    build(&table)?;
    let (own_table, own_derive) = (again(&table)?, again(&derive)?);
    time.add("models and program alone", own_table.seconds, own_derive.seconds);
    time.add("everything, generator included", all_table.seconds, all_derive.seconds);
    if let (Some(table), Some(derive)) = (all_table.processor_seconds, all_derive.processor_seconds) {
        let ratio = derive / table;
        let note = format!("processor time of everything: {table:.1} s against {derive:.1} s, {ratio:.2} ×");
        time.notes.push(note);
    }
    time.publish("consume")?;
    let mut size = Report::new("Size of the program, stripped", "kB", false);
    size.add("whole file", kilobytes(&table)?, kilobytes(&derive)?);
    size.publish("consume_size")
}

const DERIVE: &str = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = { version = \"1\", features = [\"float_roundtrip\"] }\n\
    time = { version = \"0.3\", features = [\"formatting\", \"macros\", \"parsing\", \"serde\"] }\n";

fn table_dependencies(root: &Path) -> String {
    format!("spectable = {{ path = {:?} }}\n", root.join("crates/spectable"))
}

fn whole_dependencies(root: &Path) -> String {
    format!("purecloud-models = {{ path = {root:?} }}\n")
}

/// Generated files, by name.
type Models = Vec<(String, String)>;

fn rendered(root: &Path, style: Style) -> io::Result<Models> {
    let config = Config::read(root.join("schema"));
    let roots = Some(["CallHistoryConversation".to_owned()].into());
    let rendered = render(config.schema(), &Options { style, roots, ..Options::default() });
    let modules = rendered.modules.into_iter().map(|(name, text)| (format!("models/{name}.rs"), text));
    Ok(modules.chain([("models/mod.rs".to_owned(), rendered.root)]).collect())
}

fn program(read: &str, write: &str) -> String {
    format!(
        "#![allow(dead_code)]\nmod models;\nfn main() {{\n    let path = std::env::args().nth(1).expect(\"a file\");\n    let bytes = std::fs::read(path).expect(\"it is read\");\n    \
         let calls: Vec<models::CallHistoryConversation> = {read}(&bytes).expect(\"call histories\");\n    \
         let parties: usize = calls.iter().filter_map(|call| call.participants.as_ref()).map(Vec::len).sum();\n    \
         println!(\"{{parties}} {{}}\", {write}(&calls).expect(\"it is written\").len());\n}}\n"
    )
}

fn package(folder: &Path, dependencies: &str, models: &Models, program: &str, root: &Path) -> io::Result<()> {
    fs::create_dir_all(folder.join("src/models"))?;
    let profile = "[profile.release]\nstrip = true\n";
    let manifest = format!(
        "[package]\nname = \"program\"\nedition = \"2024\"\n[workspace]\n{profile}[dependencies]\n{dependencies}"
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    for (name, text) in models {
        fs::write(folder.join("src").join(name), text)?;
    }
    if models.is_empty() {
        fs::remove_dir(folder.join("src/models"))?;
    }
    fs::write(folder.join("src/main.rs"), program)
}

fn build(folder: &Path) -> io::Result<Took> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--release", "--offline", "--quiet"]).current_dir(folder);
    run(cargo.env("CARGO_TARGET_DIR", folder.join("target")).env("CARGO_INCREMENTAL", "0"))
}

/// The program once more, with its dependencies there.
fn again(folder: &Path) -> io::Result<Took> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["clean", "--release", "--offline", "--quiet", "-p", "program"]).current_dir(folder);
    run(cargo.env("CARGO_TARGET_DIR", folder.join("target")))?;
    build(folder)
}

fn kilobytes(folder: &Path) -> io::Result<f64> {
    Ok(fs::metadata(folder.join("target/release/program"))?.len() as f64 / 1000.0)
}

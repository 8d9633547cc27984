//! Generates the derive rendering of every model of `schema/`, a list of the models, and both renderings of the model of
//! `widths/` and of a document with alternatives.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use spectable_build::lock::Pins;
use spectable_build::overlay::Overlay;
use spectable_build::problem::Problems;
use spectable_build::render::{Options, Rendered, render};
use spectable_build::resolve::resolve;
use spectable_build::schema::Schema;
use spectable_build::source::openapi;
use spectable_build::{Config, Style};

fn main() {
    let config = Config::read("schema").style(Style::Derive);
    let names = config.schema().models.values().map(|model| format!("    $do!({});\n", model.rust_name));
    let list = format!(
        "/// Calls a macro with the name of each model.\n#[macro_export]\nmacro_rules! for_every_model {{\n    ($do:ident) => {{\n{}    }};\n}}\n",
        names.collect::<String>()
    );
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let result = fs::write(out.join("every_model.rs"), list)
        .and_then(|()| widths(&out))
        .and_then(|()| alternatives(&out));
    if let Err(error) = result {
        println!("cargo::error=`{}` cannot be written: {error}", out.display());
    }
    config.generate();
}

fn widths(out: &Path) -> io::Result<()> {
    println!("cargo::rerun-if-changed=widths");
    let config = Config::read("widths");
    if config.problems().has_errors() {
        println!("cargo::error={}", config.to_string().replace('\n', " "));
    }
    both_styles(config.schema(), out, "widths")
}

/// A document with alternatives of every kind.
fn alternatives(out: &Path) -> io::Result<()> {
    let file = "../../crates/spectable-build/tests/documents/alternatives.yaml";
    println!("cargo::rerun-if-changed={file}");
    let mut problems = Problems::default();
    let input = openapi::read("alternatives.yaml", &fs::read(file)?, &mut problems);
    let schema = resolve(input, &Overlay::default(), &Pins::default(), &mut problems);
    if let Some(problem) = problems.iter().next() {
        return Err(io::Error::other(problem.message.clone()));
    }
    both_styles(&schema, out, "alternatives")
}

fn both_styles(schema: &Schema, out: &Path, name: &str) -> io::Result<()> {
    for (style, ending) in [(Style::Table, "table"), (Style::Derive, "derive")] {
        let folder = out.join(format!("{name}_{ending}"));
        let options = Options { style, ..Options::default() };
        let Rendered { root, modules } = render(schema, &options);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("mod.rs"), root)?;
        for (name, text) in modules {
            fs::write(folder.join(format!("{name}.rs")), text)?;
        }
    }
    Ok(())
}

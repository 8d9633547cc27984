//! Generates the old code of each pair: the models of its old document, and a function that reads a document with them and writes it
//! again.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be built says why by failing")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use spectable_build::render::{Options, Rendered, render};
use spectable_build::schema::Schema;

use crate::pairs::Pair;

#[allow(dead_code, unreachable_pub, unused_imports, reason = "its test is one of another package")]
#[path = "../../crates/spectable-cli/tests/drift/pairs.rs"]
mod pairs;

fn main() {
    println!("cargo::rerun-if-changed=../../crates/spectable-cli/tests/drift/pairs");
    println!("cargo::rerun-if-changed=../../crates/spectable-cli/tests/drift/pairs.rs");
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap());
    let (mut pairs, mut modules, mut arms) = (String::new(), String::new(), String::new());
    for pair in Pair::all() {
        let [old, new] = pair.documents();
        let [schema, _] = pair.schemas();
        writeln!(pairs, "    Pair {{ name: {:?}, old: {old:?}, new: {new:?} }},", pair.name).unwrap();
        let module = format!("old_{}", pair.name.replace('-', "_"));
        write_models(&out.join(&module), &schema);
        writeln!(
            modules,
            "#[allow(warnings, clippy::all, reason = \"generated\")]\nmod {module} {{\n    include!(concat!(env!(\"OUT_DIR\"), \"/{module}/mod.rs\"));\n}}"
        )
        .unwrap();
        for (name, ty) in types(&schema) {
            writeln!(arms, "        ({:?}, {name:?}) => read::<{module}::{ty}>(body),", pair.name).unwrap();
        }
    }
    let pairs = format!("/// Every pair, by name.\npub const PAIRS: &[Pair] = &[\n{pairs}];\n{modules}");
    let function = format!(
        "fn read_by_name(pair: &str, model: &str, body: &Value) -> Option<Result<Value, spectable::Error>> {{\n    Some(match (pair, model) {{\n{arms}        _ => return None,\n    }})\n}}\n"
    );
    fs::write(out.join("pairs.rs"), pairs + &function).unwrap();
}

/// The documented names of what can be a body, and the Rust names.
fn types(schema: &Schema) -> impl Iterator<Item = (&String, &String)> {
    let models = schema.models.iter().map(|(name, it)| (name, &it.rust_name));
    models.chain(schema.unions.iter().map(|(name, it)| (name, &it.rust_name)))
}

fn write_models(folder: &Path, schema: &Schema) {
    let Rendered { root, modules } = render(schema, &Options::default());
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("mod.rs"), root).unwrap();
    for (name, text) in modules {
        fs::write(folder.join(format!("{name}.rs")), text).unwrap();
    }
}

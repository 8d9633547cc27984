//! Generates the derive rendering of every model of the small corpus, and a list of the models.

use std::path::Path;
use std::{env, fs};

use spectable_build::{Config, Style};

fn main() {
    let config = Config::read("../corpus/small/1.0.0").style(Style::Derive);
    let names = config.schema().models.values().map(|model| format!("    $do!({});\n", model.rust_name));
    let list = format!(
        "/// Calls a macro with the name of each model.\n#[macro_export]\nmacro_rules! for_every_model {{\n    ($do:ident) => {{\n{}    }};\n}}\n",
        names.collect::<String>()
    );
    let path = Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join("every_model.rs");
    if let Err(error) = fs::write(&path, list) {
        println!("cargo::error=`{}` cannot be written: {error}", path.display());
    }
    config.generate();
}

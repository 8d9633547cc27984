//! Generates the derive rendering of every model of `schema/`, a list of the models, and both renderings of the model of `widths/`.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use spectable_build::render::{Options, Rendered, render};
use spectable_build::{Config, Style};

fn main() {
    let config = Config::read("schema").style(Style::Derive);
    let names = config.schema().models.values().map(|model| format!("    $do!({});\n", model.rust_name));
    let list = format!(
        "/// Calls a macro with the name of each model.\n#[macro_export]\nmacro_rules! for_every_model {{\n    ($do:ident) => {{\n{}    }};\n}}\n",
        names.collect::<String>()
    );
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let result = fs::write(out.join("every_model.rs"), list).and_then(|()| widths(&out));
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
    for (folder, style) in [("widths_table", Style::Table), ("widths_derive", Style::Derive)] {
        let options = Options { style, ..Options::default() };
        let Rendered { root, modules } = render(config.schema(), &options).map_err(io::Error::other)?;
        fs::create_dir_all(out.join(folder))?;
        fs::write(out.join(folder).join("mod.rs"), root)?;
        for (name, text) in modules {
            fs::write(out.join(folder).join(format!("{name}.rs")), text)?;
        }
    }
    Ok(())
}

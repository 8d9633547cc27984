//! The crates in which the compiler judges: `old` and `new` have a module of models for each case, `before` and `after` the program
//! that uses them, and `reader` reads documents. A crate for each case would cost a run of the compiler for each.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;
use spectable_build::render::{Rendered, Style};

const SIDES: [&str; 4] = ["old", "new", "before", "after"];

/// A workspace, whose compiled dependencies stay from run to run.
pub struct Crates {
    folder: PathBuf,
    /// By crate, the numbers of the cases that are compiled.
    cases: BTreeMap<&'static str, Vec<usize>>,
}

impl Crates {
    pub fn new(name: &str, style: Style) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"old\", \"new\", \"before\", \"after\", \"reader\"]\n\n\
             [profile.dev]\ndebug = false\nincremental = false\n";
        write(&folder.join("Cargo.toml"), manifest);
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
        fs::copy(lock, folder.join("Cargo.lock")).unwrap();
        for (name, uses) in [
            ("old", &[][..]),
            ("new", &[]),
            ("before", &["old"]),
            ("after", &["new"]),
            ("reader", &["old", "new"]),
        ] {
            let crate_folder = folder.join(name);
            if crate_folder.exists() {
                fs::remove_dir_all(&crate_folder).unwrap();
            }
            let uses: String = uses.iter().map(|it| format!("{it} = {{ path = \"../{it}\" }}\n")).collect();
            let libraries = libraries(style);
            let manifest = format!(
                "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{libraries}{uses}"
            );
            write(&crate_folder.join("Cargo.toml"), &manifest);
        }
        Self { folder, cases: SIDES.into_iter().map(|side| (side, Vec::new())).collect() }
    }

    /// Adds the models of both sides of a case, and the program that uses the old ones.
    pub fn add(&mut self, number: usize, rendered: &[Rendered; 2], witness: &str) {
        for (side, Rendered { root, modules, .. }) in ["old", "new"].into_iter().zip(rendered) {
            let module = self.folder.join(format!("{side}/src/{side}_{number}"));
            write(&module.join("mod.rs"), root);
            for (name, text) in modules {
                write(&module.join(format!("{name}.rs")), text);
            }
        }
        for (side, models) in [("before", "old"), ("after", "new")] {
            let text = format!("{witness}\nuse {models}::{models}_{number} as models;\n");
            write(&self.folder.join(format!("{side}/src/{side}_{number}.rs")), &text);
        }
        self.cases.values_mut().for_each(|numbers| numbers.push(number));
    }

    /// The program that reads documents; it finds the models of case 3 in `old_3` and `new_3`.
    pub fn write_reader(&self, text: &str) {
        write(&self.folder.join("reader/src/main.rs"), &format!("{text}\nuse {{new::*, old::*}};\n"));
    }

    /// The modules in which the compiler finds errors, as `after_3`, and the first error of each.
    ///
    /// An error in a name hides those of types in the whole crate, and so on. So what has failed is left out, and the rest is compiled
    /// again, until nothing fails.
    pub fn failed(&mut self) -> BTreeMap<String, String> {
        let mut failed = BTreeMap::new();
        loop {
            self.write_roots();
            let Output { status, stdout, stderr } =
                self.cargo(&["build", "--workspace", "--keep-going", "--message-format=json"]);
            let said = String::from_utf8(stdout).unwrap();
            let before = failed.len();
            for (module, error) in said.lines().filter_map(error) {
                failed.entry(module).or_insert(error);
            }
            if status.success() {
                return failed;
            }
            assert!(failed.len() > before, "no case fails: {}\n{said}", String::from_utf8_lossy(&stderr));
            for (side, numbers) in &mut self.cases {
                numbers.retain(|number| !failed.contains_key(&format!("{side}_{number}")));
            }
            // The others would not compile without these.
            if failed.keys().any(|module| !module.starts_with("after_")) {
                return failed;
            }
        }
    }

    fn write_roots(&self) {
        for (side, numbers) in &self.cases {
            // Code that is private and not used is judged, but not translated.
            let visibility = if ["old", "new"].contains(side) { "pub " } else { "" };
            let root: String =
                numbers.iter().map(|number| format!("{visibility}mod {side}_{number};\n")).collect();
            write(&self.folder.join(format!("{side}/src/lib.rs")), &root);
        }
    }

    /// What the reader prints.
    pub fn run_reader(&self) -> String {
        let output = self.cargo(&["run", "--quiet", "--package", "reader"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn cargo(&self, args: &[&str]) -> Output {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(&self.folder).args(args).arg("--offline");
        cargo.env("CARGO_TARGET_DIR", self.folder.join("target"));
        cargo.env_remove("RUSTFLAGS").env_remove("RUSTC_WORKSPACE_WRAPPER");
        cargo.output().unwrap()
    }
}

/// What generated code of a style needs, and programs that use it.
fn libraries(style: Style) -> String {
    let spectable = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spectable");
    match style {
        Style::Table => format!("spectable = {{ path = {spectable:?} }}\nserde_json = \"1\"\n"),
        Style::Derive => "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n\
             time = { version = \"0.3\", features = [\"formatting\", \"macros\", \"parsing\", \"serde\"] }\n"
            .to_owned(),
    }
}

/// The module that an error of the compiler is in, and its text, from a line of what cargo says.
fn error(line: &str) -> Option<(String, String)> {
    let line: Value = serde_json::from_str(line).unwrap();
    let message = &line["message"];
    if line["reason"] != "compiler-message" || message["level"] != "error" {
        return None;
    }
    let mut span = message["spans"].as_array()?.iter().find(|span| span["is_primary"] == true)?;
    // An error in what a macro makes is where the macro is used.
    while !span["expansion"].is_null() {
        span = &span["expansion"]["span"];
    }
    let path = span["file_name"].as_str()?;
    let is_module = |part: &&str| {
        part.split_once('_')
            .is_some_and(|(side, number)| SIDES.contains(&side) && number.parse::<usize>().is_ok())
    };
    let module = path.split(['/', '\\', '.']).find(is_module)?;
    Some((module.to_owned(), message["rendered"].as_str()?.to_owned()))
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

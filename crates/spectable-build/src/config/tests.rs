//! What a build script writes, and what it tells Cargo.

use std::fs;

use super::*;

const HEAD: &str = "|Name | Type | Description | Notes|\n|---|---|---|---|\n";

/// A folder of pages and an overlay, and a place for what is generated.
struct Crate {
    folder: tempfile::TempDir,
}

impl Crate {
    fn new(pages: &[(&str, &str)], overlay: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("schema")).unwrap();
        fs::create_dir(folder.path().join("out")).unwrap();
        let new = Self { folder };
        for (name, rows) in pages {
            new.write(&format!("{name}.md"), format!("# {name}\n\n{HEAD}{rows}\n").as_bytes());
        }
        new.write("spectable.toml", overlay.as_bytes());
        new
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.folder.path().join("schema").join(name), bytes).unwrap();
    }

    /// Runs the build script, in a process of its own: errors and warnings, without the path of the folder.
    fn build(&self, features: &[&str]) -> Vec<String> {
        build_script::forget(&self.folder.path().join("out"));
        let schema = self.folder.path().join("schema");
        let features = features.iter().map(|it| (*it).to_owned());
        let cargo = Cargo::new(Some(self.folder.path().join("out")), features);
        let lines = Config::read(&schema).generate_for(&cargo);
        assert!(lines.iter().all(|line| !line.contains('\n')), "a message is one line");
        assert_eq!(lines[0], format!("cargo::rerun-if-changed={}", schema.display()));
        let said = lines.iter().filter(|line| !line.starts_with("cargo::rerun"));
        said.map(|line| line.replace(&format!("{}/", schema.display()), "")).collect()
    }

    fn out(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder.path().join("out")).unwrap();
        let mut names: Vec<_> =
            names.map(|it| it.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

#[test]
fn every_problem_of_every_page_is_told_to_cargo() {
    let pages = [("A", "| a |"), ("B", "| b | <u8> | | |")];
    let new = Crate::new(
        &pages,
        "[[enum]]\nmodel = \"Gone\"\nproperty = \"p\"\nvalues = [\"v\"]\nreason = \"r\"\n",
    );
    new.write("C.md", b"# C\n\xff");
    assert_eq!(
        new.build(&[]),
        [
            "cargo::error=A.md:5:1: the row has no cell for the type; a row needs a name and a type; cells at its end may be left out",
            "cargo::error=B.md:5:7: `<u8>` is not a type in the dialect `python`; expected int, str, bool, date, file, float, object, datetime, a model, dict(str, T), list[T], set[T]",
            "cargo::error=C.md:2:1: the file is not UTF-8 from here on; save it as UTF-8",
            // In the folder of a crate, an entry for a model that is not there is stale.
            "cargo::error=spectable.toml:1:1: this source has no model `Gone`; correct the name, or take the entry away",
        ]
    );
    assert_eq!(new.out(), Vec::<String>::new(), "nothing is generated");
}

#[test]
fn a_warning_does_not_keep_models_from_being_generated() {
    let new = Crate::new(&[("A", "| a | Nowhere | | |")], "");
    assert_eq!(
        new.build(&[]),
        [
            "cargo::warning=A.md:5:7: no page documents `Nowhere`; it becomes serde_json::Value; say in the overlay what it is: [[type]]"
        ]
    );
    assert_eq!(new.out(), ["models.rs", "models_a.rs"]);
}

#[test]
fn groups_are_features() {
    let pages = [
        ("A", "| b | B | | |"),
        ("B", "| x | str | | |"),
        ("C", "| x | str | | |"),
        ("D", "| x | str | | |"),
    ];
    let new = Crate::new(&pages, "[groups]\nfirst-one = [\"A\"]\nthird = [\"C\"]\n");
    let cases: [(&[&str], &[&str]); 4] = [
        (&[], &["models.rs"]),
        (&["FIRST_ONE"], &["models.rs", "models_a.rs", "models_b.rs"]),
        (&["FIRST_ONE", "THIRD"], &["models.rs", "models_a.rs", "models_b.rs", "models_c.rs"]),
        (&["FULL"], &["models.rs", "models_a.rs", "models_b.rs", "models_c.rs", "models_d.rs"]),
    ];
    // Forth and back: what is no longer asked for is removed.
    for (features, files) in cases.iter().chain(cases.iter().rev()) {
        assert_eq!(new.build(features), Vec::<String>::new());
        assert_eq!(new.out(), *files, "{features:?}");
    }
}

#[test]
fn a_folder_that_is_not_there() {
    let lines = Config::read("no/such/folder").generate_for(&Cargo::new(None, []));
    assert!(
        lines.iter().any(|line| line.starts_with("cargo::error=`no/such/folder` cannot be read")),
        "{lines:?}"
    );
}

#[test]
fn models_that_are_read_tolerantly_need_tables() {
    let new = Crate::new(&[("A", "| a | str | | |")], "style = \"derive\"\ntolerant = [\"A\", \"B\"]\n");
    assert_eq!(
        new.build(&[]),
        [
            "cargo::error=spectable.toml:2:18: this source has no model `B`; correct the name, or take the entry away",
            "cargo::error=spectable.toml:2:13: models of the style `derive` cannot be read tolerantly: serde's derives refuse what contradicts the documentation; take `tolerant` out of the overlay, or render in the style `table`",
        ]
    );
    assert_eq!(new.out(), Vec::<String>::new(), "nothing is generated");
}

#[test]
fn the_style_is_that_of_the_build_script_then_of_the_overlay() {
    for (overlay, said, expected) in [
        ("", None, "spectable::model!"),
        ("style = \"derive\"\n", None, "serde::Deserialize"),
        ("style = \"derive\"\n", Some(Style::Table), "spectable::model!"),
        ("style = \"table\"\n", Some(Style::Derive), "serde::Deserialize"),
    ] {
        let new = Crate::new(&[("A", "| a | str | | |")], overlay);
        let config = Config::read(new.folder.path().join("schema"));
        let config = if let Some(style) = said { config.style(style) } else { config };
        config.generate_for(&Cargo::new(Some(new.folder.path().join("out")), []));
        let text = fs::read_to_string(new.folder.path().join("out/models_a.rs")).unwrap();
        assert!(text.contains(expected), "{overlay} {said:?}: {text}");
    }
}

/// Generates the folder of a crate into a module of the same `OUT_DIR`: the errors.
fn into_module(new: &Crate, out: &Crate, module: Option<&str>) -> Vec<String> {
    let config = Config::read(new.folder.path().join("schema"));
    let config = if let Some(module) = module { config.module(module) } else { config };
    let lines = config.generate_for(&Cargo::new(Some(out.folder.path().join("out")), []));
    lines.into_iter().filter(|line| line.starts_with("cargo::error")).collect()
}

#[test]
fn two_folders_have_a_module_each() {
    let one = Crate::new(&[("A", "| a | str | | |")], "");
    let two = Crate::new(&[("B", "| b | str | | |")], "");
    assert_eq!(into_module(&one, &one, None), Vec::<String>::new());
    assert_eq!(into_module(&two, &one, Some("b")), Vec::<String>::new());
    assert_eq!(one.out(), ["b", "models.rs", "models_a.rs"]);
    let inner = fs::read_to_string(one.folder.path().join("out/b/models_b.rs")).unwrap();
    assert!(inner.contains("pub struct B"), "{inner}");
    for (module, expected) in [
        (None, "cargo::error=the models of two folders would both be written to"),
        (Some("b"), "cargo::error=the models of two folders would both be written to"),
        (Some("../b"), "cargo::error=`../b` is not an identifier"),
        (Some("mod"), "cargo::error=`mod` is a Rust keyword"),
    ] {
        let errors = into_module(&two, &one, module);
        assert!(matches!(&errors[..], [only] if only.starts_with(expected)), "{module:?}: {errors:?}");
    }
}

#[test]
fn what_is_not_generated_is_not_removed() {
    let new = Crate::new(&[("A", "| a | str | | |"), ("C", "| c | str | | |")], "");
    let out = new.folder.path().join("out");
    fs::create_dir(out.join("models_folder")).unwrap();
    for (name, text) in [("models_theirs.rs", "// theirs\n"), ("models_data", "\u{0}"), ("other.rs", "")] {
        fs::write(out.join(name), text).unwrap();
    }
    fs::write(out.join("models_bytes"), b"\xff").unwrap();
    assert_eq!(new.build(&[]), Vec::<String>::new());
    fs::remove_file(new.folder.path().join("schema/C.md")).unwrap();
    assert_eq!(new.build(&[]), Vec::<String>::new());
    assert_eq!(
        new.out(),
        [
            "models.rs",
            "models_a.rs",
            "models_bytes",
            "models_data",
            "models_folder",
            "models_theirs.rs",
            "other.rs"
        ]
    );
}

//! `init` in every situation: what it makes, what it leaves alone, and what it refuses.

use std::fs;

use crate::desk::{Desk, harbour, page, root};

/// Files that are there, each with its text.
type Files<'a> = &'a [(&'a str, &'a str)];

/// What a new crate has, besides the files of `schema/`.
const AROUND: [&str; 7] = [
    ".gitattributes",
    ".github/workflows/schema.yml",
    ".gitignore",
    "Cargo.toml",
    "build.rs",
    "src/lib.rs",
    "tests/in_step.rs",
];

/// The files of a new crate with these in `schema/`.
fn all(schema: &[&str]) -> Vec<String> {
    let own = schema.iter().copied().chain(["spectable.lock", "spectable.toml"]);
    let own = own.map(|file| format!("schema/{file}"));
    let mut all: Vec<String> = AROUND.iter().map(|it| (*it).to_owned()).chain(own).collect();
    all.sort();
    all
}

#[test]
fn a_new_crate_has_all_that_it_needs() {
    let document = root().join("tests/corpus/small/openapi.yaml").display().to_string();
    let cases: [(&str, &[&str], &str); 7] = [
        ("init new", &["Book.md"], "`new` made: 1 model from an example page\n"),
        (
            "init new --from docs",
            &["Berth.md", "Crossing.md", "Fare.md", "Ferry.md", "Harbour.md"],
            "`new` made: 5 models from 5 pages\n",
        ),
        (
            "init new --from docs --model Ferry",
            &["Crossing.md", "Fare.md", "Ferry.md"],
            "3 models from 3 pages",
        ),
        ("init new --from docs/Fare.md --name fares", &["Fare.md"], "`fares` made: 1 model from 1 page"),
        ("init new --from docs --model Fare --style derive", &["Fare.md"], "1 model from 1 page"),
        ("init new --from DOCUMENT", &["openapi.yaml"], "from a document"),
        ("init new --from DOCUMENT --model Shelf", &["openapi.json"], "from a document"),
    ];
    for (line, schema, said) in cases {
        let desk = harbour();
        let line = line.replace("DOCUMENT", &document);
        let before = desk.content();
        let found = desk.works(&format!("{line} --dry-run"));
        assert!(found.contains("would be made"), "{found}");
        assert_eq!(desk.content(), before, "{line}: nothing is written");
        let found = desk.works(&line);
        assert!(found.contains(said), "{line}: {found}");
        assert!(found.contains("next:\n  cd new\n"), "{found}");
        assert_eq!(desk.files("new"), all(schema), "{line}");
        desk.works("check --schema new/schema");
        assert!(desk.works("update --schema new/schema").contains("nothing to update"), "{line}");
        // The same again makes nothing: what is there is in the way where a source is given.
        if line.contains("--from") {
            assert!(desk.refused(&line).contains("has pages or a lock already; nothing was written"));
        } else {
            let before = desk.content();
            assert!(desk.works(&line).starts_with("nothing to make: `new` has all of it\nnext:\n"));
            assert_eq!(desk.content(), before);
        }
    }
}

#[test]
fn what_a_new_crate_depends_on() {
    let root = root();
    for (line, expected) in [
        (
            "init new".to_owned(),
            "[dependencies]\nspectable = \"0.1.0\"\n\n[build-dependencies]\nspectable-build = \"0.1.0\"\n\n\
             [dev-dependencies]\nspectable-drift = \"0.1.0\"\n",
        ),
        (
            "init new --style derive".to_owned(),
            "[dependencies]\nserde = { version = \"1\", features = [\"derive\"] }\n",
        ),
        (
            format!("init new --from {}", root.join("tests/corpus/small/openapi.yaml").display()),
            "spectable-build = { version = \"0.1.0\", features = [\"openapi\"] }\n",
        ),
        (format!("init new --spectable {}", root.display()), "crates/spectable-build\" }\n"),
        (format!("init new --spectable {}", root.join("crates").display()), "crates/spectable-drift\" }\n"),
        (
            format!("init new --spectable {}", root.join("crates/spectable").display()),
            "crates/spectable\" }\n",
        ),
    ] {
        let desk = Desk::new();
        desk.works(&line);
        let manifest = desk.read("new/Cargo.toml");
        assert!(manifest.contains(expected), "{line}: {manifest}");
        let absolute = format!("\"{}", root.display());
        assert!(!manifest.contains(&absolute), "no path of this machine: {manifest}");
    }
}

const MANIFEST: &str = "[package]\nname = \"mine\"   # mine\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[dependencies]\nserde = \"1\" # keep\n";

#[test]
fn a_crate_that_is_there_keeps_its_files() {
    let added = "spectable = \"0.1.0\"\n\n[build-dependencies]\nspectable-build = \"0.1.0\"\n\n[dev-dependencies]\nspectable-drift = \"0.1.0\"\n";
    let include = "add: pub mod models { include!(concat!(env!(\"OUT_DIR\"), \"/models.rs\")); }";
    let build = "add to `main`: spectable_build::Config::read(\"schema\").generate();";
    // What is there beside the manifest, and what is left to its owner.
    let cases: [(Files, &[&str]); 6] = [
        (&[("src/lib.rs", "//! Mine.\n")], &[include]),
        (&[("src/main.rs", "fn main() {}\n")], &["src/main.rs: add: pub mod models"]),
        (&[("src/lib.rs", "//! Mine.\n"), ("build.rs", "fn main() {}\n")], &["build.rs: ", build, include]),
        (&[("src/lib.rs", "include!(concat!(env!(\"OUT_DIR\"), \"/models.rs\"));\n")], &[]),
        (
            &[("src/lib.rs", ""), (".gitattributes", "*.md text\n")],
            &[".gitattributes: add: schema/** -text", include],
        ),
        (&[], &[]),
    ];
    for (files, to_do) in cases {
        let desk = harbour();
        desk.write("Cargo.toml", MANIFEST);
        files.iter().for_each(|(path, text)| desk.write(path, text));
        let said = desk.works("init --from docs --model Fare");
        assert_eq!(desk.read("Cargo.toml"), format!("{MANIFEST}{added}"), "{files:?}");
        files.iter().for_each(|(path, text)| assert_eq!(desk.read(path), *text));
        to_do.iter().for_each(|line| assert!(said.contains(line), "{line}: {said}"));
        assert_eq!(said.contains("what is left for you"), !to_do.is_empty(), "{said}");
        assert!(said.contains("brought into `mine`: 1 model from 1 page"), "{said}");
        desk.works("check");
    }
}

#[test]
fn a_crate_is_built_around_pages_that_are_there() {
    let desk = Desk::with(&[("schema/Fare.md", &page("Fare", &[("amount", "float")]))]);
    let said = desk.works("init --name fares");
    assert!(said.contains("`fares` made: 1 model from 1 page"), "{said}");
    assert!(!said.contains("schema/Book.md"), "{said}");
    assert_eq!(desk.files(""), all(&["Fare.md"]));
    desk.works("check");
    // The overlay that is there stays.
    let overlay = "wire-names = \"snake_case\"\n";
    let desk = Desk::with(&[
        ("schema/Fare.md", &page("Fare", &[("amount", "float")])),
        ("schema/spectable.toml", overlay),
    ]);
    desk.works("init --name fares");
    assert_eq!(desk.read("schema/spectable.toml"), overlay);
    // An overlay without pages, too.
    let desk = harbour();
    desk.write("new/schema/spectable.toml", overlay);
    desk.works("init new --from docs");
    assert_eq!(desk.read("new/schema/spectable.toml"), overlay);
    desk.works("check --schema new/schema");
}

#[test]
fn a_member_of_a_workspace() {
    let edited = "[workspace]\nresolver = \"3\"\nmembers = [\n    \"other\", # first\n    \"new\",\n]\n";
    for (above, expected) in [
        ("[workspace]\nresolver = \"3\"\nmembers = [\n    \"other\", # first\n]\n", edited),
        ("[workspace]\nmembers = [\"n*\"]\n", "[workspace]\nmembers = [\"n*\"]\n"),
        ("[workspace]\nexclude = [\"new\"]\n", "[workspace]\nexclude = [\"new\"]\n"),
        ("[workspace]\n", "[workspace]\nmembers = [\"new\"]\n"),
        ("[package]\nname = \"alone\"\n", "[package]\nname = \"alone\"\n"),
    ] {
        let desk = Desk::with(&[("Cargo.toml", above)]);
        let said = desk.works("init new");
        assert_eq!(desk.read("Cargo.toml"), expected);
        assert_eq!(said.contains("`new` is a member of the workspace above it"), above != expected, "{said}");
        assert!(!desk.read("new/Cargo.toml").contains("[workspace]"));
    }
    // What the workspace depends on is inherited from it.
    let above = "[workspace]\nmembers = [\"new\"]\n\n[workspace.dependencies]\nspectable = \"0.1\"\n";
    let desk = Desk::with(&[("Cargo.toml", above)]);
    desk.works("init new");
    let manifest = desk.read("new/Cargo.toml");
    assert!(manifest.contains("spectable = { workspace = true }\n"), "{manifest}");
    assert!(manifest.contains("spectable-build = \"0.1.0\"\n"), "{manifest}");
    // A workspace that is a crate as well.
    let desk = Desk::with(&[("Cargo.toml", &format!("{MANIFEST}\n[workspace]\n"))]);
    desk.works("init");
    assert!(!desk.read("Cargo.toml").contains("members"));
    let said = Desk::with(&[("Cargo.toml", "[workspace]\n")]).refused("init");
    assert!(said.contains("`Cargo.toml` is a workspace without a crate of its own"), "{said}");
    assert!(said.contains("spectable init models"), "{said}");
}

#[test]
fn a_recipe_for_ci_is_where_it_is_found() {
    for (repository, new, expected) in [
        ("", "new", "new/.github/workflows/schema.yml"),
        ("new/.git", "new", "new/.github/workflows/schema.yml"),
        (".git", "crates/new", "crates/new/ci/schema.sh"),
    ] {
        let desk = Desk::new();
        if !repository.is_empty() {
            fs::create_dir_all(desk.join(repository)).unwrap();
        }
        desk.works(&format!("init {new}"));
        assert!(desk.join(expected).is_file(), "{repository}: {:?}", desk.files(""));
    }
}

#[test]
fn two_sources_and_the_overlay_of_one() {
    let head = "# Pilot\n\n## Properties\n\n| Name | Type | Description | Notes |\n|---|---|---|---|\n";
    let desk = Desk::with(&[
        ("python/Pilot.md", &page("Pilot", &[("home_port", "str")])),
        ("python/Tug.md", &page("Tug", &[("id", "str")])),
        (
            "java/Pilot.md",
            &format!(
                "{head}|**homePort** | **String** | Where. | [optional] |\n|**rank** | **List&lt;String&gt;** | | [optional] |\n|**since** | **OffsetDateTime** | | |\n"
            ),
        ),
        (
            "java/Raft.md",
            &format!("{}|**ids** | **List&lt;String&gt;** | | [optional] |\n", head.replace("Pilot", "Raft")),
        ),
    ]);
    desk.works("init new --from python --from java --model Pilot");
    assert_eq!(desk.files("new/schema"), ["Pilot.md", "java/Pilot.md", "spectable.lock", "spectable.toml"]);
    let overlay = desk.read("new/schema/spectable.toml");
    assert!(overlay.ends_with("[[source]]\npath = \"java\"\nadds = \"all\"\ndialect = \"java\"\nreason = \"it says what the first source leaves out\"\n"), "{overlay}");
    let lock = desk.read("new/schema/spectable.lock");
    assert!(lock.contains("added property from \"java/Pilot.md\""), "{lock}");
    desk.works("check --schema new/schema");
    desk.works("init whole --from python --from java --adds facts");
    assert!(desk.read("whole/schema/spectable.toml").contains("adds = \"facts\""));
    assert!(!desk.read("whole/schema/spectable.lock").contains("Raft"));
    desk.works("check --schema whole/schema");
    // One that says nothing more is none.
    let said = desk.refused("init same --from python --from python");
    assert!(said.contains("adds nothing to the sources before it"), "{said}");
    // The overlay of a source comes with it, without what is about other models, and without its features.
    desk.write("python/spectable.toml", "# Ours.\nwire-names = \"camelCase\"\n\n[[rust-name]]\nmodel = \"Tug\"\nname = \"Boat\"\nreason = \"r\"\n\n[groups]\na = [\"Tug\"]\n");
    let said = desk.works("init other --from python --model Pilot");
    assert_eq!(desk.read("other/schema/spectable.toml"), "# Ours.\nwire-names = \"camelCase\"\n");
    assert!(
        said.contains("left out of the overlay, line 4: `[[rust-name]]`: this source has no model `Tug`"),
        "{said}"
    );
    assert!(said.contains("left out of the overlay: [groups]"), "{said}");
    // Lines are those of the overlay that was given.
    desk.write("python/spectable.toml", "groups = { a = [\"Tug\"] }\r\nwire-names = \"camelCase\"\r\n\r\n[[rust-name]]\r\nmodel = \"Tug\"\r\nname = \"Boat\"\r\nreason = \"r\"\r\n");
    let said = desk.works("init inline --from python --model Pilot");
    assert_eq!(desk.read("inline/schema/spectable.toml"), "wire-names = \"camelCase\"\r\n");
    assert!(said.contains("left out of the overlay, line 4: `[[rust-name]]`"), "{said}");
    assert!(said.contains("left out of the overlay: [groups]"), "{said}");
    desk.works("check --schema other/schema");
    // So do the names that it released.
    desk.works("update --schema python");
    desk.works("rename Pilot Guide --schema python");
    desk.works("init third --from python");
    assert!(desk.read("third/schema/spectable.lock").contains("model Guide = \"Pilot\""));
    desk.works("check --schema third/schema");
}

#[test]
fn nothing_is_overwritten_and_nothing_half_made() {
    let pages = page("Fare", &[("amount", "float")]);
    // What is there, the command line, and what it says.
    let cases: [(Files, &str, &[&str]); 22] = [
        (
            &[("schema", "a file\n")],
            "init --name a",
            &["`schema` is a file, and a folder is needed; nothing was written"],
        ),
        (
            &[("new", "a file\n")],
            "init new",
            &["`new` is a file, and a folder is needed; nothing was written"],
        ),
        (
            &[("tests/in_step.rs", "// mine\n"), ("src", "a file\n")],
            "init --name a",
            &[
                "`src` is a file, and a folder is needed\n",
                "`tests/in_step.rs` is there already: it may be another test",
                "2 files are in the way; nothing was written:\n",
            ],
        ),
        // What is in the way is said even where nothing else is.
        (
            &[("build.rs", "// mine\n")],
            "init --quiet --name a",
            &["1 file is in the way; nothing was written:\n  `build.rs` is there already\n"],
        ),
        (
            &[("build.rs", "// mine\n")],
            "init --name a",
            &["`build.rs` is there already", "1 file is in the way"],
        ),
        (
            &[(".github/workflows/schema.yml", "mine")],
            "init --name a",
            &["schema.yml` is there already: move it"],
        ),
        (&[("build.rs/x", "a folder")], "init --name a", &["`build.rs` is a folder, and a file is needed"]),
        (&[("Cargo.toml", "[package\n")], "init", &["`Cargo.toml` is not TOML"]),
        (
            &[("Cargo.toml", "dependencies = 1\n[package]\nname = \"a\"\n")],
            "init",
            &["`dependencies` of `Cargo.toml` is not a table"],
        ),
        (
            &[("schema/Fare.md", &pages)],
            "init --name a --from docs",
            &["`schema` has pages or a lock already", "`spectable add`"],
        ),
        (
            &[("schema/Fare.md", "# Fare\n\n|Name|Type|\n|---|---|\n| a |\n")],
            "init --name a",
            &["`schema` cannot be used: 1 error"],
        ),
        (&[], "init --name 1a", &["`1a` is not a valid crate name"]),
        (&[], "init --name self", &["a crate cannot be named `self`: it is a Rust keyword"]),
        // What is wrong with the command line is said before any source is read.
        (&[], "init --name serde --from nowhere", &["`serde`: it is the name of a crate that the models"]),
        (&[], "init new --spectable docs --from nowhere", &["`docs` has no crate `spectable`"]),
        (&[("Cargo.toml", "[package\n")], "init --from nowhere", &["`Cargo.toml` is not TOML"]),
        (
            &[("Cargo.toml", MANIFEST)],
            "init --name other",
            &["`Cargo.toml` is of the crate `mine`, whose name stays", "leave `--name` out"],
        ),
        (
            &[("x y/z", "")],
            "init new --from docs --model Fery",
            &["`docs` has no model `Fery`", "did you mean `Ferry`?"],
        ),
        (&[], "init new --from nowhere", &["`nowhere` cannot be read"]),
        (&[], "init new --from docs --from nowhere", &["`nowhere` cannot be read"]),
        (&[], "init new --spectable docs", &["`docs` has no crate `spectable`"]),
        (
            &[("a.lock", "format 1\nend\n")],
            "init new --from a.lock",
            &["`a.lock` is a lock: it has no documentation"],
        ),
    ];
    for (files, line, expected) in cases {
        let desk = harbour();
        files.iter().for_each(|(path, text)| desk.write(path, text));
        let said = desk.refused(line);
        expected.iter().for_each(|text| assert!(said.contains(text), "{line} {files:?}: {text}: {said}"));
    }
    let desk = harbour();
    fs::create_dir(desk.join("1 odd name")).unwrap();
    let run = desk.spectable_in("1 odd name", "init");
    assert!(run.err.contains("give the crate another name with `--name NAME`"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_to() {
    use std::os::unix::fs::PermissionsExt;

    let desk = harbour();
    desk.write("new/Cargo.toml", MANIFEST);
    desk.works("update --from docs");
    desk.works("remove Ferry");
    let lock = |mode| {
        for folder in ["new", "schema", ""] {
            fs::set_permissions(desk.join(folder), fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    lock(0o555);
    if fs::write(desk.join("new/probe"), "").is_ok() {
        fs::remove_file(desk.join("new/probe")).unwrap();
        lock(0o755);
        println!("skipped: this user may write to any folder");
        return;
    }
    for line in ["init new", "init newer", "add Ferry --from docs", "rename Fare Price"] {
        let said = desk.refused(line);
        assert!(said.contains("nothing was"), "{line}: {said}");
    }
    lock(0o755);
}

/// A file system that is full acts like one that cannot be written to, also for who may write anywhere.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_nothing_behind() {
    let desk = harbour();
    desk.write("new/Cargo.toml", MANIFEST);
    desk.works("update --from docs --schema full");
    let before = desk.content();
    for line in ["init new", "init newer", "remove Ferry --schema full", "rename Fare Price --schema full"] {
        let script = format!("ulimit -f 0; trap '' XFSZ; {} {line}", env!("CARGO_BIN_EXE_spectable"));
        let output = std::process::Command::new("sh")
            .current_dir(desk.join(""))
            .args(["-c", &script])
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{line}: {said}");
        assert!(said.contains("nothing was"), "{line}: {said}");
        assert_eq!(desk.content(), before, "{line}: {said}");
    }
}

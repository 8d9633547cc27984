//! What `init` tells, and what it refuses before it reads anything: places, versions, names in snake_case, warnings.

use std::fs;

use crate::desk::{Desk, harbour, page, root};

const MANIFEST: &str = "[package]\nname = \"mine\"\nversion = \"0.1.0\"\n\n[dependencies]\n";

#[test]
fn a_crate_among_the_sources_of_another_one() {
    for (manifest, folder, line) in [
        (MANIFEST, "src", "init --from ../docs"),
        (MANIFEST, "src", "init --from ../docs --name other"),
        (MANIFEST, "tests/data", "init new"),
        (MANIFEST, "", "init examples/new"),
    ] {
        let desk = harbour();
        desk.write("Cargo.toml", manifest);
        fs::create_dir_all(desk.join(folder)).unwrap();
        let before = desk.content();
        let run = desk.spectable_in(folder, line);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.err.contains("is the crate `mine`, and this would be in its `"), "{}", run.err);
        assert!(run.err.contains("help: run it there (`cd "), "{}", run.err);
        assert_eq!(desk.content(), before);
    }
    // A workspace says what its members are.
    let desk =
        Desk::with(&[("Cargo.toml", &format!("{MANIFEST}\n[workspace]\nmembers = [\"examples/*\"]\n"))]);
    desk.works("init examples/new");
}

#[test]
fn our_crates_are_of_one_version() {
    let place = root().join("crates/spectable").display().to_string();
    let path = format!("spectable = {{ path = \"{place}\" }}");
    let (old, published) = ("spectable = \"0.0.1\" # mine", "spectable = \"0.1\"");
    let git = "spectable = { git = \"https://example.com/a\", version = \"0.1.0\" }";
    let given = format!("init --spectable {}", root().display());
    let is_path = format!("path = \"{place}\"");
    for (entry, line, refused) in [
        (old, "init", Some("version = \"0.0.1\"")),
        (old, given.as_str(), Some("version = \"0.0.1\"")),
        (published, "init", None),
        (published, given.as_str(), Some("version = \"0.1\"")),
        (path.as_str(), "init", Some(is_path.as_str())),
        (path.as_str(), given.as_str(), None),
        (git, "init", Some("git = \"https://example.com/a\"")),
    ] {
        let desk = Desk::with(&[("Cargo.toml", &format!("{MANIFEST}{entry}\n"))]);
        let Some(said) = refused else {
            desk.works(line);
            continue;
        };
        let found = desk.refused(line);
        let expected =
            format!("`Cargo.toml` has `spectable` with {said}, and our other crates would come with ");
        assert!(found.contains(&expected), "{entry} {line}: {found}");
    }
    // So it is with what a workspace has.
    let desk = Desk::with(&[("Cargo.toml", &format!("[workspace]\n\n[workspace.dependencies]\n{old}\n"))]);
    assert!(desk.refused("init new").contains("has `spectable` with version = \"0.0.1\""));
}

#[test]
fn names_in_snake_case_are_told() {
    let note = "the pages write names in snake_case, such as `to_port`";
    let desk = harbour();
    desk.write("ours.toml", "wire-names = \"camelCase\"\n");
    desk.write("mixed/Fare.md", page("Fare", &[("to_port", "str"), ("fromPort", "str")]));
    let document = root().join("tests/corpus/small/openapi.yaml").display().to_string();
    for (line, is_told) in [
        ("init new --from docs", true),
        ("init new --from docs --model Ferry", true),
        ("init new --from docs --config ours.toml", false),
        ("init new --from docs --model Fare", false),
        ("init new --from mixed", false),
        ("init new", false),
        (&format!("init new --from {document}"), false),
    ] {
        let said = desk.works(&format!("{line} --dry-run"));
        assert_eq!(said.contains(note), is_told, "{line}: {said}");
    }
    desk.works("init new --from docs");
    let overlay = desk.read("new/schema/spectable.toml");
    desk.write("new/schema/spectable.toml", overlay.replace("#wire-names", "wire-names"));
    desk.works("update --schema new/schema");
    assert!(desk.works("sample Crossing --schema new/schema").contains("\"toPort\""));
}

#[test]
fn only_what_concerns_the_chosen_models_is_said() {
    let desk = harbour();
    desk.write("docs/Berth.md", page("Berth", &[("depth", "Depth"), ("harbour", "Harbour")]));
    desk.write("docs/Tug.md", page("Tug", &[("pull", "Force")]));
    desk.write("docs/Pull.md", page("Pull", &[("force", "Force")]));
    let said = desk.works("init new --from docs");
    assert!(said.contains("`Depth`") && said.contains("`Force`"), "{said}");
    for (line, expected) in [
        ("init one --from docs --model Ferry", None),
        ("init two --from docs --model Harbour", Some("`Depth`")),
        // The first place is on a page that does not come with it.
        ("init three --from docs --model Tug", Some("`Force`")),
        ("add Ferry --from docs --schema one/more", None),
        ("add Tug --from docs --schema one/other", Some("`Force`")),
    ] {
        let said = desk.works(line);
        assert_eq!(said.contains("name-without-page"), expected.is_some(), "{line}: {said}");
        assert!(said.contains(expected.unwrap_or_default()), "{line}: {said}");
    }
    assert!(!desk.refused("init four --from docs --model Fery").contains("warning"));
}

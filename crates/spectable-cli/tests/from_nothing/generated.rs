//! `generate --crate` in a workspace, and with files that somebody edited.

use crate::desk::harbour;

#[test]
fn a_crate_in_a_workspace_has_no_workspace_of_its_own() {
    for (above, has_table, note) in [
        ("", true, None),
        ("[workspace]\nmembers = [\"*\"]\n", false, None),
        ("[workspace]\nmembers = [\"other\"]\n", false, Some("add `api` to the members of")),
        ("[workspace]\nexclude = [\"api\"]\n", false, None),
        ("[package]\nname = \"alone\"\n", true, None),
    ] {
        let desk = harbour();
        if !above.is_empty() {
            desk.write("Cargo.toml", above);
        }
        let said = desk.works("generate --from docs --out api --crate api");
        assert_eq!(desk.read("api/Cargo.toml").contains("[workspace]"), has_table, "{above}");
        assert_eq!(said.contains("members of"), note.is_some(), "{above}: {said}");
        assert!(note.is_none_or(|note| said.contains(note)), "{said}");
    }
}

#[test]
fn edits_of_the_manifest_and_the_root_stay() {
    let desk = harbour();
    desk.works("generate --from docs --out api --crate api");
    let manifest = desk.read("api/Cargo.toml").replace("publish = false", "description = \"mine\"");
    let library = desk.read("api/src/lib.rs").replace("//! Models", "//! My models");
    desk.write("api/Cargo.toml", &manifest);
    desk.write("api/src/lib.rs", &library);
    desk.write("docs/Fare.md", crate::desk::page("Fare", &[("amount", "int")]));
    let said = desk.works("generate --from docs --out api --crate api");
    assert!(said.contains("api: 1 file written"), "{said}");
    for line in ["Cargo.toml is yours, and stays as it is\n", "src/lib.rs is yours, and stays as it is\n"] {
        assert!(said.contains(line), "{said}");
    }
    assert_eq!((desk.read("api/Cargo.toml"), desk.read("api/src/lib.rs")), (manifest, library));
    // What they lack is said.
    desk.write("api/Cargo.toml", "[package]\nname = \"api\"\n");
    desk.write("api/src/lib.rs", "//! Nothing.\n");
    let said = desk.works("generate --from docs --out api --crate api");
    assert!(
        said.contains("Cargo.toml is yours, and stays as it is; it needs the dependency `spectable`"),
        "{said}"
    );
    assert!(said.contains("src/lib.rs is yours, and stays as it is; it needs `mod models;`"), "{said}");
    // A generated file that was edited is still in the way.
    desk.write("api/src/models/mod.rs", "// mine\n");
    let said = desk.refused("generate --from docs --out api --crate api");
    assert!(said.contains("mod.rs` was edited since it was written"), "{said}");
}

//! For code of which style the verdicts are: the command line says it, or the overlay.

use crate::project::{Project, page};

/// Two folders of pages: the new ones have one property more.
fn project(old_overlay: &str, new_overlay: &str) -> Project {
    let project = Project::new();
    let id = ("id", "str", "The ID.", "");
    let name = ("name", "str", "The name.", "[optional]");
    project.write("old/User.md", page("User", &[id]));
    project.write("new/User.md", page("User", &[id, name]));
    for (folder, overlay) in [("old", old_overlay), ("new", new_overlay)] {
        if !overlay.is_empty() {
            project.write(&format!("{folder}/spectable.toml"), overlay);
        }
    }
    project
}

const TABLE: &str = "style = \"table\"\n";
const DERIVE: &str = "style = \"derive\"\n";

#[test]
fn the_command_line_says_the_style_then_the_new_overlay_then_the_old_one() {
    for (old, new, args, style) in [
        ("", "", &[][..], "table"),
        ("", "", &["--style", "derive"], "derive"),
        ("", DERIVE, &[], "derive"),
        (DERIVE, "", &[], "derive"),
        (DERIVE, TABLE, &[], "table"),
        (DERIVE, DERIVE, &["--style", "table"], "table"),
    ] {
        let project = project(old, new);
        let args = [&["diff", "old", "new", "--format", "json"], args].concat();
        let report = project.spectable(&args).json();
        let said = format!("{old}{new}{args:?}");
        assert_eq!(report["style"], style, "{said}");
        let (rust, behaviour) = if style == "table" { ("minor", "kept-as-extra") } else { ("major", "lost") };
        assert_eq!(report["findings"][0]["rust"], rust, "{said}");
        assert_eq!(report["findings"][0]["behaviour"], behaviour, "{said}");
    }
}

#[test]
fn every_command_that_gives_verdicts_knows_the_style() {
    let project = project("", "");
    let run = project.spectable(&["update", "--schema", "old"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for (args, table, derive) in [
        (&["semver", "old", "new"][..], "Rust: minor", "Rust: major"),
        (
            &["changelog", "old", "new"],
            "### Added\n\n- `User.name`",
            "### Added\n\n- **Breaking:** `User.name`",
        ),
        (&["check", "--schema", "old", "--upstream", "new"], "Rust minor", "Rust major"),
        (
            &["update", "--schema", "old", "--from", "new", "--dry-run"],
            "- `User.name`",
            "- **Breaking:** `User.name`",
        ),
    ] {
        let of_table = project.spectable(args);
        assert!(of_table.out.contains(table), "{args:?}: {of_table:?}");
        assert_eq!(of_table.out, project.spectable(&[args, &["--style", "table"]].concat()).out);
        let of_derive = project.spectable(&[args, &["--style", "derive"]].concat());
        assert!(of_derive.out.contains(derive), "{args:?}: {of_derive:?}");
        assert_eq!(of_table.code, of_derive.code);
    }
    // With the lock, too.
    project.write("old/User.md", project.read("new/User.md"));
    let args = ["check", "--schema", "old", "--style", "derive", "--fail-on", "major"];
    assert_eq!(project.spectable(&args).code, 1);
    assert_eq!(project.spectable(&[&args[..3], &args[5..]].concat()).code, 0);
    project.write("old/spectable.toml", DERIVE);
    assert_eq!(project.spectable(&[&args[..3], &args[5..]].concat()).code, 1);
}

#[test]
fn models_are_generated_in_the_style_of_the_overlay() {
    for (overlay, args, expected) in [
        ("", &[][..], "spectable::model!"),
        (DERIVE, &[], "serde::Deserialize"),
        (DERIVE, &["--style", "table"], "spectable::model!"),
        (TABLE, &["--style", "derive"], "serde::Deserialize"),
    ] {
        let project = project("", overlay);
        let run = project.spectable(&[&["generate", "--from", "new", "--out", "out"], args].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(project.read("out/models_u.rs").contains(expected), "{overlay}{args:?}");
    }
}

#[test]
fn an_unknown_style_is_refused() {
    let project = project("", "style = \"serde\"\n");
    let run = project.spectable(&["diff", "old", "new"]);
    assert!(run.err.contains("spectable.toml:1:9"), "{}", run.err);
    assert!(run.err.contains("expected \"table\" or \"derive\""), "{}", run.err);
    assert_eq!(project.spectable(&["diff", "old", "new", "--style", "serde"]).code, 2);
}

#[test]
fn explain_shows_both_styles_where_they_differ() {
    let project = Project::new();
    let run = project.spectable(&["explain", "property-added"]);
    let (table, derive) = run.out.split_once("with `--style derive`:\n").unwrap();
    assert!(table.contains("Rust: minor\n") && derive.contains("Rust: major\n"), "{}", run.out);
    assert!(!project.spectable(&["explain", "model-removed"]).out.contains("style"));
}

#[test]
fn models_that_are_read_tolerantly_are_generated_as_tables_only() {
    let project = project("", "tolerant = true\n");
    let run = project.spectable(&["generate", "--from", "new", "--out", "out", "--style", "derive"]);
    assert_ne!(run.code, 0);
    assert!(run.err.contains("models of the style `derive` cannot be read tolerantly"), "{}", run.err);
    assert!(run.err.contains("spectable.toml:1:12"), "{}", run.err);
    let run = project.spectable(&["generate", "--from", "new", "--out", "out"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let text = project.read("out/models_u.rs");
    assert!(text.contains("pub struct User = \"User\" (tolerant) {"), "{text}");
}

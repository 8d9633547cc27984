//! Sources that an overlay names.

use std::fs;

use spectable_build::Config;
use spectable_build::project::{Project, Reading};
use spectable_build::source::{Documentation, SourceFile, beside};

use crate::{page, said};

/// A folder with an overlay, pages, and what it names.
fn project(overlay: &str, files: &[(&str, &str)]) -> (tempfile::TempDir, Project) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("spectable.toml"), format!("dialect = \"python\"\n{overlay}")).unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let project = Project::open(folder.path());
    (folder, project)
}

const ENTRY: &str = "[[source]]\npath = \"java\"\ndialect = \"java\"\nreason = \"r\"\n";

/// A folder that the overlay names is a source of its own, and its pages are none of the first.
#[test]
fn an_overlay_names_sources() {
    let call = page("Call", "| id | str | |");
    let java = page("Call", "| id | UUID | |\n| to | String | |");
    let (folder, found) = project(ENTRY, &[("Call.md", &call), ("java/deep/Call.md", &java)]);
    assert_eq!(
        said(&found),
        [
            "id Text format uuid",
            "to Text",
            "+ Call.id format from java/deep/Call.md",
            "+ Call.to property from java/deep/Call.md"
        ]
    );
    assert_eq!(found.pages, 1);
    assert_eq!(found.page_files().map(|(_, path)| path.to_owned()).collect::<Vec<_>>(), ["Call.md"]);
    // A build script reads them, and runs again when they change.
    let config = Config::read(folder.path());
    assert_eq!(config.schema().additions, found.schema.additions);
    assert!(config.files().ids().any(|file| config.files().name(file).ends_with("java/deep/Call.md")));
    // The overlay says the same from elsewhere, for the pages of the folder.
    let overlay = SourceFile::open(&folder.path().join("spectable.toml")).unwrap();
    let sources = beside(&overlay, &folder.path().join("spectable.toml"));
    let reading = Reading { overlay: Some(overlay), sources, ..Reading::default() };
    let again = Project::read(Documentation::open(folder.path()).unwrap(), reading);
    assert_eq!(said(&again), said(&found));
}

/// Bad entries, each with its place.
#[test]
fn a_source_that_is_wrong_is_told_where() {
    let with = |line: &str| ENTRY.replace("path = \"java\"", line);
    let cases = [
        (
            with("path = \"../java\""),
            "spectable.toml:3:8: error: `../java` is not a path in the folder of the overlay",
        ),
        (
            with("path = \"/java\""),
            "spectable.toml:3:8: error: `/java` is not a path in the folder of the overlay",
        ),
        (
            with("path = \"C:java\""),
            "spectable.toml:3:8: error: `C:java` is not a path in the folder of the overlay",
        ),
        (with("path = \".\""), "spectable.toml:3:8: error: `.` is not a path in the folder of the overlay"),
        (with("path = \"gone\""), "spectable.toml:3:8: error: `gone` cannot be read"),
        (
            with("path = \"java\"\nadd = \"all\""),
            "spectable.toml:4:1: error: `add` is not a key of an overlay; did you mean `adds`?",
        ),
        (
            with("path = \"java\"\nadds = \"some\""),
            "spectable.toml:4:8: error: no such thing to add; expected \"all\" or \"facts\"",
        ),
        (
            with("path = \"java\"\nwire-names = \"x\""),
            "spectable.toml:4:14: error: no such rule for wire names",
        ),
        (
            ENTRY.replace("\"java\"\nr", "\"jave\"\nr"),
            "spectable.toml:4:11: error: there is no dialect \"jave\"; did you mean \"java\"?",
        ),
        (ENTRY.replace("reason = \"r\"\n", ""), "spectable.toml:2:1: error: the entry has no `reason`"),
        (ENTRY.replace("path = \"java\"\n", ""), "spectable.toml:2:1: error: the entry has no `path`"),
        (ENTRY.repeat(2), "spectable.toml:6:1: error: an earlier entry is about the same"),
        (with("path = \"same\""), "spectable.toml:3:8: error: `same` adds nothing to the sources before it"),
        (with("path = \"text\""), "spectable.toml:3:8: error: the page documents no model"),
        (with("path = \"x.lock\""), "spectable.toml:3:8: error: `x.lock` is a lock"),
    ];
    let (call, java) = (page("Call", "| id | str | |"), page("Call", "| id | UUID | |"));
    let files = [
        ("Call.md", call.as_str()),
        ("java/Call.md", &java),
        ("same/Call.md", &page("Call", "| id | String | |")),
        ("text/Call.md", "# Call\n\nNothing.\n"),
        ("x.lock", "format 1\nend\n"),
    ];
    for (entry, expected) in cases {
        let (folder, found) = project(&entry, &files);
        let prefix = format!("{}/", folder.path().display());
        let lines: Vec<_> = found
            .problems
            .iter()
            .map(|it| it.display(&found.schema.files).to_string().replace(&prefix, ""))
            .collect();
        assert!(lines.iter().any(|line| line.starts_with(expected)), "{expected}\n{lines:#?}");
    }
}

/// A link must not lead a build to files that are not the project's.
#[cfg(unix)]
#[test]
fn a_source_is_in_the_folder_of_the_overlay() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("Call.md"), page("Call", "| id | UUID | |")).unwrap();
    let (folder, _) = project(ENTRY, &[("Call.md", &page("Call", "| id | str | |"))]);
    std::os::unix::fs::symlink(outside.path(), folder.path().join("java")).unwrap();
    let found = Project::open(folder.path());
    let rules: Vec<_> = found.problems.iter().map(|problem| problem.rule).collect();
    assert_eq!(rules, ["source-outside"]);
}

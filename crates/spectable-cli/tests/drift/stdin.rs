//! `-` as a source: standard input.

use std::{
    fs::File,
    process::{Command, Stdio},
};

use crate::project::{Project, Row, Run, page};

const OLD: &[Row<'static>] = &[("id", "str", "", "[optional] ")];
const NEW: &[Row<'static>] = &[("id", "str", "", "[optional] "), ("age", "int", "", "[optional] ")];
const API: &str = "# Users\nopenapi: 3.0.3\ninfo: { title: Users, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n    \
                   User: { type: object, properties: { id: { type: string } } }\n";

/// Runs spectable with a file as its standard input.
fn fed(project: &Project, file: &str, args: &[&str]) -> Run {
    let input = Stdio::from(File::open(project.join(file)).unwrap());
    project.run(Command::new(env!("CARGO_BIN_EXE_spectable")).args(args).stdin(input))
}

/// A schema with its lock, and upstream as a page, a document, a lock and archives of it.
fn project() -> Project {
    let project = Project::new();
    project.write("schema/User.md", page("User", OLD));
    project.write("schema/spectable.toml", "wire-names = \"camelCase\"\n");
    assert_eq!(project.spectable(&["update"]).code, 0);
    project.write("new/User.md", page("User", NEW));
    project.write("old.yaml", API);
    project.write("new.yaml", API.replace("id: {", "age: { type: integer }, id: {"));
    project.write("empty", "");
    project.write("error.html", "<!DOCTYPE html><p>404</p>");
    project.write("notes", "some notes");
    for script in [
        "tar czf pages -C new .",
        "tar cf plain -C new .",
        "gzip -c new/User.md > page.packed",
        "gzip -c new.yaml > document.packed",
        "head -c 60 page.packed > cut.packed",
    ] {
        let run = project.run(Command::new("sh").args(["-c", script]));
        assert_eq!(run.code, 0, "{script}: {run:?}");
    }
    project
}

#[test]
fn what_comes_in_is_what_it_looks_like() {
    let project = project();
    for (input, other) in [
        ("new/User.md", "schema"),
        ("page.packed", "schema"),
        ("pages", "schema"),
        ("new.yaml", "old.yaml"),
        ("document.packed", "old.yaml"),
    ] {
        let run = fed(&project, input, &["diff", other, "-", "--format", "json"]);
        let json = run.json();
        let findings = json["findings"].as_array().unwrap();
        let rules: Vec<&str> = findings.iter().map(|it| it["rule"].as_str().unwrap()).collect();
        assert!(run.code == 0 && rules.contains(&"property-added"), "{input}: {run:?}");
        let added = findings.iter().find(|it| it["rule"] == "property-added").unwrap();
        assert!(added["new"]["file"].as_str().unwrap().starts_with("<stdin>"), "{input}: {added}");
        // On the other side, the same is gone.
        let run = fed(&project, input, &["diff", "-", other]);
        assert!(
            run.code == 0 && run.out.contains("property-removed") && run.out.contains("<stdin>"),
            "{run:?}"
        );
    }
    let run = fed(&project, "schema/spectable.lock", &["diff", "-", "new"]);
    assert!(run.out.contains("property-added"), "a lock: {run:?}");
}

#[test]
fn upstream_and_the_sources_of_models_may_come_in() {
    let project = project();
    for (input, args, code, said) in [
        ("pages", &["check", "--upstream", "-"][..], 1, "property-added"),
        ("new/User.md", &["check", "--upstream", "-"], 1, "--> <stdin>:"),
        ("schema/User.md", &["check", "--upstream", "-"], 0, "no findings"),
        ("new.yaml", &["export", "--from", "-"], 0, "\"age\""),
        ("pages", &["export", "--from", "-"], 0, "\"age\""),
        ("new.yaml", &["doctor", "--from", "-"], 0, "1 model, 2 properties"),
        ("new.yaml", &["export", "--from", "schema", "--from", "-"], 0, "\"age\""),
        ("new.yaml", &["semver", "old.yaml", "-"], 0, "Rust: minor"),
    ] {
        let run = fed(&project, input, args);
        assert!(run.code == code && run.out.contains(said), "{input} {args:?}: {run:?}");
    }
    let run = fed(&project, "pages", &["generate", "--from", "-", "--out", "out"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(project.read("out/mod.rs").contains("standard input"), "{}", project.read("out/mod.rs"));
    let run = fed(&project, "pages", &["update", "--from", "-"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(project.read("schema/User.md"), page("User", NEW));
}

#[test]
fn what_cannot_be_read_from_it_is_said() {
    let project = project();
    for (input, args, code, said) in [
        ("new.yaml", &["diff", "-", "-"][..], 2, "standard input (`-`) is given as a source more than once"),
        ("new.yaml", &["diff", "--old", "old.yaml", "--new", "-", "--new", "-"], 2, "more than once"),
        ("new.yaml", &["export", "--from", "-", "--from", "-"], 2, "more than once"),
        ("pages", &["check", "--upstream", "-", "--upstream", "-"], 2, "more than once"),
        ("empty", &["diff", "old.yaml", "-"], 2, "`<stdin>` is empty"),
        ("empty", &["check", "--upstream", "-"], 3, "`<stdin>` is empty"),
        ("error.html", &["check", "--upstream", "-"], 3, "`<stdin>` is an HTML page"),
        ("notes", &["export", "--from", "-"], 2, "`<stdin>` is not documentation"),
        ("plain", &["export", "--from", "-"], 2, "`<stdin>` is not documentation"),
        ("cut.packed", &["diff", "schema", "-"], 2, "`<stdin>`: the gzip file ends early"),
        ("schema/spectable.lock", &["export", "--from", "-"], 2, "`<stdin>` is a lock"),
        ("new/User.md", &["update", "--from", "-"], 2, "from standard input has no name for its file"),
    ] {
        let run = fed(&project, input, args);
        assert_eq!(run.code, code, "{input} {args:?}: {run:?}");
        assert!(run.err.contains(said), "{input} {args:?}: {}", run.err);
    }
    // Programs are told as well that nothing was decided.
    let run = fed(&project, "empty", &["check", "--upstream", "-", "--format", "json"]);
    assert_eq!((run.code, &run.json()["complete"]), (3, &false.into()));
}

/// A file of this name has a path.
#[test]
fn a_file_of_that_name_is_given_with_its_folder() {
    let project = project();
    project.write("-", API.replace("# Users\n", ""));
    let run = fed(&project, "new.yaml", &["diff", "./-", "-", "--fail-on", "minor"]);
    assert!(run.code == 1 && run.out.contains("property-added"), "{run:?}");
}

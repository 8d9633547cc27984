//! When `check` and `diff` fail: the table `[drift]` of the overlay, `--fail-on` and `--exit-on`.

use crate::project::{Project, Row, page};

const OLD: &[Row<'static>] = &[("id", "str", "The ID.", "[optional] "), ("age", "str", "", "[optional] ")];
/// A property comes (minor), and a description changes (patch).
const ADDED: &[Row<'static>] = &[
    ("id", "str", "The number.", "[optional] "),
    ("age", "str", "", "[optional] "),
    ("email", "str", "", "[optional] "),
];
/// A type changes (major; the wire breaks if sent).
const BROKEN: &[Row<'static>] = &[("id", "str", "The ID.", "[optional] "), ("age", "int", "", "[optional] ")];

/// A schema with its lock, and upstream as it may become.
fn project() -> Project {
    let project = Project::new();
    for (folder, rows) in [("schema", OLD), ("same", OLD), ("added", ADDED), ("broken", BROKEN)] {
        project.write(&format!("{folder}/User.md"), page("User", rows));
    }
    project.write("schema/spectable.toml", "wire-names = \"camelCase\"\n");
    assert_eq!(project.spectable(&["update"]).code, 0);
    project
}

#[test]
fn severities_and_thresholds_and_kinds_make_the_exit_code() {
    let project = project();
    // The overlay, the new side, the options, and how `diff` and `check --upstream` end.
    for (drift, new, args, codes) in [
        ("", "added", &[][..], [0, 1]),
        ("", "same", &["--fail-on", "patch"], [0, 0]),
        // The default of the overlay, and the command line, which wins.
        ("fail-on = \"minor\"", "added", &[], [1, 1]),
        ("fail-on = \"major\"", "added", &[], [0, 0]),
        ("fail-on = \"major\"", "added", &["--fail-on", "minor"], [1, 1]),
        ("fail-on = \"patch\"", "added", &["--fail-on", "none"], [0, 0]),
        // Severities.
        ("property-added = \"deny\"", "added", &["--fail-on", "none"], [1, 1]),
        ("property-added = \"deny\"", "same", &["--fail-on", "patch"], [0, 0]),
        (
            "description-changed = \"warn\"\nproperty-added = \"note\"",
            "added",
            &["--fail-on", "minor"],
            [1, 1],
        ),
        (
            "description-changed = \"warn\"\nproperty-added = \"note\"",
            "added",
            &["--fail-on", "major"],
            [0, 0],
        ),
        (
            "description-changed = \"note\"\nproperty-added = \"note\"",
            "added",
            &["--fail-on", "patch"],
            [0, 0],
        ),
        (
            "description-changed = \"allow\"\nproperty-added = \"allow\"",
            "added",
            &["--fail-on", "patch"],
            [0, 0],
        ),
        ("type-changed = \"note\"", "broken", &["--fail-on", "patch"], [0, 0]),
        ("type-changed = \"warn\"", "broken", &["--fail-on", "major"], [0, 0]),
        // Kinds, whatever the severity.
        ("", "added", &["--exit-on", "minor"], [1, 1]),
        ("", "added", &["--exit-on", "major"], [0, 0]),
        ("", "broken", &["--exit-on", "minor"], [1, 1]),
        ("", "broken", &["--exit-on", "requests-break"], [0, 0]),
        ("", "broken", &["--exit-on", "requests-break,responses-may-break"], [1, 1]),
        ("", "broken", &["--exit-on", "requests-break", "--exit-on", "requests-may-break"], [1, 1]),
        ("", "added", &["--exit-on", "requests-may-break,responses-may-break"], [0, 0]),
        ("", "added", &["--exit-on", "model-removed,property-added"], [1, 1]),
        ("", "broken", &["--exit-on", "model-removed"], [0, 0]),
        ("", "broken", &["--exit-on", "none"], [0, 0]),
        ("type-changed = \"note\"", "broken", &["--exit-on", "type-changed"], [1, 1]),
        ("type-changed = \"deny\"", "broken", &["--exit-on", "model-removed"], [0, 0]),
        ("type-changed = \"deny\"\nfail-on = \"patch\"", "broken", &["--exit-on", "none"], [0, 0]),
        // What is hidden does not count.
        ("property-added = \"deny\"", "added", &["--skip", "User"], [0, 0]),
        ("description-changed = \"deny\"\nproperty-added = \"note\"", "added", &["--docs", "hide"], [0, 0]),
    ] {
        let overlay = format!("wire-names = \"camelCase\"\n\n[drift]\n{drift}\n");
        project.write("schema/spectable.toml", &overlay);
        project.write("given.toml", &overlay);
        let diff = [&["diff", "schema", new, "--new-config", "given.toml"], args].concat();
        let check = [&["check", "--upstream", new], args].concat();
        for (command, code) in [diff, check].into_iter().zip(codes) {
            let run = project.spectable(&command);
            assert_eq!(run.code, code, "{drift}: {command:?}: {run:?}");
        }
    }
}

/// The words that reports have for the weight of a finding follow the severity; the verdicts do not.
#[test]
fn reports_show_the_severity_and_the_verdicts_as_they_are() {
    let project = project();
    for (severity, text, github, weight, markdown) in [
        ("note", "note[type-changed]", "::notice ", "note", "### Notes by the overlay (1 finding)"),
        ("warn", "warning[type-changed]", "::warning ", "warning", "### Warnings by the overlay (1 finding)"),
        ("deny", "error[type-changed]", "::error ", "error", "### Breaks code that compiles (1 finding)"),
    ] {
        project.write("given.toml", format!("[drift]\ntype-changed = \"{severity}\"\n"));
        let report = |format: &str| {
            let args =
                ["diff", "schema", "broken", "--config", "given.toml", "--exit-on", "none", "--format"];
            let run = project.spectable(&[&args[..], &[format]].concat());
            assert_eq!(run.code, 0, "{run:?}");
            run
        };
        assert!(report("text").out.starts_with(text), "{severity}");
        assert!(report("text").out.contains("note: Rust: major, field `User::age`"), "{severity}");
        assert!(report("github").out.starts_with(github), "{severity}");
        assert!(report("markdown").out.contains(markdown), "{}", report("markdown").out);
        let json = report("json").json();
        assert_eq!(
            (&json["findings"][0]["severity"], &json["verdict"]["rust"]),
            (&weight.into(), &"major".into())
        );
        let level = report("sarif").json()["runs"][0]["results"][0]["level"].clone();
        assert_eq!(level, weight);
    }
    project.write("given.toml", "[drift]\ndescription-changed = \"deny\"\nproperty-added = \"note\"\n");
    let args = ["diff", "schema", "added", "--config", "given.toml", "--format", "markdown"];
    let run = project.spectable(&args);
    assert_eq!(run.code, 1, "a rule that is denied fails without a threshold: {run:?}");
    let sections: Vec<&str> = run.out.lines().filter(|line| line.starts_with("### ")).collect();
    assert_eq!(sections, ["### Denied by the overlay (1 finding)", "### Notes by the overlay (1 finding)"]);
}

/// Which overlay counts: that of the new side, or the one that the command line names.
#[test]
fn the_overlay_of_the_new_side_counts() {
    let project = project();
    let deny = "wire-names = \"camelCase\"\n[drift]\nproperty-added = \"deny\"\n";
    project.write("strict.toml", deny);
    for (old, new) in [("schema", "added"), ("same", "added")] {
        for (toml, args, code) in [
            (None, &[][..], 0),
            (Some("schema"), &[], 0),
            (Some(new), &[], 1),
            (None, &["--config", "strict.toml"], 1),
            (None, &["--new-config", "strict.toml"], 1),
            (None, &["--old-config", "strict.toml"], 0),
        ] {
            let path = toml.map(|folder| format!("{folder}/spectable.toml"));
            let before = path.as_ref().map(|path| project.join(path).exists().then(|| project.read(path)));
            path.iter().for_each(|path| project.write(path, deny));
            let run = project.spectable(&[&["diff", old, new], args].concat());
            assert_eq!(run.code, code, "{old} {new} {toml:?} {args:?}: {run:?}");
            match (path, before.flatten()) {
                (Some(path), Some(before)) => project.write(&path, before),
                (Some(path), None) => std::fs::remove_file(project.join(&path)).unwrap(),
                (None, _) => {}
            }
        }
    }
    // Between two locks, the overlay that is given.
    project.write("schema/User.md", page("User", ADDED));
    project.write("old.lock", project.read("schema/spectable.lock"));
    assert_eq!(project.spectable(&["check"]).code, 1);
    project
        .write("schema/spectable.toml", deny.replace("deny", "allow") + "description-changed = \"allow\"\n");
    let run = project.spectable(&["check"]);
    assert_eq!(run.code, 0, "the overlay of the folder counts: {run:?}");
    assert_eq!(project.spectable(&["update"]).code, 0);
    let locks = ["diff", "old.lock", "schema/spectable.lock"];
    assert_eq!(project.spectable(&locks).code, 0);
    let run = project.spectable(&[&locks[..], &["--config", "strict.toml"]].concat());
    assert_eq!(run.code, 1, "{run:?}");
    // For upstream, the one that is given counts in place of ours.
    project.write("schema/spectable.toml", deny);
    project.write("mild.toml", deny.replace("deny", "note"));
    project.write("more/User.md", page("User", &[ADDED, &[("nick", "str", "", "[optional] ")]].concat()));
    let upstream = ["check", "--upstream", "more", "--fail-on", "none"];
    assert_eq!(project.spectable(&upstream).code, 1);
    assert_eq!(project.spectable(&[&upstream[..], &["--config", "mild.toml"]].concat()).code, 0);
}

/// The test in one line fails exactly when `check` does.
#[test]
fn assert_in_step_heeds_the_overlay_as_check_does() {
    let project = project();
    project.write("schema/User.md", page("User", ADDED));
    for (drift, code) in [
        ("", 1),
        ("[drift]\nfail-on = \"major\"\n", 0),
        ("[drift]\nfail-on = \"major\"\nproperty-added = \"deny\"\n", 1),
        ("[drift]\nproperty-added = \"note\"\ndescription-changed = \"allow\"\n", 0),
        ("[[waiver]]\nmodel = \"User\"\nreason = \"known\"\nuntil = \"2999-12-31\"\n", 0),
    ] {
        project.write("schema/spectable.toml", format!("wire-names = \"camelCase\"\n{drift}"));
        assert_eq!(project.spectable(&["check"]).code, code, "{drift}");
        let folder = project.join("schema");
        let asserted = std::panic::catch_unwind(|| spectable_drift::assert_in_step(&folder));
        assert_eq!(asserted.is_err(), code == 1, "{drift}");
    }
}

#[test]
fn what_makes_no_sense_is_said() {
    let project = project();
    project.write("typo.toml", "[drift]\nmodel-added = \"warn\"\nproperty-aded = \"warn\"\n");
    project.write("word.toml", "[drift]\nmodel-added = \"forbid\"\n");
    project.write("allow.toml", "[drift]\nmodel-added = \"allow\"\n");
    for (args, code, said) in [
        (
            &["--config", "typo.toml"][..],
            2,
            "error: typo.toml:3:1: `property-aded` is not a rule\nhelp: did you mean `property-added`?",
        ),
        (&["--config", "word.toml"], 3, "`forbid` is not a severity"),
        (
            &["--fail-on", "minor", "--exit-on", "major"],
            2,
            "'--fail-on <WEIGHT>' cannot be used with '--exit-on <WHAT>'",
        ),
        (
            &["--exit-on", "none,major"],
            2,
            "`none` of `--exit-on` means never, and another kind is given as well",
        ),
        (&["--exit-on", "majr"], 2, "there is no such kind of finding; did you mean `major`?"),
        (&["--exit-on", "model-add"], 2, "did you mean `model-added`?"),
        (&["--exit-on", ""], 2, "there is no such kind of finding; give major, minor, patch, requests-break"),
        (&["--exit-on"], 2, "a value is required for '--exit-on <WHAT>'"),
        (
            &["--exit-on", "model-added", "--config", "allow.toml"],
            2,
            "`--exit-on model-added` never has an effect: the overlay leaves out the findings of this rule",
        ),
    ] {
        let commands = [&["diff", "schema", "added"][..], &["check", "--upstream", "added"]];
        for command in commands {
            let run = project.spectable(&[command, args].concat());
            assert_eq!(run.code, code, "{command:?} {args:?}: {run:?}");
            let other = "'--exit-on <WHAT>' cannot be used with '--fail-on <WEIGHT>'";
            assert!(run.err.contains(said) || run.err.contains(other), "{command:?} {args:?}: {}", run.err);
        }
    }
    project.write("schema/spectable.toml", "[drift]\nno-rule-at-all = \"warn\"\n");
    let run = project.spectable(&["check"]);
    assert_eq!(run.code, 2, "{run:?}");
    let said =
        "spectable.toml:2:1: `no-rule-at-all` is not a rule\nhelp: run `spectable explain` to list the rules";
    assert!(run.err.contains(said), "{}", run.err);
}

#[test]
fn the_help_says_how_the_options_go_together() {
    let project = Project::new();
    for command in ["check", "diff"] {
        let help = project.spectable(&[command, "--help"]).out;
        for said in
            ["When the command fails", "[drift]", "- requests-break: ", "- none: never", "--exit-on none"]
        {
            assert!(help.contains(said), "{command}: {said}\n{help}");
        }
    }
}

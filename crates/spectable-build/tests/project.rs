//! A folder of pages as a build script or a command sees it: what was read, what is wrong, and where that is.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by failing")]

use std::fs;
use std::path::Path;

use spectable_build::Config;
use spectable_build::documented::Body;
use spectable_build::documented_type::RawType;
use spectable_build::location::{Files, Location};
use spectable_build::names::WireNameRule;
use spectable_build::overlay::{FailOn, Overlay, Owner, RuleSeverity, Values, Waived};
use spectable_build::problem::{Problems, Severity};
use spectable_build::project::{Project, Reading};
use spectable_build::source::{Documentation, SourceFile, markdown};

const HEAD: &str = "|Name | Type | Description | Notes|\n|---|---|---|---|\n";

/// A folder with pages, each a name and its rows, and files beside them.
fn folder(pages: &[(&str, &str)], files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, rows) in pages {
        fs::write(folder.path().join(format!("{name}.md")), format!("# {name}\n\n{HEAD}{rows}\n")).unwrap();
    }
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// What is said of a folder, without its path.
fn said(folder: &Path) -> Vec<String> {
    let config = Config::read(folder);
    let line = |problem: &spectable_build::problem::Problem| {
        problem.display(config.files()).to_string().replace(&format!("{}/", folder.display()), "")
    };
    config.problems().iter().map(line).collect()
}

#[test]
fn what_was_read_can_be_asked_for() {
    let pages = [("User", "| name | str | | |"), ("Ad", "| owner | User | | |\n| at | Never | | |")];
    let overlay = "wire-names = \"camelCase\"\n[groups]\nads = [\"Ad\"]\n";
    let folder = folder(&pages, &[("spectable.toml", overlay)]);
    let config = Config::read(folder.path());
    assert_eq!(config.schema().models.keys().collect::<Vec<_>>(), ["Ad", "User"]);
    assert_eq!(config.overlay().wire_name_rule, Some(WireNameRule::CamelCase));
    assert_eq!(config.overlay().groups["ads"][0].value, "Ad");
    let files: Vec<_> = config
        .files()
        .ids()
        .map(|file| Path::new(config.files().name(file)).file_name().unwrap().to_owned())
        .collect();
    assert_eq!(files, ["Ad.md", "User.md", "spectable.toml"]);
    assert!(!config.problems().is_empty() && !config.problems().has_errors());

    let shown = config.to_string();
    let (first, second) = shown.split_once('\n').unwrap();
    assert_eq!(first, format!("{}: 2 models", folder.path().display()));
    assert!(second.contains("Ad.md:6:8: warning: no page documents `Never`"), "{second}");
}

/// The lock gives the names, also where pages and overlay would give others.
#[test]
fn the_lock_beside_the_pages_is_read() {
    let lock = "format 1\n\nmodel Person = \"User\"\n  full_name: String = \"name\" named \"name\"\n\nend\n";
    let new = folder(&[("User", "| name | str | | |")], &[("spectable.lock", lock)]);
    let config = Config::read(new.path());
    assert!(config.problems().is_empty(), "{config}");
    let user = &config.schema().models["User"];
    assert_eq!((user.rust_name.as_str(), user.properties[0].rust_name.as_str()), ("Person", "full_name"));

    let cut = folder(&[("User", "| name | str | | |")], &[("spectable.lock", "format 1\n")]);
    assert_eq!(
        said(cut.path()),
        [
            "spectable.lock:2:1: error: the lock has no `end`: it is cut off; restore it from the repository; or delete it and run `spectable update`, which may move released names"
        ]
    );
}

#[test]
fn a_file_that_cannot_be_read_is_an_error() {
    // A folder where a file should be cannot be read by anybody.
    for name in ["spectable.toml", "spectable.lock"] {
        let new = folder(&[("User", "| name | str | | |")], &[]);
        fs::create_dir(new.path().join(name)).unwrap();
        assert_eq!(
            said(new.path()),
            [format!(
                "error: `{name}` cannot be read: it is not a regular file; replace it by a file, or remove it"
            )]
        );
    }
    for name in ["spectable.toml", "spectable.lock", "Ad.md"] {
        let new = folder(&[("User", "| name | str | | |")], &[]);
        fs::write(new.path().join(name), b"ok\n\xff").unwrap();
        assert_eq!(
            said(new.path()),
            [format!("{name}:2:1: error: the file is not UTF-8 from here on; save it as UTF-8")]
        );
    }
}

#[test]
fn a_page_that_is_html_is_said_to_be() {
    let new = folder(&[("User", "| name | str | | |")], &[("Ad.md", "<!DOCTYPE html>\n<p>404</p>")]);
    assert_eq!(
        said(new.path()),
        ["Ad.md:1:1: error: this is HTML, not Markdown; fetch the page itself, not the site that shows it"]
    );
}

/// One overlay entry without effect of each kind, and how much it weighs by whose overlay it is.
#[test]
fn how_much_an_entry_without_effect_weighs() {
    let entry = |section: &str, body: &str| format!("[[{section}]]\n{body}reason = \"r\"\n");
    let of = |model: &str, property: &str| format!("model = \"{model}\"\nproperty = \"{property}\"\n");
    let (absent, useless) = (
        [Severity::Error, Severity::Note, Severity::Note],
        [Severity::Error, Severity::Error, Severity::Note],
    );
    let cases = [
        ("a model that is not there", entry("enum", &(of("Gone", "p") + "values = [\"v\"]\n")), absent),
        ("a group of none", "[groups]\ng = [\"Gone\"]\n".to_owned(), absent),
        ("a property of no model", entry("wire-name", "property = \"gone\"\nwire = \"w\"\n"), absent),
        ("a type of no property", entry("type", "name = \"Gone\"\nis = \"str\"\n"), absent),
        (
            "a property that is not there",
            entry("wire-name", &(of("User", "gone") + "wire = \"w\"\n")),
            useless,
        ),
        ("what the rule says", entry("wire-name", &(of("User", "name") + "wire = \"name\"\n")), useless),
        ("an enum of numbers", entry("enum", &(of("User", "age") + "values = [\"v\"]\n")), useless),
        ("prose without values", entry("enum", &(of("User", "name") + "values-from = \"prose\"\n")), useless),
        ("a type with a page", entry("type", "name = \"User\"\nis = \"str\"\n"), useless),
    ];
    for (name, overlay, expected) in cases {
        let new =
            folder(&[("User", "| name | str | | |\n| age | int | | |")], &[("spectable.toml", &overlay)]);
        let project = |owner: Owner| {
            let documentation = Documentation::open(new.path()).unwrap();
            let overlay = SourceFile::open(&new.path().join("spectable.toml")).unwrap();
            Project::read(documentation, Reading { overlay: Some(overlay), owner, ..Reading::default() })
        };
        let weighed = |owner: Owner| -> Vec<Severity> {
            project(owner).problems.iter().map(|problem| problem.severity).collect()
        };
        let all = [Owner::Ours, Owner::Shared, Owner::Foreign].map(weighed);
        assert_eq!(all, expected.map(|severity| vec![severity]), "{name}");
        let beside: Vec<_> = Project::open(new.path()).problems.iter().cloned().collect();
        assert_eq!(beside, project(Owner::Ours).problems.iter().cloned().collect::<Vec<_>>(), "{name}");
    }
}

/// The types in the words of the pages.
#[test]
fn a_documented_type_prints_as_on_the_page() {
    let rows = "| a | str | | |\n| b | int | | |\n| c | float | | |\n| d | bool | | |\n| e | datetime | | |\n| f | date | | |\n\
        | g | object | | |\n| h | User | | |\n| i | list[dict(str, int)] | | |\n";
    let new = folder(&[("User", rows)], &[]);
    let page = fs::read(new.path().join("User.md")).unwrap();
    let input = markdown::read_files([("User.md".to_owned(), page)], &mut Problems::default());
    let Body::Rows(rows) = &input.pages[0].body else { panic!("rows are read") };
    for row in rows {
        assert_eq!(row.ty.value.to_string(), row.type_text);
    }
    assert_eq!(rows.len(), 9);
}

#[test]
fn every_entry_of_an_overlay_is_read() {
    let text = "release = \"1.2\"\nwire-names = \"as-documented\"\n\
        [[wire-name]]\nproperty = \"p\"\nwire = \"w\"\nreason = \"r1\"\n\
        [[wire-name]]\nmodel = \"M\"\nproperty = \"p\"\nwire = \"w\"\nreason = \"r2\"\n\
        [[enum]]\nmodel = \"M\"\nproperty = \"p\"\nvalues = [\"a\", \"b\"]\nreason = \"r3\"\n\
        [[enum]]\nmodel = \"M\"\nproperty = \"q\"\nvalues-from = \"prose\"\nreason = \"r4\"\n\
        [[type]]\nname = \"T\"\nis = \"list[str]\"\nreason = \"r5\"\n\
        [[rust-name]]\nmodel = \"M\"\nname = \"N\"\nreason = \"r6\"\n\
        [[rust-name]]\nmodel = \"M\"\nproperty = \"p\"\nname = \"n\"\nreason = \"r7\"\n\
        [groups]\ng = [\"M\", \"N\"]\n\
        [drift]\nb-rule = \"deny\"\na-rule = \"allow\"\nfail-on = \"minor\"\n\
        [[waiver]]\nfingerprint = \"f\"\nreason = \"r8\"\nuntil = \"2027-01-01\"\n\
        [[waiver]]\nrule = \"a-rule\"\nmodel = \"M*\"\nreason = \"r9\"\nuntil = \"2027-01-02\"\n";
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let overlay = Overlay::parse("spectable.toml", text, &mut files, &mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    let text_at = |location: Location| {
        assert_eq!(files.name(location.file), "spectable.toml");
        &files.text(location.file)[location.start as usize..location.end as usize]
    };
    let release = overlay.release.as_ref().unwrap();
    assert_eq!((release.value.as_str(), text_at(release.location)), ("1.2", "\"1.2\""));
    let wire_names: Vec<_> = overlay
        .wire_names
        .iter()
        .map(|it| (it.model.as_deref(), it.property.as_str(), it.wire.as_str(), it.reason.as_str()))
        .collect();
    assert_eq!(wire_names, [(None, "p", "w", "r1"), (Some("M"), "p", "w", "r2")]);
    assert_eq!(files.position(overlay.wire_names[1].location).line, 7);
    let [listed, prose] = overlay.enums.as_slice() else { panic!("{:?}", overlay.enums) };
    assert_eq!(
        (listed.model.as_str(), listed.property.as_deref(), listed.reason.as_str()),
        ("M", Some("p"), "r3")
    );
    let Values::Listed(values) = &listed.values else { panic!("{:?}", listed.values) };
    assert_eq!(values.iter().map(|it| text_at(it.location)).collect::<Vec<_>>(), ["\"a\"", "\"b\""]);
    assert_eq!((&prose.values, prose.reason.as_str()), (&Values::Prose, "r4"));
    let ty = &overlay.types[0];
    let list = RawType::List(Box::new(RawType::Text));
    assert_eq!((ty.name.as_str(), &ty.is, ty.reason.as_str()), ("T", &list, "r5"));
    let names: Vec<_> = overlay
        .rust_names
        .iter()
        .map(|it| (it.model.as_str(), it.property.as_deref(), it.name.as_str(), it.reason.as_str()))
        .collect();
    assert_eq!(names, [("M", None, "N", "r6"), ("M", Some("p"), "n", "r7")]);
    let roots: Vec<_> = overlay.groups["g"].iter().map(|root| root.value.as_str()).collect();
    assert_eq!(roots, ["M", "N"]);
    let severities = overlay.drift.severities.iter().map(|it| (text_at(it.rule.location), it.severity));
    assert_eq!(
        severities.collect::<Vec<_>>(),
        [("b-rule", RuleSeverity::Deny), ("a-rule", RuleSeverity::Allow)],
        "in the order in which they are written"
    );
    assert_eq!(overlay.drift.fail_on, Some(FailOn::Minor));
    let waiver = &overlay.waivers[0];
    assert_eq!(
        (&waiver.what, waiver.reason.as_str(), waiver.until.as_str()),
        (&Waived::Fingerprint("f".to_owned()), "r8", "2027-01-01")
    );
    let Waived::Pattern { rule, model, property } = &overlay.waivers[1].what else { panic!("patterns") };
    assert_eq!(rule.as_ref().map(|it| text_at(it.location)), Some("\"a-rule\""));
    assert_eq!((model.as_deref(), property.as_deref()), (Some("M*"), None));
}

/// Each value that is not what it should be is told with its place, and the word that was meant where one is near.
#[test]
fn what_an_overlay_cannot_say() {
    let cases = [
        ("release = 1", "1:11: error: `release` is not a text; write it in quotes, and not empty"),
        ("release = \" \"", "1:11: error: `release` is not a text; write it in quotes, and not empty"),
        (
            "wire-names = 1",
            "1:14: error: no such rule for wire names; expected \"camelCase\", \"snake_case\", \"PascalCase\" or \"as-documented\"",
        ),
        ("relase = \"1\"", "1:1: error: `relase` is not a key of an overlay; did you mean `release`?"),
        ("releas = \"1\"", "1:1: error: `releas` is not a key of an overlay; did you mean `release`?"),
        ("releases = \"1\"", "1:1: error: `releases` is not a key of an overlay; did you mean `release`?"),
        ("rehease1 = \"1\"", "1:1: error: `rehease1` is not a key of an overlay; did you mean `release`?"),
        (
            "rel = \"1\"",
            "1:1: error: `rel` is not a key of an overlay; expected one of release, style, wire-names, integers, tolerant, components-only, dialect, wire-name, enum, type, union, rust-name, direction, source, groups, drift, waiver",
        ),
        (
            "enum = {}",
            "1:8: error: one table where a list of them is expected; write `[[…]]` with two brackets",
        ),
        ("enum = [1]", "1:9: error: expected a table; write each entry as `[[…]]` with its keys below"),
        (
            "groups = 1",
            "1:10: error: `groups` is not a table; write `[groups]`, and a line `name = [\"Model\"]` for each",
        ),
        ("[groups]\ng = 1", "2:5: error: expected a list of texts; write [\"…\", \"…\"]"),
        ("[groups]\ng = [1]", "2:6: error: expected a text; write it in quotes"),
        (
            "drift = 1",
            "1:9: error: `drift` is not a table; write `[drift]`, and a line `rule = \"warn\"` for each rule",
        ),
        (
            "[drift]\na-rule = 1",
            "2:10: error: expected a severity; expected one of \"allow\", \"note\", \"warn\", \"deny\"",
        ),
        ("[drift]\na-rule = \"dent\"", "2:10: error: `dent` is not a severity; did you mean \"deny\"?"),
        (
            "[drift]\nfail-on = \"deny\"",
            "2:11: error: `deny` is not a threshold; expected one of \"none\", \"patch\", \"minor\", \"major\"",
        ),
        (
            "[[waiver]]\nreason = \"r\"\nuntil = \"u\"",
            "1:1: error: the entry does not say what it waives; add `fingerprint`, or one or more of `rule`, `model` and `property`",
        ),
        (
            "[[waiver]]\nfingerprint = \"f\"\nmodel = \"M\"\nreason = \"r\"\nuntil = \"u\"",
            "1:1: error: a waiver has a fingerprint or patterns, and not both; write `fingerprint`, or `rule`, `model` and `property`: one or more of them",
        ),
        (
            "[[waiver]]\nmodel = \"\"\nrule = \"a-rule\"\nreason = \"r\"\nuntil = \"u\"",
            "2:9: error: `model` is not a text; write it in quotes, and not empty",
        ),
        (
            "[[waiver]]\nmodel = \"M\"\nuntil = \"u\"",
            "1:1: error: the entry has no `reason`; say why the entry is true",
        ),
        ("[[waiver]]\nmodel = \"M\"\nreason = \"r\"", "1:1: error: the entry has no `until`; add it"),
        (
            "[[waiver]]\nfingerprint = \"\"\nreason = \"r\"\nuntil = \"u\"",
            "2:15: error: `fingerprint` is not a text; write it in quotes, and not empty",
        ),
        (
            "[[type]]\nname = \"T\"\nis = \"str\"\nfrom = 1\nreason = \"r\"",
            "4:1: error: `from` is not a key of an overlay; expected one of name, model, property, is, reason",
        ),
    ];
    for (text, expected) in cases {
        let (mut files, mut problems) = (Files::default(), Problems::default());
        Overlay::parse("o", text, &mut files, &mut problems);
        let lines: Vec<_> = problems.iter().map(|problem| problem.display(&files).to_string()).collect();
        assert_eq!(lines, [format!("o:{expected}")], "{text}");
    }
}

#[test]
fn a_position_is_told_in_lines_and_characters() {
    let mut files = Files::default();
    let first = files.add("a", "one\r\nzwei ü drei\n\n");
    let second = files.add("b", "other");
    let cases = [
        // (file, first byte, line, column, text of the line)
        (first, 0, 1, 1, "one"),
        (first, 2, 1, 3, "one"),
        (first, 5, 2, 1, "zwei ü drei"),
        (first, 10, 2, 6, "zwei ü drei"),
        // Within a character: where it begins.
        (first, 11, 2, 6, "zwei ü drei"),
        (first, 12, 2, 7, "zwei ü drei"),
        (first, 18, 3, 1, ""),
        (first, 19, 4, 1, ""),
        (first, 999, 4, 1, ""),
        (second, 5, 1, 6, "other"),
    ];
    for (file, start, line, column, text) in cases {
        let position = files.position(Location::new(file, start..start));
        assert_eq!((position.line, position.column, position.text.as_str()), (line, column, text), "{start}");
        assert_eq!(position.file, files.name(file));
    }
    assert_eq!(files.ids().collect::<Vec<_>>(), [first, second]);
    assert_eq!(
        (files.text(second), Files::default().text(second), Files::default().name(second)),
        ("other", "", "")
    );
}

#[test]
fn problems_are_kept_and_sorted_by_their_place() {
    let mut files = Files::default();
    let file = files.add("f", "abc");
    let at = |start: usize| Location::new(file, start..start);
    let mut problems = Problems::default();
    assert!(problems.is_empty() && !problems.has_errors());
    problems.note("n", at(2), "third", "");
    problems.warning("w", at(1), "second b", "do");
    assert!(!problems.is_empty() && !problems.has_errors());
    let mut others = Problems::default();
    others.error("e", at(1), "second a", "fix it");
    others.error("e", None, "first", "");
    assert!(others.has_errors());
    problems.append(others);
    assert!(problems.has_errors());
    problems.sort();
    let lines: Vec<_> = problems.iter().map(|problem| problem.display(&files).to_string()).collect();
    assert_eq!(
        lines,
        [
            "error: first",
            "f:1:2: error: second a; fix it",
            "f:1:2: warning: second b; do",
            "f:1:3: note: third"
        ]
    );
}

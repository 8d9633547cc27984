//! Several sources: the first wins in what it says, later ones add what it leaves out, and a contradiction is told with both places.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by failing")]

use std::fs;

use spectable_build::overlay::{Adds, Owner};
use spectable_build::problem::{Problem, Problems, Severity};
use spectable_build::project::{Lower, Project, Reading};
use spectable_build::schema::{Property, Target, Type};
use spectable_build::source::Documentation;

const PYTHON: &str = "dialect = \"python\"\n";
const JAVA: &str = "dialect = \"java\"\n";

/// The page of a model, without notes where they say nothing.
fn page(model: &str, rows: &str) -> String {
    let has_notes = rows.lines().any(|row| row.matches('|').count() > 4);
    let head = if has_notes {
        "| Name | Type | Description | Notes |\n|---|---|---|---|\n"
    } else {
        "| Name | Type | Description |\n|---|---|---|\n"
    };
    format!("# {model}\n\n{head}{rows}\n")
}

/// A source of one page, in a dialect.
fn source(name: &str, overlay: &str, pages: &[(&str, &str)]) -> Documentation {
    let mut files = vec![("spectable.toml".to_owned(), overlay.as_bytes().to_vec())];
    files.extend(pages.iter().map(|(model, text)| {
        let text = if text.starts_with('#') { (*text).to_owned() } else { page(model, text) };
        (format!("{model}.md"), text.into_bytes())
    }));
    Documentation::of_folder(name, files, Problems::default()).unwrap()
}

fn laid(first: Documentation, later: Vec<Documentation>, adds: Adds) -> Project {
    let lower = later.into_iter().map(|documentation| Lower { documentation, adds }).collect();
    Project::read(first, Reading { lower, owner: Owner::Ours, ..Reading::default() })
}

/// What became of a property, in one line.
fn shown(property: &Property, project: &Project) -> String {
    let ty = match &property.ty {
        Type::Ref(Target::Enum(name)) => {
            let values: Vec<_> =
                project.schema.enums[name].values.iter().map(|it| it.wire.as_str()).collect();
            values.join("/")
        }
        Type::Ref(Target::Model(name)) => name.clone(),
        other => format!("{other:?}"),
    };
    let mut line = format!("{} {ty}", property.wire_name);
    for (is, mark) in [
        (property.required, "required"),
        (property.read_only, "read-only"),
        (property.write_only, "write-only"),
        (property.deprecated, "deprecated"),
        (property.nullable, "nullable"),
    ] {
        line.push_str(if is { " " } else { "" });
        line.push_str(if is { mark } else { "" });
    }
    for (what, said) in [("format", &property.format), ("default", &property.default)] {
        line.push_str(&said.as_ref().map(|said| format!(" {what} {said}")).unwrap_or_default());
    }
    if !property.description.is_empty() {
        line.push_str(&format!(" ({})", property.description));
    }
    line
}

/// The properties of the model `Call`, what was added to it, and what is contradicted.
fn said(project: &Project) -> Vec<String> {
    let files = &project.schema.files;
    let mut lines: Vec<String> =
        project.schema.models["Call"].properties.iter().map(|it| shown(it, project)).collect();
    lines.extend(project.schema.additions.iter().map(|it| {
        let property = it.property.as_deref().map(|property| format!(".{property}")).unwrap_or_default();
        format!("+ {}{property} {} from {}", it.model, it.fact.word(), it.file)
    }));
    let of_note = |problem: &&Problem| problem.severity != Severity::Note;
    lines.extend(project.problems.iter().filter(of_note).map(|problem| {
        let line = problem.display(files).to_string();
        format!("! {}", line.split("; ").next().unwrap())
    }));
    lines
}

/// Pages of one kind over pages of another: the row of the first, the row of the later, and what becomes of them.
#[test]
fn each_kind_of_fact() {
    let direction = "# Call\n\n| Name | Type | Description |\n|---|---|---|\n| direction | DirectionEnum | |\n\n\
        ## Enum: DirectionEnum\n\n| Name | Value |\n|---|---|\n| IN | &quot;in&quot; |\n| OUT | &quot;out&quot; |\n";
    let cases: &[(&str, &str, &str, &[&str])] = &[
        (
            "the values of a text",
            "| direction | str | |",
            direction,
            &["direction in/out", "+ Call.direction values from later/Call.md"],
        ),
        (
            "a description",
            "| id | str | |",
            "| id | String | The ID. |",
            &["id Text (The ID.)", "+ Call.id description from later/Call.md"],
        ),
        (
            "no description over another",
            "| id | str | An ID. |",
            "| id | String | The ID. |",
            &["id Text (An ID.)", "! warning: `later` adds nothing to the sources before it"],
        ),
        (
            "a format",
            "| id | str | |",
            "| id | UUID | |",
            &["id Text format uuid", "+ Call.id format from later/Call.md"],
        ),
        (
            "no format of another type",
            "| at | datetime | |",
            "| at | String | When. |",
            &["at DateTime (When.)", "+ Call.at description from later/Call.md"],
        ),
        (
            "that it is required",
            "| id | str | |",
            "| id | String | | |",
            &["id Text required", "+ Call.id required from later/Call.md"],
        ),
        (
            "that it is optional",
            "| id | str | |",
            "| id | String | | [optional] |",
            &["id Text", "+ Call.id required from later/Call.md"],
        ),
        (
            "a default",
            "| id | str | |",
            "| id | String | | [optional] [default to 7] |",
            &[
                "id Text default 7",
                "+ Call.id required from later/Call.md",
                "+ Call.id default from later/Call.md",
            ],
        ),
        (
            "read-only",
            "| id | str | | |",
            "| id | String | | [readonly] |",
            &["id Text required read-only", "+ Call.id read_only from later/Call.md"],
        ),
        (
            "deprecated",
            "| id | str | | |",
            "| id | String | | [deprecated] |",
            &["id Text required deprecated", "+ Call.id deprecated from later/Call.md"],
        ),
        (
            "a type in place of any value",
            "| to | object | |",
            "| to | List&lt;Call&gt; | |",
            &["to List(Ref(Model(\"Call\")))", "+ Call.to type from later/Call.md"],
        ),
        (
            "the items of a list",
            "| to | list[object] | |",
            "| to | List&lt;String&gt; | |",
            &["to List(Text)", "+ Call.to type from later/Call.md"],
        ),
        (
            "a type in place of a name without a page",
            "| at | LocalDateTime | |",
            "| at | Long | |",
            &[
                "at Integer format int64",
                "+ Call.at type from later/Call.md",
                "+ Call.at format from later/Call.md",
            ],
        ),
        (
            "a property",
            "| id | str | |",
            "| id | String | |\n| from | String | |",
            &["id Text", "from Text", "+ Call.from property from later/Call.md"],
        ),
        (
            "a name in another case is the same property",
            "| start_time | str | |",
            "| startTime | String | When. |",
            &["start_time Text (When.)", "+ Call.start_time description from later/Call.md"],
        ),
    ];
    for (what, first, later, expected) in cases {
        let later = source("later", JAVA, &[("Call", later)]);
        let project = laid(source("first", PYTHON, &[("Call", first)]), vec![later], Adds::All);
        assert_eq!(said(&project), *expected, "{what}");
    }
}

/// What both say, and say differently: the first wins, and both places are told.
#[test]
fn each_contradiction() {
    let of = |values: &str| {
        format!(
            "# Call\n\n| Name | Type | Description |\n|---|---|---|\n| kind | KindEnum | |\n\n## Enum: KindEnum\n\n| Name | Value |\n|---|---|\n{values}"
        )
    };
    let (one, other) = (
        of("| A | &quot;a&quot; |\n| B | &quot;b&quot; |\n"),
        of("| C | &quot;c&quot; |\n| A | &quot;a&quot; |\n"),
    );
    let same = of("| B | &quot;b&quot; |\n| A | &quot;a&quot; |\n");
    let nothing = "! warning: `later` adds nothing to the sources before it";
    let cases: &[(&str, &str, &str, &[&str])] = &[
        (
            "types",
            "| id | Long | |",
            "| id | String | |",
            &[
                "id Integer format int64",
                nothing,
                "! first/Call.md:5:8: warning: `Call.id` is `Long` here, and `String` in the other place (the other place: later/Call.md:5:8)",
            ],
        ),
        (
            "a list and its item",
            "| id | List&lt;String&gt; | |",
            "| id | String | |",
            &[
                "id List(Text)",
                nothing,
                "! first/Call.md:5:8: warning: `Call.id` is `List<String>` here, and `String` in the other place (the other place: later/Call.md:5:8)",
            ],
        ),
        (
            "required",
            "| id | String | | |",
            "| id | String | | [optional] |",
            &[
                "id Text required",
                nothing,
                "! first/Call.md:5:1: warning: `Call.id` is required here, and optional in the other place (the other place: later/Call.md:5:1)",
            ],
        ),
        (
            "values",
            &one,
            &other,
            &[
                "kind a/b",
                nothing,
                "! first/Call.md:11:7: warning: `Call.kind` has different values: \"b\" only here, \"c\" only in the other place (the other place: later/Call.md:11:7)",
            ],
        ),
        ("values in another order are the same", &one, &same, &["kind a/b", nothing]),
        ("a text may be an instant", "| at | String | |", "| at | OffsetDateTime | |", &["at Text", nothing]),
        ("an instant is a text", "| at | OffsetDateTime | |", "| at | String | |", &["at DateTime", nothing]),
        ("a whole number is a number", "| n | Number | |", "| n | BigInteger | |", &["n Number", nothing]),
        ("any value says nothing", "| n | BigInteger | |", "| n | Object | |", &["n Integer", nothing]),
    ];
    for (what, first, later, expected) in cases {
        let later = source("later", JAVA, &[("Call", later)]);
        let project = laid(source("first", JAVA, &[("Call", first)]), vec![later], Adds::All);
        assert_eq!(said(&project), *expected, "{what}");
    }
}

/// A wire name that nobody says is corrected by a source that says it; two that are said contradict one another.
#[test]
fn wire_names() {
    let stated = format!("{JAVA}wire-names = \"as-documented\"\n");
    let (python, java) = ("| third_party_uri | str | |", "| thirdPartyURI | String | |");
    let camel = format!("{PYTHON}wire-names = \"camelCase\"\n");
    let entry =
        format!("{camel}[[wire-name]]\nproperty = \"third_party_uri\"\nwire = \"W\"\nreason = \"r\"\n");
    let nothing = "! warning: `later` adds nothing to the sources before it";
    let added = "+ Call.third_party_uri wire_name from later/Call.md";
    let cases: &[(&str, &str, &str, &[&str])] = &[
        ("both guess", PYTHON, JAVA, &["third_party_uri Text", nothing]),
        ("the later one says it", PYTHON, &stated, &["thirdPartyURI Text", added]),
        ("the later one corrects a rule", &camel, &stated, &["thirdPartyURI Text", added]),
        ("the overlay overrules", &entry, &stated, &["W Text", nothing]),
        (
            "both say it",
            "dialect = \"python\"\nwire-names = \"as-documented\"\n",
            &stated,
            &[
                "third_party_uri Text",
                nothing,
                "! first/Call.md:5:3: warning: `Call.third_party_uri` is `third_party_uri` on the wire here, and `thirdPartyURI` in the other place (the other place: later/Call.md:5:3)",
            ],
        ),
    ];
    for (what, first, later, expected) in cases {
        let later = source("later", later, &[("Call", java)]);
        let project = laid(source("first", first, &[("Call", python)]), vec![later], Adds::All);
        assert_eq!(said(&project), *expected, "{what}");
    }
}

/// Names of models in another case are one model, and the types of the later source follow.
#[test]
fn models_are_paired_by_name() {
    let first = source(
        "first",
        PYTHON,
        &[("Call", "| id | str | |\n| to | object | |"), ("OIDCClient", "| id | str | |")],
    );
    let later = source(
        "later",
        JAVA,
        &[("Call", "| to | [OidcClient](OidcClient.md) | |"), ("OidcClient", "| id | UUID | |")],
    );
    let project = laid(first, vec![later], Adds::All);
    assert_eq!(project.schema.models.keys().collect::<Vec<_>>(), ["Call", "OIDCClient"]);
    assert_eq!(
        said(&project),
        [
            "id Text",
            "to OIDCClient",
            "+ Call.to type from later/Call.md",
            "+ OIDCClient.id format from later/OidcClient.md"
        ]
    );
    assert_eq!((project.layers[0].laid.shared, project.layers[0].laid.left_out), (2, 0));
}

/// What only a later source has, is added or left out.
#[test]
fn what_a_source_adds() {
    let both = |adds| {
        let first =
            source("first", PYTHON, &[("Call", "| id | str | |\n| to | object | |\n| from | object | |")]);
        let rows =
            "| id | UUID | |\n| to | [Party](Party.md) | |\n| from | [Kind](Kind.md) | |\n| new | String | |";
        let kind = "# Kind\n\n## Enum\n\n* `A` (value: `a`)\n* `B` (value: `b`)\n";
        let later =
            source("later", JAVA, &[("Call", rows), ("Party", "| name | String | |"), ("Kind", kind)]);
        laid(first, vec![later], adds)
    };
    let all = both(Adds::All);
    assert_eq!(all.schema.models.keys().collect::<Vec<_>>(), ["Call", "Party"]);
    assert_eq!(said(&all)[..4], ["id Text format uuid", "to Party", "from a/b", "new Text"]);
    assert_eq!(all.layers[0].laid.left_out, 0);
    let facts = both(Adds::Facts);
    assert_eq!(facts.schema.models.keys().collect::<Vec<_>>(), ["Call"]);
    // A model that is not there cannot be a type; the values of an enum can be had without its page.
    let expected = [
        "id Text format uuid",
        "to Any",
        "from a/b",
        "+ Call.id format from later/Call.md",
        "+ Call.from type from later/Call.md",
        "+ Call.from values from later/Kind.md",
    ];
    assert_eq!(said(&facts), expected);
    assert_eq!(facts.layers[0].laid.left_out, 3);
}

/// A page that does not say what it documents is what a later source says.
#[test]
fn a_page_without_rows() {
    let empty = "# Party\n\n| Name | Type | Description |\n|---|---|---|\n";
    let first = source("first", PYTHON, &[("Call", "| to | [Party](Party.md) | |"), ("Party", empty)]);
    let later = source("later", JAVA, &[("Party", "| name | String | |")]);
    let project = laid(first, vec![later], Adds::Facts);
    assert_eq!(said(&project), ["to Party", "+ Party type from later/Party.md"]);
    assert_eq!(project.schema.models["Party"].properties.len(), 1);
}

/// Three sources: each adds what all before it leave out.
#[test]
fn the_order_of_sources_decides() {
    let first = || source("first", PYTHON, &[("Call", "| id | str | |")]);
    let second = || source("second", JAVA, &[("Call", "| id | String | The second. |")]);
    let third = || source("third", JAVA, &[("Call", "| id | UUID | The third. |")]);
    for (later, expected) in [
        (
            vec![second(), third()],
            [
                "id Text format uuid (The second.)",
                "+ Call.id description from second/Call.md",
                "+ Call.id format from third/Call.md",
            ],
        ),
        (
            vec![third(), second()],
            [
                "id Text format uuid (The third.)",
                "+ Call.id format from third/Call.md",
                "+ Call.id description from third/Call.md",
            ],
        ),
    ] {
        assert_eq!(said(&laid(first(), later, Adds::All))[..3], expected);
    }
}

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
    // The overlay says the same from elsewhere, for the pages of the folder.
    let overlay = spectable_build::source::SourceFile::open(&folder.path().join("spectable.toml")).unwrap();
    let sources = spectable_build::source::beside(&overlay, &folder.path().join("spectable.toml"));
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
        (with("path = \"gone\""), "spectable.toml:3:8: error: `gone` cannot be read: No such file"),
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
        (with("path = \"text\""), "spectable.toml:3:8: error: none of 1 pages documents a model"),
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

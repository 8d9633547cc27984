//! What can be wrong with a dialect of one's own, and with pages whose dialect is not clear: where, and what to do.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::fs;

use spectable_build::problem::Problem;
use spectable_build::project::{Project, Reading};
use spectable_build::source::Documentation;

/// What is said of a folder of documentation, without its path.
fn said(pages: &[(String, String)], overlay: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in pages {
        fs::write(folder.path().join(name), text).unwrap();
    }
    if !overlay.is_empty() {
        fs::write(folder.path().join("spectable.toml"), overlay).unwrap();
    }
    let documentation = Documentation::open(folder.path()).unwrap();
    let project = Project::read(documentation, Reading { foreign_pages: true, ..Reading::default() });
    let prefix = format!("{}/", folder.path().display());
    let line = |problem: &Problem| problem.display(&project.schema.files).to_string().replace(&prefix, "");
    project.problems.iter().map(line).collect()
}

/// A page of one model.
fn page(name: &str, rows: &str) -> (String, String) {
    let text = format!("# {name}\n\n| Name | Type | Description | Notes |\n|---|---|---|---|\n{rows}\n");
    (format!("{name}.md"), text)
}

/// What is wrong with the key `dialect` of an overlay.
#[test]
fn a_dialect_of_ones_own() {
    let cases: [(&str, &str, &str); 24] = [
        (
            "an unknown dialect",
            "dialect = \"jave\"",
            "1:11: error: there is no dialect \"jave\"; did you mean \"java\"?",
        ),
        (
            "one like no other",
            "dialect = \"cobol\"",
            "1:11: error: there is no dialect \"cobol\"; expected one of python, python-pydantic, python-openapi-5, cpp, csharp, dart, go, handwritten, java, javascript, kotlin, php, powershell, ruby, rust, swift, typescript",
        ),
        (
            "neither a name nor a table",
            "dialect = 7",
            "1:11: error: expected a text or a table; write dialect = \"python\", or [dialect] with its keys below",
        ),
        (
            "a base that is unknown",
            "[dialect]\nlike = \"jave\"",
            "2:8: error: there is no dialect \"jave\"; did you mean \"java\"?",
        ),
        (
            "an unknown key",
            "[dialect]\ntypse = {}",
            "2:1: error: `typse` is not a key of a dialect here; did you mean `types`?",
        ),
        (
            "an unknown key in a section",
            "[dialect.types]\nlists = [\"{T}[]\"]",
            "2:1: error: `lists` is not a key of a dialect here; did you mean `list`?",
        ),
        (
            "a key like no other",
            "[dialect.enums]\nvalues = [\"{value}\"]",
            "2:1: error: `values` is not a key of a dialect here; expected one of headings, items",
        ),
        (
            "an unknown column",
            "[dialect.columns]\nnane = []",
            "2:1: error: `nane` is not a key of a dialect here; did you mean `name`?",
        ),
        (
            "an unknown mark",
            "[dialect.marks]\noptinal = [\"?\"]",
            "2:1: error: `optinal` is not a key of a dialect here; did you mean `optional`?",
        ),
        (
            "a pattern without a hole",
            "[dialect.types]\nlist = [\"List\"]",
            "2:9: error: the pattern `List` needs one hole; write {T} where the type within it stands, once",
        ),
        (
            "a pattern with two holes",
            "[dialect.types]\nmap = [\"Map<{T}, {T}>\"]",
            "2:8: error: the pattern `Map<{T}, {T}>` needs one hole; write {T} where the type within it stands, once",
        ),
        (
            "alternatives with one hole",
            "[dialect.types]\nalternatives = [\"{T} or\"]",
            "2:17: error: the pattern `{T} or` needs two holes; write {T} twice, with what stands between two types between them",
        ),
        (
            "a pattern that is a hole",
            "[dialect.types]\nlist = [\"{T}\"]",
            "2:9: error: the pattern `{T}` matches every type; write what stands beside the hole",
        ),
        (
            "a pattern with two meanings",
            "[dialect.types]\nlist = [\"[{T}]\"]\nmap = [\"[{T}]\"]",
            "3:8: error: the pattern `[{T}]` has two meanings; leave it in one of the lists",
        ),
        (
            "a text for a list",
            "[dialect.types]\nlist = \"{T}[]\"",
            "2:8: error: expected a list of texts; write [\"…\", \"…\"]",
        ),
        (
            "a number for a text",
            "[dialect.types]\nlist = [1]",
            "2:9: error: expected a text; write it in quotes",
        ),
        (
            "a word that is no type",
            "[dialect.scalars]\nText = \"Strnig\"",
            "2:8: error: `Strnig` is not a type; expected str, int, float, bool, datetime, date, object, or a list or dict of these; then, after a space, its format",
        ),
        (
            "a mark without a hole",
            "[dialect.marks]\ndefault = [\"by default\"]",
            "2:12: error: the mark `by default` has no hole; write {value} where the text stands",
        ),
        (
            "an empty mark",
            "[dialect.marks]\noptional = [\" \"]",
            "2:13: error: a mark of no characters; write the text of the mark",
        ),
        (
            "a mark of names without a hole",
            "[dialect.marks.name]\noptional = [\"?\"]",
            "2:13: error: `?` has no hole; write {name} where the name stands",
        ),
        (
            "an unknown value",
            "[dialect.models]\nnamed-by = \"headings\"",
            "2:12: error: unknown value \"headings\"; expected \"title\" or \"heading\"",
        ),
        (
            "an item of an enum without a hole",
            "[dialect.enums]\nitems = [\"*\"]",
            "2:10: error: `*` has no hole; write {value} where the value stands",
        ),
        (
            "a text for a section",
            "[dialect]\ntypes = \"int\"",
            "2:9: error: expected a table; write its keys below a line `[…]`",
        ),
        (
            "a text for true",
            "[dialect]\nprose = \"yes\"",
            "2:9: error: expected true or false; write `true` or `false`, without quotes",
        ),
    ];
    let pages = [page("Pet", "| id | str | | |")];
    for (what, overlay, expected) in cases {
        let said = said(&pages, overlay);
        let said: Vec<_> = said.iter().filter(|line| line.contains(": error: ")).collect();
        let wrong: Vec<_> = said.iter().filter(|line| line.starts_with("spectable.toml:")).collect();
        assert_eq!(wrong, [&&format!("spectable.toml:{expected}")], "{what}: {said:?}");
    }
}

/// What is tried, pages, an overlay, and how each line of what is said begins.
type Case<'a> = (&'a str, Vec<(String, String)>, &'a str, &'a [&'a str]);

/// Pages, what an overlay says of them, and how each line of what is said then begins.
#[test]
fn pages_and_their_dialect() {
    const JAVA: &str = "| **a** | **String** | | |\n| **b** | **List&lt;String&gt;** | | |\n| **c** | **Map&lt;String, Integer&gt;** | | |";
    const GO: &str = "| **A** | **string** | | |\n| **B** | **[]string** | | |\n| **C** | **map[string]int32** | | |\n| **D** | Pointer to **int32** | | |";
    let several = |letter: char, count: usize, rows: &str| -> Vec<(String, String)> {
        (0..count).map(|number| page(&format!("{letter}{number}"), rows)).collect()
    };
    let without_names =
        || ("What.md".to_owned(), "# What\n\n| What | Type |\n|---|---|\n| a | String |\n".to_owned());
    let cases: Vec<Case<'_>> = vec![
        (
            "two patterns match a cell",
            vec![page("P", "| a | x of y of z | | |")],
            "[dialect]\nlike = \"java\"\n[dialect.types]\nlist = [\"x of {T}\"]\nmap = [\"{T} of z\"]",
            &[
                "P.md:5:7: error: `x of y of z` is `x of {T}` and `{T} of z` in the dialect `java`, which mean different types; take one of the patterns out of the dialect",
            ],
        ),
        (
            "no page has a column of names",
            vec![without_names()],
            "",
            &[
                "error: the page documents no model: it has no table of properties (1); give a folder whose pages have tables of properties, with a column of names and one of types",
            ],
        ),
        (
            "one of the pages has none, and is passed over",
            [several('J', 2, JAVA), vec![without_names()]].concat(),
            "",
            &[],
        ),
        (
            "a page is of another dialect",
            [several('J', 6, JAVA), several('G', 1, GO)].concat(),
            "",
            &[
                "G0.md:1:1: warning: this page is of the dialect `go`, and the pages as a whole of `java`; read pages of one dialect at a time: leave this one out, or give its folder as a source of its own",
                "G0.md:6:11: error: `[]string` is not a type in the dialect `java`; expected int, ",
                "G0.md:7:11: error: `map[string]int32` is not a type in the dialect `java`; expected int, ",
                "G0.md:8:11: error: `Pointer to int32` is not a type in the dialect `java`; expected int, ",
            ],
        ),
        (
            "two dialects read the pages in different ways, and as many of them",
            vec![page("P", "| id | Date | | |")],
            "",
            &[
                "P.md:1:1: error: the pages may be of the dialect `dart` or `java`, which read them in different ways; say which in the overlay: dialect = \"dart\"",
            ],
        ),
    ];
    for (what, pages, overlay, expected) in cases {
        let said = said(&pages, overlay);
        let fits = said.len() == expected.len()
            && said.iter().zip(expected).all(|(line, begin)| line.starts_with(begin));
        assert!(fits, "{what}: {said:#?}");
    }
}

/// A name of a model counts for a dialect where a page documents it; within another type, half where none does.
#[test]
fn what_counts_in_a_vote() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "| id | String | | |\n| next | Ship | | |\n| all | List&lt;Ship&gt; | | |\n| at | Harbour | | |\n| past | List&lt;Harbour&gt; | | |\n| odd | [x | | |";
    let (name, text) = page("Ship", rows);
    fs::write(folder.path().join(name), text).unwrap();
    let project = Project::read(Documentation::open(folder.path()).unwrap(), Reading::default());
    let vote = project.dialect.unwrap().vote.unwrap();
    let java = vote.votes.iter().find(|votes| votes.dialect == "java").unwrap();
    assert_eq!((vote.types, java.types, java.parts, java.names), (6, 3, 1, 6));
}

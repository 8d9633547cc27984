//! What a table of properties may look like, and the rows that are in it.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use spectable_build::{
    documented::{Body, Row},
    problem::Problems,
    source::markdown::read_files,
};

/// The rows of a page, one a line: `name: type (marks) = description`, and behind them what was said about the page.
fn rows(page: &str) -> Vec<String> {
    let mut problems = Problems::default();
    let input = read_files([("P.md".to_owned(), page.as_bytes().to_vec())], &mut problems);
    let mut lines = Vec::new();
    for page in &input.pages {
        match &page.body {
            Body::Rows(rows) => lines.extend(rows.iter().map(row)),
            other => lines.push(format!("{other:?}")),
        }
    }
    lines.extend(problems.iter().map(|problem| {
        let line = problem.location.map_or(0, |location| input.files.position(location).line);
        format!("{line}: {}", problem.rule)
    }));
    lines
}

fn row(row: &Row) -> String {
    let mut line = format!("{}: {}", row.name.value, row.type_text);
    let marks = [
        (row.required == Some(true), "required"),
        (row.read_only, "read-only"),
        (row.write_only, "write-only"),
        (row.deprecated, "deprecated"),
        (row.nullable, "nullable"),
    ];
    for (_, mark) in marks.iter().filter(|(is, _)| *is) {
        line.push_str(&format!(" {mark}"));
    }
    if let Some(default) = &row.default {
        line.push_str(&format!(" default {default}"));
    }
    if let Some(values) = &row.values {
        let values: Vec<_> = values.iter().map(|value| value.wire.as_str()).collect();
        line.push_str(&format!(" of {}", values.join("/")));
    }
    if !row.description.is_empty() {
        line.push_str(&format!(" = {}", row.description));
    }
    line
}

const HEAD: &str = "# P\n\n| Name | Type | Description | Notes |\n|---|---|---|---|\n";

/// Lines below the usual header.
#[test]
fn lines_of_a_table() {
    let cases: [(&str, &str, &[&str]); 27] = [
        ("the usual form", "| **a** | **str** | The a. | [optional] |", &["a: str = The a."]),
        ("without emphasis", "| a | str | The a. | [optional] |", &["a: str = The a."]),
        ("code spans", "| `a` | `list[str]` | `x` | [optional] |", &["a: list[str] = `x`"]),
        ("a link in the type", "| a | [**list[P]**](P.md) | | |", &["a: list[P] required"]),
        ("a raw bar", "| a | str | x | y | [optional] |", &["a: str = x | y"]),
        ("several raw bars", "| a | str | x | y || z | [optional] |", &["a: str = x | y || z"]),
        ("an escaped bar", r"| a | str | x \| y | [optional] |", &["a: str = x | y"]),
        ("an escaped backslash before a bar", r"| a | str | x \\| [optional] |", &[r"a: str = x \"]),
        ("a bar in a code span", "| a | str | `x | y` | [optional] |", &["a: str = `x | y`"]),
        ("a bar in a default", "| a | str | x | [optional] [default to '|'] |", &["a: str default '|' = x"]),
        ("a bar as an entity", "| a | str | x &#124; y | |", &["a: str required = x | y"]),
        (
            "brackets in a default",
            "| a | list[str] | | [optional] [default to [1, 2]] |",
            &["a: list[str] default [1, 2]"],
        ),
        ("HTML in a description", "| a | str | <p>x</p><br/>y | |", &["a: str required = <p>x</p><br/>y"]),
        ("a line break in a name", "| a<br>optional | str | x | |", &["a: str = x"]),
        ("a line break in a type", "| a | str<br/> | x | |", &["a: str required = x"]),
        ("no outer bars", "**a** | **str** | x | [optional]", &["a: str = x"]),
        ("no outer bars, and an empty last cell", "**a** | **str** | x | ", &["a: str required = x"]),
        ("no bar at the end", "| a | str | x | [optional]", &["a: str = x"]),
        ("missing cells", "| a | str |", &["a: str required"]),
        ("no cell for the type", "| a |\n| b | int | | |", &["b: int required", "5: row-too-short"]),
        ("an empty name", "| | str | x | |\n| b | int | | |", &["b: int required", "5: row-without-name"]),
        ("aligned columns", "| a        | str       |  x          |  [optional]   |", &["a: str = x"]),
        ("tabs", "|\ta\t|\tstr\t|\tx\ty\t|\t[optional]\t|", &["a: str = x\ty"]),
        ("right-to-left text", "| a | str | שלום | [optional] |", &["a: str = שלום"]),
        ("emoji", "| a | str | 👩‍👩‍👧 x | [optional] |", &["a: str = 👩‍👩‍👧 x"]),
        ("a name in other letters", "| größe | int | | |", &["größe: int required"]),
        (
            "names are not Markdown",
            "| **__v__** | str | | |\n| _id_ | str | | |",
            &["__v__: str required", "_id_: str required"],
        ),
    ];
    for (what, lines, expected) in cases {
        assert_eq!(rows(&format!("{HEAD}{lines}\n")), expected, "{what}");
        let windows = format!("{HEAD}{lines}\n").replace('\n', "\r\n");
        assert_eq!(rows(&format!("\u{feff}{windows}")).len(), expected.len(), "{what}, as Windows writes it");
    }
}

/// Whole pages.
#[test]
fn tables_of_a_page() {
    let cases: [(&str, &str, &[&str]); 19] = [
        ("a byte order mark", "\u{feff}# P\n\nName | Type\n---|---\na | str\n", &["a: str"]),
        ("lone carriage returns", "# P\r\rName | Type\r---|---\ra | str\r", &["a: str"]),
        ("tabs in the line of dashes", "# P\n\nName\t|\tType\n---\t|\t---\na\t|\tstr\n", &["a: str"]),
        ("two columns", "# P\n\nName | Type\n--- | ---\n`a` | str\n`b` | [P](P.md)\n", &["a: str", "b: P"]),
        (
            "three columns",
            "# P\n\n| Name | Type | Description |\n|:--|:-:|--:|\n| a | str | x | y |\n",
            &["a: str = x | y"],
        ),
        (
            "another order",
            "# P\n\n| Type | Description | Field |\n|---|---|---|\n| str | x | a |\n",
            &["a: str = x"],
        ),
        (
            "a column of its own for required",
            "# P\n\n| Field | Type | Required | Description |\n|---|---|---|---|\n| a | str | Yes | x |\n| b | int | no | |\n",
            &["a: str required = x", "b: int"],
        ),
        (
            "defaults and values",
            "# P\n\n| Property | Data type | Default | Allowed values |\n|---|---|---|---|\n| a | str | `x` | `x`, `y` |\n| b | int | - | |\n",
            &["a: str default x of x/y", "b: int"],
        ),
        (
            "a column that nobody knows",
            "# P\n\n| Name | Type | Since | Description |\n|---|---|---|---|\n| a | str | 1.2 | x |\n",
            &["a: str = x"],
        ),
        ("emphasis in the header", "# P\n\n| **Name** | `Type` |\n|---|---|\n| a | str |\n", &["a: str"]),
        (
            "in a quotation",
            "# P\n\n> | Name | Type | Notes |\n> |---|---|---|\n> | a | str | [optional] |\n> | b | int | |\n",
            &["a: str", "b: int required"],
        ),
        (
            "in a list",
            "# P\n\n* The properties:\n\n  | Name | Type |\n  |---|---|\n  | a | str |\n",
            &["a: str"],
        ),
        (
            "a line of attributes",
            "# P\n\n| Name | Type |\n|---|---|\n| a | str |\n{: class=\"table\"}\n",
            &["a: str"],
        ),
        ("after nested lists", "# P\n\n* x\n  * y\n\n| Name | Type |\n|---|---|\n| a | str |\n", &["a: str"]),
        (
            "rows after a blank line",
            "# P\n\n| Name | Type |\n|---|---|\n| a | str |\n\n| b | int |\n",
            &["a: str", "b: int", "7: rows-after-blank-line"],
        ),
        (
            "something else after a blank line",
            "# P\n\n| Name | Type | Notes |\n|---|---|---|\n| a | str | |\n\n| b | int |\n",
            &["a: str required", "7: rows-outside-table"],
        ),
        (
            "a second table",
            "# P\n\n| Name | Type |\n|---|---|\n| a | str |\n\n## More\n\n| Name | Type |\n|---|---|\n| b | int |\n",
            &["a: str", "b: int", "9: second-table"],
        ),
        ("no rows", "# P\n\n| Name | Type |\n|---|---|\n", &["Unknown"]),
        (
            "a header without names",
            "# P\n\n| What | Type |\n|---|---|\n| a | str |\n",
            &["3: header-without-names"],
        ),
    ];
    for (what, page, expected) in cases {
        assert_eq!(rows(page), expected, "{what}");
    }
}

/// What nobody sees is not part of a name, and is spelled out where it is said.
#[test]
fn characters_that_nobody_sees() {
    assert_eq!(
        rows(&format!("{HEAD}| **\u{200b}id** | **str** | x | |\n")),
        ["id: str required = x", "5: invisible-character"]
    );
    let mut problems = Problems::default();
    let page = format!("{HEAD}| **\u{200b}id** | **str** | x | |\n").into_bytes();
    let input = read_files([("P.md".to_owned(), page)], &mut problems);
    let said = problems.iter().next().unwrap().display(&input.files).to_string();
    assert!(said.contains("U+200B"), "{said}");
    let titled = HEAD.replace("# P", "# P\u{202e}");
    let input =
        read_files([("P.md".to_owned(), format!("{titled}| a | str | x | |\n").into_bytes())], &mut problems);
    assert_eq!(input.pages[0].name.value, "P");
}

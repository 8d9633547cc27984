use super::*;
use crate::documented::Row;

fn read(text: &str) -> (Input, Vec<String>) {
    let mut problems = Problems::default();
    let input = read_files([("Page.md".to_owned(), text.as_bytes().to_vec())], &mut problems);
    let lines = problems.iter().map(|problem| problem.display(&input.files).to_string()).collect();
    (input, lines)
}

const HEAD: &str = "# M\n\n|Name | Type | Description | Notes|\n|---|---|---|---|\n";

fn rows_of(input: &Input) -> Vec<(String, String, String, bool, bool)> {
    let Some(Page { body: Body::Rows(rows), .. }) = input.pages.first() else { panic!("no page of rows") };
    let row = |row: &Row| {
        (
            row.name.value.clone(),
            row.ty.value.to_string(),
            row.description.clone(),
            row.required == Some(true),
            row.read_only,
        )
    };
    rows.iter().map(row).collect()
}

#[test]
fn both_dialects() {
    let front = "---\ntitle: Call\n---\n## Call\n\n## Properties\n\n|Name | Type | Description | Notes|\n|------------ | ------------- | ------------- | -------------|\n| **id** | **str** | The ID. | [optional] |\n| **user** | [**User**](User.html) |  | [optional] [readonly] |\n{: class=\"table table-striped\"}\n\n\n";
    let today = "# Call\n\n## Call\n\n## Properties\n\n|Name | Type | Description | Notes|\n|------------ | ------------- | ------------- | -------------|\n| **id** | str | The ID. | [optional] |\n| **user** | [User](User) |  | [optional] [readonly] |\n\n\n\n_Package 257.1.0_\n";
    for (text, release) in [(front, None), (today, Some("257.1.0"))] {
        for text in [text.to_owned(), text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
            let (input, problems) = read(&text);
            assert_eq!(problems, Vec::<String>::new());
            assert_eq!(input.release.as_deref(), release);
            assert_eq!(input.pages[0].name.value, "Call");
            assert_eq!(
                rows_of(&input),
                [
                    ("id".into(), "str".into(), "The ID.".into(), false, false),
                    ("user".into(), "User".into(), String::new(), false, true),
                ]
            );
        }
    }
}

#[test]
fn rows() {
    let cases = [
        ("| **a** | str | one | two | three | [optional] |", ("a", "str", "one | two | three", false, false)),
        (
            "| a | list[dict(str, User)] | &#39;x&#39; \\| y |  |",
            ("a", "list[dict(str, User)]", "'x' | y", true, false),
        ),
        ("| `a` | [**list[User]**](User.html) | | [optional]|", ("a", "list[User]", "", false, false)),
        ("| [**a**](x) | object | d | [readonly] [default to 1] |", ("a", "object", "d", true, true)),
    ];
    for (line, (name, ty, description, required, read_only)) in cases {
        let (input, problems) = read(&format!("{HEAD}{line}\n"));
        assert_eq!(problems, Vec::<String>::new(), "{line}");
        assert_eq!(rows_of(&input), [(name.into(), ty.into(), description.into(), required, read_only)]);
    }
}

#[test]
fn a_bar_is_escaped_by_an_odd_number_of_backslashes() {
    let cases = [
        // (row, type, description, whether the notes say optional)
        (r"| a | str | x \| y | [optional] |", r"x | y"),
        (r"| a | str | x \\| y | [optional] |", r"x \| y"),
        (r"| a | str | x \\\| y | [optional] |", r"x \| y"),
        (r"| a | str | \\| [optional] |", r"\"),
        (r"| a | str | \\\\| [optional] |", r"\\"),
    ];
    for (line, description) in cases {
        let (input, problems) = read(&format!("{HEAD}{line}\n"));
        assert_eq!(problems, Vec::<String>::new(), "{line}");
        assert_eq!(rows_of(&input), [("a".into(), "str".into(), description.into(), false, false)], "{line}");
    }
    // The last bar of a row is one, or a part of the notes; a row without outer bars has four cells as well.
    for line in
        [r"| a | str | d | [optional] \\|", r"| a | str | d | [optional] \|", "a | str | d | [optional]"]
    {
        let (input, problems) = read(&format!("{HEAD}{line}\n"));
        assert_eq!(problems, Vec::<String>::new(), "{line}");
        assert_eq!(rows_of(&input), [("a".into(), "str".into(), "d".into(), false, false)], "{line}");
    }
    let (input, _) = read(&format!("{HEAD}{}\n", r"| a | str | x \| y |"));
    assert_eq!(rows_of(&input)[0].2, "x | y", "an escaped bar parts no cells");
}

#[test]
fn what_is_wrong_and_where() {
    let row = |line: &str| format!("{HEAD}{line}\n");
    let cases = [
        (
            row("| a |"),
            "Page.md:5:1: error: the row has no cell for the type; a row needs a name and a type; cells at its end may be left out",
        ),
        (
            row("| | str | d | |"),
            "Page.md:5:1: error: the row names no property; write the property's name into the column of names",
        ),
        (
            row("| a | <str> | d | |"),
            "Page.md:5:7: error: `<str>` is not a type in the dialect `python`; expected int, str, bool, date, file, float, object, datetime, a model, dict(str, T), list[T], set[T]",
        ),
        (
            "# M\n\nnothing\n".to_owned(),
            "Page.md:1:1: error: the page has no property table; a page needs a table `Name | Type | Description | Notes`, with its line of dashes; a model without properties has an empty one",
        ),
        (
            "<html><body>404</body></html>".to_owned(),
            "Page.md:1:1: error: this is HTML, not Markdown; fetch the page itself, not the site that shows it",
        ),
        (
            HEAD.replace("# M", ""),
            "Page.md:1:1: error: the page names no model; begin it with a heading that is the model's name, or with `title:` in front matter",
        ),
        (
            format!("{HEAD}\n{HEAD}"),
            "Page.md:8:1: note: a second table of properties on one page; its rows are read as those of the same model; give each model a page of its own, if they are two",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(read(&text).1, [expected], "{text}");
    }
    let mut problems = Problems::default();
    let input = read_files([("Page.md".to_owned(), b"# M\n\xff".to_vec())], &mut problems);
    let lines: Vec<_> = problems.iter().map(|problem| problem.display(&input.files).to_string()).collect();
    assert_eq!(lines, ["Page.md:2:1: error: the file is not UTF-8 from here on; save it as UTF-8"]);
}

#[test]
fn text_around_the_table() {
    let (input, problems) = read(
        &format!("{HEAD}| a | str | d | |\n\nMore.\n")
            .replace("# M\n", "# M\n\nA &lt;model&gt;.\n\nSecond.\n"),
    );
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(input.pages[0].description, "A <model>.\n\nSecond.");
    assert_eq!(input.skipped.len(), 1);
    assert_eq!(input.files.position(input.skipped[0]).text, "More.");
}

#[test]
fn no_bytes_make_it_panic() {
    proptest::proptest!(|(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200))| {
        read_files([("Page.md".to_owned(), bytes)], &mut Problems::default());
    });
    proptest::proptest!(|(line in "[|\\\\*`\\[\\]() a-c{:<&;#]{0,40}")| {
        let (input, problems) = read(&format!("{HEAD}{line}\n"));
        // Each row is read or reported.
        let Some(Page { body: Body::Rows(rows), .. }) = input.pages.first() else { return Ok(()) };
        proptest::prop_assert!(rows.len() + problems.len() <= 1 || line.is_empty());
    });
}

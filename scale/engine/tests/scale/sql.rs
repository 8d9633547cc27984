//! `spectable-scale sql`.

use crate::{
    command::{run, run_with},
    documents::{Folder, release},
};

fn tools(folder: &Folder) -> String {
    let text = "{\"id\":\"t-1\",\"tags\":[\"a\",\"b\"],\"maker\":{\"name\":\"Ada\"}}\n{\"id\":\"t-2\",\"price\":2.5}\n";
    folder.write("tools.ndjson.gz", text)
}

#[test]
fn rows_in_each_format() {
    let folder = Folder::new();
    let file = tools(&folder);
    let schema = release("1.0.0");
    let sql = "SELECT id, price, tags, maker['name'] AS maker FROM Tool ORDER BY id";
    let cases = [
        ("csv", "id,price,tags,maker\nt-1,,\"[\"\"a\"\",\"\"b\"\"]\",Ada\nt-2,2.5,,\n"),
        (
            "ndjson",
            "{\"id\":\"t-1\",\"tags\":[\"a\",\"b\"],\"maker\":\"Ada\"}\n{\"id\":\"t-2\",\"price\":2.5}\n",
        ),
        (
            "json",
            "[{\"id\":\"t-1\",\"tags\":[\"a\",\"b\"],\"maker\":\"Ada\"},{\"id\":\"t-2\",\"price\":2.5}]\n",
        ),
        (
            "table",
            "+-----+-------+--------+-------+\n| id  | price | tags   | maker |\n+-----+-------+--------+-------+\n| t-1 |       | [a, b] | Ada   |\n| t-2 | 2.5   |        |       |\n+-----+-------+--------+-------+\n",
        ),
    ];
    for (format, expected) in cases {
        let done = run(&["sql", sql, &file, "--model", "Tool", "--schema", &schema, "--format", format]);
        assert_eq!((done.out.as_str(), done.err.as_str(), done.code), (expected, "", 0), "{format}");
    }
    let none = run(&[
        "sql",
        "SELECT id FROM data WHERE false",
        &file,
        "--model",
        "Tool",
        "--schema",
        &schema,
        "--format",
        "csv",
    ]);
    assert_eq!(none.out, "id\n");
}

#[test]
fn several_statements() {
    let folder = Folder::new();
    let file = tools(&folder);
    let create = format!(
        "CREATE EXTERNAL TABLE tools STORED AS SPECTABLE LOCATION '{file}' OPTIONS (model 'Tool', schema '{}', only 'id');
         SELECT count(*) AS n FROM tools; SELECT * FROM tools WHERE id = 't-1'",
        release("1.0.0")
    );
    let done = run(&["sql", &create, "--format", "csv"]);
    assert_eq!((done.out.as_str(), done.err.as_str()), ("n\n2\nid\nt-1\n", ""));
}

#[test]
fn what_is_wrong_is_said_with_what_helps() {
    let folder = Folder::new();
    let file = tools(&folder);
    let broken = folder.write("broken.ndjson", "{\"id\":\"t-1\"}\n{\"id\":7}\n");
    let schema = release("1.0.0");
    let empty = Folder::new();
    let nothing = empty.name("");
    let gone = folder.name("gone.ndjson");
    let cases: [(&[&str], &str); 9] = [
        (&["SELECT id FROM data", &file], "help: give `--model MODEL --schema SOURCE`"),
        (
            &["SELECT id FROM data", &file, "--schema", &schema],
            "help: say with `--model` what the documents are",
        ),
        (&["SELECT id FROM data", "--model", "Tool"], "help: name the files behind the query"),
        (
            &["SELECT id FROM data", &nothing, "--model", "Tool", "--schema", &schema],
            "has no file of documents",
        ),
        (&["SELECT id FROM data", &gone, "--model", "Tool", "--schema", &schema], "there is no `"),
        (
            &["SELECT id FROM data", "-", "--model", "Tool", "--schema", &schema],
            "a table cannot be read from standard input",
        ),
        (&["SELECT nothing FROM data", &file, "--model", "Tool", "--schema", &schema], "nothing"),
        (
            &["SELECT id FROM data", &broken, "--model", "Tool", "--schema", &schema],
            "broken.ndjson:2:7: id: ",
        ),
        (&["  ", &file, "--model", "Tool", "--schema", &schema], "the query is empty"),
    ];
    for (args, expected) in cases {
        let done = run(&[&["sql"], args].concat());
        assert_eq!(done.code, 2, "{args:?}: {}{}", done.out, done.err);
        assert!(done.err.starts_with("error: ") && done.err.contains(expected), "{args:?}: {}", done.err);
    }
}

/// A folder means the files in its folders, too, whatever letters their endings have; a file that exists is no pattern.
#[test]
fn files_in_folders_and_odd_names() {
    let folder = Folder::new();
    let id = |name: &str| format!("{{\"id\":\"{name}\"}}\n");
    folder.write("a.ndjson", &id("a"));
    folder.write("within/deeper/b.JSONL", &id("b"));
    let odd = folder.write("calls[1].ndjson", &id("c"));
    folder.write("odd [x]/d.ndjson", &id("d"));
    let schema = release("1.0.0");
    let cases = [
        (folder.name(""), "id\na\nb\nc\nd\n"),
        (odd, "id\nc\n"),
        (folder.name("odd [x]"), "id\nd\n"),
        (folder.name("[a].ndjson"), "id\na\n"),
    ];
    for (files, expected) in cases {
        let query = "SELECT id FROM data ORDER BY id";
        let done = run(&["sql", query, &files, "--model", "Tool", "--schema", &schema, "--format", "csv"]);
        assert_eq!((done.out.as_str(), done.err.as_str()), (expected, ""), "{files}");
    }
}

#[test]
fn a_file_outside_the_folders_that_give_columns_is_an_error() {
    let folder = Folder::new();
    let inside = folder.write("day=1/a.ndjson", "{\"id\":\"a\"}\n");
    let schema = release("1.0.0");
    let ask = |files: &str, names: &str| {
        let query = "SELECT id FROM data";
        let args = [
            "sql",
            query,
            files,
            "--model",
            "Tool",
            "--schema",
            &schema,
            "--format",
            "csv",
            "--partition",
            names,
        ];
        run(&args)
    };
    let done = ask(&folder.name(""), "day");
    assert_eq!((done.out.as_str(), done.err.as_str()), ("id\na\n", ""));
    folder.write("b.ndjson", "{\"id\":\"b\"}\n");
    for (files, names, expected) in [
        (folder.name(""), "day", "b.ndjson` is not in a folder `day=…`"),
        (folder.name("day=1"), "day", "a.ndjson` is not in a folder `day=…`"),
        (inside, "day", "a.ndjson` is not in a folder `day=…`"),
        (folder.name(""), "month", "is not in a folder `month=…`"),
    ] {
        let said = ask(&files, names);
        assert!(said.code == 2 && said.err.contains(expected), "{files}: {}", said.err);
    }
}

/// A file that ends too early cannot be read; in a document, something is wrong.
#[test]
fn exit_codes_of_files() {
    let folder = Folder::new();
    let file = tools(&folder);
    let whole = std::fs::read(&file).unwrap();
    std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    let wrong = folder.write("wrong.ndjson", "{\"id\":7}\n");
    for (file, code) in [(file, 3), (wrong, 2)] {
        let done =
            run(&["sql", "SELECT id FROM data", &file, "--model", "Tool", "--schema", &release("1.0.0")]);
        assert_eq!(done.code, code, "{}", done.err);
        assert!(done.err.starts_with(&format!("error: {file}:")), "{}", done.err);
    }
}

#[test]
fn what_a_terminal_would_obey_is_spelled_out() {
    let folder = Folder::new();
    let file = folder.write("tools.ndjson", "{\"id\":\"\\u001b[2J\"}\n");
    let done = run_with(
        &["sql", "SELECT id FROM data", &file, "--model", "Tool", "--schema", &release("1.0.0")],
        "",
    );
    assert!(done.out.contains("\\u{1b}[2J"), "{}", done.out);
}

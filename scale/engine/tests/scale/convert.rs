//! `spectable-scale convert`.

use std::{fs, path::Path, sync::Arc};

use arrow::{
    array::{ArrayRef, Float64Array, Int32Array, Int64Array, RecordBatch, StringArray, StructArray},
    datatypes::{DataType, Field},
    ipc::writer::FileWriter,
};
use serde_json::Value;
use spectable_scale::{
    convert::{
        Target,
        conversion::{Conversion, Step},
        inputs,
        progress::Progress,
    },
    documented::Models,
    table_args::{TableArgs, WrongArg},
};

use crate::{
    command::{Done, run, run_with},
    documents::{Folder, lines, release},
};

fn convert(args: &[&str]) -> Done {
    run(&[&["convert"], args].concat())
}

fn model(release: &str) -> [&str; 4] {
    ["--model", "Tool", "--schema", release]
}

/// What is in a folder, hidden files as well.
fn names(folder: &Folder) -> Vec<String> {
    let entries = fs::read_dir(folder.path("")).unwrap();
    let mut names: Vec<String> = entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn nothing_is_lost_on_the_way_to_columns_and_back() {
    let folder = Folder::new();
    let schema = release("1.0.0");
    let odd = "{\"id\":\"t-1\",\"price\":null,\"colour\":{\"deep\":[1,2.50]},\"kind\":\"unheard-of\",\"loanCount\":3}\n";
    let text = lines("Tool", 200, 3) + odd;
    let file = folder.write("tools.ndjson.gz", &text);
    for (to, rows) in [("parquet", "1000"), ("parquet", "7"), ("arrow", "1000"), ("arrow", "7")] {
        let out = folder.name(&format!("tools.{to}"));
        let made =
            convert(&[&[file.as_str(), "--to", to, "--rows", rows, "--force"], &model(&schema)[..]].concat());
        assert_eq!((made.code, made.err), (0, format!("201 documents to {out}\n")));
        let back = convert(&[&out, "--to", "ndjson", "--quiet"]);
        assert_eq!((back.code, back.err.as_str()), (0, ""));
        assert_same_documents(&back.out, &text);
        fs::remove_file(out).unwrap();
    }
    assert_eq!(names(&folder), ["tools.ndjson.gz"]);
}

/// The same values, in whatever order of keys; a date-time is an instant, however many zeros it ends in.
fn assert_same_documents(left: &str, right: &str) {
    let values =
        |text: &str| text.lines().map(|it| instants(serde_json::from_str(it).unwrap())).collect::<Vec<_>>();
    let (left, right) = (values(left), values(right));
    assert_eq!(left.len(), right.len());
    for (left, right) in left.iter().zip(&right) {
        assert_eq!(left, right);
    }
}

fn instants(value: Value) -> Value {
    match value {
        Value::String(text) if text.len() > 20 && text.ends_with('Z') && text.as_bytes()[19] == b'.' => {
            Value::String(
                text.trim_end_matches('Z').trim_end_matches('0').trim_end_matches('.').to_owned() + "Z",
            )
        }
        Value::Array(items) => items.into_iter().map(instants).collect(),
        Value::Object(members) => members.into_iter().map(|(key, value)| (key, instants(value))).collect(),
        other => other,
    }
}

#[test]
fn lines_of_several_files_become_one() {
    let folder = Folder::new();
    let schema = release("1.0.0");
    folder.write("a/1.ndjson", "{\"id\":\"1\"}\n");
    folder.write("a/2.jsonl.zst", "{\"id\":\"2\"}");
    let list = folder.write("list.json", "[{\"id\":\"3\"},\n{\"id\":\"4\"}]");
    let (inner, out) = (folder.name("a"), folder.name("all.ndjson.zst"));
    let done = convert(
        &[&[inner.as_str(), &list, "--to", "ndjson", "--out", &out, "--rows", "1"], &model(&schema)[..]]
            .concat(),
    );
    assert_eq!(done.code, 0, "{}", done.err);
    let text = zstd::decode_all(fs::File::open(out).unwrap()).unwrap();
    assert_eq!(
        String::from_utf8(text).unwrap(),
        "{\"id\":\"1\"}\n{\"id\":\"2\"}\n{\"id\":\"3\"}\n{\"id\":\"4\"}\n"
    );
}

#[test]
fn standard_input_may_be_compressed() {
    let folder = Folder::new();
    let schema = release("1.0.0");
    let out = folder.name("tools.parquet");
    let args = [&["convert", "-", "--to", "parquet", "--out", &out], &model(&schema)[..]].concat();
    assert_eq!(run_with(&args, "{\"id\":\"1\"}\n").err, format!("1 document to {out}\n"));
    let none = run_with(&[&args[..], &["--force"]].concat(), "");
    assert_eq!(none.err, format!("0 documents to {out}\n"));
    let empty = convert(&[&out, "--to", "ndjson", "--quiet"]);
    assert_eq!((empty.code, empty.out.as_str(), empty.err.as_str()), (0, "", ""));
}

#[test]
fn wrong_values_are_refused_kept_or_set_aside() {
    let folder = Folder::new();
    let schema = release("1.0.0");
    let text = "{\"id\":\"1\"}\n{\"id\":\"2\",\"price\":\"dear\"}\nno document\n{\"id\":\"4\"}\n";
    let file = folder.write("tools.ndjson", text);
    let (out, aside) = (folder.name("tools.parquet"), folder.name("aside.ndjson"));
    let args = [&[file.as_str(), "--to", "parquet", "--rows", "1"], &model(&schema)[..]].concat();
    let refused = convert(&args);
    assert_eq!(refused.code, 2);
    assert!(refused.err.starts_with(&format!("error: {file}:2:19: price: ")), "{}", refused.err);
    assert_eq!(names(&folder), ["tools.ndjson"]);

    let done = convert(&[&args[..], &["--set-aside", &aside]].concat());
    assert_eq!(done.code, 1);
    assert_eq!(done.err, format!("2 documents to {out}; 2 documents set aside in {aside}\n"));
    let set_aside = fs::read_to_string(&aside).unwrap();
    let lines: Vec<Value> = set_aside.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    let said: Vec<_> = lines
        .iter()
        .map(|it| {
            (it["file"].as_str().unwrap(), it["line"].as_u64().unwrap(), it["record"].as_str().unwrap())
        })
        .collect();
    assert_eq!(
        said,
        [(file.as_str(), 2, "{\"id\":\"2\",\"price\":\"dear\"}"), (file.as_str(), 3, "no document")]
    );

    let only_values = folder.write("values.ndjson", "{\"id\":\"2\",\"price\":\"dear\"}\n");
    let kept = convert(
        &[&[only_values.as_str(), "--to", "ndjson", "--wrong", "keep"], &model(&schema)[..]].concat(),
    );
    assert_eq!((kept.code, kept.out.as_str()), (1, "{\"id\":\"2\",\"price\":\"dear\"}\n"), "{}", kept.err);
}

/// A conversion that was cut off goes on after the last part, and makes the same file as one that was not.
#[test]
fn a_conversion_that_was_cut_off_goes_on() {
    let folder = Folder::new();
    let schema = release("1.0.0");
    let text = lines("Tool", 300, 5);
    let wrong = "{\"price\":\"dear\"}\n";
    let (head, tail) = text.split_at(text.len() / 2 + text[text.len() / 2..].find('\n').unwrap() + 1);
    for name in ["tools.ndjson", "tools.ndjson.gz", "tools.ndjson.zst"] {
        let file = folder.write(name, &format!("{head}{wrong}{tail}"));
        let (whole, out, aside) =
            (folder.name("whole.parquet"), folder.name("tools.parquet"), folder.name("aside"));
        let args = [
            &[file.as_str(), "--to", "parquet", "--rows", "7", "--force", "--set-aside", &aside],
            &model(&schema)[..],
        ]
        .concat();
        assert_eq!(convert(&[&args[..], &["--out", &whole]].concat()).code, 1);
        let expected_aside = fs::read_to_string(&aside).unwrap();

        let rows = |file: &str| convert(&[file, "--to", "ndjson", "--quiet"]).out;
        for step in [Step::Parts(20), Step::Joined, Step::MovedAside, Step::Named] {
            cut_off(&file, &out, &aside, &schema, step);
            // What a process that is killed leaves of a part.
            fs::write(folder.path(".tools.parquet.part").join("part"), "half").unwrap();
            let resumed = convert(&[&args[..], &["--out", &out]].concat());
            assert_eq!(resumed.code, 1, "{step:?}: {}", resumed.err);
            assert!(resumed.err.contains("were there already"), "{step:?}: {}", resumed.err);
            assert_eq!(fs::read_to_string(&aside).unwrap(), expected_aside, "{step:?}");
            assert_eq!(rows(&out), rows(&whole), "{name} {step:?}");
        }
        let left: Vec<_> = names(&folder).into_iter().filter(|it| it.starts_with('.')).collect();
        assert_eq!(left, [""; 0]);
    }
}

/// Ends a conversion after a step.
fn cut_off(file: &str, out: &str, aside: &str, schema: &str, step: Step) {
    let table = TableArgs {
        model: Some("Tool".to_owned()),
        schema: vec![schema.to_owned()],
        only: Vec::new(),
        offsets: Vec::new(),
        depth: None,
        wrong: WrongArg::Refuse,
    };
    let conversion = Conversion {
        inputs: inputs::find(&[file.to_owned()]).unwrap(),
        columns: Some(table.columns(&Models::default()).unwrap()),
        target: Target::Parquet,
        wrong: table.wrong_values(),
        set_aside: Some(aside.into()),
        rows: 7,
        stop: Some(step),
    };
    let stopped = conversion.to_file(Path::new(out), true, true, &Progress::new(false)).unwrap_err();
    assert!(stopped.message().starts_with("stopped after"), "{stopped}");
}

/// Files of columns are joined only where no value changes by it.
#[test]
fn columns_of_other_types_are_refused() {
    let folder = Folder::new();
    let text: ArrayRef = Arc::new(StringArray::from(vec!["x"]));
    let long: ArrayRef = Arc::new(Int64Array::from(vec![5_000_000_000]));
    let short: ArrayRef = Arc::new(Int32Array::from(vec![1]));
    let float: ArrayRef = Arc::new(Float64Array::from(vec![3.5]));
    let pair = |name: &str| -> ArrayRef {
        let field = Arc::new(Field::new(name, DataType::Int64, true));
        Arc::new(StructArray::from(vec![(field, Arc::clone(&long))]))
    };
    let cases = [
        (&float, &text, "the column `a` is Float64 in `1` and Utf8 in `2`"),
        (&short, &long, "the column `a` is Int32 in `1` and Int64 in `2`"),
        (&long, &float, "the column `a` is Int64 in `1` and Float64 in `2`"),
        (&pair("b"), &pair("c"), "the column `a` is a struct of b in `1` and a struct of c in `2`"),
    ];
    let write = |name: &str, column: &ArrayRef| {
        let batch = RecordBatch::try_from_iter_with_nullable([("a", Arc::clone(column), true)]).unwrap();
        let mut writer =
            FileWriter::try_new(fs::File::create(folder.path(name)).unwrap(), &batch.schema()).unwrap();
        writer.write(&batch).unwrap();
        writer.finish().unwrap();
        folder.name(name)
    };
    for (first, second, expected) in cases {
        let (first, second) = (write("1.arrow", first), write("2.arrow", second));
        let out = folder.name("all.parquet");
        let said = convert(&[&first, &second, "--to", "parquet", "--out", &out]);
        assert_eq!(said.code, 2);
        let expected = expected.replace("`1`", &format!("`{first}`")).replace("`2`", &format!("`{second}`"));
        assert!(said.err.contains(&expected), "{}", said.err);
        assert!(!folder.path("all.parquet").exists());
    }
}

#[test]
fn one_file_is_not_read_and_written_at_once() {
    let folder = Folder::new();
    let schema = release("1.0.0");
    let file = folder.write("tools.ndjson", "{}\n");
    let (out, there) = (folder.name("out"), folder.name("."));
    let cases: [(&[&str], &str); 4] = [
        (
            &["--out", &out, "--set-aside", &out],
            "is both the output and the file of documents that are set aside",
        ),
        (&["--out", &file, "--force"], "is an input"),
        (&["--out", &out, "--set-aside", &file, "--force"], "is an input"),
        (&["--out", &there, "--force"], "is a folder"),
    ];
    for (more, expected) in cases {
        let said = convert(&[&[file.as_str(), "--to", "ndjson"], more, &model(&schema)[..]].concat());
        assert_eq!(said.code, 2, "{more:?}");
        assert!(said.err.contains(expected), "{}", said.err);
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "{}\n");
}

#[test]
fn files_are_not_replaced_unless_this_is_asked_for() {
    let folder = Folder::new();
    let schema = release("1.0.0");
    let file = folder.write("tools.ndjson", "{}\n");
    let out = folder.write("tools.parquet", "precious");
    let args = [&[file.as_str(), "--to", "parquet"], &model(&schema)[..]].concat();
    let said = convert(&args);
    assert_eq!(
        (said.code, said.err),
        (2, format!("error: `{out}` exists\nhelp: give another name, or replace it with `--force`\n"))
    );
    assert_eq!(fs::read_to_string(&out).unwrap(), "precious");
    assert_eq!(convert(&[&args[..], &["--force"]].concat()).code, 0);
    let several = convert(&[&[file.as_str(), &file, "--to", "parquet"], &model(&schema)[..]].concat());
    assert!(several.err.contains("help: name it with `--out`"), "{}", several.err);
}

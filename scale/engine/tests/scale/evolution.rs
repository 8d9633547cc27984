//! Two releases of the documentation as one table.

use crate::{
    command::run,
    documents::{Folder, release},
};

#[test]
fn a_column_that_one_release_does_not_have_is_null_in_its_documents() {
    let folder = Folder::new();
    let text = "{\"id\":\"t-1\",\"shelf\":{\"capacity\":2.5}}\n{\"id\":\"t-2\",\"noiseLevel\":70}\n";
    let tools = folder.write("tools.ndjson", text);
    let (first, second) = (release("1.0.0"), release("1.1.0"));
    let query = "SELECT id, noiseLevel, shelf['capacity'] AS capacity, \"_extra\" FROM data ORDER BY id";
    let args =
        ["sql", query, &tools, "--model", "Tool", "--schema", &first, "--schema", &second, "--format", "csv"];
    let shown = run(&args);
    assert_eq!(
        (shown.out.as_str(), shown.err.as_str()),
        ("id,noiseLevel,capacity,_extra\nt-1,,2.5,\nt-2,70,,\n", "")
    );
    let chosen = run(&[&args[..], &["--only", "id,noiseLevel,shelf.capacity,colour"]].concat());
    assert!(chosen.err.contains("no release of `Tool` has a property `colour`"), "{}", chosen.err);
}

#[test]
fn a_change_of_type_names_the_column_both_types_and_both_sources() {
    let folder = Folder::new();
    let loans = folder.write("loans.ndjson", "{\"id\":\"l-1\",\"deposit\":3.5}\n");
    let (first, second) = (release("1.0.0"), release("1.1.0"));
    let args =
        ["sql", "SELECT id FROM data", &loans, "--model", "Loan", "--schema", &first, "--schema", &second];
    let said = run(&args);
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains(&format!("column `deposit` is a number in `{first}` and text in `{second}`")),
        "{}",
        said.err
    );
    assert!(
        said.err.contains("help: make a table of each release, or leave the column out with `only`"),
        "{}",
        said.err
    );
    let without = run(&[&args[..], &["--only", "id,state"]].concat());
    assert!(without.out.contains("| l-1 |"), "{}{}", without.out, without.err);
}

#[test]
fn files_of_columns_of_two_releases() {
    let folder = Folder::new();
    let text = "{\"id\":\"l-1\",\"deposit\":3.5}\n";
    let old = folder.write("old.ndjson", text);
    let new = folder.write("new.ndjson", "{\"id\":\"l-2\",\"deposit\":\"3.50\"}\n");
    let convert = |file: &str, number: &str, only: &str| {
        let done = run(&[
            "convert",
            file,
            "--model",
            "Loan",
            "--schema",
            &release(number),
            "--only",
            only,
            "--to",
            "parquet",
            "--force",
        ]);
        assert_eq!(done.code, 0, "{}", done.err);
    };
    convert(&old, "1.0.0", "id,state");
    convert(&new, "1.1.0", "id,deposit");
    let (a, b) = (folder.name("old.parquet"), folder.name("new.parquet"));
    let both = run(&["sql", "SELECT id, deposit, state FROM data ORDER BY id", &a, &b, "--format", "csv"]);
    assert_eq!(both.out, "id,deposit,state\nl-1,,\nl-2,3.50,\n", "{}", both.err);
    convert(&old, "1.0.0", "id,deposit");
    let said = run(&["sql", "SELECT id FROM data", &a, &b]);
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains("column `deposit` is a number in `")
            && said.err.contains("old.parquet` and text in `"),
        "{}",
        said.err
    );
}

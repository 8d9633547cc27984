//! `CREATE EXTERNAL TABLE … STORED AS SPECTABLE` in a session of DataFusion.

use std::sync::Arc;

use datafusion::{
    arrow::{array::RecordBatch, util::pretty::pretty_format_batches},
    object_store::{ObjectStore, ObjectStoreExt, memory::InMemory, path::Path},
    prelude::{SessionConfig, SessionContext},
};
use spectable_scale::{documented::Models, session, table};
use url::Url;

use crate::documents::{Folder, lines, release};

fn context(config: SessionConfig) -> SessionContext {
    let context = SessionContext::new_with_state(session::state(config).unwrap());
    table::register(&context, &Models::default());
    context
}

async fn rows(context: &SessionContext, sql: &str) -> Result<String, String> {
    let frame = context.sql(sql).await.map_err(|error| error.strip_backtrace())?;
    let batches: Vec<RecordBatch> = frame.collect().await.map_err(|error| error.strip_backtrace())?;
    Ok(pretty_format_batches(&batches).unwrap().to_string())
}

async fn table(
    context: &SessionContext,
    location: &str,
    more: &str,
    options: &str,
) -> Result<String, String> {
    let statement = format!(
        "CREATE EXTERNAL TABLE tools STORED AS SPECTABLE {more} LOCATION '{location}' OPTIONS (model 'Tool', schema '{}'{options})",
        release("1.0.0")
    );
    rows(context, &statement).await
}

#[tokio::test]
async fn a_table_has_the_documented_columns_and_keeps_what_is_not_documented() {
    let folder = Folder::new();
    let text = "{\"id\":\"t-1\",\"maker\":{\"name\":\"Ada\"},\"tags\":[\"a\",\"b\"],\"colour\":\"red\"}\n{\"id\":\"t-2\",\"price\":null}\n";
    let file = folder.write("tools.ndjson", text);
    let context = context(session::config());
    table(&context, &file, "", "").await.unwrap();
    let sql =
        "SELECT id, maker['name'] AS maker, tags[2] AS tag, loanCount, \"_extra\" FROM tools ORDER BY id";
    let expected = "\
+-----+-------+-----+-----------+------------------+
| id  | maker | tag | loanCount | _extra           |
+-----+-------+-----+-----------+------------------+
| t-1 | Ada   | b   |           | {\"colour\":\"red\"} |
| t-2 |       |     |           | {\"price\":null}   |
+-----+-------+-----+-----------+------------------+";
    assert_eq!(rows(&context, sql).await.unwrap(), expected);
    assert_eq!(rows(&context, "SELECT count(*) AS n FROM tools").await.unwrap().matches("| 2 |").count(), 1);
}

#[tokio::test]
async fn a_scan_reads_only_what_is_asked_for() {
    let folder = Folder::new();
    // What is asked for by nobody is passed over, even where it contradicts the documentation.
    let file = folder.write(
        "tools.ndjson",
        "{\"id\":\"t-1\",\"price\":\"dear\",\"maker\":{\"name\":\"Ada\",\"founded\":[]}}\n",
    );
    let context = context(session::config());
    table(&context, &file, "", "").await.unwrap();
    let plan = rows(&context, "EXPLAIN SELECT id, maker['name'] FROM tools WHERE maker['name'] > 'A'")
        .await
        .unwrap();
    assert!(plan.contains("reads=[id, maker.{name}]"), "{plan}");
    assert!(rows(&context, "SELECT maker['name'] AS m FROM tools").await.unwrap().contains("| Ada |"));
    let whole = rows(&context, "EXPLAIN SELECT maker, maker['name'] FROM tools").await.unwrap();
    assert!(whole.contains("reads=[maker]"), "{whole}");
    let said = rows(&context, "SELECT price FROM tools").await.unwrap_err();
    assert!(said.contains("tools.ndjson:1:21: price: "), "{said}");
    assert!(said.contains("`keep` for `wrong`"), "{said}");
}

#[tokio::test]
async fn wrong_values_are_kept_where_this_is_asked_for() {
    let folder = Folder::new();
    let file = folder.write("tools.ndjson", "{\"id\":\"t-1\",\"price\":\"dear\"}\n");
    let context = context(session::config());
    table(&context, &file, "", ", wrong 'keep'").await.unwrap();
    let shown = rows(&context, "SELECT price, \"_extra\" FROM tools").await.unwrap();
    assert!(shown.contains("|       | {\"price\":\"dear\"} |"), "{shown}");
}

#[tokio::test]
async fn filters_on_folders_leave_files_out() {
    let folder = Folder::new();
    folder.write("day=1/a.ndjson", "{\"id\":\"one\"}\n");
    folder.write("day=2/b.ndjson.gz", "{\"id\":\"two\"}\n");
    folder.write("day=3/c.jsonl.zst", "this is not a document\n");
    folder.write("day=3/notes.txt", "nor is this\n");
    let context = context(session::config());
    table(&context, &folder.name(""), "PARTITIONED BY (day)", "").await.unwrap();
    let shown = rows(&context, "SELECT id, day FROM tools WHERE day < '3' ORDER BY day DESC").await.unwrap();
    assert!(shown.contains("| two | 2   |\n| one | 1   |"), "{shown}");
    let plan = rows(&context, "EXPLAIN SELECT id FROM tools WHERE day = '2'").await.unwrap();
    assert!(
        plan.contains("b.ndjson.gz") && !plan.contains("a.ndjson") && !plan.contains("c.jsonl"),
        "{plan}"
    );
    let said = rows(&context, "SELECT id FROM tools").await.unwrap_err();
    assert!(said.contains("c.jsonl.zst:1:2: "), "{said}");
    let typed = "CREATE EXTERNAL TABLE typed (day INT) STORED AS SPECTABLE PARTITIONED BY (day) LOCATION";
    let options = format!("OPTIONS (model 'Tool', schema '{}')", release("1.0.0"));
    rows(&context, &format!("{typed} '{}' {options}", folder.name(""))).await.unwrap();
    assert!(rows(&context, "SELECT max(day) AS d FROM typed WHERE day < 3").await.unwrap().contains("| 2 |"));
}

/// A large file is cut into parts, and each document is read once wherever the cuts are.
#[tokio::test]
async fn a_file_that_is_read_in_parts_has_the_same_rows() {
    let folder = Folder::new();
    let text = lines("Tool", 300, 1);
    let file = folder.write("tools.ndjson", &text);
    let mut counts = Vec::new();
    for parts in [1, 2, 7, 64] {
        let mut config = session::config().with_target_partitions(parts).with_batch_size(13);
        config.options_mut().optimizer.repartition_file_min_size = 1;
        let context = context(config);
        table(&context, &file, "", ", wrong 'keep'").await.unwrap();
        counts.push(
            rows(&context, "SELECT count(*), count(id), sum(length(name)), sum(loanCount) FROM tools")
                .await
                .unwrap(),
        );
        let plan = rows(&context, "EXPLAIN SELECT count(id) FROM tools").await.unwrap();
        assert_eq!(plan.contains(&format!("{parts} groups")), parts > 1, "{plan}");
    }
    assert!(counts.iter().all(|it| *it == counts[0]) && counts[0].contains("| 300 "), "{counts:?}");
}

/// However its lines end; and a part that begins with a bracket is not a list.
#[tokio::test]
async fn parts_of_a_file_with_odd_lines() {
    let folder = Folder::new();
    let mut text = String::new();
    for number in 0..200 {
        text += &format!("{{\"id\":\"t-{number}\"}}\r\n\r\n\n  \n");
    }
    text += "{\"id\":\"the last\"}";
    let file = folder.write("tools.ndjson", &text);
    let wrong =
        folder.write("wrong.ndjson", &("{\"id\":\"a\"}\n".repeat(50) + &"[{\"id\":\"b\"}]\n".repeat(50)));
    let list = format!("\n[\n{}{{\"id\":\"z\"}}\n]\n", "{\n  \"id\": \"a\"\n},\n".repeat(99));
    let list = folder.write("list.json", &list);
    for parts in [1, 3, 16, 61] {
        let mut config = session::config().with_target_partitions(parts).with_batch_size(7);
        config.options_mut().optimizer.repartition_file_min_size = 1;
        let context = context(config);
        for (file, expected) in [(&file, "| 201 | 201 |"), (&list, "| 100 | 2 |")] {
            table(&context, file, "", "").await.unwrap();
            let shown =
                rows(&context, "SELECT count(*) AS n, count(DISTINCT id) AS d FROM tools").await.unwrap();
            assert!(shown.contains(expected), "{parts}: {shown}");
            rows(&context, "DROP TABLE tools").await.unwrap();
        }
        table(&context, &wrong, "", "").await.unwrap();
        let said = rows(&context, "SELECT count(id) FROM tools").await.unwrap_err();
        assert!(said.contains("expected an object"), "{parts}: {said}");
    }
}

#[tokio::test]
async fn an_error_in_a_part_of_a_file_has_the_line_of_the_file() {
    let folder = Folder::new();
    let good = "{\"id\":\"a tool\"}\n".repeat(100);
    let file = folder.write("tools.ndjson", &format!("{good}{{\"price\":\"dear\"}}\n"));
    let mut config = session::config().with_target_partitions(5);
    config.options_mut().optimizer.repartition_file_min_size = 1;
    let context = context(config);
    table(&context, &file, "", "").await.unwrap();
    let said = rows(&context, "SELECT price FROM tools").await.unwrap_err();
    assert!(said.contains("tools.ndjson:101:10: price: "), "{said}");
}

/// Another store gives a file in pieces.
#[tokio::test]
async fn files_of_any_object_store_are_read() {
    let store = Arc::new(InMemory::new());
    let text = lines("Tool", 50, 2);
    store.put(&Path::from("tools/a.ndjson"), text.clone().into_bytes().into()).await.unwrap();
    // A file that is alone is read in parts.
    store.put(&Path::from("alone/a.ndjson"), text.clone().into_bytes().into()).await.unwrap();
    let zipped = zstd::encode_all(text.as_bytes(), 1).unwrap();
    store.put(&Path::from("tools/b.ndjson.zst"), zipped.into()).await.unwrap();
    store.put(&Path::from("broken/c.ndjson.gz"), b"not gzip".to_vec().into()).await.unwrap();
    let mut config = session::config().with_target_partitions(3);
    config.options_mut().optimizer.repartition_file_min_size = 1;
    let context = context(config);
    let url = Url::parse("mem://bucket").unwrap();
    context.register_object_store(&url, Arc::clone(&store) as Arc<dyn ObjectStore>);
    table(&context, "mem://bucket/tools/", "", ", wrong 'keep'").await.unwrap();
    assert!(rows(&context, "SELECT count(*) AS n FROM tools").await.unwrap().contains("| 100 |"));
    rows(&context, "DROP TABLE tools").await.unwrap();
    table(&context, "mem://bucket/alone/", "", ", wrong 'keep'").await.unwrap();
    let plan = rows(&context, "EXPLAIN SELECT count(id) FROM tools").await.unwrap();
    assert!(plan.contains("3 groups"), "{plan}");
    assert!(rows(&context, "SELECT count(*) AS n FROM tools").await.unwrap().contains("| 50 |"));
    rows(&context, "DROP TABLE tools").await.unwrap();
    table(&context, "mem://bucket/broken/", "", "").await.unwrap();
    let said = rows(&context, "SELECT count(id) FROM tools").await.unwrap_err();
    assert!(said.contains("broken/c.ndjson.gz: "), "{said}");
}

#[tokio::test]
async fn a_statement_that_cannot_be_carried_out_says_what_helps() {
    let folder = Folder::new();
    let file = folder.write("tools.ndjson", "{}\n");
    let context = context(session::config());
    let create = "CREATE EXTERNAL TABLE t";
    let schema = release("1.0.0");
    let cases = [
        (
            format!("{create} STORED AS SPECTABLE LOCATION '{file}'"),
            "a table of documents needs option `model`",
        ),
        (
            format!("{create} STORED AS SPECTABLE LOCATION '{file}' OPTIONS (model 'Tool')"),
            "nothing says where model `Tool` is documented",
        ),
        (
            format!(
                "{create} STORED AS SPECTABLE LOCATION '{file}' OPTIONS (model 'Tols', schema '{schema}')"
            ),
            "documents no model `Tols`; did you mean `Tool`?",
        ),
        (
            format!(
                "{create} STORED AS SPECTABLE LOCATION '{file}' OPTIONS (model 'Tool', schema '{schema}/gone')"
            ),
            "gone",
        ),
        (
            format!(
                "{create} (id TEXT) STORED AS SPECTABLE LOCATION '{file}' OPTIONS (model 'Tool', schema '{schema}')"
            ),
            "the columns come from the documentation",
        ),
        (
            format!(
                "{create} STORED AS SPECTABLE PARTITIONED BY (id) LOCATION '{}' OPTIONS (model 'Tool', schema '{schema}')",
                folder.name("")
            ),
            "the folders give a column `id`, and so do the documents",
        ),
        (
            format!(
                "{create} STORED AS SPECTABLE LOCATION '{file}' OPTIONS (model 'Tool', schema '{schema}', only 'id, colour')"
            ),
            "`colour` is no column of Tool",
        ),
    ];
    for (statement, expected) in cases {
        let said = rows(&context, &statement).await.unwrap_err();
        assert!(said.contains(expected), "{statement}: {said}");
    }
}

spectable::model! {
    /// A tool, compiled.
    pub(crate) struct CompiledTool = "CompiledTool" {
        id with_id: String = "id",
        loan_count with_loan_count: i64 = "loanCount",
    }
}

#[tokio::test]
async fn compiled_models_need_no_documentation() {
    let folder = Folder::new();
    let file = folder.write("tools.ndjson", "{\"id\":\"t-1\",\"loanCount\":7,\"name\":\"saw\"}\n");
    let context = SessionContext::new_with_state(session::state(session::config()).unwrap());
    table::register(&context, &Models::default().with_model::<CompiledTool>());
    let create = format!(
        "CREATE EXTERNAL TABLE tools STORED AS SPECTABLE LOCATION '{file}' OPTIONS (model 'CompiledTool')"
    );
    rows(&context, &create).await.unwrap();
    let shown = rows(&context, "SELECT * FROM tools").await.unwrap();
    assert!(shown.contains("| t-1 | 7         | {\"name\":\"saw\"} |"), "{shown}");
}

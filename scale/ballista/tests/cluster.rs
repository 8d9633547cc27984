//! A cluster of processes on the loopback: it answers as DataFusion alone does, also when an executor dies in mid-query.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use std::{
    fs,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{self, Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::Duration,
};

use datafusion::arrow::util::pretty::pretty_format_batches;
use spectable_sample::{Extent, Sampler};
use spectable_scale::{
    documented::{self, Models},
    session,
};

const MODEL: &str = "Loan";

/// Counts, numbers, members of models and lists: each document is read in full.
const QUERY: &str = "SELECT state, count(*) AS n, count(DISTINCT tool['kind']) AS kinds, sum(array_length(fees)) AS fees, max(dueOn) AS due \
                     FROM data GROUP BY state ORDER BY n DESC, state";

/// A process that ends with the test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ended_already = self.0.kill();
        let _ended = self.0.wait();
    }
}

fn start(program: &str, args: &[&str], log: &Path) -> Process {
    let file = fs::File::create(log).unwrap();
    let child = Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(file)
        .spawn()
        .unwrap();
    Process(child)
}

/// A port that nobody listens at, and that no test takes twice. It is below those that systems give to outgoing connections,
/// so none of these takes it before the process is there that is to listen.
fn free_port() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let first = process::id().wrapping_mul(31);
    let ports =
        (0..10_000).map(|_| 20_000 + first.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed)) % 10_000);
    let mut free = ports.filter(|port| TcpListener::bind(format!("127.0.0.1:{port}")).is_ok());
    free.next().unwrap().to_string()
}

fn schema() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/small/1.0.0").display().to_string()
}

/// Files of random documents, so many bytes in all.
fn documents(folder: &Path, files: u64, bytes: u64) {
    let project = documented::project(&schema()).unwrap();
    for number in 0..files {
        let mut sampler = Sampler::new(&project.schema, MODEL, Extent::Random(number)).unwrap();
        let mut text = String::new();
        while (text.len() as u64) < bytes / files {
            text.push_str(&sampler.document());
            text.push('\n');
        }
        fs::write(folder.join(format!("loans-{number:03}.ndjson")), text).unwrap();
    }
}

struct Cluster {
    _scheduler: Process,
    executors: Vec<(Process, PathBuf)>,
    url: String,
}

impl Cluster {
    fn start(folder: &Path, executors: usize) -> Self {
        let port = free_port();
        let mut scheduler = start(
            env!("CARGO_BIN_EXE_spectable-scheduler"),
            &["--bind-port", &port, "--executor-timeout", "4"],
            &folder.join("scheduler.log"),
        );
        while TcpStream::connect(format!("127.0.0.1:{port}")).is_err() {
            assert!(scheduler.0.try_wait().unwrap().is_none(), "{}", logs(folder));
            thread::sleep(Duration::from_millis(10));
        }
        let executors = (0..executors).map(|number| {
            let work = folder.join(format!("executor-{number}"));
            fs::create_dir(&work).unwrap();
            let (a, b) = (free_port(), free_port());
            let args = [
                "--scheduler-port",
                &port,
                "--bind-port",
                &a,
                "--bind-grpc-port",
                &b,
                "--vcores",
                "1",
                "--heartbeat",
                "1",
                "--work-dir",
                &work.display().to_string(),
            ];
            (
                start(
                    env!("CARGO_BIN_EXE_spectable-executor"),
                    &args,
                    &folder.join(format!("executor-{number}.log")),
                ),
                work,
            )
        });
        let executors = executors.collect();
        Self { _scheduler: scheduler, executors, url: format!("http://127.0.0.1:{port}") }
    }

    fn query(&self, files: &Path) -> Child {
        Command::new(env!("CARGO_BIN_EXE_spectable-cluster"))
            .args([
                "--cluster",
                &self.url,
                "sql",
                QUERY,
                &files.display().to_string(),
                "--model",
                MODEL,
                "--schema",
                &schema(),
                "--wrong",
                "keep",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }
}

fn answer(child: Child, folder: &Path) -> String {
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{}", logs(folder));
    String::from_utf8(output.stdout).unwrap()
}

/// The answer of DataFusion on this machine.
fn alone(files: &Path) -> String {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let context = session::local(&Models::default()).unwrap();
        let create = format!(
            "CREATE EXTERNAL TABLE data STORED AS SPECTABLE LOCATION '{}/' OPTIONS (model '{MODEL}', schema '{}', wrong 'keep')",
            files.display(),
            schema()
        );
        context.sql(&create).await.unwrap().collect().await.unwrap();
        let batches = context.sql(QUERY).await.unwrap().collect().await.unwrap();
        format!("{}\n", pretty_format_batches(&batches).unwrap())
    })
}

/// How many files an executor has written so far.
fn shuffled(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let paths = entries.filter_map(Result::ok).map(|it| it.path());
    paths.map(|path| if path.is_dir() { shuffled(&path) } else { 1 }).sum()
}

fn a_cluster_answers(files: u64, bytes: u64) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    documents(&data, files, bytes);
    let expected = alone(&data);
    assert!(expected.lines().count() > 5, "{expected}");

    let mut cluster = Cluster::start(folder.path(), 2);
    // Executors come when they are ready: the first queries may be answered by one of them.
    let is_busy = |(_, work): &(Process, PathBuf)| shuffled(work) > 0;
    for _ in 0..20 {
        assert_eq!(answer(cluster.query(&data), folder.path()), expected);
        if cluster.executors.iter().all(is_busy) {
            break;
        }
    }
    assert!(cluster.executors.iter().all(is_busy), "{}", logs(folder.path()));

    let before = shuffled(&cluster.executors[0].1);
    let mut client = cluster.query(&data);
    while shuffled(&cluster.executors[0].1) <= before {
        assert!(client.try_wait().unwrap().is_none(), "the query was answered without the first executor");
        thread::sleep(Duration::from_millis(1));
    }
    // In mid-query: the executor has done a part, which is lost with it.
    drop(cluster.executors.remove(0));
    assert!(client.try_wait().unwrap().is_none(), "the query was answered before the executor was gone");
    assert_eq!(answer(client, folder.path()), expected);
}

fn logs(folder: &Path) -> String {
    let logs = ["scheduler.log", "executor-0.log", "executor-1.log"];
    logs.iter()
        .map(|name| format!("{name}: {}\n", fs::read_to_string(folder.join(name)).unwrap_or_default()))
        .collect()
}

#[test]
fn a_cluster_answers_as_datafusion_alone_also_when_an_executor_dies() {
    a_cluster_answers(24, 4_000_000);
}

#[test]
#[ignore = "1 GB of documents: minutes; `cargo test --release -p spectable-ballista -- --ignored`"]
fn a_cluster_answers_over_one_gigabyte() {
    a_cluster_answers(64, 1_000_000_000);
}

#[test]
fn what_is_wrong_is_said_with_what_helps() {
    let run = |program: &str, args: &[&str]| {
        let output = Command::new(program).args(args).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, said) =
        run(env!("CARGO_BIN_EXE_spectable-cluster"), &["--cluster", "localhost", "sql", "SELECT 1"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("help: write it as http://localhost:50050"), "{said}");
    let (code, said) = run(env!("CARGO_BIN_EXE_spectable-scheduler"), &["--bind-host", "here"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("`here:50050` is not an address"), "{said}");
    let (code, said) =
        run(env!("CARGO_BIN_EXE_spectable-executor"), &["--scheduler-port", &free_port(), "--wait", "0"]);
    assert_eq!(code, Some(3));
    assert!(said.contains("help: start the scheduler first"), "{said}");
}

//! The 33 documents of the corpus, whole: their crates compile without a warning in both styles, and every example in them is read,
//! written and compared. This takes many minutes of a compiler: `.ci/verify corpus`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says what it expects by failing"
)]

mod collect;
mod program;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use spectable_build::problem::Problems;
use spectable_build::source::archive;

use crate::collect::Example;

/// The documents by name; `None` where the corpus is not here.
fn documents() -> Option<BTreeMap<String, Vec<u8>>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let path = root.join("../shared/corpus/openapi/documents.tar.gz");
    let Ok(file) = fs::File::open(&path) else {
        println!("skipped: there is no {}", path.display());
        return None;
    };
    let mut problems = Problems::default();
    let found = archive::read("documents.tar.gz", file, &mut problems).documents;
    assert!(!problems.has_errors());
    let name = |path: String| path.rsplit('/').next().unwrap().trim_end_matches(".json").to_owned();
    Some(found.into_iter().map(|(path, bytes)| (name(path), bytes)).collect())
}

/// A workspace of one crate for each document.
struct Workspace {
    folder: tempfile::TempDir,
    style: &'static str,
}

impl Workspace {
    fn new(style: &'static str, documents: &BTreeMap<String, Vec<u8>>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let new = Self { folder, style };
        let run_time = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spectable").canonicalize().unwrap();
        for (name, bytes) in documents {
            let document = new.folder.path().join(format!("{name}.json"));
            fs::write(&document, bytes).unwrap();
            let mut spectable = Command::new(env!("CARGO_BIN_EXE_spectable"));
            spectable
                .args(["generate", "--style", style, "--crate", &package(name), "--from"])
                .arg(&document);
            spectable.arg("--out").arg(new.crate_of(name)).arg("--spectable").arg(&run_time);
            succeed(&mut spectable);
            let manifest = new.crate_of(name).join("Cargo.toml");
            let text = fs::read_to_string(&manifest).unwrap().replace("[workspace]", "");
            fs::write(manifest, format!("{text}\n[dev-dependencies]\nserde = \"1\"\nserde_json = \"1\"\n"))
                .unwrap();
        }
        let members: Vec<String> = documents.keys().map(|name| package(name)).collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n[profile.dev]\ndebug = false\nincremental = false\n"
        );
        fs::write(new.folder.path().join("Cargo.toml"), manifest).unwrap();
        fs::copy(run_time.join("../../Cargo.lock"), new.folder.path().join("Cargo.lock")).unwrap();
        new
    }

    fn crate_of(&self, document: &str) -> PathBuf {
        self.folder.path().join(package(document))
    }

    fn target(&self) -> PathBuf {
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("corpus-{}", self.style))
    }

    fn cargo(&self, arguments: &[&str]) {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(self.folder.path()).args(arguments).args(["--workspace", "--offline"]);
        cargo.env("CARGO_TARGET_DIR", self.target());
        cargo.env("RUSTFLAGS", "-D warnings").env_remove("CARGO_ENCODED_RUSTFLAGS");
        cargo.env("RUSTDOCFLAGS", "-D warnings");
        succeed(&mut cargo);
    }
}

fn package(document: &str) -> String {
    let word = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' };
    format!("d-{}", document.chars().map(word).collect::<String>())
}

fn succeed(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}\n{}", String::from_utf8_lossy(&output.stderr));
    output
}

#[test]
#[ignore = "it compiles 66 crates: .ci/verify corpus"]
fn models_and_their_documentation_compile_without_a_warning() {
    let Some(documents) = documents() else { return };
    assert_eq!(documents.len(), 33);
    for style in ["table", "derive"] {
        let workspace = Workspace::new(style, &documents);
        workspace.cargo(&["check"]);
        workspace.cargo(&["doc", "--no-deps"]);
    }
}

/// The examples that are refused, with the reason, which is the end of the message, and how often. All of them contradict the schema beside
/// them: they have a text where a number is documented, a list where an object is, a null, a day in another form.
const CONTRADICTIONS: &[(&str, &str, usize)] = &[
    ("amazonaws.com_waf", "is not an ISO-8601 date-time", 1),
    ("codat.io_accounting", "expected an object (DirectCostTrackingInvoiceTo)", 1),
    ("codat.io_accounting", "expected an object (CreditNote)", 1),
    ("credas.co.uk_pi", "expected an object (Credas.Api.Models.Registrations.SupportedIdDocument)", 1),
    ("github.com_api.github.com", "expected a whole number that fits 64 bits", 1),
    ("github.com_api.github.com", "expected an object (empty-object)", 21),
    ("github.com_api.github.com", "expected a list", 1),
    ("noosh.com", "expected a whole number that fits 64 bits", 343),
    ("noosh.com", "expected a boolean", 44),
    ("noosh.com", "expected a number", 24),
    ("openbankingproject.ch", "expected an object (Error409_NG_PIIS)", 1),
    ("openbankingproject.ch", "expected an object (Error409_NG_AIS)", 1),
    ("openbankingproject.ch", "expected an object (Error409_NG_PIS)", 1),
    ("openbankingproject.ch", "expected an object (Error409_NG_SBS)", 1),
    ("openbankingproject.ch", "expected an object (Error429_NG_AIS)", 1),
    ("sendgrid.com", "expected an object (category_stats)", 1),
    ("sendgrid.com", "is not an ISO-8601 date-time", 2),
    ("sendgrid.com", "expected a string", 1),
    ("telnyx.com", "expected an object (ExternalMessageDetailRecordDtoErrors)", 1),
    ("telnyx.com", "expected an object (CdrUsageReportResponseConnections)", 1),
    ("telnyx.com", "expected an object (ImmutableListString)", 1),
    ("telnyx.com", "expected an object (ImmutableSetLong)", 1),
    ("telnyx.com", "expected an object (ErrorSource2)", 1),
    ("telnyx.com", "expected an object (HostedNumber)", 1),
    ("telnyx.com", "expected an object (attempt)", 1),
    ("telnyx.com", "is not an ISO-8601 date-time", 2),
    ("telnyx.com", "expected a boolean", 1),
    ("telnyx.com", "expected a string", 11),
    ("telnyx.com", "expected a list", 5),
    ("zuora.com", "expected an object (GETRSDetailsByProductChargeType)", 1),
    ("zuora.com", "expected a whole number that fits 64 bits", 8),
    ("zuora.com", "is not an ISO-8601 date", 52),
    ("zuora.com", "expected a boolean", 7),
    ("zuora.com", "expected a number", 1),
    ("zuora.com", "expected a string", 4),
];

#[test]
#[ignore = "it compiles 33 crates with their examples: .ci/verify corpus"]
fn every_example_is_read_and_written() {
    let Some(documents) = documents() else { return };
    let workspace = Workspace::new("table", &documents);
    let examples: BTreeMap<&str, Vec<Example>> =
        documents.iter().map(|(name, bytes)| (name.as_str(), collect::examples(name, bytes))).collect();
    let all: usize = examples.values().map(Vec::len).sum();
    assert!(all > 6_000, "{all} examples");
    for (name, examples) in &examples {
        let folder = workspace.crate_of(name);
        fs::create_dir_all(folder.join("examples")).unwrap();
        fs::write(folder.join("examples.json"), collect::as_json(examples).to_string()).unwrap();
        let text = program::text(&package(name).replace('-', "_"), examples);
        // Each has a name of its own in the folder of all examples.
        fs::write(folder.join(format!("examples/{}.rs", package(name))), text).unwrap();
    }
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(workspace.folder.path()).args(["build", "--workspace", "--offline", "--examples"]);
    cargo.env("CARGO_TARGET_DIR", workspace.target());
    succeed(&mut cargo);
    let mut failures: Vec<(&str, String)> = Vec::new();
    for name in examples.keys() {
        let mut check = Command::new(workspace.target().join("debug/examples").join(package(name)));
        let output = succeed(check.arg(workspace.crate_of(name).join("examples.json")));
        let said = String::from_utf8(output.stdout).unwrap();
        failures.extend(said.lines().map(|line| (*name, line.to_owned())));
    }
    let mut left = failures.clone();
    for (document, reason, count) in CONTRADICTIONS {
        let before = left.len();
        left.retain(|(name, line)| name != document || !line.contains(reason));
        assert_eq!(before - left.len(), *count, "{document}: {reason}");
    }
    assert!(
        left.is_empty(),
        "{} of {all} examples do not come back, and nothing says why: {left:#?}",
        left.len()
    );
}

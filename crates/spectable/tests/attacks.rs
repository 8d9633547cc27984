//! What `model!` and `open_enum!` refuse, with a message that a user understands, and what they withstand.
//!
//! Each file of `tests/attacks/` is a program. Its first lines say what the compiler must say of it: `//~ error:` and `//~ note:`
//! a part of its messages or the code of an error, or `//~ compiles` that it must accept the program, which is then run.
//! `//~ edition 2015` asks for another edition than 2024, and `//~ nightly` for a compiler that has unstable features; another
//! one skips the program and says so. The rules under attack are at the head of `src/layout.rs`.
//!
//! The programs that are run may be run under a sanitizer: `ATTACKS_SANITIZER=address cargo +nightly test -p spectable --test attacks`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says what it expects by failing"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use serde_json::Value;

#[test]
fn attacks() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (runnable, skipped): (Vec<_>, Vec<_>) = programs(&here.join("tests/attacks"))
        .into_iter()
        .partition(|program| !program.nightly || is_nightly());
    assert!(runnable.len() > 150, "the programs are there");
    for program in &skipped {
        println!("skipped, because this compiler has no unstable features: {}", program.name);
    }
    let package = package(here, &runnable);
    let said = build(&package, &runnable);
    let failures: Vec<String> =
        runnable.iter().filter_map(|program| said.of(program).failure(program)).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// One attack.
struct Program {
    name: String,
    path: PathBuf,
    edition: String,
    nightly: bool,
    /// What the compiler must say; nothing where it must accept the program.
    messages: Vec<String>,
}

impl Program {
    fn read(path: PathBuf) -> Self {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let source = fs::read_to_string(&path).unwrap();
        let mut program =
            Self { name, path, edition: "2024".to_owned(), nightly: false, messages: Vec::new() };
        let mut compiles = false;
        for header in source.lines().map_while(|line| line.strip_prefix("//~ ")) {
            match header.split_once(' ') {
                None if header == "compiles" => compiles = true,
                None if header == "nightly" => program.nightly = true,
                Some(("edition", edition)) => program.edition = edition.to_owned(),
                Some(("error:" | "note:", message)) => program.messages.push(words(message)),
                _ => panic!("{}: {header} is not a header", program.name),
            }
        }
        assert!(compiles == program.messages.is_empty(), "{} says what is expected", program.name);
        program
    }

    fn compiles(&self) -> bool {
        self.messages.is_empty()
    }
}

fn programs(folder: &Path) -> Vec<Program> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    paths.sort();
    paths.into_iter().map(Program::read).collect()
}

fn is_nightly() -> bool {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output().unwrap();
    String::from_utf8_lossy(&version.stdout).contains("-nightly")
}

/// Lines are broken and marked with bars; words are what counts.
fn words(text: &str) -> String {
    text.split_whitespace().filter(|word| *word != "|").collect::<Vec<_>>().join(" ")
}

/// What came of one program.
#[derive(Debug, Default)]
struct Outcome {
    /// The messages of the compiler.
    said: String,
    has_errors: bool,
    executable: Option<PathBuf>,
}

impl Outcome {
    fn failure(&self, program: &Program) -> Option<String> {
        let Program { name, messages, .. } = program;
        if self.has_errors == program.compiles() {
            return Some(format!("{name}: compiles is {}:\n{}", !self.has_errors, self.said));
        }
        let said = words(&self.said);
        let Some(missing) = messages.iter().find(|message| !said.contains(*message)) else {
            return if program.compiles() { self.run(program) } else { None };
        };
        Some(format!("{name}: the compiler does not say `{missing}`:\n{}", self.said))
    }

    fn run(&self, program: &Program) -> Option<String> {
        let executable = self.executable.as_ref().expect("a program that compiles is there");
        let Output { status, stderr, .. } = Command::new(executable).output().unwrap();
        let failed = || format!("{}: {status}:\n{}", program.name, String::from_utf8_lossy(&stderr));
        (!status.success()).then(failed)
    }
}

/// What came of each program, by its name.
struct Outcomes(BTreeMap<String, Outcome>);

impl Outcomes {
    fn of(&self, program: &Program) -> &Outcome {
        self.0.get(&program.name).unwrap_or_else(|| {
            let errors: Vec<_> = self.0.values().filter(|outcome| outcome.has_errors).collect();
            panic!("cargo says nothing of {}, but {errors:?}", program.name)
        })
    }
}

/// Builds the programs at once: to check the refused ones by themselves would check what they depend on, too.
fn build(package: &Path, programs: &[Program]) -> Outcomes {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--offline", "--quiet", "--keep-going", "--message-format=json"]);
    cargo.args(programs.iter().flat_map(|program| ["--bin", program.name.as_str()]));
    cargo.current_dir(package).env("CARGO_TARGET_DIR", package.join("target")).env_remove("RUSTFLAGS");
    cargo.env_remove("RUSTC_WORKSPACE_WRAPPER");
    if let Ok(sanitizer) = env::var("ATTACKS_SANITIZER") {
        cargo.args(["--target", &host()]).env("RUSTFLAGS", format!("-Zsanitizer={sanitizer}"));
    }
    let Output { stdout, stderr, .. } = cargo.output().unwrap();
    let mut outcomes = BTreeMap::<String, Outcome>::new();
    for line in String::from_utf8_lossy(&stdout).lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let Some(name) = line["target"]["name"].as_str() else { continue };
        let outcome = outcomes.entry(name.to_owned()).or_default();
        outcome.said += line["message"]["rendered"].as_str().unwrap_or_default();
        outcome.has_errors |= line["message"]["level"] == "error";
        outcome.executable = line["executable"].as_str().map(PathBuf::from).or(outcome.executable.take());
    }
    assert!(!outcomes.is_empty(), "{}", String::from_utf8_lossy(&stderr));
    Outcomes(outcomes)
}

/// The machine that the compiler runs on.
fn host() -> String {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("-vV").output().unwrap();
    let version = String::from_utf8_lossy(&version.stdout);
    version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

/// A package with each program as a binary, beside the other artifacts, so that its dependencies are built once.
fn package(here: &Path, programs: &[Program]) -> PathBuf {
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("attacks");
    let again = package.join("spectable_again");
    fs::create_dir_all(&again).unwrap();
    let attacks = here.join("tests/attacks");
    let libraries = "serde = { version = \"1\", default-features = false, features = [\"std\"] }\nserde_json = { version = \"1\", features = [\"float_roundtrip\"] }\n";
    let mut manifest = format!(
        "[package]\nname = \"attacks\"\nedition = \"2024\"\nautobins = false\n\n[workspace]\n\n[profile.dev]\ndebug = 0\nincremental = false\n\n\
         [dependencies]\n{libraries}spectable = {{ path = {here:?} }}\nspectable_again = {{ path = {again:?} }}\n\
         evil_lib = {{ path = {:?} }}\nevil_pm = {{ path = {:?} }}\n",
        attacks.join("evil_lib"),
        attacks.join("evil_pm"),
    );
    for Program { name, path, edition, .. } in programs {
        manifest += &format!("\n[[bin]]\nname = {name:?}\npath = {path:?}\nedition = {edition:?}\n");
    }
    write(&package.join("Cargo.toml"), &manifest);
    // The run time once more, as if it were another version.
    let manifest = format!(
        "[package]\nname = \"spectable_again\"\nedition = \"2024\"\n\n[lib]\npath = {:?}\n\n\
         [dependencies]\n{libraries}serde_core = {{ version = \"1\", default-features = false, features = [\"std\"] }}\nitoa = \"1\"\nsimdutf8 = {{ version = \"0.1\", default-features = false, features = [\"std\"] }}\n\
         time = {{ version = \"0.3\", default-features = false, features = [\"std\"] }}\ntypeid = \"1\"\n",
        here.join("src/lib.rs"),
    );
    write(&again.join("Cargo.toml"), &manifest);
    // The versions that this build has, since others may not be there without a network.
    let lock = here.join("../../Cargo.lock");
    if lock.exists() {
        fs::copy(lock, package.join("Cargo.lock")).unwrap();
    }
    package
}

/// A file that has not changed keeps its time, so that nothing is built for its sake.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text).unwrap();
    }
}

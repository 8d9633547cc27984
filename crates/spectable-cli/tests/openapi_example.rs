//! The models of examples/openapi are what the command makes of its document.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// Set to write the models again.
const UPDATE: &str = "UPDATE_DOCS";

fn example(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/openapi").join(path)
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    entries.map(|path| (name(&path), fs::read_to_string(path).unwrap())).collect()
}

fn generate(out: &Path) {
    let mut spectable = Command::new(env!("CARGO_BIN_EXE_spectable"));
    spectable.arg("generate").arg("--from").arg(example("openapi.yaml")).arg("--out").arg(out);
    let output = spectable.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_models_in_the_tree_are_those_of_the_document() {
    let kept = example("src/models");
    if env::var_os(UPDATE).is_some() {
        generate(&kept);
    }
    let out = tempfile::tempdir().unwrap();
    generate(out.path());
    assert_eq!(files(out.path()), files(&kept), "run the test with {UPDATE}=1 to write the models again");
}

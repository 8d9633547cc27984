//! Supply chain: what users of the four crates build has a licence of the list in deny.toml and comes from crates.io, and users of the
//! models build little. `cargo deny --workspace check` looks at more; this always runs.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

/// A file of the repository.
fn file(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// What Cargo answers.
fn cargo(arguments: &[&str]) -> String {
    let mut cargo = Command::new(env!("CARGO"));
    let output = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The crates that a user of this one builds on this machine, itself included, with their licences.
fn built_by_users_of(package: &str) -> BTreeMap<String, String> {
    let tree = cargo(&[
        "tree", "--locked", "-p", package, "--edges", "no-dev", "--prefix", "none", "--format", "{p}|{l}|",
    ]);
    let parts = tree.lines().filter_map(|line| Some((line.split('|').next()?, line.split('|').nth(1)?)));
    // A name and a version; after them comes what each line of a crate has.
    let crates = parts
        .map(|(name, licence)| (name.split(' ').take(2).collect::<Vec<_>>().join(" "), licence.to_owned()));
    crates.collect()
}

/// The licences that deny.toml allows, by plain reading.
fn allowed_licences() -> BTreeSet<String> {
    let deny = file("deny.toml");
    let mut table = deny.lines().skip_while(|line| *line != "[licenses]");
    let list = table.find_map(|line| line.strip_prefix("allow = [")).unwrap();
    list.trim_end_matches(']').split(',').map(|name| name.trim().trim_matches('"').to_owned()).collect()
}

/// Whether a licence expression is met by the allowed ones. A choice within a conjunction is told from one around it only by what
/// is stricter.
fn is_met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let expression = expression.replace(['(', ')'], "").replace('/', " OR ");
    !expression.is_empty()
        && expression
            .split(" AND ")
            .all(|part| part.split(" OR ").any(|licence| allowed.contains(licence.trim())))
}

#[test]
fn what_users_build_has_an_allowed_licence() {
    let allowed = allowed_licences();
    let packages = [
        "spectable",
        "spectable-build",
        "spectable-drift",
        "spectable-audit",
        "spectable-sample",
        "spectable-cli",
    ];
    for package in packages.into_iter().chain(["purecloud-models"]) {
        let built = built_by_users_of(package);
        assert!(built.len() > 5, "{built:?}");
        let refused = built.iter().filter(|(_, licence)| !is_met(licence, &allowed)).collect::<Vec<_>>();
        assert!(
            refused.is_empty(),
            "{package} brings crates whose licences deny.toml does not allow: {refused:?}"
        );
    }
}

#[test]
fn licence_expressions() {
    let allowed = ["MIT", "Unicode-3.0"].map(str::to_owned).into_iter().collect();
    let met = ["MIT", "MIT OR GPL-3.0", "GPL-3.0/MIT", "(GPL-3.0 OR MIT) AND Unicode-3.0"];
    let not_met = [
        "",
        "GPL-3.0",
        "MIT AND GPL-3.0",
        "MITX",
        "GPL-3.0 WITH MIT",
        "MIT WITH exception",
        "(GPL-3.0 OR X) AND MIT",
    ];
    for expression in met {
        assert!(is_met(expression, &allowed), "{expression}");
    }
    for expression in not_met {
        assert!(!is_met(expression, &allowed), "{expression}");
    }
}

/// The keys of each package of the lock file.
fn locked_packages() -> Vec<BTreeMap<String, String>> {
    let lock = file("Cargo.lock");
    let packages = lock.split("[[package]]").skip(1);
    let keys = |package: &str| {
        let pairs = package.lines().filter_map(|line| line.split_once(" = "));
        pairs.map(|(key, value)| (key.to_owned(), value.trim_matches('"').to_owned())).collect()
    };
    packages.map(keys).collect()
}

#[test]
fn everything_else_is_from_crates_io_with_a_check_sum() {
    let metadata = cargo(&["metadata", "--locked", "--no-deps", "--format-version", "1"]);
    let metadata: serde_json::Value = serde_json::from_str(&metadata).unwrap();
    let members = metadata["packages"].as_array().unwrap();
    let ours = members.iter().map(|package| package["name"].as_str().unwrap()).collect::<BTreeSet<_>>();
    let packages = locked_packages();
    assert!(packages.len() > 2 * ours.len());
    for package in packages {
        let source = package.get("source").map(String::as_str);
        let expected = match ours.contains(&*package["name"]) {
            true => None,
            false => Some("registry+https://github.com/rust-lang/crates.io-index"),
        };
        assert_eq!(source, expected, "{}", package["name"]);
        assert_eq!(package.contains_key("checksum"), expected.is_some(), "{}", package["name"]);
    }
}

#[test]
fn users_of_the_models_build_little() {
    let generator = built_by_users_of("spectable-build");
    assert!(
        generator.len() <= 12,
        "{} crates are built for the build script: {generator:?}",
        generator.len()
    );
    for package in ["purecloud-models", "spectable", "spectable-build"] {
        let built = built_by_users_of(package);
        for derive in ["proc-macro2 ", "serde_derive ", "syn "] {
            assert!(
                !built.keys().any(|name| name.starts_with(derive)),
                "{package} brings {derive}: {built:?}"
            );
        }
    }
}

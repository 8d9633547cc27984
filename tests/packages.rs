//! Packages: what a user finds at the registry. Each published package has its files, its words to be found by, and a README whose
//! links lead to files that are in the package.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The published packages, and their folders.
const PACKAGES: [(&str, &str); 7] = [
    ("purecloud-models", ""),
    ("spectable", "crates/spectable"),
    ("spectable-build", "crates/spectable-build"),
    ("spectable-drift", "crates/spectable-drift"),
    ("spectable-audit", "crates/spectable-audit"),
    ("spectable-sample", "crates/spectable-sample"),
    ("spectable-cli", "crates/spectable-cli"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).current_dir(root()).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The files of a package, with `/` between folders.
fn files_of(package: &str) -> BTreeSet<String> {
    let list = cargo(&["package", "--list", "--allow-dirty", "--offline", "--locked", "-p", package]);
    list.lines().map(|line| line.replace('\\', "/")).collect()
}

/// The patterns of `include` in a manifest, without the `/` at their beginning.
fn included(manifest: &str) -> Vec<String> {
    let list = manifest.split("\ninclude = [").nth(1).unwrap().split(']').next().unwrap();
    let quoted = list.split('"').skip(1).step_by(2);
    quoted.map(|pattern| pattern.strip_prefix('/').unwrap().to_owned()).collect()
}

fn matches(pattern: &str, file: &str) -> bool {
    match pattern.split_once('*') {
        Some((before, after)) => file.starts_with(before) && file.ends_with(after),
        None => file == pattern || file.starts_with(&format!("{pattern}/")),
    }
}

#[test]
fn every_file_that_a_package_includes_exists() {
    for (package, folder) in PACKAGES {
        let files = files_of(package);
        for file in ["README.md", "LICENSE-APACHE", "LICENSE-MIT", "src/lib.rs"] {
            assert!(files.contains(file), "{package} lacks {file}");
        }
        let manifest = std::fs::read_to_string(root().join(folder).join("Cargo.toml")).unwrap();
        let patterns = included(&manifest);
        assert!(!patterns.is_empty());
        for pattern in patterns {
            assert!(
                files.iter().any(|file| matches(&pattern, file)),
                "{package} includes {pattern}: no such file"
            );
        }
    }
}

#[test]
fn every_package_can_be_found() {
    let metadata: Value = serde_json::from_str(&cargo(&[
        "metadata",
        "--locked",
        "--offline",
        "--no-deps",
        "--format-version",
        "1",
    ]))
    .unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let published = packages.iter().filter(|package| package["publish"].is_null());
    let published = published.map(|package| (package["name"].as_str().unwrap(), package)).collect::<Vec<_>>();
    let names = published.iter().map(|(name, _)| *name).collect::<BTreeSet<_>>();
    assert_eq!(names, PACKAGES.map(|(name, _)| name).into_iter().collect());
    for (name, package) in published {
        for key in ["description", "license", "readme", "rust_version"] {
            assert!(package[key].as_str().is_some_and(|text| !text.is_empty()), "{name} has no {key}");
        }
        let keywords = package["keywords"].as_array().unwrap();
        assert!((1..=5).contains(&keywords.len()), "{name}: {keywords:?}");
        assert!(keywords.iter().all(|word| word.as_str().unwrap().len() <= 20), "{name}: {keywords:?}");
        assert!((1..=5).contains(&package["categories"].as_array().unwrap().len()), "{name} has no category");
    }
}

/// The targets of links within the repository, outside code.
fn links(document: &str) -> Vec<String> {
    let prose = document.split("```").step_by(2).collect::<String>();
    let targets = prose.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    targets.filter(|target| !target.is_empty() && !target.contains("://")).map(str::to_owned).collect()
}

/// The file that a link of a document leads to; `None` if the link leaves the package.
fn target(document: &str, link: &str) -> Option<String> {
    let mut path = PathBuf::new();
    for part in Path::new(document).parent()?.join(link).components() {
        match part {
            Component::Normal(name) => path.push(name),
            Component::ParentDir if path.pop() => {}
            Component::CurDir => {}
            _ => return None,
        }
    }
    Some(path.to_str()?.replace('\\', "/"))
}

#[test]
fn links_lead_to_files_of_the_package() {
    let mut checked = 0;
    for (package, folder) in PACKAGES {
        let files = files_of(package);
        for document in files.iter().filter(|file| file.ends_with(".md") && !file.starts_with("schema/")) {
            let text = std::fs::read_to_string(root().join(folder).join(document)).unwrap();
            for link in links(&text) {
                let found = target(document, &link).is_some_and(|file| files.contains(&file));
                assert!(found, "{package}, {document}: `{link}` is not in the package");
                checked += 1;
            }
        }
    }
    assert!(checked > 20, "{checked} links");
}

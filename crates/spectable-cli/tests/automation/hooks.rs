//! The hooks for pre-commit: each is a command line that pre-commit runs in the repository, and a hook that changes a file fails there.

use std::fs;

use serde_json::Value;

use crate::{
    folder::{Folder, Run, of_repository},
    yaml,
};

fn hooks() -> Vec<Value> {
    let hooks = yaml::parse(&fs::read_to_string(of_repository(".pre-commit-hooks.yaml")).unwrap());
    hooks.as_array().unwrap().clone()
}

/// Runs the entry of a hook with more arguments, as pre-commit does.
fn run(folder: &Folder, id: &str, args: &[&str]) -> Run {
    let hooks = hooks();
    let hook = hooks.iter().find(|hook| hook["id"] == id).unwrap();
    let mut words = hook["entry"].as_str().unwrap().split(' ');
    assert_eq!(words.next(), Some("spectable"));
    folder.spectable(&words.chain(args.iter().copied()).collect::<Vec<_>>())
}

#[test]
fn hooks_run_always_and_take_no_files() {
    let ids: Vec<Value> = hooks().iter().map(|hook| hook["id"].clone()).collect();
    assert_eq!(ids, ["spectable-check", "spectable-update"]);
    for hook in hooks() {
        assert_eq!(
            (&hook["language"], &hook["pass_filenames"], &hook["always_run"]),
            (&"system".into(), &"false".into(), &"true".into())
        );
        assert!(hook["name"].is_string() && hook["description"].is_string());
    }
}

#[test]
fn a_page_is_not_committed_without_its_lock() {
    let folder = Folder::new();
    for (to, args) in [("schema", &[][..]), ("models", &["--schema", "models"])] {
        folder.copy("tests/corpus/small/1.0.0", to);
        let lock = format!("{to}/spectable.lock");
        let before = folder.read(&lock);
        assert_eq!(run(&folder, "spectable-check", args).code, 0);
        assert_eq!(run(&folder, "spectable-update", args).code, 0);
        assert_eq!(folder.read(&lock), before, "in step, nothing is changed");

        folder.edit(&format!("{to}/Tool.md"), "| **price** | float |", "| **price** | int |");
        let checked = run(&folder, "spectable-check", args);
        assert_eq!(checked.code, 1);
        assert!(checked.out.contains("Tool.price"), "{checked:?}");
        assert_eq!(folder.read(&lock), before, "a check changes nothing");
        assert_eq!(run(&folder, "spectable-update", args).code, 0);
        assert_ne!(folder.read(&lock), before);
        assert_eq!(run(&folder, "spectable-check", args).code, 0);
    }
}

#[test]
fn a_page_that_is_deleted_is_noticed() {
    let folder = Folder::new();
    folder.copy("tests/corpus/small/1.0.0", "schema");
    fs::remove_file(folder.join("schema/Ping.md")).unwrap();
    assert_eq!(run(&folder, "spectable-check", &[]).code, 1);
}

#[test]
fn the_example_names_hooks_that_there_are_and_this_version() {
    let text = fs::read_to_string(of_repository("docs/ci.md")).unwrap();
    let example =
        text.split("```yaml\n# .pre-commit-config.yaml\n").nth(1).unwrap().split("\n```").next().unwrap();
    let example = yaml::parse(example);
    let mut ids = Vec::new();
    for repository in example["repos"].as_array().unwrap() {
        for hook in repository["hooks"].as_array().unwrap() {
            ids.push(hook["id"].clone());
            for package in hook["additional_dependencies"].as_array().into_iter().flatten() {
                assert_eq!(*package, format!("cli:spectable-cli:{}", env!("CARGO_PKG_VERSION")));
            }
        }
    }
    assert!(ids.len() > 1);
    for id in ids {
        assert!(hooks().iter().any(|hook| hook["id"] == id), "{id}");
    }
}

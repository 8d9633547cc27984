//! The modules are in an order: each imports only those before it. So there is no circle, names know nothing of the schema, the overlay
//! nothing of Markdown, and no stage of the one after it.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const ORDER: [&str; 25] = [
    "parallel",
    "closest",
    "invisible",
    "json_text",
    "location",
    "problem",
    "style",
    "types",
    "operation",
    "documented_type",
    "names",
    "dialect",
    "documented",
    "overlay",
    "schema",
    "rust_type",
    "lock",
    "source",
    "layers",
    "resolve",
    "project",
    "render",
    "build_script",
    "config",
    "lib",
];

/// The text of a module and those within it, without tests.
fn text(path: &Path, text_of: &mut String) {
    for entry in fs::read_dir(path).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            text(&path, text_of);
        } else if path.extension().is_some_and(|it| it == "rs") && path.file_stem().unwrap() != "tests" {
            text_of.push_str(without_tests(&fs::read_to_string(&path).unwrap()));
        }
    }
}

fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap()
}

/// The modules that a text names after `crate::`, alone or in braces.
fn imports(text: &str) -> BTreeSet<String> {
    let word = |text: &str| -> String {
        text.trim_start().chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect()
    };
    let mut found = BTreeSet::new();
    for after in text.split("crate::").skip(1) {
        let Some(inner) = after.strip_prefix('{') else {
            found.insert(word(after));
            continue;
        };
        let (mut depth, mut start) = (0, 0);
        for (at, character) in inner.char_indices() {
            match character {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    found.insert(word(&inner[start..at]));
                    start = at + 1;
                }
                _ => {}
            }
            if character == '}' && depth == 0 && start == at + 1 {
                break;
            }
        }
    }
    found.remove("");
    found
}

#[test]
fn each_module_imports_only_those_before_it() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut seen = BTreeSet::new();
    let mut arrows = 0;
    for module in ORDER {
        let file = fs::read_to_string(source.join(module).with_extension("rs")).unwrap();
        let mut all = without_tests(&file).to_owned();
        text(&source.join(module), &mut all);
        for import in imports(&all).iter().filter(|it| *it != module && ORDER.contains(&it.as_str())) {
            assert!(seen.contains(import), "{module} imports {import}");
            arrows += 1;
        }
        seen.insert(module.to_owned());
    }
    assert!(arrows > 50, "the imports are found: {arrows}");
    let files = fs::read_dir(&source).unwrap().map(|entry| entry.unwrap().path());
    let modules = files
        .filter(|path| path.is_file())
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned());
    assert_eq!(modules.collect::<BTreeSet<_>>(), seen, "every module has its place in the order");
}

//! The folders of the crate are layers: each imports from those below it, and from nothing that is not its business.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The layers, what each may import from this crate besides itself, and from elsewhere must not.
const LAYERS: [(&str, &[&str], &[&str]); 6] = [
    ("place", &[], &["clap", "annotate_snippets", "std::fs", "std::io"]),
    ("drift", &["place"], &["clap", "annotate_snippets", "std::env", "std::fs", "std::io", "std::process"]),
    ("terminal", &["place"], &["clap", "std::fs", "std::path"]),
    (
        "report",
        &["drift", "place", "terminal"],
        &["clap", "std::env", "std::fs", "std::io", "std::path", "std::process"],
    ),
    ("workspace", &["drift", "place", "terminal"], &["clap"]),
    ("arguments", &["drift", "report", "terminal"], &["std::fs", "std::io"]),
];

/// What a report may use of the terminal: what turns values into text, not what writes it.
const PURE_PARTS_OF_TERMINAL: [&str; 3] =
    ["crate::terminal::count", "crate::terminal::printable", "crate::terminal::snippet"];

/// Every source file: its path of modules (`crate::drift::rules`), and the paths that it names.
fn imports() -> BTreeMap<String, BTreeSet<String>> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = BTreeMap::new();
    let mut folders = vec![(source, "crate".to_owned())];
    while let Some((folder, module)) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let inner = format!("{module}::{name}");
            if path.is_dir() {
                folders.push((path, inner));
            } else if path.extension().is_some_and(|it| it == "rs") && name != "tests" {
                files.insert(inner.clone(), uses(&path, &inner));
            }
        }
    }
    files
}

/// The paths of the `use` lines of a file. Those of modules within it, such as its tests, are indented.
fn uses(file: &PathBuf, module: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(file).unwrap();
    let mut paths = Vec::new();
    for statement in text.split("\nuse ").skip(1).chain(text.split("\npub use ").skip(1)) {
        let tree: String = statement.split(';').next().unwrap().split_whitespace().collect();
        expand("", &tree, &mut paths);
    }
    let parent = module.rsplit_once("::").map_or(module, |(parent, _)| parent);
    let absolute = |path: String| match path.split_once("::") {
        Some(("super", rest)) => format!("{parent}::{rest}"),
        Some(("self", rest)) => format!("{module}::{rest}"),
        _ => path,
    };
    paths.into_iter().map(absolute).chain(inline(&text)).collect()
}

/// The paths from a root that are written out in the code, outside of its tests.
fn inline(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap();
    let in_path = |char: char| char.is_alphanumeric() || char == '_' || char == ':';
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split(|char| !in_path(char)))
        .map(|word| word.trim_end_matches(':'))
        .filter(|word| {
            ["annotate_snippets::", "clap::", "crate::", "std::"].iter().any(|it| word.starts_with(it))
        })
        .map(str::to_owned)
        .collect()
}

/// `a::{b, c::d}` as `a::b` and `a::c::d`.
fn expand(prefix: &str, tree: &str, paths: &mut Vec<String>) {
    let Some((head, rest)) = tree.split_once('{') else {
        return paths.push(format!("{prefix}{tree}"));
    };
    let (mut depth, mut start) = (0, 0);
    let inner = rest.strip_suffix('}').unwrap();
    for (at, char) in inner.char_indices().chain([(inner.len(), ',')]) {
        match char {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let part = &inner[start..at];
                if !part.is_empty() {
                    expand(&format!("{prefix}{head}"), part, paths);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
}

fn begins_with(path: &str, module: &str) -> bool {
    path.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

#[test]
fn each_layer_knows_only_those_below_it() {
    let files = imports();
    for (layer, below, foreign) in LAYERS {
        let own = format!("crate::{layer}");
        let of_layer: Vec<_> = files.iter().filter(|(module, _)| begins_with(module, &own)).collect();
        assert!(!of_layer.is_empty(), "{layer}");
        for (module, uses) in of_layer {
            for path in uses {
                let below = below.iter().any(|it| begins_with(path, &format!("crate::{it}")));
                assert!(
                    !begins_with(path, "crate") || below || begins_with(path, &own),
                    "{module} uses {path}"
                );
                assert!(!foreign.iter().any(|it| begins_with(path, it)), "{module} uses {path}");
                let speaks = layer == "report" && begins_with(path, "crate::terminal");
                let pure = PURE_PARTS_OF_TERMINAL.iter().any(|it| begins_with(path, it));
                assert!(!speaks || pure, "{module} uses {path}");
            }
        }
    }
}

/// A file that imports none of those left is in no circle, nor is one that none of those left imports.
#[test]
fn no_file_imports_itself_by_way_of_others() {
    let files = imports();
    let of = |path: &str| files.keys().filter(|file| begins_with(path, file)).max_by_key(|file| file.len());
    let mut left: BTreeMap<&String, BTreeSet<&String>> = files
        .iter()
        .map(|(file, uses)| (file, uses.iter().filter_map(|it| of(it)).filter(|it| *it != file).collect()))
        .collect();
    assert!(left.values().map(BTreeSet::len).sum::<usize>() > 100, "the imports are found");
    loop {
        let before = left.len();
        let used: BTreeSet<&String> = left.values().flatten().copied().collect();
        left.retain(|file, _| used.contains(file));
        let open: BTreeSet<&String> = left.keys().copied().collect();
        left.values_mut().for_each(|uses| uses.retain(|it| open.contains(it)));
        left.retain(|_, uses| !uses.is_empty());
        if left.len() == before {
            break;
        }
    }
    assert!(left.is_empty(), "{left:#?}");
}

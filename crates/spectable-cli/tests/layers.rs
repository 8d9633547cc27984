//! The folders of the crate are layers: each imports from those below it, and from nothing that is not its business.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The crates, and their layers: what each may import from its crate besides itself, and from elsewhere must not. A layer of several
/// modules has their names with spaces between.
const LAYERS: [(&str, &str, &[&str], &[&str]); 10] = [
    ("spectable-drift", "place fingerprint glob label verdict", &[], PURE),
    ("spectable-drift", "rules finding ways wire constraints pairing", CORE, PURE),
    ("spectable-drift", "changes gate plausibility rust_item selection version", CORE, PURE),
    ("spectable-drift", "report", &["finding", "label", "place", "rules", "verdict", "waiver"], NO_FILES),
    ("spectable-audit", "place slot form kinds looks bounded", &["form", "place"], PURE),
    ("spectable-audit", "plan route tally chunk scan har walk", AUDIT, PURE),
    (
        "spectable-audit",
        "finding report suggest",
        &["form", "place", "report", "finding", "suggest", "run"],
        NO_FILES,
    ),
    ("spectable-cli", "terminal", &[], &["clap", "std::fs", "std::path"]),
    ("spectable-cli", "workspace", &["terminal"], &["clap"]),
    ("spectable-cli", "arguments", &["terminal"], &["std::fs", "std::io"]),
];

/// What the comparison itself consists of.
const CORE: &[&str] = &[
    "changes",
    "constraints",
    "finding",
    "fingerprint",
    "glob",
    "pairing",
    "place",
    "rules",
    "rust_item",
    "verdict",
    "ways",
    "wire",
];
/// What counts records.
const AUDIT: &[&str] = &[
    "bounded", "chunk", "form", "kinds", "looks", "place", "plan", "route", "scan", "slot", "tally", "walk",
];
const NO_FILES: &[&str] = &["clap", "std::env", "std::fs", "std::io", "std::path", "std::process"];
const PURE: &[&str] =
    &["clap", "annotate_snippets", "std::env", "std::fs", "std::io", "std::path", "std::process"];

/// Every source file of a crate: its path of modules (`crate::changes::draft`), and the paths that it names.
fn imports(package: &str) -> BTreeMap<String, BTreeSet<String>> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(package).join("src");
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
    for (package, layer, below, foreign) in LAYERS {
        let files = imports(package);
        for own in layer.split(' ').map(|module| format!("crate::{module}")) {
            let of_layer: Vec<_> = files.iter().filter(|(module, _)| begins_with(module, &own)).collect();
            assert!(!of_layer.is_empty(), "{own}");
            for (module, path) in
                of_layer.iter().flat_map(|(module, uses)| uses.iter().map(move |it| (module, it)))
            {
                let below = below.iter().any(|it| begins_with(path, &format!("crate::{it}")));
                assert!(
                    !begins_with(path, "crate") || below || begins_with(path, &own),
                    "{module} uses {path}"
                );
                assert!(!foreign.iter().any(|it| begins_with(path, it)), "{module} uses {path}");
            }
        }
    }
}

/// A file that imports none of those left is in no circle, nor is one that none of those left imports.
#[test]
fn no_file_imports_itself_by_way_of_others() {
    for package in ["spectable-drift", "spectable-audit", "spectable-cli"] {
        let files = imports(package);
        let of =
            |path: &str| files.keys().filter(|file| begins_with(path, file)).max_by_key(|file| file.len());
        let mut left: BTreeMap<&String, BTreeSet<&String>> = files
            .iter()
            .map(|(file, uses)| {
                (file, uses.iter().filter_map(|it| of(it)).filter(|it| *it != file).collect())
            })
            .collect();
        assert!(left.values().map(BTreeSet::len).sum::<usize>() > 50, "the imports are found");
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
}

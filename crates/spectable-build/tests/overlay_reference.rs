//! docs/overlay.md: each example is read by the real reader and fits its pages, and each key that the reader knows is there.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by failing")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use spectable_build::Config;
use spectable_build::location::Files;
use spectable_build::overlay::Overlay;
use spectable_build::problem::{Problems, Severity};

fn reference() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/overlay.md");
    fs::read_to_string(path).unwrap().replace('\r', "")
}

/// The blocks of a language in a document.
fn blocks<'a>(document: &'a str, language: &str) -> Vec<&'a str> {
    let open = format!("```{language}\n");
    document.split(open.as_str()).skip(1).map(|rest| rest.split("\n```").next().unwrap()).collect()
}

/// Writes the pages whose blocks say in which file they are.
fn write_pages_of_other_sources(document: &str, folder: &Path) {
    for block in document.split("\n```markdown ").skip(1) {
        let (path, page) = block.split_once('\n').unwrap();
        let page = page.split("\n```").next().unwrap();
        fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
        fs::write(folder.join(path), format!("{page}\n")).unwrap();
    }
}

/// What the reader says of an overlay: message and remedy.
fn problems_of(text: &str) -> Vec<(String, String)> {
    let mut problems = Problems::default();
    Overlay::parse("spectable.toml", text, &mut Files::default(), &mut problems);
    problems.iter().map(|problem| (problem.message.clone(), problem.remedy.clone())).collect()
}

/// The keys that the reader would have expected in place of one that is like none of them.
fn keys_expected_by(text: &str) -> Vec<String> {
    let said = problems_of(text);
    let listed = said.iter().find_map(|(_, remedy)| remedy.strip_prefix("expected one of "));
    let listed = listed.unwrap_or_else(|| panic!("{text}: {said:?}"));
    listed.split(", ").map(|key| key.trim_matches(['`', '.']).to_owned()).collect()
}

#[test]
fn every_example_is_an_overlay_for_the_pages_of_the_document() {
    let document = reference();
    let examples = blocks(&document, "toml");
    assert!(examples.len() >= 8, "{}", examples.len());
    for example in examples {
        assert_eq!(problems_of(example), [], "{example}");
        let folder = tempfile::tempdir().unwrap();
        for page in blocks(&document, "markdown") {
            let name = page.lines().next().unwrap().trim_start_matches("# ");
            fs::write(folder.path().join(format!("{name}.md")), format!("{page}\n")).unwrap();
        }
        if example.contains("[[source]]") {
            write_pages_of_other_sources(&document, folder.path());
        }
        fs::write(folder.path().join("spectable.toml"), example).unwrap();
        let config = Config::read(folder.path());
        let errors = config.problems().iter().filter(|problem| problem.severity == Severity::Error);
        assert_eq!(errors.map(|error| &error.message).collect::<Vec<_>>(), [""; 0], "{example}");
    }
}

/// A section of the document describes exactly the keys of an entry, and shows each of them at work.
#[test]
fn every_key_that_the_reader_knows_is_described_and_shown() {
    let document = reference();
    let keys = keys_expected_by("no-such-key-at-all = 1");
    assert!(keys.len() >= 8, "{keys:?}");
    for key in keys {
        let title = ["", "[", "[["].map(|open| format!("\n## `{open}{key}{}`\n", "]".repeat(open.len())));
        let section = title.iter().find_map(|title| document.split(title.as_str()).nth(1));
        let section = section.unwrap_or_else(|| panic!("docs/overlay.md has no section `{key}`"));
        let section = section.split("\n## `").next().unwrap();
        let examples = blocks(section, "toml").concat();
        assert!(examples.contains(&key), "docs/overlay.md has no example of `{key}`");
        if examples.contains(&format!("[[{key}]]")) {
            let expected = keys_expected_by(&format!("[[{key}]]\nno-such-key-at-all = 1"));
            let described = section.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
            let described = described.map(|(key, _)| key.to_owned()).collect::<BTreeSet<_>>();
            assert_eq!(described, expected.iter().cloned().collect(), "the table of `[[{key}]]`");
            for inner in expected {
                assert!(
                    examples.contains(&format!("\n{inner} = ")),
                    "no example of `{inner}` in `[[{key}]]`"
                );
            }
        }
    }
}

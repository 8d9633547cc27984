//! What makes the command pleasant in a shell: completions, manual pages, how much it says, and words for what was misspelt.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

/// A page with six notes of one kind: names that are alike.
const PAGE: &str = "\
# Call

|Name | Type | Description | Notes|
|------------ | ------------- | ------------- | -------------|
| **a_b** | **str** | | |
| **a-b** | **str** | | |
| **c_d** | **str** | | |
| **c-d** | **str** | | |
| **e_f** | **str** | | |
| **e-f** | **str** | | |
";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("pages")).unwrap();
    fs::write(folder.path().join("pages/Call.md"), PAGE).unwrap();
    folder
}

/// The exit code, and what is printed to both outputs.
fn run(folder: &Path, args: &str) -> (i32, String, String) {
    let mut spectable = Command::cargo_bin("spectable").unwrap();
    let output = spectable.current_dir(folder).args(args.split(' ')).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn how_much_is_said() {
    let folder = folder();
    let notes = |option: &str| {
        let (code, out, err) = run(folder.path(), &format!("export --from pages{option}"));
        assert_eq!(code, 0, "{err}");
        assert!(out.starts_with('{'), "{out}");
        (err.matches("note[names-alike]").count(), err.contains("`--verbose` lists them"))
    };
    assert_eq!(notes(""), (4, true));
    assert_eq!(notes(" --verbose"), (6, false));
    assert_eq!(notes(" -q"), (0, false));
    let (code, _, err) = run(folder.path(), "export --from pages -q -v");
    assert_eq!(code, 2);
    assert!(err.contains("cannot be used with"), "{err}");
    // Why a command fails is said in any case.
    let (code, _, err) = run(folder.path(), "export --from nowhere --quiet");
    assert_eq!(code, 2);
    assert!(err.contains("`nowhere` cannot be read"), "{err}");
}

#[test]
fn what_was_misspelt() {
    let folder = folder();
    for (args, remedy) in [
        ("export --from page", "did you mean `pages`?"),
        ("export --from pages/Cal.md", "did you mean `pages/Call.md`?"),
        ("export --from elsewhere", "check the path and its permissions"),
        ("explain type-chnged", "did you mean `type-changed`?"),
        ("explain wrong-kind", "docs/traffic.md says what each kind means"),
        ("sample Cal --schema pages", "did you mean `Call`?"),
        ("exprot --from pages", "a similar subcommand exists: 'export'"),
        ("export --form pages", "a similar argument exists: '--from'"),
    ] {
        let (code, _, err) = run(folder.path(), args);
        assert_eq!(code, 2, "{args}");
        assert!(err.contains(remedy), "{args}: {err}");
    }
}

#[test]
fn completions_know_the_commands() {
    let folder = folder();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (code, script, err) = run(folder.path(), &format!("completions {shell}"));
        assert_eq!((code, err.as_str()), (0, ""), "{shell}");
        for word in ["sample", "generate", "fail-on"] {
            assert!(script.contains(word), "{word} is not in the script for {shell}");
        }
    }
}

#[test]
fn each_command_has_a_manual_page() {
    let folder = folder();
    let (code, _, err) = run(folder.path(), "man pages/man1");
    assert_eq!(code, 0, "{err}");
    let page = |name: &str| fs::read_to_string(folder.path().join("pages/man1").join(name)).unwrap();
    assert!(page("spectable.1").contains("spectable\\-diff(1)"));
    assert!(page("spectable-diff.1").contains("fail\\-on"));
    let (code, _, err) = run(folder.path(), "man pages/Call.md");
    assert_eq!(code, 2);
    assert!(err.contains("cannot be written"), "{err}");
}

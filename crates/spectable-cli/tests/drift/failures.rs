//! Each way to fail has its exit code, and none of them passes for "nothing changed".

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use crate::project::{Project, Row, page};

const PAGES: [(&str, &[Row<'static>]); 4] = [
    ("Queue", &[("id", "str", "The ID.", "[optional] "), ("owner", "[User](User)", "", "[optional] ")]),
    ("User", &[("id", "str", "The ID.", "[optional] "), ("team", "[Team](Team)", "", "[optional] ")]),
    ("Team", &[("id", "str", "The ID.", "[optional] "), ("size", "int", "", "")]),
    ("Skill", &[("name", "str", "Its name.", "[optional] ")]),
];

/// A folder of four pages with overlay and lock, and the same pages as upstream.
pub fn project() -> Project {
    let project = Project::new();
    for (model, rows) in PAGES {
        project.write(&format!("schema/{model}.md"), page(model, rows));
        project.write(&format!("upstream/{model}.md"), page(model, rows));
    }
    project.write("schema/spectable.toml", "wire-names = \"camelCase\"\n");
    let run = project.spectable(&["update"]);
    assert_eq!(run.code, 0, "{}", run.err);
    project
}

/// Every file of a folder.
fn content(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

fn archive(project: &Project) -> Vec<u8> {
    let run = project.run(Command::new("tar").args(["czf", "pages.tar.gz", "-C", "upstream", "."]));
    assert_eq!(run.code, 0, "{}", run.err);
    fs::read(project.join("pages.tar.gz")).unwrap()
}

/// What happens to upstream, and how `check --upstream`, `update` and `diff` end.
#[test]
fn upstream_in_every_state() {
    type Change = fn(&Project) -> &'static str;
    let cases: [(&str, Change, [i32; 3]); 15] = [
        ("as we have it", |_| "upstream", [0, 0, 0]),
        ("not there", |_| "nowhere", [3, 3, 2]),
        (
            "an empty folder",
            |it| {
                fs::create_dir(it.join("empty")).unwrap();
                "empty"
            },
            [3, 3, 2],
        ),
        (
            "an HTML page for one",
            |it| {
                it.write("upstream/User.md", "<!DOCTYPE html>\n<p>404</p>");
                "upstream"
            },
            [3, 3, 3],
        ),
        (
            "an archive",
            |it| {
                archive(it);
                "pages.tar.gz"
            },
            [0, 0, 0],
        ),
        (
            "a truncated archive",
            |it| {
                let bytes = archive(it);
                it.write("pages.tar.gz", &bytes[..bytes.len() / 2]);
                "pages.tar.gz"
            },
            [3, 3, 3],
        ),
        (
            "an HTML page for the archive",
            |it| {
                it.write("pages.tar.gz", "<!DOCTYPE html>");
                "pages.tar.gz"
            },
            [3, 3, 3],
        ),
        (
            "a page gone",
            |it| {
                fs::remove_file(it.join("upstream/Skill.md")).unwrap();
                "upstream"
            },
            [1, 0, 1],
        ),
        (
            "half of the pages gone",
            |it| {
                fs::remove_file(it.join("upstream/Skill.md")).unwrap();
                fs::remove_file(it.join("upstream/Queue.md")).unwrap();
                "upstream"
            },
            [3, 3, 1],
        ),
        (
            "empty tables",
            |it| {
                for model in ["Queue", "User", "Team"] {
                    it.write(&format!("upstream/{model}.md"), page(model, &[]));
                }
                "upstream"
            },
            [3, 3, 1],
        ),
        (
            "a page under another file name",
            |it| {
                fs::rename(it.join("upstream/User.md"), it.join("upstream/Person.md")).unwrap();
                "upstream"
            },
            [0, 0, 0],
        ),
        (
            "byte order marks",
            |it| {
                for (model, rows) in PAGES {
                    it.write(&format!("upstream/{model}.md"), format!("\u{feff}{}", page(model, rows)));
                }
                "upstream"
            },
            [0, 0, 0],
        ),
        (
            "Windows line endings",
            |it| {
                for (model, rows) in PAGES {
                    it.write(&format!("upstream/{model}.md"), page(model, rows).replace('\n', "\r\n"));
                }
                "upstream"
            },
            [0, 0, 0],
        ),
        (
            "a page without a table",
            |it| {
                it.write("upstream/User.md", "# User\n");
                "upstream"
            },
            [3, 3, 3],
        ),
        (
            "not UTF-8",
            |it| {
                it.write("upstream/User.md", b"# User\xff\n");
                "upstream"
            },
            [3, 3, 3],
        ),
    ];
    for (name, change, codes) in cases {
        let project = project();
        let source = change(&project);
        let before = content(&project.join("schema"));
        let check = project.spectable(&["check", "--upstream", source]);
        assert_eq!(check.code, codes[0], "check, {name}: {check:?}");
        let diff = project.spectable(&["diff", "schema", source, "--fail-on", "patch"]);
        assert_eq!(diff.code, codes[2], "diff, {name}: {diff:?}");
        let dry = project.spectable(&["update", "--from", source, "--dry-run"]);
        assert_eq!(dry.code, codes[1], "update --dry-run, {name}: {dry:?}");
        assert_eq!(content(&project.join("schema")), before, "{name}: nothing is changed by looking");
        let update = project.spectable(&["update", "--from", source]);
        assert_eq!(update.code, codes[1], "update, {name}: {update:?}");
        if update.code == 0 {
            let again = project.spectable(&["check", "--upstream", source]);
            assert_eq!(again.code, 0, "check after update, {name}: {again:?}");
        } else {
            assert_eq!(content(&project.join("schema")), before, "{name}: a refused update changes nothing");
            assert!(update.err.starts_with("error"), "{name}: {}", update.err);
        }
        assert_eq!(project.spectable(&["check"]).code, 0, "{name}");
    }
}

#[test]
fn a_shrink_can_be_accepted() {
    let project = project();
    fs::remove_file(project.join("upstream/Skill.md")).unwrap();
    fs::remove_file(project.join("upstream/Queue.md")).unwrap();
    assert_eq!(project.spectable(&["update", "--from", "upstream"]).code, 3);
    let run = project.spectable(&["update", "--from", "upstream", "--accept-shrink"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("`Queue` was removed"), "{}", run.out);
    assert!(!project.join("schema/Queue.md").exists());
}

#[test]
fn local_files_in_every_state() {
    let edit = |from: &'static str, to: &'static str| {
        move |project: &Project, file: &str| {
            let text = project.read(file);
            assert!(text.contains(from));
            project.write(file, text.replacen(from, to, 1));
        }
    };
    let lock = "schema/spectable.lock";
    let page = "schema/User.md";
    type Edit = Box<dyn Fn(&Project, &str)>;
    let cases: [(&str, &str, Edit, i32); 9] = [
        ("as they were", lock, Box::new(edit("", "")), 0),
        ("a lock with conflict markers", lock, Box::new(edit("model", "<<<<<<< HEAD\nmodel")), 2),
        ("a lock from a later version", lock, Box::new(edit("format 1", "format 2")), 2),
        ("a lock that is cut off", lock, Box::new(edit("\nend\n", "\n")), 2),
        ("no lock", lock, Box::new(|it, file| fs::remove_file(it.join(file)).unwrap()), 2),
        ("a page with another type", page, Box::new(edit("| str |", "| int |")), 1),
        ("a page with another description", page, Box::new(edit("The ID.", "An ID.")), 1),
        ("a page with a byte order mark", page, Box::new(edit("# User", "\u{feff}# User")), 1),
        (
            "a page that cannot be read",
            page,
            Box::new(edit("| **id** | str | The ID. | [optional]  |", "| **id** |")),
            2,
        ),
    ];
    for (name, file, edit, code) in cases {
        let project = project();
        edit(&project, file);
        let run = project.spectable(&["check"]);
        assert_eq!(run.code, code, "{name}: {run:?}");
    }
    let project = Project::new();
    assert_eq!(project.spectable(&["check"]).code, 2, "no folder at all");
}

#[test]
fn a_merge_conflict_is_resolved_by_running_update_again() {
    let project = project();
    let lock = project.read("schema/spectable.lock");
    let line = "  id: String = \"id\"\n";
    let conflict = format!("<<<<<<< HEAD\n{line}=======\n{line}  nick: String = \"nick\"\n>>>>>>> other\n");
    project.write("schema/spectable.lock", lock.replacen(line, &conflict, 1));
    let run = project.spectable(&["check"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("run `spectable update` again"), "{}", run.err);
    let run = project.spectable(&["update"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(project.read("schema/spectable.lock"), lock);
}

#[test]
fn a_name_that_was_released_stays() {
    let project = Project::new();
    project.write("schema/B.md", page("user_ref", &[("id", "str", "", "")]));
    assert_eq!(project.spectable(&["update"]).code, 0);
    assert!(project.read("schema/spectable.lock").contains("model UserRef = \"user_ref\""));
    // Without the lock, this page would take the name.
    project.write("schema/A.md", page("UserRef", &[("id", "str", "", "")]));
    let run = project.spectable(&["update"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let lock = project.read("schema/spectable.lock");
    assert!(lock.contains("model UserRef = \"user_ref\""), "{lock}");
    assert!(lock.contains("model UserRef2 = \"UserRef\""), "{lock}");
}

/// Standard text of `sh -c`: the limit of a file's size stands for a disk that is full.
fn with_full_disk(project: &Project, script: &str) -> crate::project::Run {
    let spectable = env!("CARGO_BIN_EXE_spectable");
    let script = format!("ulimit -f 0; {script} {spectable} update --from upstream");
    project.run(Command::new("sh").args(["-c", &script]))
}

#[test]
fn a_full_disk_leaves_what_was_there() {
    let project = project();
    project.write("upstream/User.md", page("User", &[("id", "int", "", "")]));
    let before = content(&project.join("schema"));
    let run = with_full_disk(&project, "trap '' XFSZ;");
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("nothing was changed"), "{}", run.err);
    assert_eq!(content(&project.join("schema")), before);
    // The same, but the process is killed in the middle of writing.
    let run = with_full_disk(&project, "exec");
    assert_ne!(run.code, 0, "{run:?}");
    assert_eq!(content(&project.join("schema")), before);
    assert_eq!(project.spectable(&["check"]).code, 0);
    let run = project.spectable(&["update", "--from", "upstream"]);
    assert_eq!(run.code, 0, "what was left behind is in nobody's way: {run:?}");
    let left: Vec<String> = content_names(project.path());
    assert_eq!(left, ["schema", "upstream"]);
}

fn content_names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn two_updates_at_once_are_one_too_many() {
    let project = project();
    let claim = spectable_cli::workspace::atomic_folder::Claim::of(&project.join("schema")).unwrap();
    let run = project.spectable(&["update", "--from", "upstream"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("another update"), "{}", run.err);
    drop(claim);
    assert_eq!(project.spectable(&["update", "--from", "upstream"]).code, 0);
}

#[test]
fn an_output_that_goes_away_is_no_panic() {
    let project = project();
    let spectable = env!("CARGO_BIN_EXE_spectable");
    let script = format!("{spectable} diff schema upstream --format json | true");
    let run = project.run(Command::new("sh").args(["-c", &script]));
    assert!(!run.err.contains("panicked"), "{}", run.err);
}

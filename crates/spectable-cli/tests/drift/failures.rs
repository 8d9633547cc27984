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

/// A state of upstream: its name, what makes it, and how `check --upstream`, `update` and `diff` end.
type State = (&'static str, fn(&Project) -> &'static str, [i32; 3]);

/// Makes a state in the folder `upstream`.
fn folder(change: impl FnOnce()) -> &'static str {
    change();
    "upstream"
}

/// Makes a state in an archive of the pages.
fn packed(project: &Project, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> &'static str {
    let bytes = change(archive(project));
    project.write("pages.tar.gz", bytes);
    "pages.tar.gz"
}

fn remove(project: &Project, models: &[&str]) {
    for model in models {
        fs::remove_file(project.join(&format!("upstream/{model}.md"))).unwrap();
    }
}

fn rewrite(project: &Project, edit: impl Fn(String) -> String) {
    for (model, rows) in PAGES {
        project.write(&format!("upstream/{model}.md"), edit(page(model, rows)));
    }
}

fn empty_tables(project: &Project) {
    for model in ["Queue", "User", "Team"] {
        project.write(&format!("upstream/{model}.md"), page(model, &[]));
    }
}

fn empty_folder(project: &Project) -> &'static str {
    fs::create_dir(project.join("empty")).unwrap();
    "empty"
}

fn move_page(project: &Project) {
    fs::rename(project.join("upstream/User.md"), project.join("upstream/Person.md")).unwrap();
}

const STATES: [State; 15] = [
    ("as we have it", |_| "upstream", [0, 0, 0]),
    ("not there", |_| "nowhere", [3, 3, 2]),
    ("an empty folder", empty_folder, [3, 3, 2]),
    ("an HTML page", |it| folder(|| it.write("upstream/User.md", "<!DOCTYPE html>\n<p>404</p>")), [3, 3, 3]),
    ("an archive", |it| packed(it, |bytes| bytes), [0, 0, 0]),
    ("a truncated archive", |it| packed(it, |bytes| bytes[..bytes.len() / 2].to_vec()), [3, 3, 3]),
    ("HTML as an archive", |it| packed(it, |_| b"<!DOCTYPE html>".to_vec()), [3, 3, 3]),
    ("a page gone", |it| folder(|| remove(it, &["Skill"])), [1, 0, 1]),
    ("half of the pages gone", |it| folder(|| remove(it, &["Skill", "Queue"])), [3, 3, 1]),
    ("empty tables", |it| folder(|| empty_tables(it)), [3, 3, 1]),
    ("a page under another file name", |it| folder(|| move_page(it)), [0, 0, 0]),
    ("byte order marks", |it| folder(|| rewrite(it, |page| format!("\u{feff}{page}"))), [0, 0, 0]),
    ("Windows line endings", |it| folder(|| rewrite(it, |page| page.replace('\n', "\r\n"))), [0, 0, 0]),
    ("a page without a table", |it| folder(|| it.write("upstream/User.md", "# User\n")), [3, 3, 3]),
    ("not UTF-8", |it| folder(|| it.write("upstream/User.md", b"# User\xff\n")), [3, 3, 3]),
];

#[test]
fn upstream_in_every_state() {
    for (name, change, [check, update, diff]) in STATES {
        let project = project();
        let source = change(&project);
        let before = content(&project.join("schema"));
        let ends = |args: &[&str], code: i32| {
            let run = project.spectable(args);
            assert_eq!(run.code, code, "{name}: {args:?}: {run:?}");
            run
        };
        ends(&["check", "--upstream", source], check);
        ends(&["diff", "schema", source, "--fail-on", "patch"], diff);
        ends(&["update", "--from", source, "--dry-run"], update);
        assert_eq!(content(&project.join("schema")), before, "{name}: looking changes nothing");
        let run = ends(&["update", "--from", source], update);
        if run.code == 0 {
            ends(&["check", "--upstream", source], 0);
        } else {
            assert_eq!(content(&project.join("schema")), before, "{name}: a refused update changes nothing");
            assert!(run.err.starts_with("error"), "{name}: {}", run.err);
        }
        ends(&["check"], 0);
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
        ("a lock from a later version", lock, Box::new(edit("format 1", "format 99")), 2),
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

/// A limit on the size of files acts like a full disk.
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
    assert_eq!(run.code, 0, "what was left behind is not in the way: {run:?}");
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
fn a_second_command_that_changes_at_the_same_time_fails() {
    let project = project();
    let claim = spectable_cli::workspace::atomic_folder::Claim::of(&project.join("schema")).unwrap();
    let run = project.spectable(&["update", "--from", "upstream"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("another command is changing"), "{}", run.err);
    drop(claim);
    // A process that another test starts at this moment inherits the claim until it has begun its own program.
    let runs = || project.spectable(&["update", "--from", "upstream"]).code == 0;
    assert!((0..50).any(|_| runs()), "the folder is free again");
}

#[test]
fn a_closed_output_does_not_cause_a_panic() {
    let project = project();
    let spectable = env!("CARGO_BIN_EXE_spectable");
    let script = format!("{spectable} diff schema upstream --format json | true");
    let run = project.run(Command::new("sh").args(["-c", &script]));
    assert!(!run.err.contains("panicked"), "{}", run.err);
}

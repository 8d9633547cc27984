//! A build script, `generate`, `export`, `doctor`, `check` and `update` agree about one folder, with anything in it.

use std::fs;

use spectable_build::{Config, problem::Severity};

use crate::project::{Project, Run, page};

const LOCK: &str = "schema/spectable.lock";
const OVERLAY: &str = "schema/spectable.toml";

/// A folder of two pages, an overlay and a lock that agree.
fn project() -> Project {
    let project = Project::new();
    project.write(
        "schema/Queue.md",
        page("Queue", &[("pcSelf", "str", "", ""), ("owner", "[User](User)", "", "")]),
    );
    project.write("schema/User.md", page("User", &[("user_name", "str", "'a' or 'b'", "")]));
    project.write(OVERLAY, "wire-names = \"camelCase\"\n");
    assert_eq!(project.spectable(&["update"]).code, 0);
    project
}

/// The errors of a build script, without the severity and the name of the folder above.
fn of_build_script(project: &Project) -> Vec<String> {
    let config = Config::read(project.join("schema"));
    let above = format!("{}/", project.path().display());
    let errors = config.problems().iter().filter(|problem| problem.severity == Severity::Error);
    let text = |problem: &spectable_build::problem::Problem| problem.display(config.files()).to_string();
    errors.map(|problem| text(problem).replace(&above, "").replace("error: ", "")).collect()
}

/// The errors in what a command wrote for people, in the form of a build script's.
fn of_command(text: &str) -> Vec<String> {
    let mut errors = Vec::new();
    for report in text.split("\n\n").filter(|it| it.trim_start().starts_with("error[")) {
        let after =
            |mark: &str| report.lines().find_map(|line| line.split_once(mark)).map(|(_, rest)| rest.trim());
        let message = after("]: ").unwrap();
        let place = after("--> ").map(|place| format!("{place}: ")).unwrap_or_default();
        let remedy = after("help: ").map(|remedy| format!("; {remedy}")).unwrap_or_default();
        errors.push(format!("{place}{message}{remedy}"));
    }
    errors
}

type Change = fn(&Project);

/// What is done to the folder, and what everybody says then; nothing where all is well.
const STATES: [(&str, Change, &[&str]); 15] = [
    ("clean", |_| {}, &[]),
    ("no overlay", |it| fs::remove_file(it.join(OVERLAY)).unwrap(), &[]),
    ("no lock", |it| fs::remove_file(it.join(LOCK)).unwrap(), &[]),
    ("a lock with other names", |it| it.write(LOCK, it.read(LOCK).replace("pc_self:", "self_:")), &[]),
    (
        "an entry for a model that is not there",
        |it| add(it, "[[rust-name]]\nmodel = \"Gone\"\nname = \"Other\"\nreason = \"r\"\n"),
        &[
            "schema/spectable.toml:2:1: this source has no model `Gone`; correct the name, or take the entry away",
        ],
    ),
    (
        "an entry for a property that is not there",
        |it| add(it, "[[wire-name]]\nmodel = \"User\"\nproperty = \"gone\"\nwire = \"w\"\nreason = \"r\"\n"),
        &[
            "schema/spectable.toml:2:1: `User` has no property `gone`; correct the name to that on the page, or take the entry away",
        ],
    ),
    (
        "an entry that the page repeats",
        |it| {
            add(
                it,
                "[[wire-name]]\nmodel = \"User\"\nproperty = \"user_name\"\nwire = \"userName\"\nreason = \"r\"\n",
            );
        },
        &[
            "schema/spectable.toml:2:1: `userName` is the wire name without this entry as well; take the entry away",
        ],
    ),
    (
        "a type that nothing has",
        |it| add(it, "[[type]]\nname = \"Gone\"\nis = \"str\"\nreason = \"r\"\n"),
        &[
            "schema/spectable.toml:2:1: no property is of the type `Gone`; correct the name, or take the entry away",
        ],
    ),
    (
        "a group of no model",
        |it| add(it, "[groups]\ng = [\"Gone\"]\n"),
        &[
            "schema/spectable.toml:3:6: this source has no model `Gone`; correct the name, or take the entry away",
        ],
    ),
    (
        "a lock that a merge left in conflict",
        |it| it.write(LOCK, it.read(LOCK).replacen("\nmodel", "\n<<<<<<< HEAD\nmodel", 1)),
        &["schema/spectable.lock:1:1: the lock has conflict markers; run `spectable update` again"],
    ),
    (
        "a lock that is cut off",
        |it| it.write(LOCK, "format 1\n"),
        &[
            "schema/spectable.lock:2:1: the lock has no `end`: it is cut off; restore it from the repository; or delete it and run `spectable update`, which may move released names",
        ],
    ),
    (
        "files that are not UTF-8",
        |it| {
            it.write("schema/User.md", b"# User\xff\n");
            it.write(OVERLAY, b"\xff");
            it.write(LOCK, b"\xff");
        },
        &[
            "schema/User.md:1:7: the file is not UTF-8 from here on; save it as UTF-8",
            "schema/spectable.toml:1:1: the file is not UTF-8 from here on; save it as UTF-8",
            "schema/spectable.lock:1:1: the file is not UTF-8 from here on; save it as UTF-8",
        ],
    ),
    (
        "a page that is a folder of pages, and an overlay that is a folder",
        |it| {
            it.write("schema/Deep.md/Team.md", page("Team", &[("id", "str", "", "")]));
            fs::remove_file(it.join(OVERLAY)).unwrap();
            fs::create_dir(it.join(OVERLAY)).unwrap();
        },
        &[
            "`schema/spectable.toml` cannot be read: it is not a regular file; replace it by a file, or remove it",
        ],
    ),
    (
        "an HTML page",
        |it| it.write("schema/User.md", "<!DOCTYPE html>\n<p>404</p>"),
        &[
            "schema/User.md:1:1: this is HTML, not Markdown; fetch the page itself, not the site that shows it",
        ],
    ),
    (
        "two pages of one model",
        |it| it.write("schema/Z.md", page("User", &[("id", "str", "", "")])),
        &[
            "schema/Z.md:1:3: another page documents a model `User`; rename one of them, or take one page away",
        ],
    ),
];

fn add(project: &Project, entry: &str) {
    project.write(OVERLAY, project.read(OVERLAY) + entry);
}

#[test]
fn everybody_says_the_same_of_a_folder() {
    let commands: [&[&str]; 7] = [
        &["generate", "--from", "schema", "--out", "out"],
        &["generate", "--from", "schema", "--out", "out", "--style", "derive"],
        &["export", "--from", "schema"],
        &["doctor", "--from", "schema"],
        &["check"],
        &["check", "--upstream", "schema"],
        &["update", "--dry-run"],
    ];
    for (name, change, expected) in STATES {
        let project = project();
        change(&project);
        assert_eq!(of_build_script(&project), expected, "{name}: the build script");
        for args in commands {
            let Run { code, out, err } = project.spectable(args);
            let said = of_command(if args[0] == "doctor" { &out } else { &err });
            // A merge leaves the lock in conflict, and these two look at the names of both sides.
            if name.contains("conflict") && (args[0] == "update" || args.len() > 2 && args[0] == "check") {
                continue;
            }
            assert_eq!(said, expected, "{name}: {args:?}\n{err}");
            assert_eq!(
                code == 2,
                !expected.is_empty() || (name, args) == ("no lock", &["check"]),
                "{name}: {args:?} {code}\n{err}"
            );
        }
    }
}

#[test]
fn no_page_and_no_folder_are_said_alike() {
    let project = Project::new();
    fs::create_dir(project.join("empty")).unwrap();
    let why = fs::metadata(project.join("nowhere")).unwrap_err();
    for (folder, message) in [
        ("empty", "`empty` holds no page".to_owned()),
        ("nowhere", format!("`nowhere` cannot be read: {why}")),
        ("nowhere.md", format!("`nowhere.md` cannot be read: {why}")),
        ("nowhere.tgz", format!("`nowhere.tgz` cannot be read: {why}")),
    ] {
        for (args, code) in [
            (vec!["generate", "--out", "out", "--from", folder], 2),
            (vec!["export", "--from", folder], 2),
            (vec!["doctor", "--from", folder], 2),
            (vec!["diff", folder, folder], 2),
        ] {
            let run = project.spectable(&args);
            assert_eq!(run.code, code, "{args:?}: {run:?}");
            assert!(run.err.starts_with(&format!("error: {message}\n")), "{args:?}: {}", run.err);
        }
        let config = Config::read(project.join(folder));
        let above = format!("{}/", project.path().display());
        let said: Vec<_> = config.problems().iter().map(|it| it.message.replace(&above, "")).collect();
        assert_eq!(said, [message]);
    }
}

/// The lock decides the names of generated code, with and without a build script.
#[test]
fn generate_takes_the_names_of_the_lock() {
    let project = project();
    project.write(
        LOCK,
        project
            .read(LOCK)
            .replace("pc_self:", "self_:")
            .replace("model User", "model Person")
            .replace("<User>", "<Person>"),
    );
    let run = project.spectable(&["check"]);
    assert_eq!((run.code, run.out.contains("no findings")), (0, true), "{run:?}");
    for style in ["table", "derive"] {
        let run = project.spectable(&["generate", "--from", "schema", "--out", style, "--style", style]);
        assert_eq!(run.code, 0, "{}", run.err);
        let queue = project.read(&format!("{style}/models_q.rs"));
        assert!(
            queue.contains("self_") && queue.contains("Box<Person>") && !queue.contains("pc_self"),
            "{queue}"
        );
    }
    assert!(Config::read(project.join("schema")).schema().models["User"].rust_name == "Person");
}

#[test]
fn an_error_is_told_once() {
    for args in [&["update"][..], &["update", "--dry-run"], &["update", "--from", "upstream"], &["check"]] {
        let project = project();
        project.write("upstream/User.md", page("User", &[("id", "str", "", "")]));
        add(&project, "[[rust-name]]\nmodel = \"Gone\"\nname = \"Other\"\nreason = \"r\"\n");
        let run = project.spectable(args);
        assert_eq!((run.code, run.err.matches("error[").count()), (2, 1), "{args:?}: {}", run.err);
    }
}

/// Overlays that may be for more than the source at hand are weighed less: an entry for a model that it does not have is a note.
#[test]
fn an_overlay_that_is_given_may_be_for_more_than_this_source() {
    let project = project();
    project.write("other.toml", "[[type]]\nname = \"Gone\"\nis = \"str\"\nreason = \"r\"\n");
    let run = project.spectable(&["generate", "--from", "schema", "--config", "other.toml", "--out", "out"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("note[overlay-absent]"), "{}", run.err);
}

/// A pipe would keep the command waiting, a device has no end.
#[cfg(unix)]
#[test]
fn only_regular_files_of_a_folder_are_read() {
    use std::os::unix::{fs::symlink, net::UnixListener};
    let project = project();
    let _socket = UnixListener::bind(project.join("schema/Socket.md")).unwrap();
    symlink("/dev/zero", project.join("schema/Zero.md")).unwrap();
    let pipe = project.run(std::process::Command::new("mkfifo").arg("schema/Pipe.md"));
    assert_eq!(pipe.code, 0, "{}", pipe.err);
    let expected = ["Pipe", "Socket", "Zero"].map(|name| {
        format!(
            "`schema/{name}.md` cannot be read: it is not a regular file; replace it by a file, or remove it"
        )
    });
    assert_eq!(of_build_script(&project), expected);
    for args in [&["check"][..], &["generate", "--from", "schema", "--out", "out"]] {
        assert_eq!(of_command(&project.spectable(args).err), expected, "{args:?}");
    }
}

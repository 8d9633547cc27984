//! `update`: with `--fix`, inside its own folder, and twice.

use std::fs;

use crate::desk::{Desk, harbour, page};

const KEPT: &str = "wire-names = \"camelCase\"\n";
const ENUM: &str =
    "\n[[rust-name]]\nmodel = \"Fare\"\nproperty = \"amount\"\nname = \"price\"\nreason = \"r\"\n";
const TYPE: &str = "\n# Until it has a page.\n[[type]]\nname = \"Captain\"\nis = \"str\"\nreason = \"r\"\n";

/// The harbour with an overlay about a property, and about a name without a page.
fn released() -> Desk {
    let desk = harbour();
    desk.write("docs/Ferry.md", page("Ferry", &[("id", "str"), ("captain", "[**Captain**](Captain.html)")]));
    desk.write("schema/spectable.toml", format!("{KEPT}{ENUM}{TYPE}"));
    desk.works("update --from docs");
    desk
}

#[test]
fn entries_that_the_new_pages_make_stale_are_taken_out_with_fix() {
    let desk = released();
    desk.write("docs/Captain.md", page("Captain", &[("name", "str")]));
    desk.write("docs/Fare.md", page("Fare", &[("cents", "int")]));
    let said = desk.refused("update --from docs");
    assert!(said.contains("a page documents `Captain`"), "{said}");
    assert!(said.contains("`Fare` has no property `amount`"), "{said}");
    let said = desk.works("update --from docs --fix --dry-run");
    assert!(said.contains("spectable.toml:10: `[[type]]` would be taken out: a page documents"), "{said}");
    let said = desk.works("update --from docs --fix");
    for line in [
        "schema/spectable.toml:3: `[[rust-name]]` is taken out: `Fare` has no property `amount`\n",
        "schema/spectable.toml:10: `[[type]]` is taken out: a page documents `Captain`\n",
        "2 pages written, 0 removed, the overlay written, the lock written\n",
        "next: run `cargo test`, and commit `schema`\n",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert_eq!(desk.read("schema/spectable.toml"), KEPT);
    desk.works("check");
    // Nothing is asked or done twice.
    let said = desk.works("update --from docs --fix");
    assert_eq!(said, "nothing to update\n");
}

#[test]
fn without_a_source_only_what_is_said_already_goes() {
    let desk = released();
    let redundant = "\n[[rust-name]]\nmodel = \"Ferry\"\nname = \"Ferry\"\nreason = \"r\"\n";
    desk.write("schema/spectable.toml", format!("{KEPT}{ENUM}{redundant}{TYPE}"));
    desk.refused("update");
    let said = desk.works("update --fix");
    assert!(said.contains("`[[rust-name]]` is taken out: `Ferry` becomes `Ferry` by itself"), "{said}");
    assert_eq!(desk.read("schema/spectable.toml"), format!("{KEPT}{ENUM}{TYPE}"));
    // A name that is not there may be mistyped: who wrote it knows.
    desk.write("schema/spectable.toml", format!("{KEPT}{}{TYPE}", ENUM.replace("Fare", "Fair")));
    let said = desk.refused("update --fix");
    assert!(said.contains("this source has no model `Fair`"), "{said}");
}

/// The first round takes out what is redundant by itself, and the next one what the new pages make stale.
#[test]
fn lines_of_entries_are_those_of_the_file() {
    let desk = released();
    let redundant = "\n[[rust-name]]\nmodel = \"Ferry\"\nname = \"Ferry\"\nreason = \"r\"\n";
    desk.write("schema/spectable.toml", format!("{KEPT}{redundant}{ENUM}{TYPE}"));
    desk.write("docs/Captain.md", page("Captain", &[("name", "str")]));
    desk.write("docs/Fare.md", page("Fare", &[("cents", "int")]));
    let said = desk.works("update --from docs --fix");
    for (line, head) in [(3, "[[rust-name]]"), (8, "[[rust-name]]"), (15, "[[type]]")] {
        assert!(said.contains(&format!("schema/spectable.toml:{line}: `{head}` is taken out: ")), "{said}");
    }
    assert_eq!(desk.read("schema/spectable.toml"), KEPT);
}

#[test]
fn a_list_loses_only_what_is_gone() {
    for (lists, after) in [
        (
            "groups = { one = [\"Berth\", \"Gone\"], two = [\"Fare\"] }\n",
            "groups = { one = [\"Berth\"], two = [\"Fare\"] }\n",
        ),
        ("tolerant = [\"Gone\", \"Fare\"]\n", "tolerant = [\"Fare\"]\n"),
        ("tolerant = [\"Gone\"]\n", ""),
    ] {
        let desk = harbour();
        desk.write("docs/Gone.md", page("Gone", &[("id", "str")]));
        desk.write("schema/spectable.toml", format!("{KEPT}{lists}"));
        desk.works("update --from docs");
        let removed = Desk::new();
        desk.content().iter().for_each(|(path, bytes)| removed.write(path, bytes));
        removed.works("remove Gone");
        fs::remove_file(desk.join("docs/Gone.md")).unwrap();
        desk.works("update --from docs --fix");
        for desk in [desk, removed] {
            assert_eq!(desk.read("schema/spectable.toml"), format!("{KEPT}{after}"));
            desk.works("check");
        }
    }
}

#[test]
fn json_says_that_something_is_written_after_it_was() {
    for (schema, from) in [("schema", "docs"), ("blocked/schema", "docs")] {
        let desk = released();
        desk.write("docs/Fare.md", page("Fare", &[("amount", "int")]));
        if schema.starts_with("blocked") {
            fs::create_dir_all(desk.join("blocked/schema")).unwrap();
        }
        // A file where the change is kept until it is made: it cannot be made.
        let beside = format!("{}.schema.spectable-new", schema.trim_end_matches("schema"));
        desk.write(&beside, "mine");
        let run = desk.spectable(&format!("update --from {from} --schema {schema} --format json"));
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
        assert!(run.err.contains("cannot change `"), "{}", run.err);
        fs::remove_file(desk.join(&beside)).unwrap();
        let run = desk.spectable(&format!("update --from {from} --schema {schema} --format json"));
        assert!(run.code == 0 && run.out.contains("\"Fare.md\""), "{run:?}");
    }
}

#[test]
fn who_is_in_the_folder_stays_in_it() {
    let desk = released();
    fs::create_dir(desk.join("schema/notes")).unwrap();
    desk.write("docs/Fare.md", page("Fare", &[("amount", "int")]));
    // The shell of somebody else, which is in the folder all the time.
    #[cfg(unix)]
    let shell = {
        use std::process::{Command, Stdio};
        let script = "read line; ls spectable.lock Fare.md";
        let mut shell = Command::new("sh");
        shell.current_dir(desk.join("schema")).args(["-c", script]);
        shell.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap()
    };
    let run = desk.spectable_in("schema", "update --from ../docs --schema .");
    assert_eq!(run.code, 0, "{run:?}");
    let run = desk.spectable_in("schema/notes", "check --schema ..");
    assert_eq!(run.code, 0, "{run:?}");
    #[cfg(unix)]
    {
        use std::io::Write;
        let mut shell = shell;
        shell.stdin.take().unwrap().write_all(b"go on\n").unwrap();
        let output = shell.wait_with_output().unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "Fare.md\nspectable.lock\n");
    }
    assert!(desk.join("schema/notes").is_dir());
    assert_eq!(desk.files(""), {
        let mut files = desk.files("docs").iter().map(|it| format!("docs/{it}")).collect::<Vec<_>>();
        files.extend(desk.files("schema").iter().map(|it| format!("schema/{it}")));
        files
    });
}

/// What a crash leaves behind is finished by who comes next, a reader or a writer.
#[test]
fn a_change_that_was_cut_off_is_finished_by_the_next_command() {
    for line in ["check", "update", "list", "add Harbour --from docs"] {
        let desk = released();
        let page = desk.read("schema/Fare.md");
        fs::remove_file(desk.join("schema/Fare.md")).unwrap();
        desk.write(".schema.spectable-new/new-0", &page);
        desk.write(".schema.spectable-new/steps", "write Fare.md\n");
        desk.works(line);
        assert_eq!(desk.read("schema/Fare.md"), page, "{line}");
        assert!(!desk.join(".schema.spectable-new").exists(), "{line}");
    }
}

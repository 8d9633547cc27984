//! What docs/ shows is what the commands print, and its recipes do what it says.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{corpus::corpus, failures, project::Project, rules};

fn document(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name)
}

/// Set to write the documents.
const UPDATE: &str = "UPDATE_DOCS";

/// Compares a document with what it should be, or writes it.
fn keep(name: &str, expected: &str) {
    let path = document(name);
    if env::var_os(UPDATE).is_some() {
        fs::write(&path, expected).unwrap();
    } else {
        let text = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(text, expected, "run the tests with {UPDATE}=1 to write docs/{name}");
    }
}

/// The small corpus, which every clone has.
fn small_corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/small")
}

/// The folder and the command of an example: the line above its block says both. No folder where the large corpora are absent.
fn example(line: &str) -> Option<(Option<PathBuf>, &str)> {
    let comment = line.strip_prefix("<!-- run")?.strip_suffix(" -->")?;
    let (place, command) = comment.split_once(": spectable ")?;
    let folder = match place {
        "" => Some(small_corpus()),
        " beside the large corpora" => {
            corpus("genesys-python").map(|archive| archive.parent().unwrap().join(".."))
        }
        other => panic!("an example runs in no such place: {other}"),
    };
    Some((folder, command))
}

/// What a command prints in a folder.
fn printed(folder: &Path, command: &str) -> String {
    let mut spectable = Command::new(env!("CARGO_BIN_EXE_spectable"));
    let output = spectable.current_dir(folder).args(command.split(' ')).output().unwrap();
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

/// Under `<!-- rules -->` is the table of rules, and one of the derive style; under `<!-- run: spectable … -->` is what the command prints.
#[test]
fn the_document_about_drift_says_what_the_command_says() {
    let text = fs::read_to_string(document("drift.md")).unwrap();
    let mut shown = String::new();
    let mut lines = text.lines();
    let (mut examples, mut tables) = (0, 0);
    while let Some(line) = lines.next() {
        shown.push_str(line);
        shown.push('\n');
        let table = match line {
            "<!-- rules -->" => Some(rules::table()),
            "<!-- rules of the derive style -->" => Some(rules::derive_table()),
            _ => None,
        };
        if let Some(table) = table {
            tables += 1;
            shown.push_str(&format!("{table}\n"));
            assert!(lines.any(str::is_empty), "the table has no end");
        }
        let Some((folder, command)) = example(line) else { continue };
        examples += 1;
        shown.push_str(&format!("{}\n", lines.next().unwrap()));
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match folder {
            Some(folder) => shown.push_str(&printed(&folder, command)),
            None => shown.push_str(&block.join("\n")),
        }
        shown.push_str("\n```\n");
    }
    assert_eq!((examples, tables), (8, 2));
    keep("drift.md", &shown);
}

#[test]
fn the_document_about_rules_is_made_from_their_records() {
    keep("rules.md", &rules::document());
}

/// The block of a document that begins with `# name`.
fn recipe(name: &str) -> String {
    let text = fs::read_to_string(document("ci.md")).unwrap();
    let start = text.find(&format!("```sh\n# {name}\n")).unwrap_or_else(|| panic!("no recipe {name}"));
    let block = text[start..].strip_prefix("```sh\n").unwrap();
    block[..block.find("\n```").unwrap() + 1].to_owned()
}

/// A repository with a schema, a remote, upstream as it was taken in, and a `gh` that notes what it is asked.
fn repository() -> Project {
    let project = failures::project();
    project.git(&["init", "--quiet", "--initial-branch", "main"]);
    for (key, value) in
        [("user.name", "t"), ("user.email", "t@example.org"), ("core.hooksPath", ".git/hooks")]
    {
        project.git(&["config", key, value]);
    }
    project.write(".gitignore", "upstream\nremote.git\nbin\ncalls\n");
    for name in ["push.sh", "upstream.sh", "upstream-gitlab.sh"] {
        project.write(&format!("ci/{name}"), recipe(&format!("ci/{name}")));
    }
    project.git(&["add", "."]);
    project.git(&["commit", "--quiet", "--message", "one"]);
    project.git(&["init", "--quiet", "--bare", "remote.git"]);
    project.git(&["--git-dir", "remote.git", "config", "receive.advertisePushOptions", "true"]);
    project.git(&["remote", "add", "origin", "remote.git"]);
    let gh = "#!/bin/sh\necho \"$1 $2\" >> calls\nif [ \"$2\" = list ]; then grep -c 'pr create' calls; fi\ntrue\n";
    project.write("bin/gh", gh);
    let spectable = PathBuf::from(env!("CARGO_BIN_EXE_spectable"));
    project.write("bin/spectable", format!("#!/bin/sh\nexec '{}' \"$@\"\n", spectable.display()));
    let run = project.run(Command::new("chmod").args(["+x", "bin/gh", "bin/spectable"]));
    assert_eq!(run.code, 0);
    project
}

fn script(project: &Project, args: &[&str]) -> crate::project::Run {
    let path = format!("{}:{}", project.join("bin").display(), env::var("PATH").unwrap());
    project.run(Command::new("sh").env("PATH", path).args(args))
}

#[test]
fn the_push_recipe_fails_when_a_page_is_not_what_was_released() {
    let project = repository();
    assert_eq!(script(&project, &["ci/push.sh"]).code, 0);
    project.write("schema/User.md", project.read("schema/User.md").replace("| str |", "| int |"));
    assert_eq!(script(&project, &["ci/push.sh"]).code, 1);
}

#[test]
fn the_hook_looks_at_what_is_committed() {
    let project = repository();
    project.write("schema/User.md", project.read("schema/User.md").replace("| str |", "| int |"));
    project.write("hook.sh", recipe(".git/hooks/pre-commit"));
    let run = script(&project, &["hook.sh"]);
    assert_eq!(run.code, 0, "the change is not staged: {run:?}");
    project.git(&["add", "schema"]);
    assert_eq!(script(&project, &["hook.sh"]).code, 1);
}

#[test]
fn the_daily_recipe_opens_one_pull_request() {
    let project = repository();
    let run = script(&project, &["ci/upstream.sh", "upstream"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(!project.join("calls").exists(), "nothing changed, so no pull request is opened");

    let user = project.read("upstream/User.md");
    project.write("upstream/User.md", user.replace("| str |", "| int |"));
    let run = script(&project, &["ci/upstream.sh", "upstream"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(project.read("calls"), "pr list\npr create\n");
    project.git(&["--git-dir", "remote.git", "rev-parse", "--verify", "spectable/upstream"]);

    // The next day, before anybody merged it.
    project.git(&["switch", "--quiet", "main"]);
    let run = script(&project, &["ci/upstream.sh", "upstream"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(project.read("calls"), "pr list\npr create\npr list\npr edit\n");

    project.git(&["switch", "--quiet", "main"]);
    project.write("upstream/User.md", "<!doctype html>");
    let run = script(&project, &["ci/upstream.sh", "upstream"]);
    assert_eq!(run.code, 3, "{run:?}");
}

#[test]
fn the_gitlab_recipe_pushes_one_branch() {
    let project = repository();
    let user = project.read("upstream/User.md");
    project.write("upstream/User.md", user.replace("| str |", "| int |"));
    let run = script(&project, &["ci/upstream-gitlab.sh", "upstream"]);
    assert_eq!(run.code, 0, "{run:?}");
    project.git(&["--git-dir", "remote.git", "rev-parse", "--verify", "spectable/upstream"]);
}

#[test]
fn the_pipelines_run_the_recipes_that_are_there() {
    let text = fs::read_to_string(document("ci.md")).unwrap();
    let mut scripts = 0;
    for (at, _) in text.match_indices("sh ci/") {
        let name: String = text[at + 3..].chars().take_while(|char| !char.is_whitespace()).collect();
        assert!(!recipe(&name).is_empty());
        scripts += 1;
    }
    assert!(scripts >= 2);
    let pipelines: Vec<&str> =
        text.split("```yaml\n").skip(1).map(|it| it.split("\n```").next().unwrap()).collect();
    assert_eq!(pipelines.len(), 6);
    for pipeline in pipelines {
        for event in saphyr_parser::Parser::new_from_str(pipeline) {
            assert!(event.is_ok(), "{event:?} in {pipeline}");
        }
    }
}

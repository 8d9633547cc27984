//! The GitHub Action: its file, and its steps with real, wrong and hostile inputs.

use std::{collections::BTreeSet, fs};

use serde_json::{Map, Value};

use crate::{
    folder::of_repository,
    runner::{Runner, action, commands, input, steps},
};

/// The steps by their place.
const INSTALL: usize = 0;
const COMPARE: usize = 1;

#[test]
fn inputs_reach_scripts_as_environment_variables_only() {
    let action = action();
    assert_eq!(action["runs"]["using"], "composite");
    let mut used = BTreeSet::new();
    for step in steps(&action) {
        assert!(!step["run"].as_str().unwrap().contains("${{"), "{step:#}");
        let variables = step["env"].as_object().unwrap();
        for (variable, expression) in variables {
            let name =
                input(expression).unwrap_or_else(|| panic!("{variable}: {expression} is not an input"));
            assert_eq!(*variable, format!("INPUT_{}", name.replace('-', "_").to_uppercase()));
            assert!(step["run"].as_str().unwrap().contains(variable), "{variable} is used");
            used.insert(name);
        }
    }
    let declared = action["inputs"].as_object().unwrap();
    assert_eq!(used, declared.keys().map(String::as_str).collect());
    for (name, input) in declared {
        assert!(input["default"].is_string() && input["description"].is_string(), "{name}");
    }
    for (name, output) in action["outputs"].as_object().unwrap() {
        assert_eq!(output["value"], format!("${{{{ steps.compare.outputs.{name} }}}}"));
    }
    assert_eq!(steps(&action)[COMPARE]["id"], "compare");
}

/// A runner whose repository has the releases of the small corpus, and one that was edited.
fn runner() -> Option<Runner> {
    let runner = Runner::new()?;
    let folder = &runner.folder;
    for (release, to) in [("1.0.0", "schema"), ("1.1.0", "new pages"), ("1.0.0", "edited")] {
        folder.copy(&format!("tests/corpus/small/{release}"), to);
    }
    folder.edit("edited/Tool.md", "| **price** | float |", "| **price** | int |");
    Some(runner)
}

#[test]
fn a_step_ends_as_the_command_does_and_says_what_it_found() {
    let Some(runner) = runner() else { return };
    type Inputs = &'static [(&'static str, &'static str)];
    // Inputs, exit code, verdicts (Rust, requests, responses), the first line of the summary.
    let cases: [(Inputs, i32, [&str; 3], &str); 11] = [
        (&[], 0, ["none"; 3], "## Drift: spectable.lock (1.0.0) → schema (1.0.0)"),
        (
            &[("schema", "edited")],
            1,
            ["major", "may-break", "none"],
            "## Drift: spectable.lock (1.0.0) → edited (1.0.0)",
        ),
        (
            &[("schema", "edited"), ("fail-on", "none")],
            0,
            ["major", "may-break", "none"],
            "## Drift: spectable.lock (1.0.0) → edited (1.0.0)",
        ),
        (
            &[("upstream", "new pages")],
            1,
            ["major", "breaks-if-sent", "breaks-if-sent"],
            "## Drift: schema (1.0.0) → new pages (1.1.0)",
        ),
        (&[("upstream", "\nschema\nedited\n")], 0, ["none"; 3], "## Drift: schema (1.0.0) → schema (1.0.0)"),
        (
            &[("command", "diff"), ("old", "schema"), ("new", "new pages")],
            0,
            ["major", "breaks-if-sent", "breaks-if-sent"],
            "## Drift: schema (1.0.0) → new pages (1.1.0)",
        ),
        (
            &[
                ("command", "diff"),
                ("old", "schema"),
                ("new", "edited"),
                ("fail-on", "major"),
                ("format", "text"),
            ],
            1,
            ["major", "may-break", "none"],
            "## Drift: schema (1.0.0) → edited (1.0.0)",
        ),
        (&[("upstream", "nowhere")], 3, [""; 3], "spectable could not judge the source. The log says why."),
        (
            &[("schema", "nowhere")],
            2,
            [""; 3],
            "spectable could not compare: an input or a local file is wrong. The log says which.",
        ),
        (
            &[("fail-on", "often")],
            2,
            [""; 3],
            "spectable could not compare: an input or a local file is wrong. The log says which.",
        ),
        (
            &[("format", "yaml")],
            2,
            [""; 3],
            "spectable could not compare: an input or a local file is wrong. The log says which.",
        ),
    ];
    for (inputs, code, verdicts, summary) in cases {
        let left = runner.step(COMPARE, inputs);
        assert_eq!(left.run.code, code, "{inputs:?}: {:?}", left.run);
        assert_eq!(left.summary.lines().next(), Some(summary), "{inputs:?}");
        let names = ["exit-code", "report", "requests", "responses", "rust"];
        assert_eq!(left.outputs.keys().collect::<Vec<_>>(), names, "{inputs:?}");
        assert_eq!(left.outputs["exit-code"], code.to_string());
        assert_eq!(
            ["rust", "requests", "responses"].map(|name| left.outputs[name].as_str()),
            verdicts,
            "{inputs:?}"
        );
        let annotations = commands(&left.run.out);
        assert_eq!(
            code > 1,
            annotations.iter().any(|it| it.line.starts_with("::error title=spectable::")),
            "{inputs:?}"
        );
        if code > 1 {
            assert!(left.run.out.contains("error: "), "the log says why: {:?}", left.run);
        }
    }
}

#[test]
fn verdicts_are_those_of_the_json() {
    let Some(runner) = runner() else { return };
    for new in ["schema", "edited", "new pages"] {
        let left =
            runner.step(COMPARE, &[("command", "diff"), ("old", "schema"), ("new", new), ("format", "json")]);
        let report: Value =
            serde_json::from_str(&fs::read_to_string(&left.outputs["report"]).unwrap()).unwrap();
        let verdict = &report["verdict"];
        for (output, said) in [
            ("rust", &verdict["rust"]),
            ("requests", &verdict["wire"]["request"]),
            ("responses", &verdict["wire"]["response"]),
        ] {
            assert_eq!(*said, left.outputs[output], "{new}: {output}");
        }
    }
}

#[test]
fn annotations_are_those_of_the_findings_and_every_report_can_be_uploaded() {
    let Some(runner) = runner() else { return };
    let inputs = [("command", "diff"), ("old", "schema"), ("new", "new pages")];
    let expected = runner.folder.spectable(&["diff", "schema", "new pages", "--format", "github"]).out;
    let left = runner.step(COMPARE, &inputs);
    let lines = commands(&left.run.out).iter().map(|it| it.line).collect::<Vec<_>>();
    assert_eq!(lines, expected.lines().collect::<Vec<_>>());
    assert!(lines.len() > 20);
    for format in ["github", "text", "markdown", "json", "sarif"] {
        let expected = runner.folder.spectable(&["diff", "schema", "new pages", "--format", format]).out;
        let left = runner.step(COMPARE, &[&inputs[..], &[("format", format)]].concat());
        assert_eq!(fs::read_to_string(&left.outputs["report"]).unwrap(), expected);
        assert!(left.outputs["report"].ends_with(&format!("/report.{format}")));
        assert!(left.run.out.contains(&expected), "{format} is in the log");
        assert!(format == "github" || commands(&left.run.out).is_empty(), "{format} is text only");
    }
}

/// Text that a script would run, read as an option, or split if it were not quoted.
const HOSTILE: [&str; 12] = [
    "$(touch owned)",
    "`touch owned`",
    "\"; touch owned; \"",
    "'; touch owned; '",
    "a b\tc  d",
    "*",
    "--help",
    "-x",
    "--",
    "${HOME}",
    "a\\b\\n%s",
    "x\n::error::owned\nexit-code=0",
];

/// The arguments of each run of the program that stands for the command, which ends with exit code 1.
fn recorded(runner: &Runner, inputs: &[(&str, &str)]) -> Vec<Vec<String>> {
    runner.folder.write("calls", "");
    let left = runner.step(COMPARE, inputs);
    assert_eq!(left.run.code, 1, "{inputs:?}: {:?}", left.run);
    assert!(!runner.folder.join("owned").exists(), "{inputs:?}");
    assert_eq!(left.outputs.len(), 5, "{inputs:?}");
    let owned = commands(&left.run.out).iter().any(|it| it.line.contains("owned"));
    assert!(!owned, "{inputs:?}: {:?}", left.run);
    let calls = runner.folder.read("calls");
    let calls = calls.split("\u{2}").filter(|call| !call.is_empty());
    calls.map(|call| call.split('\u{1}').skip(1).map(str::to_owned).collect()).collect()
}

#[test]
fn hostile_inputs_are_arguments_and_nothing_else() {
    let Some(runner) = Runner::new() else { return };
    let record = r#"for argument in "$@"; do printf '\001%s' "$argument" >> calls; done; printf '\002' >> calls; exit 1"#;
    runner.program("spectable", record);
    for text in HOSTILE {
        let sources = text.lines().map(|source| format!("--upstream={source}"));
        let runs =
            recorded(&runner, &[("schema", text), ("upstream", text), ("config", text), ("fail-on", text)]);
        let own = [
            "--color=never".to_owned(),
            format!("--config={text}"),
            format!("--fail-on={text}"),
            format!("--schema={text}"),
        ];
        let expected: Vec<String> = own.into_iter().chain(sources).collect();
        assert_eq!(runs.len(), 3, "{text:?}");
        for (run, format) in runs.iter().zip(["github", "markdown", "json"]) {
            assert_eq!(run[..2], ["check".to_owned(), format!("--format={format}")], "{text:?}");
            assert_eq!(run[2..], expected, "{text:?}");
        }
        let runs = recorded(&runner, &[("command", "diff"), ("old", text), ("new", text)]);
        assert_eq!(runs[0], ["diff", "--format=github", "--color=never", "--", text, text]);
    }
}

#[test]
fn inputs_that_cannot_be_right_run_nothing() {
    let Some(runner) = Runner::new() else { return };
    for program in ["spectable", "cargo"] {
        runner.program(program, "touch owned");
    }
    for text in HOSTILE.into_iter().chain(["explain", "../x", "", "1.0.0; touch owned", "1.0.0 --git=x"]) {
        for (step, name) in [(COMPARE, "command"), (COMPARE, "format"), (INSTALL, "version")] {
            // What is a name of letters, the command judges; without a version, the action is built.
            let is_left = (name == "format" && text == "explain") || (name == "version" && text.is_empty());
            if is_left {
                continue;
            }
            let left = runner.step(step, &[(name, text)]);
            assert_eq!(left.run.code, 2, "{name}={text:?}: {:?}", left.run);
            assert!(!runner.folder.join("owned").exists(), "{name}={text:?}");
            let told = commands(&left.run.out);
            assert_eq!(told.len(), 1, "{name}={text:?}");
            assert!(told[0].line.contains(&format!("the input `{name}` is n")), "{told:?}");
        }
    }
}

#[test]
fn documentation_cannot_command_the_runner() {
    let Some(runner) = runner() else { return };
    let hostile = "##[add-mask]Tool\u{a0}::stop-commands::x ::set-output name=rust::none";
    for file in ["edited/Tool.md", "new pages/Tool.md"] {
        runner.folder.edit(file, "What a new one costs", hostile);
    }
    runner.folder.edit("edited/Part.md", "| **label** | str |", &format!("| **label {hostile}** |"));
    for format in ["text", "markdown", "json", "sarif", "github"] {
        for (old, new) in [("schema", "new pages"), ("schema", "edited")] {
            let left =
                runner.step(COMPARE, &[("command", "diff"), ("old", old), ("new", new), ("format", format)]);
            assert_eq!(left.run.code, if new == "edited" { 3 } else { 0 }, "{:?}", left.run);
            let is_there = left.run.out.contains("##[add-mask]");
            assert!(
                is_there || ["markdown", "github", "sarif", "json"].contains(&format),
                "{format}: {:?}",
                left.run
            );
            for command in commands(&left.run.out) {
                assert!(["error", "warning", "notice"].contains(&command.name), "{format}: {command:?}");
            }
        }
    }
}

#[test]
fn the_command_is_built_from_the_action_or_taken_from_the_registry() {
    let Some(runner) = Runner::new() else { return };
    runner.program("cargo", "pwd; echo \"cargo $*\"");
    for (version, said) in [
        ("", "action\ncargo install --locked --path crates/spectable-cli"),
        ("0.1.0", "cargo install --locked --version 0.1.0 spectable-cli"),
        ("1.2.3-rc.1+x", "cargo install --locked --version 1.2.3-rc.1+x spectable-cli"),
        ("none", concat!("spectable ", env!("CARGO_PKG_VERSION"))),
    ] {
        let left = runner.step(INSTALL, &[("version", version)]);
        assert_eq!(left.run.code, 0, "{version}: {:?}", left.run);
        assert!(left.run.out.trim_end().ends_with(said), "{version}: {:?}", left.run);
    }
    let package = of_repository("crates/spectable-cli/Cargo.toml");
    assert!(fs::read_to_string(package).unwrap().contains("name = \"spectable-cli\""));
    runner.program("cargo", "exit 101");
    assert_eq!(runner.step(INSTALL, &[]).run.code, 101, "a failed build fails");
}

/// The blocks of YAML in docs/ci.md that hold a text.
pub fn examples(with: &str) -> Vec<Value> {
    let text = fs::read_to_string(of_repository("docs/ci.md")).unwrap();
    let blocks = text.split("```yaml\n").skip(1).map(|it| it.split("\n```").next().unwrap());
    blocks.filter(|it| it.contains(with)).map(crate::yaml::parse).collect()
}

#[test]
fn the_examples_give_inputs_that_there_are() {
    let action = action();
    let mut checked = 0;
    for example in examples("spectable@") {
        let of_jobs = example["jobs"].as_object().into_iter().flat_map(Map::values).map(|job| &job["steps"]);
        let steps = of_jobs.chain([&example]).filter_map(Value::as_array).flatten();
        for step in steps {
            if !step["uses"].as_str().is_some_and(|it| it.contains("spectable@")) {
                continue;
            }
            checked += 1;
            for name in step["with"].as_object().into_iter().flat_map(Map::keys) {
                assert!(action["inputs"].get(name).is_some(), "{name}");
            }
        }
    }
    assert_eq!(checked, 3);
}

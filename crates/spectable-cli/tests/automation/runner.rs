//! What GitHub's runner does with an action: it gives inputs to steps, runs them, and reads their log for commands.

use std::{collections::BTreeMap, env, fs, os::unix::fs::PermissionsExt, process::Command};

use serde_json::Value;

use crate::{
    folder::{Folder, Run, of_repository},
    yaml,
};

/// action.yml.
pub fn action() -> Value {
    yaml::parse(&fs::read_to_string(of_repository("action.yml")).unwrap())
}

/// The steps of the action.
pub fn steps(action: &Value) -> &[Value] {
    action["runs"]["steps"].as_array().unwrap()
}

/// The name of the input that an expression such as `${{ inputs.schema }}` stands for.
pub fn input(expression: &Value) -> Option<&str> {
    expression.as_str()?.strip_prefix("${{ inputs.")?.strip_suffix(" }}")
}

/// What a step left.
pub struct Left {
    /// How its script ended.
    pub run: Run,
    /// Its outputs, a line each.
    pub outputs: BTreeMap<String, String>,
    /// The summary of the job.
    pub summary: String,
}

/// A folder in which steps run, with the programs of the folder `bin` before all others.
pub struct Runner {
    /// The folder.
    pub folder: Folder,
}

impl Runner {
    /// A runner with the command, where there is a bash.
    pub fn new() -> Option<Self> {
        if Command::new("bash").arg("--version").output().is_err() {
            println!("skipped: there is no bash");
            return None;
        }
        let runner = Self { folder: Folder::new() };
        runner.program("spectable", &format!("exec '{}' \"$@\"", env!("CARGO_BIN_EXE_spectable")));
        for name in ["of runner/temp/x", "of runner/action/x"] {
            runner.folder.write(name, "");
        }
        Some(runner)
    }

    /// Puts a program there.
    pub fn program(&self, name: &str, script: &str) {
        let path = format!("bin/{name}");
        self.folder.write(&path, format!("#!/bin/sh\n{script}\n"));
        fs::set_permissions(self.folder.join(&path), fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Runs a step of the action as `shell: bash` does.
    pub fn step(&self, index: usize, inputs: &[(&str, &str)]) -> Left {
        let action = action();
        let step = &steps(&action)[index];
        assert_eq!(step["shell"], "bash");
        let given: BTreeMap<&str, &str> = inputs.iter().copied().collect();
        assert!(given.keys().all(|name| action["inputs"].get(name).is_some()), "{inputs:?}");
        let value = |expression: &Value| {
            let name = input(expression).unwrap();
            let default = action["inputs"][name]["default"].as_str().unwrap();
            given.get(name).map_or_else(|| default.to_owned(), |it| (*it).to_owned())
        };
        let environment = step["env"].as_object().unwrap().iter().map(|(name, it)| (name, value(it)));
        let at = |path: &str| self.folder.join(path);
        for file in ["output", "summary"] {
            self.folder.write(file, "");
        }
        self.folder.write("step.sh", step["run"].as_str().unwrap());
        let path = format!("{}:{}", at("bin").display(), env::var("PATH").unwrap());
        let mut bash = Command::new("bash");
        bash.args(["--noprofile", "--norc", "-eo", "pipefail", "step.sh"])
            .env("PATH", path)
            .envs(environment);
        bash.env("GITHUB_OUTPUT", at("output")).env("GITHUB_STEP_SUMMARY", at("summary"));
        bash.env("RUNNER_TEMP", at("of runner/temp")).env("GITHUB_ACTION_PATH", at("of runner/action"));
        let run = self.folder.run(&mut bash);
        let line = |line: &str| {
            let (name, value) = line.split_once('=').unwrap_or_else(|| panic!("{line:?} is no output"));
            (name.to_owned(), value.to_owned())
        };
        let outputs = self.folder.read("output").lines().map(line).collect();
        Left { run, outputs, summary: self.folder.read("summary") }
    }
}

/// A command to the runner.
#[derive(Debug, PartialEq, Eq)]
pub struct WorkflowCommand<'a> {
    /// Its name, such as `error`.
    pub name: &'a str,
    /// The whole line.
    pub line: &'a str,
}

/// The commands in a log that a runner obeys: `::name …::` at the begin of a line, and the older `##[name …]` anywhere in it.
pub fn commands(log: &str) -> Vec<WorkflowCommand<'_>> {
    let mut obeyed = Vec::new();
    let mut stopped_until = None;
    for line in log.lines() {
        let new = line.trim_start().strip_prefix("::").and_then(|rest| rest.split_once("::"));
        let old = line.split_once("##[").and_then(|(_, rest)| rest.split_once(']'));
        let Some((head, message)) = new.or(old) else { continue };
        let name = head.split(' ').next().unwrap();
        match (stopped_until, name) {
            (Some(word), name) if word == name => stopped_until = None,
            (Some(_), _) => {}
            (None, "stop-commands") => stopped_until = Some(message),
            (None, name) => obeyed.push(WorkflowCommand { name, line }),
        }
    }
    assert_eq!(stopped_until, None, "the runner looks for commands again at the end");
    obeyed
}

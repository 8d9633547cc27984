//! How the figures of a file in `docs/bench/` came about: the command, its input and the machine.

use std::path::Path;

use crate::Machine;

/// A run of a benchmark.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Run {
    /// The command, without the folders of its arguments.
    #[serde(default)]
    pub command: String,
    /// What was measured on, where a benchmark can have one input or another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<String>,
    /// The machine; figures of an earlier version have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub machine: Option<Machine>,
}

impl Run {
    /// This process.
    pub fn this(input: Option<String>) -> Self {
        let package = std::env::var("CARGO_PKG_NAME").unwrap_or_else(|_| "purecloud-benches".to_owned());
        Self { command: command(&package, std::env::args()), input, machine: Some(Machine::this()) }
    }
}

/// The command that a reader types. Cargo calls the program `NAME-HASH`, and passes `--bench` to it.
fn command(package: &str, mut arguments: impl Iterator<Item = String>) -> String {
    let name = |path: &str| Path::new(path).file_name().map(|it| it.to_string_lossy().into_owned());
    let program = arguments.next().and_then(|it| name(&it)).unwrap_or_default();
    let bench = program.rsplit_once('-').map_or(&*program, |(bench, _)| bench);
    let given = arguments.filter(|argument| argument != "--bench" && argument != "--save");
    let given: String = given.filter_map(|it| name(&it)).map(|it| format!(" {it}")).collect();
    format!("cargo bench -p {package} --bench {bench} -- --save{given}")
}

#[cfg(test)]
mod tests {
    use super::command;

    #[test]
    fn the_command_has_no_folders_and_no_hash() {
        let of = |arguments: &str| command("benches", arguments.split(' ').map(str::to_owned));
        assert_eq!(
            of("/target/read_write-0a1b --bench"),
            "cargo bench -p benches --bench read_write -- --save"
        );
        assert_eq!(
            of("/target/audit-0a1b --save --bench /corpus/pages.tar.gz 20"),
            "cargo bench -p benches --bench audit -- --save pages.tar.gz 20"
        );
    }
}

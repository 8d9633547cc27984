//! Real outputs of the command, of each kind: from pages, documents and locks, and of runs that failed.

use std::sync::LazyLock;

use serde_json::Value;

use crate::folder::Folder;

/// The kinds of machine output. Each has a schema of that name.
pub const KINDS: [&str; 11] =
    ["audit", "doctor", "edit", "export", "findings", "generate", "list", "rules", "semver", "update", "why"];

/// What a run printed.
pub struct Output {
    /// The kind.
    pub kind: &'static str,
    /// The command line.
    pub command: &'static str,
    /// The document.
    pub document: Value,
}

/// A kind, a command line, and the exit code that it has.
const RUNS: [(&str, &str, i32); 59] = [
    ("audit", "audit pilots.ndjson --schema python --config python.toml --model Pilot --format json", 1),
    (
        "audit",
        "audit pilots.ndjson --schema python --model Pilot --show-values --fail-on none --format json",
        0,
    ),
    ("audit", "audit harbour.har --schema harbour-1.yaml --fail-on none --format json", 0),
    ("findings", "diff 1.0.0 1.1.0 --format json", 0),
    ("findings", "diff 1.0.0 1.1.0 --format json --docs hide --fail-on patch", 1),
    ("findings", "diff 1.0.0 1.0.0 --format json", 0),
    ("findings", "diff 1.0.0 1.1.0 --style derive --format json", 0),
    ("findings", "diff 1.0.0 openapi.yaml --format json", 0),
    ("findings", "diff 1.0.0/spectable.lock 1.1.0/spectable.lock --format json", 0),
    ("findings", "diff harbour-1.yaml harbour-2.yaml --format json", 0),
    ("findings", "diff harbour-2.yaml harbour-1.yaml --format json", 0),
    ("findings", "diff harbour-1.yaml harbour-2.yaml --style derive --format json", 0),
    ("findings", "diff crane-1.schema.json crane-2.schema.json --format json", 0),
    ("findings", "diff 1.0.0 html --format json", 3),
    ("findings", "check --schema 1.0.0 --format json", 0),
    ("findings", "check --schema edited --format json", 1),
    ("findings", "check --schema 1.0.0 --upstream 1.1.0 --format json", 1),
    ("findings", "check --schema 1.0.0 --upstream nowhere --format json", 3),
    ("findings", "check --schema 1.0.0 --upstream python --format json", 3),
    ("doctor", "doctor --from 1.0.0 --format json", 1),
    ("doctor", "doctor --from openapi.yaml --format json", 0),
    ("doctor", "doctor --from harbour-1.yaml --format json", 0),
    ("doctor", "doctor --from crane-1.schema.json --format json", 0),
    ("doctor", "doctor --from html --format json", 2),
    ("doctor", "doctor --from site --format json", 1),
    (
        "doctor",
        "doctor --from python --from java --from harbour-1.yaml --config python.toml --format json",
        1,
    ),
    ("doctor", "doctor --from python --from java --adds facts --format json", 1),
    ("export", "export --from 1.0.0", 0),
    ("export", "export --from harbour-1.yaml", 0),
    ("export", "export --from harbour-2.yaml", 0),
    ("export", "export --from crane-1.schema.json", 0),
    ("export", "export --from python --from java", 0),
    ("generate", "generate --from 1.0.0 --out models --format json", 0),
    ("generate", "generate --from harbour-1.yaml --out derived --style derive --format json", 0),
    ("update", "update --schema shrunk --from 1.1.0 --dry-run --format json", 0),
    ("update", "update --schema updated --from 1.1.0 --fix --format json", 0),
    ("update", "update --schema filled --from python --format json", 0),
    ("generate", "generate --from python --out kept --crate kept --format json", 0),
    ("rules", "explain --format json", 0),
    ("rules", "explain type-changed --format json", 0),
    ("semver", "semver 1.0.0 1.1.0 --current 0.4.2 --format json", 0),
    ("semver", "semver harbour-1.yaml harbour-1.yaml --format json", 0),
    ("semver", "semver harbour-1.yaml harbour-2.yaml --format json", 0),
    ("semver", "semver 1.0.0 described --format json", 0),
    ("edit", "add Tool --from 1.0.0 --schema new --format json", 0),
    ("edit", "add Invoice --from harbour-1.yaml --schema other --dry-run --format json", 0),
    ("edit", "add Tool --from 1.0.0 --schema 1.0.0 --format json", 0),
    ("edit", "remove Locker Member --schema edited --dry-run --force --format json", 0),
    ("edit", "remove Shelf --schema 1.0.0 --force --dry-run --format json", 0),
    ("edit", "rename Tool Implement --schema 1.0.0 --dry-run --format json", 0),
    ("edit", "rename Tool.price cost --schema 1.0.0 --dry-run --format json", 0),
    ("list", "list --schema 1.0.0 --format json", 0),
    ("list", "list --tree --schema ways --format json", 0),
    ("why", "why Tool --schema 1.0.0 --format json", 0),
    ("why", "why Notice --schema 1.0.0 --format json", 0),
    ("why", "why Sailor --schema ways --format json", 0),
    ("why", "why Raft --schema ways --format json", 0),
    ("semver", "semver shrunk 1.0.0 --format json", 0),
    ("semver", "semver 1.0.0 shrunk --format json", 0),
];

/// A page of Python.
const PYTHON: &str = "# Pilot\n\n| Name | Type | Description | Notes |\n|---|---|---|---|\n\
    | **id** | **str** | The number. | [optional] |\n| **age** | **int** |  | [optional] |\n\
    | **home_uri** | **str** |  | [optional] |\n";

/// The same model as Java writes it, which says of one property something else.
const JAVA: &str = "# Pilot\n\n| Name | Type | Description | Notes |\n|---|---|---|---|\n\
    | **id** | **UUID** | Its number. | [optional] |\n| **age** | **Boolean** |  | [optional] |\n\
    | **rank** | **String** | What others call it. | [optional] |\n";

/// Pilots as a server sends them.
const PILOTS: &str = "{\"id\":\"a\",\"age\":\"9\",\"home_uri\":\"x\"}\n{\"id\":\"b\",\"rank\":null}\n{\"id\n";

/// Requests that a browser recorded.
const HARBOUR: &str = r#"{"log":{"entries":[
  {"request":{"method":"GET","url":"https://harbour.example/logo.png"},"response":{"status":200,"content":{"mimeType":"image/png","text":"x"}}},
  {"request":{"method":"PUT","url":"https://harbour.example/tugs/7","postData":{"mimeType":"application/json","text":"{\"builtAt\":\"2026-01-02\"}"}},
   "response":{"status":200,"content":{"mimeType":"application/json","text":"{\"builtAt\":\"2026-01-02T03:04:05Z\"}"}}},
  {"request":{"method":"POST","url":"https://harbour.example/berths"},"response":{"status":200,"content":{"mimeType":"text/html","text":"x"}}}
]}}"#;

const CRANE: &str = r##"{ "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Crane", "type": "object",
  "properties": { "load": { "type": "number" }, "state": { "enum": ["up", "down", null] }, "hooks": { "$ref": "#/$defs/Hook" } },
  "$defs": { "Hook": { "type": "object", "properties": { "size": { "type": "integer" } } } } }"##;

/// Operations, and a union.
const WAYS: &str = r##"{ "openapi": "3.1.0", "info": { "version": "1" }, "paths": { "/ferries": { "post": {
    "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Ferry" } } } },
    "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Boat" } } } } } } } },
  "components": { "schemas": {
    "Ferry": { "type": "object", "properties": { "crew": { "$ref": "#/components/schemas/Sailor" }, "state": { "enum": ["in", "out"] } } },
    "Sailor": { "type": "object", "properties": { "name": { "type": "string" } } },
    "Tug": { "type": "object", "required": ["kind"], "properties": { "kind": { "const": "tug" } } },
    "Raft": { "type": "object", "required": ["kind"], "properties": { "kind": { "const": "raft" } } },
    "Boat": { "oneOf": [{ "$ref": "#/components/schemas/Tug" }, { "$ref": "#/components/schemas/Raft" }],
      "discriminator": { "propertyName": "kind", "mapping": { "tug": "#/components/schemas/Tug", "raft": "#/components/schemas/Raft" } } } } } }"##;

/// The folder in which the command lines run.
fn inputs() -> Folder {
    let folder = Folder::new();
    // Of the crate whose models `add` begins.
    folder.write("Cargo.toml", "[package]\nname = \"mine\"\n");
    for name in ["1.0.0", "1.1.0", "openapi.yaml"] {
        folder.copy(&format!("tests/corpus/small/{name}"), name);
    }
    for name in ["harbour-1.yaml", "harbour-2.yaml"] {
        folder.copy(&format!("crates/spectable-cli/tests/automation/data/{name}"), name);
    }
    folder.copy("tests/corpus/small/1.0.0", "edited");
    folder.edit("edited/Tool.md", "| **price** | float |", "| **price** | int |");
    folder.edit("edited/Part.md", "| [optional] |", "| |");
    folder.copy("tests/corpus/small/1.0.0", "described");
    folder.edit("described/Tool.md", "What a new one costs", "What one costs");
    folder.copy("tests/corpus/small/1.0.0", "shrunk");
    let shelf = folder.read("shrunk/Shelf.md");
    let left: Vec<&str> = shelf.lines().filter(|line| !line.contains("**capacity**")).collect();
    folder.write("shrunk/Shelf.md", left.join("\n"));
    folder.copy("tests/corpus/small/1.0.0", "updated");
    let overlay = folder.read("updated/spectable.toml");
    folder.write(
        "updated/spectable.toml",
        overlay + "\n[[rust-name]]\nmodel = \"Tool\"\nname = \"Tool\"\nreason = \"r\"\n",
    );
    folder.write("crane-1.schema.json", CRANE);
    folder.write("crane-2.schema.json", CRANE.replace("\"number\"", "\"string\""));
    folder.write("ways/openapi.json", WAYS);
    folder.write("html/Pilot.md", "<!DOCTYPE html>\n<p>404</p>\n");
    folder.write("python/Pilot.md", PYTHON);
    folder.write("java/Pilot.md", JAVA);
    folder.write("python.toml", "dialect = \"python\"\nwire-names = \"camelCase\"\n");
    folder.write("pilots.ndjson", PILOTS);
    folder.write("harbour.har", HARBOUR);
    folder.write("site/Pilot.md", PYTHON);
    folder.write("site/README.md", "# Welcome\n\nHow to begin.\n");
    folder
}

/// What every command line prints.
pub fn outputs() -> &'static [Output] {
    static OUTPUTS: LazyLock<Vec<Output>> = LazyLock::new(|| {
        let folder = inputs();
        RUNS.into_iter().map(|run| output(&folder, run)).collect()
    });
    &OUTPUTS
}

fn output(folder: &Folder, (kind, command, code): (&'static str, &'static str, i32)) -> Output {
    let run = folder.spectable(&command.split(' ').collect::<Vec<_>>());
    assert_eq!(run.code, code, "{command}: {run:?}");
    let document = serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{command}: {error}"));
    Output { kind, command, document }
}

#!/usr/bin/env bash
# What four ways to models make of the same document; docs/comparison.md shows the results. It also needs Java 11, python3 and
# a network for Cargo.
#
#   cargo install cargo-typify --version 0.8.0 --locked
#   pip download --no-deps openapi-generator-cli==7.26.0 && unzip openapi_generator_cli-*.whl
#   examples/data/comparison/run.sh openapi_generator_cli/openapi-generator.jar [FOLDER]
set -euo pipefail
# What an earlier run compiled must not make a later one fast.
export CARGO_INCREMENTAL=0
jar="$(realpath "${1:?the path of openapi-generator.jar}")"
work="${2:-$(mktemp -d)}"
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../../.." && pwd)"
mkdir -p "$work"
work="$(realpath "$work")"
ways=(spectable plain typify openapi-generator)

# A program that reads each document as a `Call`, and writes it: way, reader, writer, dependencies.
program() {
    local way=$1 read=$2 write=$3
    shift 3
    mkdir -p "$work/$way/src"
    printf '[package]\nname = "probe"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n[profile.release]\nstrip = true\n[dependencies]\n' >"$work/$way/Cargo.toml"
    printf '%s\n' "$@" >>"$work/$way/Cargo.toml"
    cat >"$work/$way/src/main.rs" <<END
#![allow(unused, non_snake_case)]
mod models;
fn main() {
    for text in std::io::stdin().lines().map(Result::unwrap) {
        match $read::<models::Call>(&text) {
            Ok(call) => println!("{}", $write(&call).unwrap()),
            Err(error) => println!("error: {error}"),
        }
    }
}
END
}

serde='serde = { version = "1", features = ["derive"] }'
json='serde_json = "1"'
chrono='chrono = { version = "0.4", default-features = false, features = ["serde", "std"] }'
program spectable spectable::from_str spectable::to_string "spectable = { path = \"$root/crates/spectable\" }"
program plain serde_json::from_str serde_json::to_string "$serde" "$json" 'time = { version = "0.3", features = ["serde-well-known"] }'
program typify serde_json::from_str serde_json::to_string "$serde" "$json" "$chrono"
program openapi-generator serde_json::from_str serde_json::to_string "$serde" "$json" "$chrono"
# Only documents with nullable properties need it, and those get it in the `Cargo.toml` of the generator.
serde_with='serde_with = { version = "^3.8", default-features = false, features = ["base64", "std", "macros"] }'

# The command, whose notes go to a file and are shown if it fails.
spectable() {
    cargo run --manifest-path "$root/Cargo.toml" --quiet --locked -p spectable-cli -- "$@" 2>"$work/notes" || { cat "$work/notes" >&2 && false; }
}

# typify reads JSON Schema, so the schemas of the document move to `definitions`.
json_schema() {
    python3 -c '
import json, sys
schemas = json.dumps(json.load(sys.stdin)["components"]["schemas"]).replace("#/components/schemas/", "#/definitions/")
print(json.dumps({"$schema": "http://json-schema.org/draft-07/schema#", "definitions": json.loads(schemas)}))'
}

# Puts the models of a document, by each generator, into the programs.
models() {
    rm -rf "$work/generated" "$work"/*/src/models "$work"/*/src/models.rs
    spectable generate --from "$1" --out "$work/spectable/src/models"
    json_schema <"$1" >"$work/schema.json"
    cargo typify "$work/schema.json" --output "$work/typify/src/models.rs"
    java -jar "$jar" generate -g rust -i "$1" -o "$work/generated" >"$work/generator.log" 2>&1
    cp -r "$work/generated/src/models" "$work/openapi-generator/src/"
}

models "$here/openapi.json"
cp "$here/plain.rs" "$work/plain/src/models.rs"

seconds() { tail -1 "$work/time" | awk '{ printf "%.1f", $1 + $2 }'; }

# The seconds of processor time that Cargo takes for a command, which depend less on what else the machine does.
timed() {
    local way=$1
    shift
    (cd "$work/$way" && TIMEFORMAT='%U %S' && time cargo "$@" --quiet --target-dir target 2>"$work/errors") 2>"$work/time"
}
build() { timed "$1" build --release || cat "$work/errors"; }

printf '%-18s %9s %9s %8s %6s\n' way 'from 0, s' 'again, s' crates kB
for way in "${ways[@]}"; do
    (cd "$work/$way" && cargo fetch --quiet && rm -rf target)
    build "$way"
    whole=$(seconds)
    touch "$work/$way/src/main.rs"
    build "$way"
    again=$(seconds)
    crates=$(cd "$work/$way" && cargo tree --prefix none --edges normal,build | sed 's/ (.*//' | sort -u | wc -l)
    size=$(($(stat -c %s "$work/$way/target/release/probe") / 1000))
    printf '%-18s %9s %9s %8s %6s\n' "$way" "$whole" "$again" "$crates" "$size"
done
for way in "${ways[@]}"; do
    printf '\n== %s\n' "$way"
    "$work/$way/target/release/probe" <"$here/documents.jsonl"
done

# The same with all models of schema/, as an OpenAPI document: the time that `cargo check` takes for the models alone.
spectable export --from "$root/schema" >"$work/all.json"
models "$work/all.json"
spectable generate --from "$work/all.json" --style derive --out "$work/plain/src/models"
sed -i 's/"serde-well-known"/"serde-well-known", "macros"/' "$work/plain/Cargo.toml"
echo "$serde_with" >>"$work/openapi-generator/Cargo.toml"
printf '\n%-18s %9s %9s\n' way 'check, s' lines
for way in "${ways[@]}"; do
    printf '#![allow(unused)]\npub mod models;\n' >"$work/$way/src/lib.rs"
    mv "$work/$way/src/main.rs" "$work/$way/main.rs"
    timed "$way" check || cat "$work/errors"
    touch "$work/$way/src/lib.rs"
    if timed "$way" check; then result=$(seconds); else result="fails: $(grep -c '^error' "$work/errors") errors"; fi
    printf '%-18s %9s %9s\n' "$way" "$result" "$(find "$work/$way/src" -path '*models*' -name '*.rs' -exec cat {} + | wc -l)"
done

#!/usr/bin/env bash
# What four ways to models make of the same document; docs/comparison.md shows the results.
#
#   cargo install cargo-typify --version 0.8.0 --locked
#   pip download --no-deps openapi-generator-cli==7.26.0 && unzip openapi_generator_cli-*.whl
#   examples/data/comparison/run.sh openapi_generator_cli/openapi-generator.jar [FOLDER]
set -euo pipefail
jar="$(realpath "${1:?the path of openapi-generator.jar}")"
work="${2:-$(mktemp -d)}"
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../../.." && pwd)"
mkdir -p "$work"
work="$(realpath "$work")"
ways=(spectable plain typify openapi-generator)

# A program that reads each document as a `Call`, and writes it: way, reader, writer, name of the module, dependencies.
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

cargo run --manifest-path "$root/Cargo.toml" --quiet --locked -p spectable-cli -- \
    generate --from "$here/openapi.json" --out "$work/spectable/src/models"
cp "$here/plain.rs" "$work/plain/src/models.rs"
cargo typify "$here/schema.json" --output "$work/typify/src/models.rs"
java -jar "$jar" generate -g rust -i "$here/openapi.json" -o "$work/generated" >"$work/generator.log" 2>&1
cp -r "$work/generated/src/models" "$work/openapi-generator/src/"

seconds() { awk '{ printf "%.1f", $1 + $2 }' "$work/time"; }
build() { (cd "$work/$1" && TIMEFORMAT='%U %S' && time cargo build --release --quiet --target-dir target) 2>"$work/time" || cat "$work/time"; }

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

//! The texts of the files that `spectable init` makes.

use spectable_build::render::Style;

use crate::commands::crate_name::Name;

/// The name of the example page.
pub(super) const EXAMPLE_PAGE: &str = "Book.md";

/// A page for who has none yet.
pub(super) const EXAMPLE: &str = "\
# Book

An example of a page: one model, and a row for each of its properties. Put the pages of your API in its place.

| Name | Type | Description | Notes |
| --- | --- | --- | --- |
| **id** | **str** | The number in the catalogue. |  |
| **title** | **str** | What is on the cover. | [optional] |
| **authors** | **list[str]** | Who wrote it. | [optional] |
| **pages** | **int** | How long it is. | [optional] |
| **published** | **date** | The day on which it came out. | [optional] |
";

/// The dialect of the example page.
pub(super) const EXAMPLE_DIALECT: &str = "python";

/// An overlay that says nothing but what was found, and explains its keys. Each line that begins with `#` and no space after it can be
/// used as it is.
pub(super) fn overlay(dialect: Option<&str>, style: Option<Style>, layers: &str) -> String {
    let dialect = match dialect {
        Some(dialect) => format!("dialect = \"{dialect}\"\n"),
        None => "#dialect = \"python\"\n".to_owned(),
    };
    let style = match style {
        Some(Style::Derive) => "style = \"derive\"\n",
        Some(Style::Table) => "style = \"table\"\n",
        None => "#style = \"derive\"\n",
    };
    format!(
        "\
# The overlay: facts that the documentation leaves out, each with its reason.
# An entry that matches nothing, or says what is said already, is an error. So no fact here can become stale.
# `spectable doctor --from .` in this folder lists what deserves a look.

# How the pages write their tables. An OpenAPI document has no dialect.
{dialect}
# What a documented name is as a key in JSON: \"camelCase\", \"snake_case\", \"PascalCase\" or \"as-documented\".
# Without this line, the dialect decides. Where pages write names in snake_case and the API writes `camelCase`, this line is needed.
#wire-names = \"camelCase\"

# What models become in Rust: \"table\" loses nothing that a server sends, \"derive\" is serde's derives.
{style}
# The key in JSON of one property, where the rule above is wrong.
#[[wire-name]]
#model = \"Book\"
#property = \"third_party_uri\"
#wire = \"thirdPartyURI\"
#reason = \"the API writes the acronym in capitals\"

# The values of a property that is a text. A value that is not listed here is kept as it was received.
#[[enum]]
#model = \"Book\"
#property = \"state\"
#values = [\"lent\", \"on the shelf\"]
#reason = \"the page lists no values; these are what the API sends\"

# What a name is that no page documents. Without an entry, it becomes any JSON value.
#[[type]]
#name = \"Money\"
#is = \"str\"
#reason = \"the server sends an amount as a text, such as 12.50\"

# The Rust name of a model, or of a property: `spectable rename OLD NEW` writes such an entry.
#[[rust-name]]
#model = \"Book\"
#property = \"x-y\"
#name = \"position\"
#reason = \"`x_y` says little\"

# Where a model travels: \"request\", \"response\" or \"both\".
#[[direction]]
#model = \"Book\"
#is = \"response\"
#reason = \"the guide lists no operation that takes one\"
{layers}"
    )
}

/// An entry for a source that is laid under the first.
pub(super) fn layer(path: &str, adds: &str, dialect: Option<&str>) -> String {
    let dialect = dialect.map(|it| format!("dialect = \"{it}\"\n")).unwrap_or_default();
    format!(
        "\n[[source]]\npath = \"{path}\"\nadds = \"{adds}\"\n{dialect}reason = \"it says what the first source leaves out\"\n"
    )
}

/// The manifest of a new crate, without its dependencies.
pub(super) fn manifest(name: &Name) -> String {
    format!(
        "[package]\nname = \"{}\"\nversion = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"1.88\"\n",
        name.as_str()
    )
}

/// The build script.
pub(super) const BUILD: &str = "\
//! Generates the models from the pages of `schema/`.

fn main() {
    spectable_build::Config::read(\"schema\").generate();
}
";

/// What a build script must do.
pub(super) const BUILD_LINE: &str = "spectable_build::Config::read(\"schema\").generate();";

/// What takes the models in.
pub(super) const INCLUDE: &str = "include!(concat!(env!(\"OUT_DIR\"), \"/models.rs\"));";

/// The library.
pub(super) fn library(style: Style, recursion_limit: Option<usize>) -> String {
    let limit = recursion_limit.map(|it| format!("#![recursion_limit = \"{it}\"]\n")).unwrap_or_default();
    let run_time = if style == Style::Table { "pub use spectable;\n\n" } else { "" };
    format!(
        "//! Models, generated from the pages of `schema/` while this crate is built.\n#![forbid(unsafe_code)]\n{limit}\n{run_time}{INCLUDE}\n"
    )
}

/// The test.
pub(super) const TEST: &str = "\
//! The pages of `schema/` are what the lock says: nobody changed them, or the overlay, without `spectable update`.

#[test]
fn the_schema_is_in_step_with_its_lock() {
    spectable_drift::assert_in_step(\"schema\");
}
";

/// What git ignores.
pub(super) const GITIGNORE: &str = "/target\n";

/// The lock holds a checksum of every page, byte for byte.
pub(super) const GITATTRIBUTES: &str = "schema/** -text\n";

/// The recipe for GitHub Actions.
pub(super) fn workflow() -> String {
    format!(
        "\
# The models are what the documentation in schema/ says, and the crate builds.
name: schema
on: [push, pull_request]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: cargo install spectable-cli --version {} --locked
      - run: spectable check --format github
      - run: cargo test
",
        env!("CARGO_PKG_VERSION")
    )
}

/// The recipe for a crate in a larger repository, and for other systems.
pub(super) const SCRIPT: &str = "\
# The models are what the documentation in schema/ says, and the crate builds.
# Run it in the folder of the crate: sh ci/schema.sh
set -eu
spectable check
cargo test
";

#[cfg(test)]
mod tests {
    use spectable_build::{location::Files, overlay::Overlay, problem::Problems};

    use super::*;

    #[test]
    fn each_key_of_the_overlay_can_be_used_as_it_stands() {
        let text = overlay(None, None, &layer("java", "facts", Some("java")));
        assert!(text.lines().all(|line| !line.starts_with("#") || line.starts_with("# ") || line.len() > 3));
        let line = |line: &str| match line.strip_prefix('#') {
            Some(used) if !used.starts_with(' ') => format!("{used}\n"),
            _ => format!("{line}\n"),
        };
        let used: String = text.lines().map(line).collect();
        let mut problems = Problems::default();
        let overlay = Overlay::parse("spectable.toml", &used, &mut Files::default(), &mut problems);
        assert!(problems.is_empty(), "{problems:?}\n{used}");
        let entries = [overlay.wire_names.len(), overlay.enums.len(), overlay.types.len()];
        assert_eq!(entries, [1, 1, 1]);
        let entries = [overlay.rust_names.len(), overlay.directions.len(), overlay.sources.len()];
        assert_eq!(entries, [1, 1, 1]);
        assert!(overlay.dialect.is_some() && overlay.style.is_some() && overlay.wire_name_rule.is_some());
    }
}

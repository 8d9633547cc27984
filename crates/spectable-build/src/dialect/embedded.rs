//! The dialects that everybody has: one data file each in `dialects/`.

use std::sync::LazyLock;

use toml::de::DeTable;

use super::{Dialect, read};
use crate::location::Files;
use crate::problem::Problems;

/// The name and the text of each file, in the order of their names; of two dialects that read pages alike, the first is taken.
const FILES: &[(&str, &str)] = &[
    ("python", include_str!("../../dialects/python.toml")),
    ("python-pydantic", include_str!("../../dialects/python-pydantic.toml")),
    ("python-openapi-5", include_str!("../../dialects/python-openapi-5.toml")),
    ("cpp", include_str!("../../dialects/cpp.toml")),
    ("csharp", include_str!("../../dialects/csharp.toml")),
    ("dart", include_str!("../../dialects/dart.toml")),
    ("go", include_str!("../../dialects/go.toml")),
    ("handwritten", include_str!("../../dialects/handwritten.toml")),
    ("java", include_str!("../../dialects/java.toml")),
    ("javascript", include_str!("../../dialects/javascript.toml")),
    ("kotlin", include_str!("../../dialects/kotlin.toml")),
    ("php", include_str!("../../dialects/php.toml")),
    ("powershell", include_str!("../../dialects/powershell.toml")),
    ("ruby", include_str!("../../dialects/ruby.toml")),
    ("rust", include_str!("../../dialects/rust.toml")),
    ("swift", include_str!("../../dialects/swift.toml")),
    ("typescript", include_str!("../../dialects/typescript.toml")),
];

/// The dialects, and what is wrong with their files.
static EMBEDDED: LazyLock<(Vec<Dialect>, Problems)> = LazyLock::new(|| {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let dialects = FILES.iter().map(|(name, text)| {
        let file = files.add(format!("dialects/{name}.toml"), *text);
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            problems.error(
                "not-toml",
                crate::location::Location::new(file, error.span().unwrap_or(0..0)),
                error.message(),
                "",
            );
        }
        read(table.get_ref(), file, Dialect::new(name), &mut problems)
    });
    (dialects.collect(), problems)
});

/// The dialects that everybody has.
pub fn embedded() -> &'static [Dialect] {
    &EMBEDDED.0
}

/// The embedded dialect of a name.
pub fn named(name: &str) -> Option<&'static Dialect> {
    embedded().iter().find(|dialect| dialect.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn each_file_is_a_dialect() {
        assert!(EMBEDDED.1.is_empty(), "{:#?}", EMBEDDED.1);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("dialects");
        let files: BTreeSet<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
            .collect();
        let names: BTreeSet<_> = embedded().iter().map(|dialect| dialect.name.clone()).collect();
        assert_eq!(names, files, "each file of the folder is in the list");
        assert!(embedded().iter().all(|dialect| !dialect.title.is_empty()), "each has a title");
    }

    #[test]
    fn values_and_alternatives_of_a_dialect() {
        let typescript = named("typescript").unwrap();
        let shown = |text: &str| {
            let ty = typescript.read_type(text).unwrap();
            format!("{} {}{}", ty.ty, ty.values.join("/"), if ty.nullable { " nullable" } else { "" })
        };
        for (text, expected) in [
            ("'a' | 'b'", "str a/b"),
            ("'a' | null", "str a nullable"),
            ("string | 'a'", "str a"),
            ("string | number", "object "),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
        let python = named("python-openapi-5").unwrap();
        assert_eq!(python.values_in("The way. must be one of [\"in\", \"out\", ]"), ["in", "out"]);
        assert!(python.values_in("The way, in or out.").is_empty());
    }
}

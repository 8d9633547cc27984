//! `Cargo.toml`: what a crate with models needs in it, and the workspace above it.

use std::{
    fs, io,
    path::{Component, Path, PathBuf},
};

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value, value};

use super::line_endings;
use crate::terminal::status::Failure;

/// The name of the file.
pub const FILE_NAME: &str = "Cargo.toml";

/// A `Cargo.toml`, whose formatting stays.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// Where it is.
    pub path: PathBuf,
    text: String,
    document: DocumentMut,
}

/// One crate that another one depends on.
#[derive(Debug, Clone)]
pub struct Dependency {
    /// The table: `dependencies`, `build-dependencies` or `dev-dependencies`.
    pub table: &'static str,
    /// The name of the crate.
    pub name: &'static str,
    /// The version that is needed.
    pub version: &'static str,
    /// Where it is, if it is not on crates.io: relative to the manifest.
    pub path: Option<String>,
    /// Its features.
    pub features: &'static [&'static str],
}

impl Manifest {
    /// Reads the manifest of a folder; `None` if there is none.
    ///
    /// # Errors
    /// If it cannot be read, or is not TOML.
    pub fn open(folder: &Path) -> Result<Option<Self>, Failure> {
        let path = folder.join(FILE_NAME);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                let message = format!("`{}` cannot be read: {error}", path.display());
                return Err(Failure::bad_input(message, "check the path and its permissions"));
            }
        };
        Self::parse(path, text).map(Some)
    }

    /// Reads the text of a manifest.
    ///
    /// # Errors
    /// If it is not TOML.
    pub fn parse(path: PathBuf, text: String) -> Result<Self, Failure> {
        let document = text.parse().map_err(|error: toml_edit::TomlError| {
            let message = format!("`{}` is not TOML: {}", path.display(), error.message());
            Failure::bad_input(message, "correct it, then run this command again")
        })?;
        Ok(Self { path, text, document })
    }

    /// The text as it was read.
    pub fn as_read(&self) -> &str {
        &self.text
    }

    /// The text with what was added, and the line endings that it had.
    pub fn edited(&self) -> String {
        line_endings::as_in(&self.text, self.document.to_string())
    }

    /// A text of `[package]`, such as `name`; `None` where there is no package, or it does not say it.
    pub fn package(&self, key: &str) -> Option<&str> {
        self.document.get("package")?.get(key)?.as_str()
    }

    /// Whether it has a package.
    pub fn has_package(&self) -> bool {
        self.document.get("package").is_some()
    }

    /// The file of the library, where the manifest says it.
    pub fn library(&self) -> Option<&str> {
        self.document.get("lib")?.get("path")?.as_str()
    }

    /// Whether it is the root of a workspace.
    pub fn is_workspace(&self) -> bool {
        self.document.get("workspace").is_some()
    }

    /// The entry of a crate in a table, such as `dependencies`.
    pub fn dependency(&self, table: &str, name: &str) -> Option<&Item> {
        self.document.get(table)?.get(name)
    }

    /// The entry of a crate that the members of this workspace may inherit.
    pub fn of_workspace(&self, name: &str) -> Option<&Item> {
        self.document.get("workspace")?.get("dependencies")?.get(name)
    }

    /// Refuses a table to which nothing can be added. One that is not there can be made.
    ///
    /// # Errors
    /// If it is of another form.
    pub fn refuse_another_form(&self, table: &str) -> Result<(), Failure> {
        if self.document.get(table).is_none_or(Item::is_table_like) {
            return Ok(());
        }
        let message = format!("`{table}` of `{}` is not a table", self.path.display());
        Err(Failure::bad_input(message, "correct it, then run this command again"))
    }

    /// Whether a table names a crate.
    pub fn has(&self, table: &str, name: &str) -> bool {
        self.document.get(table).is_some_and(|table| table.get(name).is_some())
    }

    /// Adds a crate, if it is not there yet. Where the workspace has it, it is inherited from there.
    ///
    /// # Errors
    /// If the table is in a form to which nothing can be added.
    pub fn add(&mut self, dependency: &Dependency, workspace: Option<&Self>) -> Result<(), Failure> {
        let Dependency { table, name, version, path, features } = dependency;
        let inherited = workspace.and_then(|it| it.of_workspace(name)).is_some();
        self.refuse_another_form(table)?;
        let item = self.document.entry(table).or_insert_with(|| Item::Table(Table::new()));
        let Some(entries) = item.as_table_like_mut() else { return Ok(()) };
        if entries.contains_key(name) {
            return Ok(());
        }
        let mut inline = InlineTable::new();
        if inherited {
            inline.insert("workspace", true.into());
        } else if let Some(path) = path {
            inline.insert("path", path.as_str().into());
        } else if !features.is_empty() {
            inline.insert("version", (*version).into());
        }
        if !features.is_empty() {
            inline.insert("features", Value::Array(features.iter().copied().collect::<Array>()));
        }
        let new = if inline.is_empty() { value(*version) } else { value(inline) };
        entries.insert(name, new);
        Ok(())
    }

    /// The features that a crate needs and does not have here. Those of a crate that the workspace has may be there.
    pub fn lacking<'d>(&self, dependency: &'d Dependency) -> Vec<&'d str> {
        let entry = self.document.get(dependency.table).and_then(|table| table.get(dependency.name));
        let Some(entry) = entry.filter(|entry| entry.get("workspace").is_none()) else { return Vec::new() };
        let lacks = |feature: &&&str| {
            let list = entry.get("features").and_then(Item::as_array);
            !list.into_iter().flat_map(|list| list.iter()).any(|it| it.as_str() == Some(**feature))
        };
        dependency.features.iter().filter(lacks).copied().collect()
    }

    /// Adds a member to the workspace.
    ///
    /// # Errors
    /// If the list of its members is in a form to which nothing can be added.
    pub fn add_member(&mut self, member: &str) -> Result<(), Failure> {
        let list =
            self.document.get_mut("workspace").and_then(Item::as_table_like_mut).and_then(|workspace| {
                workspace.entry("members").or_insert_with(|| value(Array::new())).as_array_mut()
            });
        let Some(list) = list else {
            let message = format!("the members of `{}` are not a list", self.path.display());
            return Err(Failure::bad_input(message, "correct it, then run this command again"));
        };
        // A list with a member on each line goes on like that; a comment behind the last member stays there.
        let last = list.iter().last().and_then(|it| it.decor().prefix()?.as_str()).unwrap_or_default();
        let indent = last.rfind('\n').and_then(|at| last.get(at..)).map(str::to_owned);
        let behind = list.trailing().as_str().unwrap_or_default().trim_end().to_owned();
        let prefix = match indent {
            Some(indent) => format!("{behind}{indent}"),
            None if list.is_empty() => String::new(),
            None => " ".to_owned(),
        };
        let is_behind = !behind.is_empty() && prefix.starts_with(&behind);
        let mut member = Value::from(member);
        member.decor_mut().set_prefix(prefix);
        let at = list.len().wrapping_sub(1);
        if let Some(last) = list.get_mut(at)
            && let Some(suffix) = last.decor().suffix().cloned()
        {
            last.decor_mut().set_suffix("");
            member.decor_mut().set_suffix(suffix);
        }
        list.push_formatted(member);
        if is_behind {
            list.set_trailing("\n");
        }
        Ok(())
    }

    /// Whether a folder below a workspace is one of its members, or left out of it; `path` is relative to the workspace.
    pub fn knows(&self, path: &str) -> bool {
        let list = |key: &str| self.document.get("workspace")?.get(key)?.as_array();
        let named = |key: &str| list(key).into_iter().flat_map(|list| list.iter()).filter_map(Value::as_str);
        let is_below = |excluded: &str| Path::new(path).starts_with(excluded.trim_end_matches('/'));
        named("members").any(|pattern| matches(pattern, path)) || named("exclude").any(is_below)
    }
}

/// Whether a path matches a pattern of members: in each part, `*` is any text and `?` any character.
fn matches(pattern: &str, path: &str) -> bool {
    let parts = |text: &str| -> Vec<String> {
        Path::new(text)
            .components()
            .filter(|it| *it != Component::CurDir)
            .map(|it| it.as_os_str().to_string_lossy().into_owned())
            .collect()
    };
    let (pattern, path) = (parts(pattern), parts(path));
    let is_like =
        |(pattern, part): (&String, &String)| spectable_drift::glob::Glob::new(pattern).matches(part);
    pattern.len() == path.len() && pattern.iter().zip(&path).all(is_like)
}

/// The workspace that a folder is in: the nearest manifest above it that is the root of one. The folder itself may not exist yet.
///
/// # Errors
/// If a manifest above it cannot be read.
pub fn workspace_above(folder: &Path) -> Result<Option<Manifest>, Failure> {
    let real = real(folder)?;
    for above in real.ancestors().skip(1) {
        if let Some(manifest) = Manifest::open(above)?.filter(Manifest::is_workspace) {
            return Ok(Some(manifest));
        }
    }
    Ok(None)
}

/// The way from one folder to another, with `/`. A manifest must not hold a path of this machine.
///
/// # Errors
/// If the folder that it begins at is not a path.
pub fn way(from: &Path, to: &Path) -> Result<String, Failure> {
    let (from, to) = (real(from)?, real(to)?);
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(to.components().skip(shared)).collect();
    Ok(way.to_string_lossy().replace('\\', "/"))
}

/// A path without links. A folder that does not exist yet is resolved as far as it exists.
///
/// # Errors
/// If it is not a path.
pub fn real(folder: &Path) -> Result<PathBuf, Failure> {
    let path = std::path::absolute(folder).map_err(|error| {
        let message = format!("`{}` is not a valid path: {error}", folder.display());
        Failure::bad_input(message, "give another folder")
    })?;
    let there = path.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    Ok(match there {
        Some((above, real)) => match path.strip_prefix(above) {
            Ok(rest) if !rest.as_os_str().is_empty() => real.join(rest),
            Ok(_) | Err(_) => real,
        },
        None => path,
    })
}

/// The folder of the crate `spectable`: the one that is named, or one in it, or in `crates` in it.
///
/// # Errors
/// If there is no such crate.
pub fn run_time(named: &Path) -> Result<PathBuf, Failure> {
    let places = [named.to_owned(), named.join("spectable"), named.join("crates/spectable")];
    for place in places {
        let manifest = Manifest::open(&place)?;
        if manifest.is_some_and(|manifest| manifest.package("name") == Some("spectable")) {
            return Ok(place);
        }
    }
    Err(Failure::bad_input(
        format!("`{}` has no crate `spectable`", named.display()),
        "give the folder of the crate `spectable`, or the one with `spectable`, `spectable-build` and `spectable-drift` in it",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "[package]\nname = \"a\"   # mine\n\n[dependencies]\nserde = \"1\" # keep\n\n[workspace]\nmembers = [\n    \"b\", # b\n    \"c/*\",\n]\nexclude = [\"d\"]\n\n[workspace.dependencies]\nspectable-build = \"0.1\"\n";

    fn manifest(text: &str) -> Manifest {
        Manifest::parse("Cargo.toml".into(), text.to_owned()).unwrap()
    }

    fn dependency(name: &'static str, path: Option<&str>) -> Dependency {
        let (table, features): (_, &[_]) =
            if name == "spectable" { ("dependencies", &[]) } else { ("build-dependencies", &["openapi"]) };
        Dependency { table, name, version: "0.1.0", path: path.map(str::to_owned), features }
    }

    #[test]
    fn what_is_added_leaves_the_rest_as_it_was() {
        let mut edited = manifest(TEXT);
        edited.add(&dependency("spectable", None), None).unwrap();
        edited.add(&dependency("spectable", Some("elsewhere")), None).unwrap();
        edited.add_member("e").unwrap();
        let expected = TEXT
            .replace("# keep\n", "# keep\nspectable = \"0.1.0\"\n")
            .replace("\"c/*\",\n]", "\"c/*\",\n    \"e\",\n]");
        assert_eq!(edited.edited(), expected);
        let mut edited = manifest(&TEXT.replace('\n', "\r\n"));
        edited.add(&dependency("spectable", None), None).unwrap();
        edited.add_member("e").unwrap();
        assert_eq!(edited.edited(), expected.replace('\n', "\r\n"));
    }

    #[test]
    fn lists_of_members() {
        for (before, after) in [
            ("[]", "[\"e\"]"),
            ("[\"a\", \"b\"]", "[\"a\", \"b\", \"e\"]"),
            ("[\n  \"a\",\n  \"b\", # b\n]", "[\n  \"a\",\n  \"b\", # b\n  \"e\",\n]"),
            ("[\n  \"a\"\n]", "[\n  \"a\",\n  \"e\"\n]"),
        ] {
            let mut edited = manifest(&format!("[workspace]\nmembers = {before}\n"));
            edited.add_member("e").unwrap();
            assert_eq!(edited.edited(), format!("[workspace]\nmembers = {after}\n"));
        }
    }

    #[test]
    fn where_a_crate_comes_from() {
        for (path, workspace, expected) in [
            (None, None, "{ version = \"0.1.0\", features = [\"openapi\"] }"),
            (Some("../b"), None, "{ path = \"../b\", features = [\"openapi\"] }"),
            (None, Some(TEXT), "{ workspace = true, features = [\"openapi\"] }"),
        ] {
            let mut edited = manifest("[package]\nname = \"a\"\n");
            let workspace = workspace.map(manifest);
            edited.add(&dependency("spectable-build", path), workspace.as_ref()).unwrap();
            let expected =
                format!("[package]\nname = \"a\"\n\n[build-dependencies]\nspectable-build = {expected}\n");
            assert_eq!(edited.edited(), expected);
        }
    }

    #[test]
    fn members_and_what_is_left_out() {
        let manifest = manifest(TEXT);
        for (path, expected) in [
            ("b", true),
            ("c/x", true),
            ("c", false),
            ("c/x/y", false),
            ("d", true),
            ("d/e", true),
            ("e", false),
        ] {
            assert_eq!(manifest.knows(path), expected, "{path}");
        }
    }

    #[test]
    fn the_way_between_folders() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("a/b")).unwrap();
        for (from, to, expected) in
            [("a/b", "a/c", "../c"), ("a", "a/b", "b"), ("new/x", "a", "../../a"), ("a", "a", "")]
        {
            assert_eq!(way(&folder.path().join(from), &folder.path().join(to)).unwrap(), expected);
        }
    }
}

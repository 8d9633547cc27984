//! Pages for benchmarks that get none: those of `schema/` many times, each time with other names of the models.

use std::collections::BTreeSet;
use std::{fs, io};

use crate::saved::root;

/// Pages by name, as many as there are at least so often in `schema/`: the first copy as it is, the models of others with a number.
///
/// # Errors
/// If a page cannot be read.
pub fn made_pages(least: usize) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut pages = Vec::new();
    for entry in fs::read_dir(root().join("schema"))? {
        let path = entry?.path();
        if let (Some(name), true) = (path.file_stem(), path.extension().is_some_and(|it| it == "md")) {
            pages.push((name.to_string_lossy().into_owned(), fs::read_to_string(&path)?));
        }
    }
    pages.sort();
    let names: BTreeSet<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
    let copies = least.div_ceil(pages.len().max(1));
    let copy = |number: usize| {
        let names = &names;
        let of_copy = move |(name, text): &(String, String)| match number {
            0 => (format!("{name}.md"), text.clone().into_bytes()),
            _ => (format!("{name}{number}.md"), numbered(text, names, number).into_bytes()),
        };
        pages.iter().map(of_copy)
    };
    Ok((0..copies).flat_map(copy).collect())
}

/// A page whose models have a number at the end of their names, wherever the names are words.
fn numbered(text: &str, names: &BTreeSet<&str>, number: usize) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for word in text.split_inclusive(|it: char| !it.is_alphanumeric()) {
        let end = word.trim_end_matches(|it: char| !it.is_alphanumeric()).len();
        let (name, after) = word.split_at(end);
        out.push_str(name);
        if names.contains(name) {
            out.push_str(&number.to_string());
        }
        out.push_str(after);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn names_of_models_get_a_number() {
        let text = "## User\n| **user** | [**list[User]**](User.html) | Users, and a UserName | |";
        let expected = "## User7\n| **user** | [**list[User7]**](User7.html) | Users, and a UserName | |";
        assert_eq!(numbered(text, &["User"].into(), 7), expected);
    }
}

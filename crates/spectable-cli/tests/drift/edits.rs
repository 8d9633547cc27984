//! No change of a page escapes: random single edits of real pages are each found, or shown to change nothing.

use std::{collections::BTreeMap, fs::File, io::Read};

use spectable_build::{
    problem::Problems,
    project::{Project, Reading},
    schema::Schema,
    source::{Documentation, SourceFile},
};
use spectable_drift::changes::compare;

use crate::{corpus::corpus, random::Random};

const EDITS: usize = 1000;
/// How many pages there are besides the edited one.
const NEIGHBOURS: usize = 12;

fn read() -> Option<Vec<SourceFile>> {
    let archive = corpus("genesys-python")?;
    let mut pages = Vec::new();
    let file = flate2::read::GzDecoder::new(File::open(archive).unwrap());
    for entry in tar::Archive::new(file).entries().unwrap() {
        let mut entry = entry.unwrap();
        let name = entry.path().unwrap().to_str().unwrap().to_owned();
        if name.ends_with(".md") {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            pages.push(SourceFile { path: name.clone(), name, bytes });
        }
    }
    pages.sort_by(|a, b| a.name.cmp(&b.name));
    Some(pages)
}

/// The models of some pages; `None` if they cannot be read.
fn understand(pages: Vec<SourceFile>) -> Option<Schema> {
    let files = pages.into_iter().map(|page| (page.path, page.bytes));
    let documentation = Documentation::of_folder("", files, Problems::default()).ok()?;
    let project = Project::read(documentation, Reading::default());
    (!project.problems.has_errors()).then_some(project.schema)
}

/// Everything that a schema says, without where it says it.
fn said(schema: &Schema) -> Vec<String> {
    let mut said = vec![format!("{:?}", schema.release)];
    for model in schema.models.values() {
        said.push(format!("{:?}", (&model.name, &model.rust_name, &model.description)));
        for it in &model.properties {
            said.push(format!(
                "{:?}",
                (&it.name, &it.wire_name, &it.rust_name, &it.ty, &it.type_text, &it.description)
            ));
            said.push(format!("{:?}", (it.required, it.read_only, it.deprecated)));
        }
    }
    for it in schema.enums.values() {
        said.push(format!("{:?}", (&it.rust_name, &it.description, &it.values)));
    }
    said
}

/// One edit of one of the pages; what it is called.
fn edit(pages: &mut Vec<SourceFile>, random: &mut Random) -> &'static str {
    let at = random.below(pages.len());
    match random.below(14) {
        0 => {
            pages.remove(at);
            return "a page goes";
        }
        1 => {
            let mut page = pages[at].clone();
            page.path = format!("{}2.md", page.path.trim_end_matches(".md"));
            page.bytes = String::from_utf8(page.bytes).unwrap().replace("# ", "# Other").into_bytes();
            pages.push(page);
            return "a page comes";
        }
        2 => {
            pages[at].name = format!("Renamed{}", pages[at].name);
            return "a file has another name";
        }
        3 => {
            pages[at].bytes.splice(0..0, *b"\xef\xbb\xbf");
            return "a byte order mark";
        }
        _ => {}
    }
    let text = String::from_utf8(pages[at].bytes.clone()).unwrap();
    let (text, name) = edit_text(&text, random);
    pages[at].bytes = text.into_bytes();
    name
}

fn edit_text(text: &str, random: &mut Random) -> (String, &'static str) {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let rows: Vec<usize> = (0..lines.len()).filter(|&at| lines[at].starts_with("| **")).collect();
    if rows.is_empty() || random.below(8) == 0 {
        return edit_outside_table(text, random);
    }
    let row = *random.of(&rows);
    let mut cells: Vec<String> = lines[row].split('|').map(str::to_owned).collect();
    let last = cells.len() - 2;
    let name = match random.below(9) {
        0 => {
            lines.remove(row);
            return (lines.join("\n") + "\n", "a row goes");
        }
        1 => {
            let copy = lines[row].replacen("**", "**new_", 1);
            lines.insert(row, copy);
            return (lines.join("\n") + "\n", "a row comes");
        }
        2 => {
            lines.swap(rows[0], row);
            return (lines.join("\n") + "\n", "two rows change places");
        }
        3 => {
            cells[1] = cells[1].replacen("**", "**x", 1);
            "a property has another name"
        }
        4 => {
            let types =
                ["str", "int", "float", "bool", "datetime", "date", "object", "list[str]", "dict(str, int)"];
            cells[2] = format!(" {} ", random.of(&types));
            "a property has another type"
        }
        5 => {
            cells[3].push_str("More. ");
            "a description has another text"
        }
        6 => {
            cells[last] = if cells[last].contains("optional") { " ".into() } else { " [optional] ".into() };
            "a mark comes or goes"
        }
        7 => {
            cells.remove(random.below(cells.len()));
            "a cell goes"
        }
        _ => {
            let cell = random.below(cells.len());
            let at = random.below(cells[cell].chars().count() + 1);
            let mut chars: Vec<char> = cells[cell].chars().collect();
            chars.insert(at, *random.of(&['x', ' ', '*', '[', '&', '\\', 'é', '_', '`']));
            cells[cell] = chars.into_iter().collect();
            "a character comes"
        }
    };
    lines[row] = cells.join("|");
    (lines.join("\n") + "\n", name)
}

fn edit_outside_table(text: &str, random: &mut Random) -> (String, &'static str) {
    match random.below(5) {
        0 => (text.replace('\n', "\r\n"), "other line endings"),
        1 => {
            let cut = (0..=random.below(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap();
            (text[..cut].to_owned(), "the page is cut off")
        }
        2 => (text.replacen("# ", "# X", 1), "another heading"),
        3 => (text.replace(".0_", ".9_"), "another release"),
        _ => (format!("{text}\n"), "one more empty line"),
    }
}

#[test]
fn no_edit_escapes() {
    let Some(pages) = read() else { return };
    let mut random = Random::new(2026);
    let mut tally: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for number in 0..EDITS {
        let from = random.below(pages.len() - NEIGHBOURS);
        let old_pages = pages[from..from + NEIGHBOURS].to_vec();
        let mut new_pages = old_pages.clone();
        let name = edit(&mut new_pages, &mut random);
        let old = understand(old_pages).unwrap();
        let outcome = match understand(new_pages) {
            None => "refused",
            Some(new) => {
                let findings = compare(&old, &new);
                let same = said(&old) == said(&new);
                assert_eq!(findings.is_empty(), same, "edit {number} of pages {from}..: {name}");
                if same { "changed nothing" } else { "found" }
            }
        };
        *tally.entry((name, outcome)).or_insert(0) += 1;
    }
    for ((name, outcome), count) in &tally {
        println!("{count:5} {name}: {outcome}");
    }
    let found: usize =
        tally.iter().filter(|((_, outcome), _)| *outcome == "found").map(|(_, count)| count).sum();
    assert!(found > EDITS / 2, "most edits change the models");
}

//! docs/traffic.md: its files are written, and its commands run, in their order, in an empty folder.

use std::fs;

use spectable_audit::finding::Kind;

use crate::desk::{Desk, of_repository};

/// What the next block is.
enum Next {
    Commands,
    File(String),
    Shown(String),
}

#[test]
fn its_commands_run() {
    let page = fs::read_to_string(of_repository("docs/traffic.md")).unwrap().replace('\r', "");
    let desk = Desk::empty();
    // Files first: a reader has them before the commands.
    for (next, block) in blocks(&page) {
        if let Next::File(path) = next {
            desk.write(&path, block.join("\n") + "\n");
        }
    }
    let mut commands = 0;
    for (next, block) in blocks(&page) {
        match next {
            Next::File(_) => {}
            Next::Shown(path) => {
                let text = desk.read(&path);
                for part in block.join("\n").split("\n\n") {
                    assert!(text.contains(part), "{path} has not\n{part}\nbut\n{text}");
                }
            }
            Next::Commands => commands += run(&desk, &block),
        }
    }
    assert!(commands > 5, "{commands}");
}

fn run(desk: &Desk, block: &[&str]) -> usize {
    let mut commands = 0;
    let mut said = String::new();
    for line in block {
        let Some(command) = line.strip_prefix("$ spectable ") else {
            assert!(said.lines().any(|it| it == *line), "`{line}` is not printed, but\n{said}");
            continue;
        };
        let (command, remark) = command.split_once('#').unwrap_or((command, ""));
        let code = remark.trim().strip_prefix("exit code ").map_or(0, |it| it[..1].parse().unwrap());
        let (command, to) = command.split_once(" > ").unwrap_or((command, ""));
        let run = desk.run(command.trim());
        if !to.is_empty() {
            desk.write(to.trim(), &run.out);
        }
        assert_eq!(run.code, code, "{command}: {run:?}");
        said = run.out + &run.err;
        commands += 1;
    }
    commands
}

/// The blocks of the page. A mark above a block says what it is; commands need none.
fn blocks(page: &str) -> Vec<(Next, Vec<&str>)> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    let mut next = None;
    while let Some(line) = lines.next() {
        let marked = |mark: &str| line.strip_prefix(mark)?.strip_suffix(" -->").map(str::to_owned);
        if let Some(path) = marked("<!-- file ") {
            next = Some(Next::File(path));
        } else if let Some(path) = marked("<!-- shows ") {
            next = Some(Next::Shown(path));
        } else if let Some(language) = line.strip_prefix("```") {
            let block = lines.by_ref().take_while(|line| *line != "```").collect();
            let of_block = next.take().or_else(|| (language == "console").then_some(Next::Commands));
            blocks.push((
                of_block.unwrap_or_else(|| panic!("nothing is done with a block of {language}")),
                block,
            ));
        }
    }
    blocks
}

#[test]
fn its_table_has_every_kind() {
    let page = fs::read_to_string(of_repository("docs/traffic.md")).unwrap();
    for kind in Kind::ALL {
        let row = format!("| `{}` | {} | {}", kind.name(), kind.weight().name(), kind.about());
        assert!(page.contains(&row), "docs/traffic.md lacks the row {row}");
    }
}

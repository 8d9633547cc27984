//! A lock in which a merge left both sides.

/// The two sides of a merge conflict, each a whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ConflictSides {
    /// What was here.
    pub(super) ours: String,
    /// What was merged.
    pub(super) theirs: String,
}

/// Which side of a conflict a line belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Both,
    Ours,
    Base,
    Theirs,
}

/// The two sides of a text with conflict markers, as git writes them; nothing if it has none.
pub(super) fn sides(text: &str) -> Option<ConflictSides> {
    let mut sides = ConflictSides { ours: String::new(), theirs: String::new() };
    let mut side = Side::Both;
    let mut found = false;
    for line in text.split_inclusive('\n') {
        if let Some(next) = marker(line, side) {
            side = next;
            found = true;
            continue;
        }
        if matches!(side, Side::Both | Side::Ours) {
            sides.ours.push_str(line);
        }
        if matches!(side, Side::Both | Side::Theirs) {
            sides.theirs.push_str(line);
        }
    }
    found.then_some(sides)
}

/// The side that begins after a marker.
fn marker(line: &str, side: Side) -> Option<Side> {
    let is = |marker: &str| {
        line.strip_prefix(marker).is_some_and(|rest| rest.trim_end().is_empty() || rest.starts_with(' '))
    };
    match side {
        _ if is("<<<<<<<") => Some(Side::Ours),
        Side::Ours if is("|||||||") => Some(Side::Base),
        Side::Ours | Side::Base if is("=======") => Some(Side::Theirs),
        _ if is(">>>>>>>") => Some(Side::Both),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_are_whole_files() {
        let with_base = "a\n<<<<<<< HEAD\nb\n||||||| 1234567\nbase\n=======\nc\n>>>>>>> branch\nd\n";
        let without = "a\n<<<<<<<\nb\n=======\nc\n>>>>>>>\nd\n";
        for text in [with_base, without] {
            let found = sides(text).unwrap();
            assert_eq!(found, ConflictSides { ours: "a\nb\nd\n".into(), theirs: "a\nc\nd\n".into() });
        }
    }

    #[test]
    fn text_without_markers_has_no_sides() {
        for text in ["", "a\n=======\nb\n", "<<<<<<<<\n", " <<<<<<< a\n"] {
            assert_eq!(sides(text), None, "{text}");
        }
    }
}

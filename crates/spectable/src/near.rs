//! The name that was meant, where one is misspelt.
//!
//! `spectable-build` has the same for the words of an overlay, by the same measure; this one is its own, since the run time does not depend on the generator.

/// More mistakes than these are another name.
const FARTHEST: usize = 2;

/// What to say after a name that is none of those that there are: those that are spelled nearly so; all, if none is and they are few.
pub(crate) fn advice<'a>(name: &str, all: impl Iterator<Item = &'a str> + Clone) -> String {
    /// More would hide what is wrong.
    const MANY: usize = 8;
    let near: Vec<(usize, &str)> =
        all.clone().filter_map(|other| distance(name, other).map(|far| (far, other))).collect();
    // The nearest first: a loop for each distance is less code than a sort.
    let near = (0..=FARTHEST).flat_map(|far| near.iter().filter(move |(it, _)| *it == far));
    let near: Vec<String> = near.take(3).map(|(_, name)| format!("`{name}`")).collect();
    if let Some((last, others)) = near.split_last() {
        let others = if others.is_empty() { String::new() } else { format!("{} or ", others.join(", ")) };
        return format!("; did you mean {others}{last}?");
    }
    let names: Vec<String> = all.clone().take(MANY).map(|name| format!("`{name}`")).collect();
    match (names.len(), all.count().saturating_sub(MANY)) {
        (0, _) => "; it has none".to_owned(),
        (_, 0) => format!("; it has {}", names.join(", ")),
        (_, more) => format!("; it has {} and {more} more", names.join(", ")),
    }
}

/// How far a name is from another, if they may be the same with a mistake: by letters that are wrong, missing or too many. Case, and what separates
/// words, do not count.
fn distance(name: &str, other: &str) -> Option<usize> {
    let letters = |text: &str| -> Vec<char> {
        text.chars().filter(|char| char.is_alphanumeric()).take(100).flat_map(char::to_lowercase).collect()
    };
    let (a, b) = (letters(name), letters(other));
    // Where every letter is another, nothing of the name was meant.
    let most = a.len().saturating_sub(1).min(FARTHEST);
    if a.len().abs_diff(b.len()) > most || a.is_empty() {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (number, letter) in a.iter().enumerate() {
        let mut last = number + 1;
        let mut next = vec![last];
        for (above, other) in row.windows(2).zip(&b) {
            let replaced = above[0] + usize::from(letter != other);
            last = replaced.min(above[1] + 1).min(last + 1);
            next.push(last);
        }
        row = next;
    }
    row.last().copied().filter(|far| *far <= most)
}

#[cfg(test)]
mod tests {
    use super::advice;

    #[test]
    fn the_names_that_were_meant() {
        let all = ["id", "startTime", "endTime", "purpose", "participantId"];
        let cases = [
            ("purpos", "; did you mean `purpose`?"),
            ("start_time", "; did you mean `startTime`?"),
            ("StartTme", "; did you mean `startTime`?"),
            ("participantIds", "; did you mean `participantId`?"),
            ("x", "; it has `id`, `startTime`, `endTime`, `purpose`, `participantId`"),
            ("", "; it has `id`, `startTime`, `endTime`, `purpose`, `participantId`"),
        ];
        for (name, told) in cases {
            assert_eq!(advice(name, all.into_iter()), told, "{name}");
        }
        let two = ["aName1", "aName2"];
        assert_eq!(advice("aName", two.into_iter()), "; did you mean `aName1` or `aName2`?");
        assert_eq!(advice("a", std::iter::empty()), "; it has none");
    }
}

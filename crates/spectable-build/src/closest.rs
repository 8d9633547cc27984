//! The word that somebody meant.
//!
//! Written here since it is twenty lines, and a library would be built by every consumer.

/// The known word that a mistyped one is closest to.
pub fn closest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let scored = known.into_iter().map(|candidate| (distance(word, candidate), candidate));
    // Where every character is another, nothing of the word was meant.
    let near = |distance: usize| distance <= 2 && distance < word.chars().count();
    scored.min().filter(|(distance, _)| near(*distance)).map(|(_, candidate)| candidate)
}

/// How many characters must be added, removed or replaced to make one word of another.
fn distance(a: &str, b: &str) -> usize {
    let mut previous: Vec<usize> = (0..=b.chars().count()).collect();
    for (row, left) in a.chars().enumerate() {
        let mut current = vec![row + 1];
        for ((right, above), diagonal) in b.chars().zip(previous.iter().skip(1)).zip(&previous) {
            let beside = current.last().copied().unwrap_or_default();
            let replaced = diagonal + usize::from(left != right);
            current.push(replaced.min(above + 1).min(beside + 1));
        }
        previous = current;
    }
    previous.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        for (a, b, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "abc", 0),
            ("abc", "abd", 1),
            ("abc", "ab", 1),
            ("ab", "abc", 1),
            ("kitten", "sitting", 3),
            ("aüb", "aub", 1),
        ] {
            assert_eq!((distance(a, b), distance(b, a)), (expected, expected), "{a} {b}");
        }
    }

    #[test]
    fn a_word_that_is_far_from_all_others_means_none_of_them() {
        for (word, expected) in
            [("relase", Some("release")), ("rel", None), ("typ", Some("type")), ("", None), ("xy", None)]
        {
            assert_eq!(closest(word, ["release", "type", "is"]), expected, "{word}");
        }
    }
}

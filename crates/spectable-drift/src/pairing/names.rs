//! Whether two names of models are alike.

use std::collections::HashMap;

/// A typing mistake is recognised in words of this many letters or more.
const FEWEST_LETTERS: usize = 4;

/// The words of names, and how many names have each.
#[derive(Debug, Default)]
pub(super) struct Words {
    names: usize,
    count: HashMap<String, Count>,
}

/// How many names have a word, and which was the last of them.
#[derive(Debug, Default)]
struct Count {
    names: usize,
    last: usize,
}

impl Words {
    /// Those of all models of a schema.
    pub(super) fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut words = Self::default();
        for name in names {
            words.names += 1;
            each_word(name, |word| words.note(word));
        }
        words
    }

    /// A word of the last name, which may have it twice.
    fn note(&mut self, word: &str) {
        let last = self.names;
        match self.count.get_mut(word) {
            Some(count) if count.last == last => {}
            Some(count) => *count = Count { names: count.names + 1, last },
            None => {
                self.count.insert(word.to_owned(), Count { names: 1, last });
            }
        }
    }

    /// Whether a word says something of a name: `Response` says nothing where every second model is one.
    pub(super) fn is_telling(&self, word: &str) -> bool {
        const FEW: usize = 3;
        self.count.get(word).is_none_or(|count| count.names <= FEW + self.names / 50)
    }
}

/// The words of a name, in small letters: `CallHistory_v2` is `call history v 2`.
pub(super) fn split(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(name, |word| words.push(word.to_owned()));
    words
}

fn each_word(name: &str, mut take: impl FnMut(&str)) {
    let mut characters = name.chars().peekable();
    let mut word = String::with_capacity(name.len());
    let mut before: Option<char> = None;
    while let Some(char) = characters.next() {
        let next = characters.peek().copied();
        if !char.is_alphanumeric() {
            before = None;
            continue;
        }
        let begins = before.is_none_or(|before| {
            let after_small = char.is_uppercase() && !before.is_uppercase();
            // Of `HTTPServer`, the last capital belongs to the next word.
            let last_capital = char.is_uppercase() && next.is_some_and(char::is_lowercase);
            after_small || last_capital || before.is_numeric() != char.is_numeric()
        });
        if begins && !word.is_empty() {
            take(&word);
            word.clear();
        }
        if char.is_ascii() {
            word.push(char.to_ascii_lowercase())
        } else {
            word.extend(char.to_lowercase())
        }
        before = Some(char);
    }
    if !word.is_empty() {
        take(&word);
    }
}

/// Whether two names are made of the same words: one has all words of the other, in this order, and something telling is among them; or
/// they are spelled differently, in capitals, signs, or a letter of one word.
pub(super) fn are_alike(old: &str, new: &str, is_telling: impl Fn(&str) -> bool) -> bool {
    let (old, new) = (split(old), split(new));
    if old.concat() == new.concat() {
        return !old.is_empty();
    }
    let (short, long) = if old.len() <= new.len() { (&old, &new) } else { (&new, &old) };
    if short.len() < long.len() {
        let mut rest = long.iter();
        let is_within = short.iter().all(|word| rest.any(|it| it == word));
        return is_within && short.iter().any(|word| is_word(word) && is_telling(word));
    }
    let mut others = old.iter().zip(&new).filter(|(one, other)| one != other);
    matches!((others.next(), others.next()), (Some((one, other)), None) if is_misspelled(one, other))
}

/// Whether it is more than a number or an initial.
fn is_word(word: &str) -> bool {
    word.chars().filter(|char| char.is_alphabetic()).count() > 2
}

/// Whether two words differ in one letter, which one has more, or which is another, or in two that changed places.
fn is_misspelled(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().min(other.len()) < FEWEST_LETTERS || one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let same = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let rest = |word: &[char], skipped: usize| word.get(same + skipped..).unwrap_or_default().to_vec();
    let swapped = || {
        let (mut head, tail) = (rest(&one, 0), rest(&other, 0));
        if head.len() < 2 || head.len() != tail.len() {
            return false;
        }
        head.swap(0, 1);
        head == tail
    };
    let letters = one.iter().chain(&other).all(|char| char.is_alphabetic());
    letters
        && match one.len().cmp(&other.len()) {
            std::cmp::Ordering::Equal => rest(&one, 1) == rest(&other, 1) || swapped(),
            std::cmp::Ordering::Less => rest(&one, 0) == rest(&other, 1),
            std::cmp::Ordering::Greater => rest(&one, 1) == rest(&other, 0),
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_names() {
        for (name, words) in [
            ("CallHistory_v2", "call history v 2"),
            ("HTTPServer", "http server"),
            ("user-ref", "user ref"),
            ("a.b.C", "a b c"),
            ("ÄrgerÜber", "ärger über"),
            ("--", ""),
            ("", ""),
        ] {
            assert_eq!(split(name).join(" "), words, "{name}");
        }
    }

    #[test]
    fn names_that_are_alike() {
        let models = ["GetUserResponse", "GetRoleResponse", "GetTeamResponse", "GetAppResponse", "Queue"];
        let words = Words::of(models);
        for (old, new, alike) in [
            ("Queue", "RoutingQueue", true),
            ("UserDto", "User", true),
            ("user_ref", "UserRef", true),
            ("Adress", "Address", true),
            ("Recieved", "Received", true),
            ("Item", "Items", true),
            ("api.v1.Pet", "api.v2.Pet", false),
            ("User", "Role", false),
            ("Tag", "Bag", false),
            ("GetUserResponse", "GetRoleResponse", false),
            ("GetTeamResponse", "Response", false),
            ("Response", "UserResponse", false),
            ("Address1", "Address2", false),
            ("Error", "Failure", false),
            ("V2", "QueueV2", false),
            ("", "A", false),
        ] {
            assert_eq!(are_alike(old, new, |word| words.is_telling(word)), alike, "{old} {new}");
            assert_eq!(are_alike(new, old, |word| words.is_telling(word)), alike, "{new} {old}");
        }
    }
}

//! Texts that a pattern matches.

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::random::Random;

/// How often a part is repeated beyond what it must, at most.
const MOST_REPEATED: u32 = 64;
/// No example is longer.
const LONGEST: usize = 4096;
/// How many parts of a pattern are looked at for a text: `((|a){100000}){100000}` has very many, and no letter.
const STEPS: usize = 100_000;

/// A text that a pattern matches, with so many letters; `None` if the pattern is none that can be read (look-around, for example), or no
/// such text was found. Patterns are those of ECMA-262, as JSON Schema has them; the common part of both syntaxes is understood.
pub(crate) fn matching(
    pattern: &str,
    (least, most): (usize, usize),
    mut random: Option<&mut Random>,
) -> Option<String> {
    let hir = regex_syntax::parse(pattern).ok()?;
    let mut repeated = random.as_deref_mut().map_or(0, |random| random.below(4) as u32);
    let mut tried = 0;
    // More of what may be repeated makes a longer text: first up to the least, then down from the most.
    while tried < 2 * MOST_REPEATED {
        let mut text = String::new();
        Writer { repeated, steps: STEPS, random: random.as_deref_mut() }.write(&hir, &mut text)?;
        let length = text.chars().count();
        if length < least && repeated < MOST_REPEATED.max(least as u32) {
            repeated += 1;
        } else if length > most && repeated > 0 {
            repeated -= 1;
        } else if (least..=most).contains(&length) {
            return Some(text);
        } else {
            return None;
        }
        tried += 1;
    }
    None
}

struct Writer<'r> {
    repeated: u32,
    /// How many parts it may still look at.
    steps: usize,
    random: Option<&'r mut Random>,
}

impl Writer<'_> {
    /// Writes what a part matches; `None` if the text becomes too long, or takes too long.
    fn write(&mut self, hir: &Hir, text: &mut String) -> Option<()> {
        self.steps = self.steps.checked_sub(1).filter(|_| text.len() <= LONGEST)?;
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
            HirKind::Class(class) => text.push(self.letter(class)?),
            HirKind::Repetition(repetition) => {
                let count = repetition.min.saturating_add(self.repeated);
                let count = repetition.max.map_or(count, |most| count.min(most));
                for _ in 0..count {
                    self.write(&repetition.sub, text)?;
                }
            }
            HirKind::Capture(capture) => self.write(&capture.sub, text)?,
            HirKind::Concat(parts) => {
                for part in parts {
                    self.write(part, text)?;
                }
            }
            HirKind::Alternation(parts) => {
                let part = match &mut self.random {
                    Some(random) => random.one_of(parts),
                    None => parts.first(),
                };
                self.write(part?, text)?;
            }
        }
        Some(())
    }

    /// A letter of a class, a plain one if it has any.
    fn letter(&mut self, class: &Class) -> Option<char> {
        let ranges: Vec<(u32, u32)> = match class {
            Class::Unicode(class) => {
                class.ranges().iter().map(|it| (u32::from(it.start()), u32::from(it.end()))).collect()
            }
            Class::Bytes(class) => {
                class.ranges().iter().map(|it| (u32::from(it.start()), u32::from(it.end()))).collect()
            }
        };
        for (first, last) in [('a', 'z'), ('0', '9'), ('A', 'Z'), ('!', '~'), (' ', ' '), ('\0', char::MAX)] {
            let (first, last) = (u32::from(first), u32::from(last));
            let within = ranges.iter().map(|(low, high)| ((*low).max(first), (*high).min(last)));
            let within: Vec<(u32, u32)> = within.filter(|(low, high)| low <= high).collect();
            let Some(&(low, high)) = within.first() else { continue };
            return match &mut self.random {
                Some(random) => {
                    let (low, high) = random.one_of(&within).copied().unwrap_or((low, high));
                    let chosen = random.within(i128::from(low), i128::from(high)) as u32;
                    // Surrogates are within a range of all letters, and are none.
                    char::from_u32(chosen).or(char::from_u32(low))
                }
                None => char::from_u32(low),
            };
        }
        None
    }
}

//! Finds the number of a known text: most often the one after the last, else by a table of hashes.

/// Known texts by number.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    texts: Vec<(Box<str>, usize)>,
    /// Indices of `texts`, one more than they are; 0 is free. At least half are free.
    table: Vec<u32>,
}

impl Keys {
    /// Texts with their numbers. Of equal ones the first counts.
    pub(crate) fn of<'a>(texts: impl IntoIterator<Item = (&'a str, usize)>) -> Self {
        let texts: Vec<(Box<str>, usize)> = texts.into_iter().map(|(text, at)| (text.into(), at)).collect();
        let mut keys = Self { table: vec![0; (texts.len() * 2 + 1).next_power_of_two()], texts };
        for at in 0..keys.texts.len() {
            let Some((text, _)) = keys.texts.get(at) else { continue };
            if keys.found(text).is_none() {
                let mut place = keys.start(text);
                while keys.table.get(place).is_some_and(|it| *it != 0) {
                    place = keys.after(place);
                }
                if let Some(free) = keys.table.get_mut(place) {
                    *free = at as u32 + 1;
                }
            }
        }
        keys
    }

    /// The number of a text. `guess` is the index of the text that is expected, and becomes that of the one after it.
    #[inline]
    pub(crate) fn find(&self, text: &str, guess: &mut usize) -> Option<usize> {
        if let Some((expected, number)) = self.texts.get(*guess)
            && **expected == *text
        {
            *guess += 1;
            return Some(*number);
        }
        let at = self.found(text)?;
        *guess = at + 1;
        self.texts.get(at).map(|(_, number)| *number)
    }

    /// Whether a text is known.
    pub(crate) fn has(&self, text: &str) -> bool {
        self.found(text).is_some()
    }

    fn found(&self, text: &str) -> Option<usize> {
        let mut place = self.start(text);
        loop {
            let at = match self.table.get(place) {
                None | Some(0) => return None,
                Some(at) => *at as usize - 1,
            };
            if self.texts.get(at).is_some_and(|(known, _)| **known == *text) {
                return Some(at);
            }
            place = self.after(place);
        }
    }

    fn start(&self, text: &str) -> usize {
        let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        (hash ^ (hash >> 29)) as usize & (self.table.len().max(1) - 1)
    }

    fn after(&self, place: usize) -> usize {
        (place + 1) & (self.table.len().max(1) - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_text_is_found_in_any_order() {
        let names: Vec<String> = (0..500).map(|at| format!("name{at}")).collect();
        let keys = Keys::of(names.iter().map(String::as_str).zip(1000..));
        let mut guess = 0;
        for at in (0..500).chain((0..500).rev()).chain([3, 3, 499]) {
            assert_eq!(keys.find(&names[at], &mut guess), Some(1000 + at));
        }
        for unknown in ["", "name", "name500", "nameé"] {
            assert_eq!(keys.find(unknown, &mut guess), None, "{unknown}");
        }
        assert_eq!(Keys::default().find("a", &mut 0), None);
        assert_eq!(Keys::of([]).find("a", &mut 0), None);
    }
}

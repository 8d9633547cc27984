//! Finding a property by its wire name.

use crate::json::escape::{ONES, is_escaped};
use crate::table::{RawField, RawTable};

/// The wire names of a table, hashed: keys in any order are as fast to find.
#[derive(Debug)]
pub(crate) struct KeyIndex {
    /// Indices of fields, plus one; zero is free. A power of two of places, at most half of them taken.
    places: Box<[u16]>,
    /// What heads are multiplied with. Names that share their head share their place, too; of the others, as few as possible do.
    factor: u64,
    /// Names are told apart by their last bytes, too, since many have the same first ones.
    by_ends: bool,
    /// Names are found in text: by their first bytes, which are ASCII.
    in_text: bool,
    /// No wire name holds a character that JSON escapes, so that they can be compared with raw text.
    plain: bool,
}

/// The first sixteen bytes of a name and a quote behind it, as little-endian words; zeros behind a shorter one.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Head(u64, u64);

impl Head {
    #[inline]
    fn of(name: &[u8]) -> Self {
        let word = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
        let at = |part: u64, at: usize| part << (at * 8);
        let quote = |index| at(b'"'.into(), index);
        if let Some((first, rest)) = name.split_first_chunk::<8>() {
            let second = match (rest.first_chunk(), name.last_chunk()) {
                (Some(second), _) => word(second),
                // Overlaps the first word.
                (None, Some(last)) if !rest.is_empty() => {
                    word(last) >> (64 - rest.len() * 8) | quote(rest.len())
                }
                _ => quote(0),
            };
            return Self(word(first), second);
        }
        // Both ends, which may overlap, where the same bytes are the same bits.
        if let (Some(first), Some(last)) = (name.first_chunk(), name.last_chunk()) {
            let half = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
            return Self(half(first) | at(half(last), name.len() - 4) | quote(name.len()), 0);
        }
        let byte = |index: usize| name.get(index).map_or(0, |&byte| at(byte.into(), index));
        Self(byte(0) | byte(1) | byte(2) | quote(name.len()), 0)
    }

    /// That of the name in JSON text that begins with this block, behind its quote, and ends with a quote. It is of ASCII. Without a branch: no processor
    /// knows how long the next name is.
    #[inline(always)]
    fn in_text(block: &[u8; 16]) -> Self {
        let (blocks, _) = block.as_chunks();
        let word = |at| blocks.get(at).map_or(0, |block| u64::from_le_bytes(*block));
        // The high bit of the first byte that is a quote, if there is one, and of some behind it.
        let quotes = |word: u64| (word ^ (ONES * u64::from(b'"'))).wrapping_sub(ONES) & (ONES << 7);
        // All bits up to the first one; all bits, if there is none.
        let up_to = |first: u64| first ^ first.wrapping_sub(1);
        let (first, second) = (word(0), word(1));
        let end = quotes(first);
        let ends_later = u64::from(end != 0).wrapping_sub(1);
        Self(first & up_to(end), second & up_to(quotes(second)) & ends_later)
    }
}

impl KeyIndex {
    pub(crate) fn new(table: &RawTable) -> Self {
        let (clashes, index) = Self::best(table, false);
        // With so many, looking for a name would take the longer, the more names there are.
        let index = if clashes > table.fields.len() { Self::best(table, true).1 } else { index };
        // Asked once, and not for each factor that is tried.
        let each = |is: fn(&str) -> bool| table.fields.iter().all(|field| is(field.name));
        let plain = each(|name| name.bytes().all(|byte| !is_escaped(byte)));
        Self { in_text: !index.by_ends && each(str::is_ascii), plain, ..index }
    }

    /// The index with the fewest clashes, and how many these are: how far names are from their first places.
    fn best(table: &RawTable, by_ends: bool) -> (usize, Self) {
        let mut best = Self::with_factor(table, by_ends, 0);
        for number in 1..Self::FACTORS {
            // No factor tells apart what shares its head.
            if best.0 == 0 || best.0 > table.fields.len() {
                break;
            }
            let other = Self::with_factor(table, by_ends, number);
            if other.0 < best.0 {
                best = other;
            }
        }
        best
    }

    /// How many factors are tried, so that hardly any names share a place.
    const FACTORS: u64 = 32;

    /// The index with one of the factors, and its clashes.
    fn with_factor(table: &RawTable, by_ends: bool, number: u64) -> (usize, Self) {
        let mut names = Self {
            places: vec![0; (table.fields.len() * 2).next_power_of_two()].into(),
            factor: 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(number * 2 + 1),
            by_ends,
            in_text: false,
            plain: false,
        };
        let mut clashes = 0;
        for (index, field) in table.fields.iter().enumerate() {
            if names.find(table, field.name).is_some() {
                continue;
            }
            let mut place = names.first(names.head(field.name.as_bytes()));
            while names.places.get(place).is_some_and(|&taken| taken != 0) {
                clashes += 1;
                place = names.after(place);
            }
            if let (Some(free), Ok(number)) = (names.places.get_mut(place), u16::try_from(index + 1)) {
                *free = number;
            }
        }
        (clashes, names)
    }

    /// Whether no wire name needs an escape in JSON text.
    #[inline]
    pub(crate) fn are_plain(&self) -> bool {
        self.plain
    }

    /// The same as [`find`](Self::find), which the readers of whole models have within their loops. One more caller there, and it would be called by all.
    #[inline(never)]
    pub(crate) fn find_apart(&self, table: &RawTable, name: &str) -> Option<usize> {
        self.find(table, name)
    }

    /// The index of the field with this wire name.
    #[inline]
    pub(crate) fn find(&self, table: &RawTable, name: &str) -> Option<usize> {
        let same = |index| {
            let field: &RawField = table.fields.get(index)?;
            is_same(field.name.as_bytes(), name.as_bytes()).then_some(())
        };
        self.find_by(self.head(name.as_bytes()), same).map(|(index, ())| index)
    }

    /// The index of the field whose name is in JSON text that begins with this block, behind its quote. The function says whether it is that of a field.
    #[inline(always)]
    pub(crate) fn find_in_text<T>(
        &self,
        block: &[u8; 16],
        is_it: impl Fn(usize) -> Option<T>,
    ) -> Option<(usize, T)> {
        if self.in_text { self.find_by(Head::in_text(block), is_it) } else { None }
    }

    /// By what a name is found.
    #[inline(always)]
    fn head(&self, name: &[u8]) -> Head {
        let Head(first, second) = Head::of(name);
        match name.last_chunk() {
            Some(last) if self.by_ends => {
                Head(first, second ^ u64::from_le_bytes(*last).rotate_left(7) ^ name.len() as u64)
            }
            _ => Head(first, second),
        }
    }

    #[inline(always)]
    fn find_by<T>(&self, head: Head, is_it: impl Fn(usize) -> Option<T>) -> Option<(usize, T)> {
        let mut place = self.first(head);
        loop {
            let index = usize::from(*self.places.get(place)?).checked_sub(1)?;
            if let Some(found) = is_it(index) {
                return Some((index, found));
            }
            place = self.after(place);
        }
    }

    #[inline(always)]
    fn first(&self, Head(first, second): Head) -> usize {
        let mixed = (first ^ second.rotate_left(29)).wrapping_mul(self.factor);
        (mixed >> 40) as usize & (self.places.len() - 1)
    }

    #[inline]
    fn after(&self, place: usize) -> usize {
        (place + 1) & (self.places.len() - 1)
    }
}

/// Whether two names are the same. They are short: a call that compares them would take longer than a few blocks of each.
#[inline]
pub(crate) fn is_same(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    if let (Some(left_tail), Some(right_tail)) = (left.last_chunk::<8>(), right.last_chunk::<8>()) {
        let (left_blocks, _) = left.as_chunks::<8>();
        let (right_blocks, _) = right.as_chunks::<8>();
        return left_tail == right_tail
            && left_blocks.iter().zip(right_blocks).all(|(left, right)| left == right);
    }
    if let (Some(left_head), Some(right_head), Some(left_tail), Some(right_tail)) =
        (left.first_chunk::<4>(), right.first_chunk::<4>(), left.last_chunk::<4>(), right.last_chunk::<4>())
    {
        return left_head == right_head && left_tail == right_tail;
    }
    left.iter().zip(right).all(|(left, right)| left == right)
}

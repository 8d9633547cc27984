//~ compiles
// A deserializer that lies about sizes, gives other kinds than it was asked for, reads models in between, and panics at every step.
#![forbid(unsafe_code)]
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::de::value::Error;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

thread_local! {
    static STEPS: Cell<usize> = const { Cell::new(usize::MAX) };
    static KIND: Cell<usize> = const { Cell::new(0) };
}
fn step() {
    let left = STEPS.get();
    assert!(left > 0, "a panic of the format's");
    STEPS.set(left - 1);
}

spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = "a",
        b with_b: i64 = "b",
        c with_c: Vec<Victim> = "c",
        d with_d: std::collections::BTreeMap<String, Vec<String>> = "d",
        e with_e: Box<Victim> = "e",
        f with_f: serde_json::Value = "f",
        g with_g: Colour = "g",
        h with_h: spectable::types::OffsetDateTime = "h",
    }
}
spectable::open_enum! {
    pub enum Colour { Red = "red" }
}

/// A value that is `depth` levels deep at most.
#[derive(Clone, Copy)]
struct Hostile {
    depth: usize,
}
impl<'de> Deserializer<'de> for Hostile {
    type Error = Error;
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        step();
        let kind = KIND.get();
        KIND.set(kind.wrapping_mul(7).wrapping_add(5) % 1009);
        let items = Items { left: 3, next: self.depth.saturating_sub(1) };
        match kind % if self.depth == 0 { 9 } else { 14 } {
            0 => visitor.visit_str("0123456789"),
            1 => visitor.visit_string("2026-01-02T03:04:05Z".to_owned()),
            2 => visitor.visit_i64(-1),
            3 => visitor.visit_u64(u64::MAX),
            4 => visitor.visit_f64(f64::NAN),
            5 => visitor.visit_bool(true),
            6 => visitor.visit_unit(),
            7 => visitor.visit_bytes(b"\xff\xfe"),
            8 => visitor.visit_none(),
            9 => visitor.visit_seq(items),
            10 => visitor.visit_some(Self { depth: self.depth - 1 }),
            11 => visitor.visit_newtype_struct(Self { depth: self.depth - 1 }),
            _ => visitor.visit_map(items),
        }
    }
    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct
        seq tuple tuple_struct enum ignored_any identifier
    }
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        step();
        visitor.visit_map(Items { left: 9, next: self.depth.saturating_sub(1) })
    }
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }
}
struct Items {
    left: usize,
    next: usize,
}
impl Items {
    fn next<'de, S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        step();
        let again: Victim = spectable::from_str(r#"{"a":"x","c":[{}]}"#).unwrap();
        assert!(again == again.clone());
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        seed.deserialize(Hostile { depth: self.next }).map(Some)
    }
}
impl<'de> SeqAccess<'de> for Items {
    type Error = Error;
    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        self.next(seed)
    }
    fn size_hint(&self) -> Option<usize> {
        Some(usize::MAX)
    }
}
impl<'de> MapAccess<'de> for Items {
    type Error = Error;
    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        step();
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let name = ["a", "b", "c", "d", "e", "f", "g", "h", "unknown"][self.left % 9];
        seed.deserialize(serde::de::value::StrDeserializer::new(name)).map(Some)
    }
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        step();
        match seed.deserialize(Hostile { depth: self.next }) {
            Ok(value) => Ok(value),
            Err(_) if self.left % 2 == 0 => Err(Error::custom("refused")),
            Err(error) => Err(error),
        }
    }
    fn size_hint(&self) -> Option<usize> {
        Some(usize::MAX)
    }
}

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let (mut read, mut refused, mut panicked) = (0, 0, 0);
    for kind in 0..1009 {
        for steps in [usize::MAX, kind % 40] {
            KIND.set(kind);
            STEPS.set(steps);
            let mut place = Victim::default().with_a("before").with_c(vec![Victim::default()]);
            let depth = 1 + kind % 4;
            let result = catch_unwind(|| Victim::deserialize(Hostile { depth }));
            let in_place = AssertUnwindSafe(&mut place);
            let _ = catch_unwind(move || {
                let in_place = in_place;
                Victim::deserialize_in_place(Hostile { depth }, in_place.0)
            });
            STEPS.set(usize::MAX);
            for victim in [Some(place), result.as_ref().ok().and_then(|result| result.clone().ok())]
                .into_iter()
                .flatten()
            {
                assert!(format!("{:?}", victim.clone()) == format!("{victim:?}"));
                if let Ok(text) = spectable::to_string(&victim) {
                    let _: Victim = spectable::from_str(&text).unwrap();
                }
            }
            match result {
                Ok(Ok(_)) => read += 1,
                Ok(Err(_)) => refused += 1,
                Err(_) => panicked += 1,
            }
        }
    }
    let _ = std::panic::take_hook();
    assert!(refused > 100 && panicked > 100, "{read} read, {refused} refused, {panicked} panicked");
}

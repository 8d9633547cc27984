//~ compiles
// A map whose keys come twice, whose values come before their keys, and that goes on after an error and after its end.
#![forbid(unsafe_code)]
use serde::de::value::StrDeserializer;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, Visitor};
use serde_json::Error;

spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = "a",
        b with_b: Vec<String> = "b",
    }
}
struct Map(usize);
impl<'de> Deserializer<'de> for Map {
    type Error = Error;
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(self)
    }
    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct
        seq tuple tuple_struct map struct enum ignored_any identifier
    }
}
impl<'de> MapAccess<'de> for Map {
    type Error = Error;
    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        self.0 += 1;
        let name = match self.0 {
            1 => "a",
            2 => "zero",
            3..=5 => "a",
            _ => return Ok(None),
        };
        let deserializer: StrDeserializer<'_, Error> = name.into_deserializer();
        seed.deserialize(deserializer).map(Some)
    }
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        seed.deserialize(serde_json::Value::from(["x", "y", "z"][self.0 % 3]))
    }
}
fn main() {
    let message = Victim::deserialize(Map(0)).unwrap_err().to_string();
    assert!(message.contains('a'), "{message}");
    let victim = Victim::deserialize(Map(4)).unwrap();
    assert_eq!((victim.a.as_deref(), victim.b), (Some("z"), None));
    assert_eq!(Victim::deserialize(Map(5)).unwrap(), Victim::default());
}

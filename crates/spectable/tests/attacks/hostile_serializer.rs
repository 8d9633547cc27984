//~ compiles
// A serializer that reads, clones and writes models while it is shown one, and that fails or panics at every step.
#![forbid(unsafe_code)]
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

type Error = std::fmt::Error;
thread_local! {
    static STEPS: Cell<usize> = const { Cell::new(0) };
    static PANICS: Cell<bool> = const { Cell::new(false) };
}

spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = "a",
        b with_b: Vec<Victim> = "b",
        c with_c: std::collections::BTreeMap<String, Victim> = "c",
        d with_d: Box<Victim> = "d",
        e with_e: serde_json::Value = "e",
        f with_f: spectable::types::Date = "f",
    }
}

struct Hostile<'a>(&'a Victim);
impl Hostile<'_> {
    fn step(&self) -> Result<(), Error> {
        let left = STEPS.get();
        if left == 0 {
            assert!(!PANICS.get(), "a panic of the format's");
            return Err(std::fmt::Error);
        }
        STEPS.set(left - 1);
        // The model that is being shown, once more.
        let copy = self.0.clone();
        assert!(copy == *self.0);
        assert_eq!(spectable::from_str::<Victim>(&spectable::to_string(self.0).unwrap()).unwrap(), copy);
        Ok(())
    }
    fn show<T: Serialize + ?Sized>(&self, value: &T) -> Result<(), Error> {
        self.step()?;
        value.serialize(Hostile(self.0))
    }
}
macro_rules! leaves {
    ($($name:ident: $ty:ty;)*) => {$(
        fn $name(self, _: $ty) -> Result<(), Error> {
            self.step()
        }
    )*};
}
impl Serializer for Hostile<'_> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;
    leaves! {
        serialize_bool: bool; serialize_i8: i8; serialize_i16: i16; serialize_i32: i32; serialize_i64: i64; serialize_u8: u8;
        serialize_u16: u16; serialize_u32: u32; serialize_u64: u64; serialize_f32: f32; serialize_f64: f64; serialize_char: char;
        serialize_str: &str; serialize_bytes: &[u8]; serialize_unit_struct: &'static str;
    }
    fn serialize_none(self) -> Result<(), Error> {
        self.step()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        self.show(value)
    }
    fn serialize_unit(self) -> Result<(), Error> {
        self.step()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Error> {
        self.step()
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.show(value)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.show(value)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Error> {
        self.step().map(|()| self)
    }
    fn serialize_tuple(self, _: usize) -> Result<Self, Error> {
        self.step().map(|()| self)
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        self.step().map(|()| self)
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self, Error> {
        Err(Error::custom("no"))
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Self, Error> {
        self.step().map(|()| self)
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        self.step().map(|()| self)
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self, Error> {
        Err(Error::custom("no"))
    }
}
macro_rules! sequences {
    ($($name:ident $element:ident;)*) => {$(
        impl $name for Hostile<'_> {
            type Ok = ();
            type Error = Error;
            fn $element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                // An element may be asked for twice.
                self.show(value)?;
                self.show(value)
            }
            fn end(self) -> Result<(), Error> {
                self.step()
            }
        }
    )*};
}
sequences! {
    SerializeSeq serialize_element; SerializeTuple serialize_element; SerializeTupleStruct serialize_field;
    SerializeTupleVariant serialize_field;
}
impl SerializeMap for Hostile<'_> {
    type Ok = ();
    type Error = Error;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.show(key)
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.show(value)?;
        self.show(value)
    }
    fn end(self) -> Result<(), Error> {
        self.step()
    }
}
macro_rules! structs {
    ($($name:ident)*) => {$(
        impl $name for Hostile<'_> {
            type Ok = ();
            type Error = Error;
            fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Result<(), Error> {
                self.show(value)
            }
            fn end(self) -> Result<(), Error> {
                self.step()
            }
        }
    )*};
}
structs! { SerializeStruct SerializeStructVariant }

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let text =
        r#"{"a":"x","b":[{"a":"y"},{}],"c":{"k":{"e":[1,null]}},"d":{"f":"2026-01-02"},"unknown":{"l":1.5}}"#;
    let victim: Victim = spectable::from_str(text).unwrap();
    let mut finished = 0;
    for steps in (0..100).chain([5_000]) {
        for panics in [false, true] {
            STEPS.set(steps);
            PANICS.set(panics);
            let result = catch_unwind(AssertUnwindSafe(|| victim.serialize(Hostile(&victim))));
            finished += usize::from(matches!(result, Ok(Ok(()))));
            assert_eq!(spectable::to_string(&victim).unwrap(), text);
        }
    }
    let _ = std::panic::take_hook();
    assert_eq!(finished, 2, "both that had steps enough came to the end");
}

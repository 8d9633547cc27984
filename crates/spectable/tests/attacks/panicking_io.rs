//~ compiles
// Readers and writers panic or fail at every byte. What was there before the panic is a valid model.
#![forbid(unsafe_code)]
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe as A, catch_unwind};
spectable::model! { pub struct V = "V" { a with_a: Vec<String> = "a", b with_b: std::collections::BTreeMap<String, V> = "b", c with_c: Box<V> = "c", d with_d: serde_json::Value = "d", e with_e: E = "e" } }
spectable::open_enum! { pub enum E { X = "x" } }
struct Bytes<'a>(&'a [u8], usize, bool);
impl Read for Bytes<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.1 == 0 {
            if self.2 { panic!("read") } else { return Err(io::Error::other("read")) }
        }
        self.1 -= 1;
        let n = 1.min(to.len()).min(self.0.len());
        to[..n].copy_from_slice(&self.0[..n]);
        self.0 = &self.0[n..];
        Ok(n)
    }
}
struct Sink(usize, bool);
impl Write for Sink {
    fn write(&mut self, b: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            if self.1 { panic!("write") } else { return Err(io::Error::other("write")) }
        }
        self.0 -= 1;
        Ok(b.len().min(3))
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let text = r#"{"a":["x","yy"],"b":{"k":{"e":"zz","d":[1,{"q":null}]}},"c":{"c":{"a":[]},"e":"x"},"d":"s","e":"new","u":1}"#;
    let whole: V = spectable::from_str(text).unwrap();
    for n in 0..200 {
        for panics in [false, true] {
            let read = catch_unwind(|| serde_json::from_reader::<_, V>(Bytes(text.as_bytes(), n, panics)));
            if let Ok(Ok(v)) = read {
                assert_eq!(v, whole);
            }
            let mut v = whole.clone();
            let _ = catch_unwind(A(|| {
                serde_json::from_reader::<_, V>(Bytes(text.as_bytes(), n, panics)).map(|w| v = w)
            }));
            let _ = catch_unwind(A(|| {
                let mut d = serde_json::Deserializer::from_reader(Bytes(text.as_bytes(), n, panics));
                serde::Deserialize::deserialize_in_place(&mut d, &mut v)
            }));
            let _ = spectable::to_string(&v).unwrap();
            let _ = catch_unwind(A(|| serde_json::to_writer(Sink(n, panics), &whole).is_ok()));
            let _ = catch_unwind(A(|| spectable::to_writer(Sink(n, panics), &whole).is_ok()));
        }
    }
    let _ = std::panic::take_hook();
    assert_eq!(spectable::from_str::<V>(&spectable::to_string(&whole).unwrap()).unwrap(), whole);
}

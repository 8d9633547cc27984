//~ compiles
// One model has items of many types. One generic type makes all of them, and each has its own size.
#![forbid(unsafe_code)]
use spectable::{Element, OpenEnum};

#[derive(Clone)]
struct Padded<const N: usize, T>(Box<str>, [u8; N], std::marker::PhantomData<fn() -> T>);
impl<const N: usize, T> AsRef<str> for Padded<N, T> {
    fn as_ref(&self) -> &str {
        assert!(self.1.iter().all(|&byte| usize::from(byte) == N));
        &self.0
    }
}
impl<const N: usize, T: Clone + 'static> OpenEnum for Padded<N, T> {
    const IDENTS: &'static str = "";
    const VALUES: &'static [&'static str] = &[];
    fn from_text(text: &str) -> Self {
        Self(text.into(), [N as u8; N], std::marker::PhantomData)
    }
}
impl<const N: usize, T: Clone + 'static> Element for Padded<N, T> {
    type Shape = spectable::__EnumShape;
}
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: Vec<Padded<0, String>> = "a",
        b with_b: Vec<Padded<1, Victim>> = "b",
        c with_c: Vec<Padded<{ 2 * 100 + 5 }, std::rc::Rc<u8>>> = "c",
        d with_d: Vec<Vec<Padded<3, Vec<Self>>>> = "d",
    }
}
fn main() {
    let text = r#"{"a":["x"],"b":["y","z"],"c":["u"],"d":[["v","w"],[]]}"#;
    let victim: Victim = spectable::from_str(text).unwrap();
    assert_eq!(spectable::to_string(&victim.clone()).unwrap(), text);
}

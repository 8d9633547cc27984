//~ compiles
// A constant in the type of a field may name what is in scope: the same at the field and at its kind.
use std::sync::atomic::{AtomicUsize, Ordering};

use spectable::{Element, OpenEnum};

static TABLE: u8 = 0;
static MADE: AtomicUsize = AtomicUsize::new(0);

const fn size_of_it<T>(_: &T) -> usize {
    size_of::<T>()
}

#[derive(Clone)]
struct Sized<const N: usize>([u8; N]);

impl<const N: usize> AsRef<str> for Sized<N> {
    fn as_ref(&self) -> &str {
        "x"
    }
}
impl<const N: usize> OpenEnum for Sized<N> {
    const IDENTS: &'static str = "Sized";
    const VALUES: &'static [&'static str] = &[];
    fn from_text(_: &str) -> Self {
        MADE.store(N, Ordering::Relaxed);
        Self([0; N])
    }
}
impl<const N: usize> Element for Sized<N> {
    type Shape = spectable::__EnumShape;
}

spectable::model! {
    pub struct Victim = "Victim" {
        items with_items: Vec<Sized<{ size_of_it(&TABLE) }>> = "items",
    }
}

fn main() {
    let victim: Victim = spectable::from_str(r#"{"items":["a","b"]}"#).unwrap();
    assert_eq!(victim.items.map(|items| size_of_val(&items[..])), Some(2));
    assert_eq!(MADE.load(Ordering::Relaxed), 1);
}

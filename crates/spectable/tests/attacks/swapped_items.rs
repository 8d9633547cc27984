//~ compiles
// What fills an item is swapped with what fills another, forgotten and leaked. It is a reference, and so does no harm.
#![forbid(unsafe_code)]
use spectable::{__Shape as Shape, Element};

spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = "a",
        b with_b: Vec<Victim> = "b",
    }
}
fn item_mut<T: Element>(value: &mut T) -> impl Sized {
    T::Shape::item_mut(value)
}
fn main() {
    let text = r#"{"a":"x","b":[{"a":"y"},{"a":"z"}]}"#;
    let mut one: Victim = spectable::from_str(text).unwrap();
    let mut two = Victim::default();
    let mut first = <<Victim as Element>::Shape as Shape<Victim>>::item_mut(&mut one);
    let mut second = <<Victim as Element>::Shape as Shape<Victim>>::item_mut(&mut two);
    std::mem::swap(&mut first, &mut second);
    drop(first);
    std::mem::forget(second);
    let leaked: &'static mut Victim = Box::leak(Box::new(one.clone()));
    std::mem::forget(item_mut(leaked));
    std::mem::forget(item_mut(one.b.as_mut().unwrap()));
    assert_eq!(spectable::to_string(&one).unwrap(), text);
    assert_eq!(spectable::to_string(&two).unwrap(), "{}");
}

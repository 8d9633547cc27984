//~ error: E0499
// Nobody fills a model twice at once.
#![forbid(unsafe_code)]
use spectable::{__Shape as Shape, Element};

spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = "a",
    }
}
fn main() {
    let mut victim = Victim::default();
    let first = <<Victim as Element>::Shape as Shape<Victim>>::item_mut(&mut victim);
    let second = <<Victim as Element>::Shape as Shape<Victim>>::item_mut(&mut victim);
    drop((first, second));
}

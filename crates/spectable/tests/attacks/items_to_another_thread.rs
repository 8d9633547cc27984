//~ error: cannot be sent between threads safely
// What fills a model does not go to another thread.
#![forbid(unsafe_code)]
use spectable::{__Shape as Shape, Element};

spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = "a",
    }
}
fn main() {
    let mut victim = Victim::default();
    let item = <<Victim as Element>::Shape as Shape<Victim>>::item_mut(&mut victim);
    std::thread::scope(|scope| {
        scope.spawn(move || drop(item));
    });
}

//~ nightly
//~ error: cannot be a property of a model
// A box that frees its memory in another way is not the one that the run time makes.
#![feature(allocator_api)]
#![forbid(unsafe_code)]
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: Box<Victim, std::alloc::System> = "a",
        b with_b: Vec<i64, std::alloc::System> = "b",
    }
}
fn main() {}

//~ error: `Rc<A>` cannot be a property of a model
// A field that may not go to another thread, hidden in a cycle of models. Each field is asked by itself, so that a cycle proves nothing.
#![forbid(unsafe_code)]
#![allow(dead_code)]
use std::rc::Rc;
spectable::model! { pub struct A = "A" { b with_b: Box<B> = "b", r with_r: Rc<A> = "r" } }
spectable::model! { pub struct B = "B" { a with_a: Box<A> = "a" } }
fn send<T: Send>() {}
fn main() {
    send::<A>();
    send::<B>();
}

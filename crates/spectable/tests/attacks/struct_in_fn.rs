//~ compiles
// Models in generic functions, in constants and in blocks.
#![forbid(unsafe_code)]
fn make<T: 'static>() -> Box<dyn std::any::Any> {
    spectable::model! { pub struct Local = "Local" { a with_a: String = "a", b with_b: Box<Local> = "b" } }
    Box::new(spectable::from_str::<Local>(r#"{"a":"x","b":{"a":"y"}}"#).unwrap())
}
const _: () = {
    spectable::model! { pub struct Hidden = "Hidden" { a with_a: String = "a" } }
};
fn main() {
    make::<u8>();
    make::<u16>();
}

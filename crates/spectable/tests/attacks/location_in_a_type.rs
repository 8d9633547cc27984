//~ compiles
// What differs from place to place in a program decides on a type: the line, the module, the type names around it.
#![forbid(unsafe_code)]
trait Pick {
    type Out;
}
struct Is<const B: bool>;
impl Pick for Is<true> {
    type Out = String;
}
impl Pick for Is<false> {
    type Out = Vec<i64>;
}
const fn caller() -> u32 {
    std::panic::Location::caller().column()
}
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: <Is<{ line!() % 2 == 0 }> as Pick>::Out = "a",
        b with_b: <Is<{ caller() % 2 == 0 }> as Pick>::Out = "b",
        c with_c: <Is<{ module_path!().len() % 2 == 0 }> as Pick>::Out = "c",
    }
}
fn main() {
    let kinds: Vec<String> =
        <Victim as spectable::Model>::table().fields().map(|field| format!("{:?}", field.kind())).collect();
    for (name, kind) in ["a", "b", "c"].iter().zip(&kinds) {
        let value = if kind.contains("Text") { "\"0123456789\"" } else { "[1,2]" };
        let text = format!("{{\"{name}\":{value}}}");
        let victim: Victim = spectable::from_str(&text).unwrap();
        assert_eq!(spectable::to_string(&victim.clone()).unwrap(), text);
    }
}

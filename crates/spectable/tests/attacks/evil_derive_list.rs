//~ compiles
// The same as in `evil_derive`, as an item of a list and of a map.
#![forbid(unsafe_code)]
mod m {
    use evil_pm::derive;
    spectable::open_enum! { pub enum Big { A = "a" } }
}
spectable::model! {
    pub struct Victim = "Victim" { a with_a: i64 = "a", b with_b: Vec<m::Big> = "b", c with_c: std::collections::BTreeMap<String, m::Big> = "c" }
}
fn main() {
    let text = r#"{"a":1,"b":["zzz","a"],"c":{"x":"y"}}"#;
    let victim: Victim = spectable::from_str(text).unwrap();
    assert!(align_of::<m::Big>() < 64);
    assert_eq!(spectable::to_string(&victim.clone()).unwrap(), text);
}

//~ compiles
// A user's own `derive` would align the enum to 64. The expansion names the real one by a path.
#![forbid(unsafe_code)]
mod m {
    use evil_pm::derive;
    spectable::open_enum! { pub enum Big { A = "a" } }
}
spectable::model! {
    pub struct Victim = "Victim" { a with_a: i64 = "a", b with_b: m::Big = "b" }
}
fn main() {
    let victim: Victim = spectable::from_str(r#"{"a":1,"b":"zzz"}"#).unwrap();
    assert!(align_of::<m::Big>() < 64);
    assert_eq!(spectable::to_string(&victim.clone()).unwrap(), r#"{"a":1,"b":"zzz"}"#);
}

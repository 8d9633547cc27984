//~ compiles
// Many threads ask at once for what is worked out when a model is first used, of models that name one another.
#![forbid(unsafe_code)]
spectable::model! { pub struct A = "A" { b with_b: Box<B> = "b", x with_x: String = "x", l with_l: Vec<B> = "l" } }
spectable::model! { pub struct B = "B" { a with_a: Box<A> = "a", y with_y: String = "y", m with_m: std::collections::BTreeMap<String, A> = "m" } }
fn main() {
    let barrier = std::sync::Barrier::new(8);
    let shared: std::sync::OnceLock<A> = std::sync::OnceLock::new();
    std::thread::scope(|s| {
        for i in 0..8 {
            let (barrier, shared) = (&barrier, &shared);
            s.spawn(move || {
                barrier.wait();
                if i % 2 == 0 {
                    let t = r#"{"b":{"a":{"x":"1"},"y":"2"},"x":"3","l":[{"y":"4"}]}"#;
                    let a: A = spectable::from_str(t).unwrap();
                    assert_eq!(spectable::to_string(&a.clone()).unwrap(), t);
                    let _ = shared.set(a);
                } else {
                    let t = r#"{"a":{"b":{"y":"1"},"x":"2"},"y":"3","m":{"k":{"x":"4"}}}"#;
                    let b: B = spectable::from_str(t).unwrap();
                    assert_eq!(spectable::to_string(&b.clone()).unwrap(), t);
                    let _ = B::default() == b;
                    if let Some(a) = shared.get() {
                        let _ = spectable::to_string(a).unwrap();
                    }
                }
            });
        }
    });
}

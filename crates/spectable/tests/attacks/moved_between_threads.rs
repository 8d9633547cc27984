//~ compiles
// One model is read and cloned by many threads while others drop, make and send theirs.
#![forbid(unsafe_code)]
use std::sync::{Arc, mpsc};

spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = "a",
        b with_b: Vec<Victim> = "b",
        c with_c: serde_json::Value = "c",
    }
}
fn main() {
    let text = r#"{"a":"x","b":[{"a":"y"},{"c":{"k":[1]}}],"c":null,"unknown":{"z":1}}"#;
    let shared: Arc<Victim> = Arc::new(spectable::from_str(text).unwrap());
    let (send, receive) = mpsc::channel::<Victim>();
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let (shared, send) = (Arc::clone(&shared), send.clone());
            std::thread::spawn(move || {
                for _ in 0..50 {
                    send.send(Victim::clone(&shared)).unwrap();
                    assert_eq!(spectable::to_string(&*shared).unwrap(), text);
                }
            })
        })
        .collect();
    drop((shared, send));
    let received =
        receive.into_iter().filter(|victim| victim.b.as_ref().is_some_and(|list| list.len() == 2)).count();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    assert_eq!(received, 200);
}

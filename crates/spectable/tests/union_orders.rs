//! Unions told by one key: the order of the keys, and keys of other alternatives, make no difference.
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test says what it expects by failing, and its models are not for others"
)]

use serde_json::Value;
use spectable::Union as _;

spectable::union! {
    /// Told by one key alone.
    pub enum Paid {
        Card as_card: box Card where "method" = "card" | "credit_card",
        Bank as_bank: box Bank where "method" = "bank",
        /// The key is not a property of this model.
        Cash as_cash: box Cash where "method" = "cash",
        /// The key is a number.
        Third as_third: box Third where "method" = "3",
        Word as_word: String,
    }
}
spectable::open_enum! {
    pub enum Method { Bank = "bank" }
}
spectable::model! {
    pub struct Card = "Card" {
        method with_method: String = "method",
        number with_number: String = "number",
        note with_note: String = "note",
        next with_next: Paid = "next",
    }
    pub struct Bank = "Bank" {
        method with_method: Method = "method",
        iban with_iban: String = "iban",
        note with_note: String = "note",
        others with_others: Vec<Paid> = "others",
    }
    pub struct Cash = "Cash" {
        amount with_amount: f64 = "amount",
    }
    pub struct Third = "Third" {
        method with_method: i64 = "method",
        share with_share: f64 = "share",
    }
}

/// What is read, and the number of its alternative.
const DOCUMENTS: [(&str, usize); 21] = [
    (r#"{"method":"card","number":"4"}"#, 0),
    (r#"{"number":"4","method":"card"}"#, 0),
    (r#"{"number":"4","note":"n","method":"credit_card"}"#, 0),
    (r#"{"iban":"D","method":"bank"}"#, 1),
    (r#"{"amount":1.5,"method":"cash"}"#, 2),
    (r#"{"share":0.5,"method":3}"#, 3),
    // A key that several alternatives have, and keys that none has.
    (r#"{"note":"n","method":"bank"}"#, 1),
    (r#"{"new":[1,{"method":"card"}],"number":"4","method":"card"}"#, 0),
    // The first key is one of another alternative.
    (r#"{"iban":"D","method":"card"}"#, 0),
    (r#"{"number":{"deep":[1]},"method":"bank"}"#, 1),
    (r#"{"number":[null,1.5],"method":"cash"}"#, 2),
    (r#"{"iban":"D","method":"new"}"#, 5),
    (r#"{"iban":"D","method":null}"#, 5),
    (r#"{"iban":"D","method":["bank"]}"#, 5),
    (r#"{"iban":7}"#, 5),
    (r#"{"number":7,"number2":{"a":1},"method":"new"}"#, 5),
    // Unions in one another, of which the inner, the outer or both begin with a key of another alternative.
    (r#"{"others":[{"number":"4","method":"card"},{"iban":"D","method":"card"},"w"],"method":"bank"}"#, 1),
    (r#"{"next":{"iban":"D","method":"bank"},"method":"bank"}"#, 1),
    (r#"{"next":{"number":"D","method":"bank"},"method":"card"}"#, 0),
    (r#"{"next":{"number":1,"method":"bank"},"method":"bank"}"#, 1),
    (
        r#"{"others":[{"others":[{"number":1,"method":"bank"}],"method":"bank"},{"number":"4","method":"card"}],"method":"bank"}"#,
        1,
    ),
];

#[test]
fn every_order_is_read_as_the_alternative_that_the_key_tells() {
    for (text, alternative) in DOCUMENTS {
        let read: Paid = spectable::from_str(text).expect(text);
        assert_eq!(read.index(), alternative, "{text}");
        assert_eq!(spectable::to_string(&read).unwrap().len(), text.len(), "{text} is written whole");
        let value: Value = serde_json::from_str(text).unwrap();
        assert_eq!(read, spectable::from_value::<Paid>(value.clone()).unwrap(), "{text}");
        assert_eq!(read, serde_json::from_str::<Paid>(text).unwrap(), "{text}");
        assert_eq!(spectable::to_value(&read).unwrap(), value, "{text}");
    }
}

#[test]
fn documents_after_one_another_do_not_disturb_each_other() {
    let text = format!("[{}]", DOCUMENTS.map(|(text, _)| text).join(","));
    let read: Vec<Paid> = spectable::from_str(&text).unwrap();
    assert!(read.iter().map(Paid::index).eq(DOCUMENTS.map(|(_, alternative)| alternative)));
    assert_eq!(spectable::to_value(&read).unwrap(), serde_json::from_str::<Value>(&text).unwrap());
}

/// An error is the one of the alternative that the key tells, at its place.
#[test]
fn errors_do_not_depend_on_the_order() {
    let message = |text: &str| spectable::from_str::<Paid>(text).unwrap_err().to_string();
    for (first, last) in [
        (r#"{"method":"card","number":4}"#, r#"{"number":4,"method":"card"}"#),
        (r#"{"method":"bank","iban":"D","note":[]}"#, r#"{"iban":"D","note":[],"method":"bank"}"#),
        (
            r#"{"method":"card","next":{"method":"bank","iban":4}}"#,
            r#"{"next":{"iban":4,"method":"bank"},"method":"card"}"#,
        ),
        (r#"{"method":"bank","number":4,"note":1}"#, r#"{"number":4,"note":1,"method":"bank"}"#),
    ] {
        let without_place =
            |text: &str| message(text).split(" at line").next().unwrap_or_default().to_owned();
        assert_eq!(without_place(first), without_place(last), "{last}");
        assert_eq!(
            spectable::from_str::<Paid>(last).unwrap_err().path(),
            spectable::from_value::<Paid>(serde_json::from_str(first).unwrap()).unwrap_err().path()
        );
    }
    for broken in [
        r#"{"number":"4","method":"card""#,
        r#"{"number":"4","number":"5","method":"card"}"#,
        r#"{"iban":"D","method":"bank","method":"bank"}"#,
        r#"{"number" "4"}"#,
        "{",
        r#"{"number"#,
    ] {
        assert!(spectable::from_str::<Paid>(broken).is_err(), "{broken}");
    }
}

/// A key that misleads at each level would double the work of each level, if each were read twice.
#[test]
fn misleading_keys_at_every_level_are_read_in_linear_time() {
    const LEVELS: usize = 60;
    let text = format!(r#"{}"end"{}"#, r#"{"next":"#.repeat(LEVELS), r#","method":"cash"}"#.repeat(LEVELS));
    let read: Paid = spectable::from_str(&text).unwrap();
    assert_eq!(read.index(), 2);
    assert_eq!(spectable::to_string(&read).unwrap().len(), text.len());
    let cards = text.replace("cash", "card");
    assert_eq!(
        spectable::to_value(&spectable::from_str::<Paid>(&cards).unwrap()).unwrap(),
        serde_json::from_str::<Value>(&cards).unwrap()
    );
}

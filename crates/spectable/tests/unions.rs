//! Unions: which alternative a value is, and that nothing of it is lost.
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing, and its models are not for others"
)]

use std::collections::BTreeMap;

use serde_json::{Value, json};
use spectable::types::Date;
use spectable::{Kind, Model as _, Union as _};

spectable::union! {
    /// Told by values of a key, by keys, and by JSON types.
    pub enum Payment {
        /// With a card.
        Card as_card: box Card where "method" = "card" | "credit_card",
        Bank as_bank: box Bank where "method" = "bank",
        Coin as_coin: box Coin where "coins",
        Word as_word: Word,
        Number as_number: i64,
        Boolean as_boolean: bool,
        List as_list: Vec<Payment>,
    }
    /// Any object is one or the other.
    pub enum Place {
        Point as_point: box Point where "x",
        Named as_named: BTreeMap<String, String>,
    }
    /// Told by a number and by a boolean.
    pub enum Step {
        First as_first: box First where "step" = "1",
        Second as_second: box Second where "step" = "true",
        Day as_day: Date,
    }
    /// Two keys may be there: the first alternative counts.
    pub enum Both {
        A as_a: box OnlyA where "a",
        B as_b: box OnlyB where "b",
    }
}
spectable::open_enum! {
    pub enum Word { Cash = "cash", Free = "free" }
    pub enum Method { Bank = "bank", Other = "other" }
}
spectable::model! {
    pub struct Card = "Card" {
        method with_method: String = "method",
        number with_number: String = "number",
        next with_next: Payment = "next",
    }
    pub struct Bank = "Bank" {
        method with_method: Method = "method",
        amount with_amount: f64 = "amount",
    }
    pub struct Coin = "Coin" {
        coins with_coins: Vec<i64> = "coins",
    }
    pub struct Point = "Point" {
        x with_x: i64 = "x",
    }
    pub struct First = "First" {
        step with_step: i64 = "step",
    }
    pub struct Second = "Second" {
        step with_step: bool = "step",
    }
    pub struct OnlyA = "OnlyA" {
        a with_a: i64 = "a",
    }
    pub struct OnlyB = "OnlyB" {
        b with_b: i64 = "b",
    }
    pub struct Bill = "Bill" {
        payment with_payment: Payment = "payment",
        others with_others: Vec<Payment> = "others",
        named with_named: BTreeMap<String, Payment> = "named",
    }
}

fn payment_is(payment: &Payment) -> &'static str {
    match payment {
        Payment::Card(_) => "card",
        Payment::Bank(_) => "bank",
        Payment::Coin(_) => "coin",
        Payment::Word(_) => "word",
        Payment::Number(_) => "number",
        Payment::Boolean(_) => "boolean",
        Payment::List(_) => "list",
        Payment::Unrecognized(_) => "unrecognized",
    }
}

const PAYMENTS: [(&str, &str); 27] = [
    (r#"{"method":"card","number":"4"}"#, "card"),
    (r#"{"number":"4","method":"credit_card"}"#, "card"),
    (r#"{"x":{"method":"bank","a":["]}\""]},"number":"4","method":"card"}"#, "card"),
    (r#"{"method":"\u0063ard"}"#, "card"),
    (r#"{"m\u0065thod":"card"}"#, "card"),
    (r#"{"method":"bank","amount":1.5,"unknown":[1,{"a":null}]}"#, "bank"),
    (r#"{"coins":[1,2]}"#, "coin"),
    (r#"{"coins":null}"#, "coin"),
    // What a value says counts more than that a key is there, since its row comes first.
    (r#"{"coins":[],"method":"card"}"#, "card"),
    (r#"{"coins":[],"method":"new"}"#, "coin"),
    (r#"{"method":"new","y":1}"#, "unrecognized"),
    (r#"{"method":null}"#, "unrecognized"),
    (r#"{"method":["card"]}"#, "unrecognized"),
    (r#"{"method":{"method":"card"}}"#, "unrecognized"),
    (r#"{}"#, "unrecognized"),
    (r#""cash""#, "word"),
    (r#""other""#, "word"),
    (r#"12"#, "number"),
    (r#"-1"#, "number"),
    // A scalar that the alternative of its type cannot hold is none of them.
    (r#"1.5"#, "unrecognized"),
    (r#"9223372036854775808"#, "unrecognized"),
    (r#"[2.5]"#, "list"),
    (r#"true"#, "boolean"),
    (r#"false"#, "boolean"),
    (r#"[]"#, "list"),
    (r#"[1,"cash",{"method":"card"},[true],{"z":1}]"#, "list"),
    (r#"null"#, "unrecognized"),
];

/// The same value by every way of reading and writing.
fn every_way(text: &str) -> [Payment; 4] {
    let value: Value = serde_json::from_str(text).expect(text);
    let payments: [Payment; 4] = [
        spectable::from_str(text).expect(text),
        spectable::from_value(value.clone()).expect(text),
        serde_json::from_str(text).expect(text),
        serde_json::from_value(value.clone()).expect(text),
    ];
    for payment in &payments {
        assert_eq!(*payment, payments[0], "{text}");
        let written: Value = serde_json::from_str(&spectable::to_string(payment).expect(text)).expect(text);
        assert_eq!(written, value);
        assert_eq!(spectable::to_value(payment).expect(text), value);
        assert_eq!(serde_json::to_value(payment).expect(text), value);
        assert_eq!(payment.clone(), *payment);
    }
    payments
}

/// A number that is rounded as in an `object` is the same alternative for every reader, and when it is read again.
#[test]
fn a_number_that_is_rounded_is_one_alternative() {
    // Where another crate of the build turns on `arbitrary_precision`, nothing is rounded.
    let rounds = serde_json::from_str::<Value>("1e-400").unwrap() == json!(0.0);
    for (text, is) in [
        ("5e-324922337203685477580", "number"),
        ("1e-400", "number"),
        ("-1e-400", "number"),
        ("1.00000000000000000000001", "number"),
        ("1e3", "number"),
        ("1.8446744873709551615e18", "unrecognized"),
        ("1844674487370955161.5", "unrecognized"),
        ("1844674487370955161.0", "unrecognized"),
        ("1.5e-5", "unrecognized"),
        ("1e19", "unrecognized"),
    ] {
        let value: Value = serde_json::from_str(text).expect(text);
        let read: Payment = spectable::from_str(text).expect(text);
        if rounds {
            assert_eq!(payment_is(&read), is, "{text}");
        }
        assert_eq!(spectable::from_value::<Payment>(value.clone()).expect(text), read, "{text}");
        assert_eq!(serde_json::from_str::<Payment>(text).expect(text), read, "{text}");
        assert_eq!(serde_json::from_value::<Payment>(value).expect(text), read, "{text}");
        let written = spectable::to_string(&read).expect(text);
        assert_eq!(spectable::from_str::<Payment>(&written).expect(text), read, "{text}");
    }
}

#[test]
fn a_value_is_the_first_alternative_whose_test_holds() {
    for (text, expected) in PAYMENTS {
        for payment in every_way(text) {
            assert_eq!(payment_is(&payment), expected, "{text}");
        }
    }
}

#[test]
fn a_union_is_a_property_and_an_item() {
    for (text, expected) in PAYMENTS {
        let document = format!(r#"{{"payment":{text},"others":[{text},{text}],"named":{{"a":{text}}}}}"#);
        let bill: Bill = spectable::from_str(&document).expect(text);
        let others = bill.others.as_deref().unwrap_or_default();
        assert_eq!(others.iter().map(payment_is).collect::<Vec<_>>(), [expected; 2]);
        match &bill.payment {
            Some(payment) => assert_eq!(payment_is(payment), expected),
            None => assert!(bill.is_null("payment"), "{text}"),
        }
        let value: Value = serde_json::from_str(&document).expect(text);
        let written = spectable::to_value(&bill).expect(text);
        assert_eq!(spectable::difference(Bill::table(), &value, &written), None);
        let by_serde: Bill = serde_json::from_str(&document).expect(text);
        assert_eq!(by_serde, bill);
        assert_eq!(bill.clone(), bill);
    }
}

#[test]
fn the_last_alternative_may_be_any_other_object() {
    let place = |text| spectable::from_str::<Place>(text).expect(text);
    assert!(place(r#"{"y":"1","x":1}"#).as_point().is_some());
    assert_eq!(place(r#"{"y":"1"}"#).as_named().map(BTreeMap::len), Some(1));
    assert_eq!(place("{}").as_named().map(BTreeMap::len), Some(0));
    assert!(matches!(place("[1]"), Place::Unrecognized(Value::Array(_))));
}

#[test]
fn a_test_may_be_of_a_number_or_boolean() {
    let step = |text| spectable::from_str::<Step>(text).expect(text);
    assert!(step(r#"{"step":1}"#).as_first().is_some());
    assert!(step(r#"{"step":true}"#).as_second().is_some());
    assert!(matches!(step(r#"{"step":2}"#), Step::Unrecognized(_)));
    assert!(step(r#""2026-05-04""#).as_day().is_some());
    assert!(matches!(step(r#""2026-15-04""#), Step::Unrecognized(Value::String(_))));
    let value = |value| spectable::from_value::<Step>(value).expect("a step");
    assert!(value(json!({"step": 1})).as_first().is_some());
    assert!(value(json!({"step": true})).as_second().is_some());
}

#[test]
fn the_order_of_keys_does_not_matter() {
    for text in [r#"{"a":1,"b":2}"#, r#"{"b":2,"a":1}"#] {
        let both: Both = spectable::from_str(text).expect(text);
        assert!(both.as_a().is_some_and(|a| a.a == Some(1) && a.extra().len() == 1), "{text}");
        assert_eq!(spectable::from_value::<Both>(serde_json::from_str(text).expect(text)).expect(text), both);
    }
}

#[test]
fn from_puts_in_the_value_that_tells() {
    let cases: [(Payment, &str); 6] = [
        // Two values tell a card, and nobody knows which.
        (Card::default().with_number("4").into(), r#"{"number":"4"}"#),
        (Bank::default().into(), r#"{"method":"bank"}"#),
        (Box::new(Bank::default()).into(), r#"{"method":"bank"}"#),
        (Bank::default().with_method("other").into(), r#"{"method":"other"}"#),
        (Coin::default().into(), "{}"),
        (Word::Cash.into(), r#""cash""#),
    ];
    for (payment, expected) in cases {
        assert_eq!(spectable::to_string(&payment).expect(expected), expected);
    }
    let step = |step: Step| spectable::to_string(&step).expect("a step");
    assert_eq!(step(First::default().into()), r#"{"step":1}"#);
    assert_eq!(step(Second::default().into()), r#"{"step":true}"#);
    let bill = Bill::default().with_payment(Bank::default()).with_others([Payment::from(1), true.into()]);
    assert_eq!(
        spectable::to_string(&bill).expect("a bill"),
        r#"{"payment":{"method":"bank"},"others":[1,true]}"#
    );
}

#[test]
fn errors_say_which_alternative_a_value_is_wrong_for() {
    let cases = [
        (
            r#"{"payment":{"method":"bank","amount":"x"}}"#,
            "payment.amount: invalid type: string \"x\", expected a number \
             (as `Bank` of `Payment`: Card, Bank, Coin, Word, Number, Boolean, List)",
        ),
        (
            r#"{"named":{"a":{"method":"card","next":{"coins":[true]}}}}"#,
            "named.a.next.coins[0]: invalid type: boolean `true`, expected a whole number that fits 64 bits \
             (as `Coin` of `Payment`: Card, Bank, Coin, Word, Number, Boolean, List)",
        ),
    ];
    for (text, expected) in cases {
        let of_text = spectable::from_str::<Bill>(text).expect_err(text);
        let of_value =
            spectable::from_value::<Bill>(serde_json::from_str(text).expect(text)).expect_err(text);
        let of_serde = serde_json::from_str::<Bill>(text).expect_err(text).to_string();
        let plain = |text: &str| text.replace("boolean `true`", "boolean true");
        let expected = plain(expected);
        assert_eq!(format!("{}: {}", of_text.path(), of_text.message()), expected);
        assert_eq!(of_value.to_string(), expected);
        assert!(of_serde.starts_with(&expected), "{of_serde}");
    }
}

#[test]
fn text_that_is_no_json_is_an_error_where_it_stands() {
    for (text, column) in [
        (r#"{"payment":{"method":"card""#, 28),
        (r#"{"payment":{"method":"card","number":x}}"#, 38),
        (r#"{"payment":{"x" 1}}"#, 17),
        (r#"{"payment":{"x":"\q","method":"card"}}"#, 19),
        (r#"{"payment":{"x":[1,}"#, 20),
        (r#"{"payment":{"x":]"#, 17),
        (r#"{"payment":{"x":"#, 17),
        (r#"{"payment":"#, 12),
        (r#"{"payment":x}"#, 12),
        (r#"{"payment":{"method":}}"#, 22),
    ] {
        let error = spectable::from_str::<Bill>(text).expect_err(text);
        assert_eq!((error.line(), error.column()), (1, column), "{text}: {error}");
        assert!(serde_json::from_str::<Value>(text).is_err(), "{text}");
    }
}

#[test]
fn unions_are_nested_as_deep_as_models() {
    let nested =
        |levels: usize| format!("{}1{}", r#"{"method":"card","next":"#.repeat(levels), "}".repeat(levels));
    for levels in [1, 126, 127] {
        every_way(&nested(levels));
    }
    for text in [nested(128), nested(5_000), "[".repeat(5_000)] {
        let error = spectable::from_str::<Payment>(&text).expect_err("too deep");
        assert!(error.message().starts_with("nested more than 127 levels deep"), "{error}");
    }
}

#[test]
fn debug_shows_the_alternative() {
    let payment: Payment =
        spectable::from_str(r#"[{"method":"bank","amount":1.5},"cash",{"z":1}]"#).expect("a list");
    assert_eq!(
        format!("{payment:?}"),
        r#"List([Bank(Bank { method: "bank", amount: 1.5 }), Word("cash"), Unrecognized(Object {"z": Number(1)})])"#
    );
}

#[test]
fn reflection_knows_the_alternatives() {
    let Some(Kind::Union(payment)) = Bill::table().field("payment").map(|field| field.kind()) else {
        panic!("`payment` is a union");
    };
    assert_eq!(payment.name(), "Payment");
    let told: Vec<_> = payment.iter().map(|it| (it.name(), it.key(), it.values())).collect();
    let none: &[&str] = &[];
    assert_eq!(
        told,
        [
            ("Card", Some("method"), &["card", "credit_card"][..]),
            ("Bank", Some("method"), &["bank"]),
            ("Coin", Some("coins"), none),
            ("Word", None, none),
            ("Number", None, none),
            ("Boolean", None, none),
            ("List", None, none),
        ]
    );
    assert!(
        matches!(payment.iter().next().map(|it| it.kind()), Some(Kind::Model(card)) if card.name() == "Card")
    );
    let shown = format!("{payment:?}");
    assert!(
        shown.starts_with("Payment { alternatives: [Card { kind: Model(Table(Card)), key: Some(\"method\")"),
        "{shown}"
    );
    assert_eq!(Payment::IDENTS.split_whitespace().count(), 8);
}

#[test]
fn a_format_that_does_not_describe_itself_refuses_a_union() {
    let bill = Bill::default().with_payment(Word::Cash);
    let error = postcard::to_stdvec(&bill).expect_err("nobody could read it back");
    assert!(!error.to_string().is_empty());
    let bill = Bill::default().with_others([Word::Cash.into()]);
    assert!(postcard::to_stdvec(&bill).is_err());
    let mut bytes = Vec::new();
    ciborium::into_writer(&bill, &mut bytes).expect("CBOR describes itself");
    assert_eq!(ciborium::from_reader::<Bill, _>(bytes.as_slice()).expect("a bill"), bill);
}

mod every_json {
    use proptest::prelude::*;

    use super::*;

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "[a-z\\\\\"]{0,6}".prop_map(Value::from),
            prop_oneof!["card", "bank", "cash"].prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            let key = prop_oneof!["method", "coins", "x", "number", "next", "amount", "[\"\\\\a]{1,3}"];
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map(key, inner, 0..5).prop_map(|it| it.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn text_and_value_are_read_alike(value in json()) {
            let text = value.to_string();
            let of_text = spectable::from_str::<Payment>(&text);
            let of_value = spectable::from_value::<Payment>(value.clone());
            match (of_text, of_value) {
                (Ok(of_text), Ok(of_value)) => {
                    prop_assert_eq!(&of_text, &of_value);
                    let bill = json!({ "payment": value });
                    let written = json!({ "payment": spectable::to_value(&of_text).expect("it was read") });
                    prop_assert_eq!(spectable::difference(Bill::table(), &bill, &written), None);
                    prop_assert_eq!(of_text.clone(), of_text);
                }
                (Err(of_text), Err(of_value)) => {
                    prop_assert_eq!(of_text.path(), of_value.path());
                    prop_assert_eq!(of_text.message(), of_value.message());
                }
                (of_text, of_value) => prop_assert!(false, "{:?} {:?}", of_text, of_value),
            }
        }
    }
}

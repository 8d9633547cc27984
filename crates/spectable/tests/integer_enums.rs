//! Open enums of integers: wherever a type may stand, by every way of reading and writing.
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing, and its models are not for others"
)]

use std::collections::{BTreeMap, HashSet};

use serde_json::{Value, json};
use spectable::{Kind, Model as _};

spectable::integer_enum! {
    /// How urgent a call is.
    pub enum Priority {
        /// Nobody waits.
        Low = 1,
        High = 10,
        Unknown = -1,
        Most = 9223372036854775807,
        Least = -9223372036854775808,
    }
    enum Coin { Cent = 1 }
}
spectable::union! {
    pub enum Rank {
        Priority as_priority: Priority,
        Text as_text: String,
        First as_first: box First where "step" = "1",
        Other as_other: box Call,
    }
}
spectable::model! {
    pub struct First = "First" {
        step with_step: Priority = "step",
    }
    pub struct Call = "Call" {
        priority with_priority: Priority = "priority" (nullable),
        priorities with_priorities: Vec<Priority> = "priorities",
        named with_named: BTreeMap<String, Vec<Priority>> = "named",
        rank with_rank: Rank = "rank",
        next with_next: Box<Call> = "next",
    }
}

/// The same document by every way of reading, each written again.
fn every_way(text: &str) -> Call {
    let value: Value = serde_json::from_str(text).expect(text);
    let calls: [Call; 4] = [
        spectable::from_str(text).expect(text),
        spectable::from_value(value.clone()).expect(text),
        serde_json::from_str(text).expect(text),
        serde_json::from_value(value.clone()).expect(text),
    ];
    for call in &calls {
        assert_eq!(*call, calls[0], "{text}");
        assert_eq!(call.clone(), *call, "{text}");
        let written: Value = serde_json::from_str(&spectable::to_string(call).expect(text)).expect(text);
        assert_eq!(written, value, "{text}");
        assert_eq!(spectable::to_value(call).expect(text), value, "{text}");
        assert_eq!(serde_json::to_value(call).expect(text), value, "{text}");
    }
    let [call, ..] = calls;
    call
}

#[test]
fn every_place_is_read_and_written() {
    let call = every_way(
        r#"{"priority":10,"priorities":[1,2,-1],"named":{"a":[],"b":[9223372036854775807,-9223372036854775808]},
            "rank":7,"next":{"priority":null,"rank":{"step":1},"next":{"rank":"r"}}}"#,
    );
    assert_eq!(call.priority, Some(Priority::High));
    assert_eq!(call.priorities, Some(vec![Priority::Low, Priority::Unrecognized(2), Priority::Unknown]));
    let named = call.named.unwrap();
    assert_eq!(named["b"], [Priority::Most, Priority::Least]);
    assert_eq!(call.rank.unwrap().as_priority(), Some(&Priority::Unrecognized(7)));
    let next = call.next.unwrap();
    assert!(next.is_null("priority"));
    assert_eq!(next.rank.unwrap().as_first().unwrap().step, Some(Priority::Low));
}

#[test]
fn other_spellings_of_whole_numbers_are_read() {
    for text in [r#"{"priority":1e1}"#, r#"{"priority":10.0}"#] {
        assert_eq!(spectable::from_str::<Call>(text).unwrap().priority, Some(Priority::High), "{text}");
        assert_eq!(serde_json::from_str::<Call>(text).unwrap().priority, Some(Priority::High), "{text}");
        let (before, after) = (serde_json::from_str(text).unwrap(), json!({"priority": 10}));
        assert_eq!(spectable::difference(Call::table(), &before, &after), None, "{text}");
    }
}

#[test]
fn what_is_no_integer_is_an_error_with_its_path() {
    for text in [
        r#"{"next":{"priorities":[1,"1"]}}"#,
        r#"{"next":{"priorities":[1,1.5]}}"#,
        r#"{"next":{"priorities":[1,9223372036854775808]}}"#,
        r#"{"next":{"priorities":[1,null]}}"#,
    ] {
        let error = spectable::from_str::<Call>(text).unwrap_err();
        assert_eq!(error.path(), "next.priorities[1]", "{text}");
        let value: Value = serde_json::from_str(text).unwrap();
        assert_eq!(spectable::from_value::<Call>(value).unwrap_err().path(), "next.priorities[1]", "{text}");
        serde_json::from_str::<Call>(text).unwrap_err();
    }
}

#[test]
fn in_a_union_it_is_a_number_that_it_can_hold() {
    let rank = every_way(r#"{"rank":1.5}"#).rank.unwrap();
    assert!(matches!(rank, Rank::Unrecognized(_)));
    let from = Rank::from(First::default());
    assert_eq!(spectable::to_string(&from).unwrap(), r#"{"step":1}"#);
}

#[test]
fn it_is_a_value_like_a_number() {
    assert_eq!(Priority::from(10), Priority::High);
    assert_eq!(Priority::from(10_i64), Priority::High);
    assert_eq!(i64::from(Priority::Unknown), -1);
    assert_eq!(Priority::High.as_i64(), 10);
    // What is made by hand is the same value.
    assert_eq!(Priority::Unrecognized(10), Priority::High);
    assert!(Priority::Low < Priority::Unrecognized(2) && Priority::Unrecognized(2) < Priority::High);
    let all: HashSet<Priority> = [10, 10, 2].map(Priority::from).into_iter().collect();
    assert_eq!(all.len(), 2);
    assert_eq!(format!("{:?} {:?}", Priority::High, Priority::from(3)), "High Unrecognized(3)");
    assert_eq!(format!("{:>3}|{}", Priority::High, Priority::from(3)), " 10|3");
    assert_eq!(Priority::VALUES, [1, 10, -1, i64::MAX, i64::MIN]);
    assert_eq!(Coin::from(1), Coin::Cent);
    assert_eq!(serde_json::to_value(Priority::Low).unwrap(), json!(1));
    assert_eq!(serde_json::from_str::<Priority>("4").unwrap(), Priority::Unrecognized(4));
    assert_eq!(spectable::from_str::<Vec<Priority>>("[1]").unwrap(), [Priority::Low]);
    assert_eq!(format!("{:?}", Call::default().with_priority(10)), r#"Call { priority: 10 }"#);
}

#[test]
fn reflection_knows_the_numbers() {
    let Kind::Enum(it) = Call::table().field("priority").unwrap().kind() else { panic!("it is an enum") };
    assert_eq!(it.name(), "Priority");
    assert_eq!(it.integers(), Some(Priority::VALUES));
    assert_eq!(it.values(), [""; 0]);
    assert_eq!(Call::table().field("priorities").unwrap().kind().enum_values(), None);
    assert_eq!(
        format!("{it:?}"),
        "Priority { values: [1, 10, -1, 9223372036854775807, -9223372036854775808] }"
    );
}

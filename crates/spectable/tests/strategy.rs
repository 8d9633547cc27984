//! The strategy of a model makes models that are written and read back, and shrinks them to what fails.
#![cfg(feature = "proptest")]
#![allow(missing_docs, clippy::unwrap_used, reason = "a test says what it expects by failing")]

use proptest::prelude::*;
use proptest::test_runner::{TestError, TestRunner};
use spectable::{Model, strategy};

spectable::model! {
    /// A call.
    pub struct Call = "Call" {
        id with_id: String = "id",
        legs with_legs: Vec<Leg> = "legs",
        state with_state: State = "state",
    }
}
spectable::model! {
    /// A part of a call.
    pub struct Leg = "Leg" {
        seconds with_seconds: i64 = "seconds",
        muted with_muted: bool = "muted",
        next with_next: Box<Call> = "next",
    }
}
spectable::model! {
    /// Two of each, at every level.
    pub struct Pair = "Pair" {
        left with_left: Expr = "left",
        right with_right: Expr = "right",
        more with_more: Vec<Expr> = "more",
        sign with_sign: Sign = "sign",
    }
}
spectable::union! {
    /// A pair, or more of them.
    pub enum Expr {
        Pair as_pair: box Pair,
        Several as_several: Vec<Expr>,
    }
}
spectable::integer_enum! {
    /// Before the pair.
    pub enum Sign { Minus = -1, Plus = 1 }
}
spectable::open_enum! {
    /// Where it is.
    pub enum State { Ringing = "ringing", Talking = "talking" }
}

proptest! {
    #[test]
    fn models_are_read_back(call in strategy::anything::<Call>()) {
        let text = spectable::to_string(&call).unwrap();
        prop_assert_eq!(spectable::from_str::<Call>(&text).unwrap(), call);
    }

    #[test]
    fn models_of_unions_and_integers_end(pair in strategy::anything::<Pair>(), other in strategy::documented::<Pair>()) {
        for pair in [pair, other] {
            let text = spectable::to_string(&pair).unwrap();
            prop_assert!(text.len() < 1_000_000);
            prop_assert_eq!(spectable::from_str::<Pair>(&text).unwrap(), pair);
        }
    }

    #[test]
    fn documented_models_hold_what_is_documented(call in strategy::documented::<Call>()) {
        prop_assert!(call.extra().is_empty());
        prop_assert!(call.state.is_none_or(|state| matches!(state.as_str(), "ringing" | "talking")));
    }
}

#[test]
fn a_failing_model_shrinks_to_what_fails() {
    let mut runner = TestRunner::deterministic();
    let holds = |call: Call| {
        let is_long = call.legs.iter().flatten().any(|leg| leg.seconds.is_some_and(|it| it != 0));
        if is_long { Err(TestCaseError::fail("a leg is long")) } else { Ok(()) }
    };
    let Err(TestError::Fail(_, smallest)) = runner.run(&strategy::anything::<Call>(), holds) else {
        unreachable!("a long leg is found");
    };
    let document = spectable::to_value(&smallest).unwrap();
    let keys: Vec<&String> = document.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["legs"]);
    assert_eq!(document["legs"].as_array().unwrap().len(), 1);
    assert_eq!(document["legs"][0].as_object().unwrap().len(), 1);
}

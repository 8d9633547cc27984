//! A strategy of [`proptest`] for each model. With the feature `proptest`.
//!
//! ```
//! use proptest::prelude::*;
//! use spectable::strategy;
//!
//! spectable::model! {
//!     pub struct Call = "Call" {
//!         id with_id: String = "id",
//!         seconds with_seconds: i64 = "seconds",
//!     }
//! }
//!
//! /// Code under test.
//! fn minutes(call: &Call) -> i64 {
//!     call.seconds.unwrap_or(0) / 60
//! }
//!
//! proptest!(|(call in strategy::anything::<Call>())| {
//!     prop_assert!(minutes(&call) <= i64::MAX / 60);
//! });
//! ```

use std::marker::PhantomData;

use proptest::arbitrary::any;
use proptest::strategy::{NewTree, Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::Value;

use crate::documents::{Documents, Recipe};
use crate::json::from_value;
use crate::layout::Model;

/// Models of any content: what the documentation says, and what servers send besides. There are unknown keys, nulls, and values of enums that
/// nobody documented.
pub fn anything<M: Model>() -> Models<M> {
    Models::of(Recipe::ANYTHING)
}

/// Models that hold only what the documentation says.
pub fn documented<M: Model>() -> Models<M> {
    Models::of(Recipe::AS_DOCUMENTED)
}

/// A strategy for models, by a recipe for their documents.
///
/// A failing model shrinks by leaving out properties, items and unknown keys, at any depth.
#[derive(Debug)]
pub struct Models<M> {
    recipe: Recipe,
    model: PhantomData<fn() -> M>,
}

/// A model that shrinks.
#[derive(Debug)]
pub struct Shrinking<M> {
    document: Value,
    model: M,
    /// Which part is left out next, of all in their order.
    next: usize,
    /// What it was before the last part was left out.
    before: Option<(Value, M)>,
}

impl<M> Models<M> {
    /// A strategy by a recipe.
    pub fn of(recipe: Recipe) -> Self {
        Self { recipe, model: PhantomData }
    }
}

impl<M> Clone for Models<M> {
    fn clone(&self) -> Self {
        Self::of(self.recipe)
    }
}

impl<M: Model> Strategy for Models<M> {
    type Tree = Shrinking<M>;
    type Value = M;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let seed = any::<u64>().new_tree(runner)?.current();
        let document = Documents::new(seed, self.recipe).document(M::table());
        let model = from_value(document.clone()).map_err(|error| error.to_string())?;
        Ok(Shrinking { document, model, next: 0, before: None })
    }
}

impl<M: Model> ValueTree for Shrinking<M> {
    type Value = M;

    fn current(&self) -> M {
        self.model.clone()
    }

    fn simplify(&mut self) -> bool {
        loop {
            let mut document = self.document.clone();
            if !leave_out(&mut document, &mut self.next.clone()) {
                return false;
            }
            // What is left of a union may be none of its alternatives.
            if let Ok(model) = from_value::<M>(document.clone()) {
                let before = (
                    std::mem::replace(&mut self.document, document),
                    std::mem::replace(&mut self.model, model),
                );
                self.before = Some(before);
                return true;
            }
            self.next += 1;
        }
    }

    fn complicate(&mut self) -> bool {
        let Some((document, model)) = self.before.take() else { return false };
        (self.document, self.model) = (document, model);
        self.next += 1;
        true
    }
}

/// Leaves out the member or item of a number, of all within a value; each comes before those within it.
fn leave_out(value: &mut Value, number: &mut usize) -> bool {
    match value {
        Value::Object(members) => {
            if *number < members.len()
                && let Some(key) = members.keys().nth(*number).cloned()
            {
                members.remove(&key);
                return true;
            }
            *number -= members.len();
            members.values_mut().any(|value| leave_out(value, number))
        }
        Value::Array(items) => {
            if *number < items.len() {
                items.remove(*number);
                return true;
            }
            *number -= items.len();
            items.iter_mut().any(|value| leave_out(value, number))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_part_is_left_out_once() {
        let whole = json!({"a": [1, {"b": 2}], "c": {}});
        let left: Vec<String> = (0..)
            .map_while(|number| {
                let mut value = whole.clone();
                leave_out(&mut value, &mut number.clone()).then(|| value.to_string())
            })
            .collect();
        assert_eq!(
            left,
            [
                r#"{"c":{}}"#,
                r#"{"a":[1,{"b":2}]}"#,
                r#"{"a":[{"b":2}],"c":{}}"#,
                r#"{"a":[1],"c":{}}"#,
                r#"{"a":[1,{}],"c":{}}"#
            ]
        );
    }
}

//! For every leaf of random models: its path leads to it, and its value may be put there again.
#![cfg(feature = "proptest")]

use proptest::prelude::*;
use spectable::{Model, Redact, View, strategy};

use super::every_kind::Everything;
use super::models::Call;

/// Looks up and sets every leaf.
fn check<M: Model>(model: &M) -> Result<(), TestCaseError> {
    for leaf in model.leaves() {
        let value = leaf.view().to_value().unwrap();
        let found = model.get(leaf.path()).ok_or_else(|| TestCaseError::fail(leaf.path().to_owned()))?;
        prop_assert_eq!(std::mem::discriminant(&found), std::mem::discriminant(&leaf.view()));
        prop_assert_eq!(found.to_value().unwrap(), value.clone(), "{}", leaf.path());
        let mut copy = model.clone();
        prop_assert_eq!(copy.set(leaf.path(), value.clone()).unwrap(), Some(value), "{}", leaf.path());
        prop_assert_eq!(&copy, model, "{}", leaf.path());
        prop_assert!(copy.remove(leaf.path()).is_ok());
        let is_item = leaf.path().ends_with(']') && !leaf.path().ends_with("\"]");
        prop_assert_eq!(copy == *model, false, "{}", leaf.path());
        if !is_item {
            prop_assert!(copy.get(leaf.path()).is_none(), "{}", leaf.path());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_every_kind(model in strategy::anything::<Everything>()) {
        check(&model)?;
    }

    #[test]
    fn of_unions_and_open_maps(model in strategy::anything::<Call>()) {
        check(&model)?;
    }

    #[test]
    fn of_any_key(key in ".*", text in any::<String>()) {
        let mut model = Call::default();
        model.labels = Some([(key.clone(), text.clone())].into());
        check(&model)?;
        let path = format!("labels[{}]", serde_json::Value::from(key.clone()));
        prop_assert_eq!(model.get(&path).and_then(|it| it.as_str()), Some(text.as_str()), "as JSON spells it");
        model.extra_mut().insert(format!("-{key}"), text.clone()).unwrap();
        check(&model)?;
    }

    #[test]
    fn of_no_path(path in r#"[a-z0-9.\[\]"\\{}*é…]{0,12}"#, value in any::<i64>()) {
        let mut model = Call::default();
        let found = model.get(&path).is_some();
        prop_assert_eq!(found, path.is_empty(), "an empty model has nothing in it");
        match model.set(&path, value) {
            Ok(before) => prop_assert!(before.is_none() && model.get(&path).is_some()),
            Err(error) => prop_assert!(!error.message().is_empty() && model == Call::default()),
        }
        let _ = Redact::paths([&path]).map(|rules| model.redact(&rules));
    }

    #[test]
    fn redacted_models_are_read(model in strategy::anything::<Call>()) {
        for rules in [Redact::all_texts(), Redact::paths(["**"]).unwrap()] {
            let read = spectable::from_value::<Call>(model.redact(&rules)).unwrap();
            let texts = read.leaves().filter_map(|leaf| match leaf.view() {
                View::Text(_) | View::Any(_) => leaf.view().as_str().map(str::to_owned),
                _ => None,
            });
            for text in texts {
                prop_assert!(["…", "message", "file"].contains(&text.as_str()), "{}", text);
            }
        }
    }
}

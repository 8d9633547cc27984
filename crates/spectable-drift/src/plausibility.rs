//! Whether a source is plausible: a truncated copy or an empty export says nothing about the models.

use spectable_build::schema::Schema;

/// Why a source is not plausible, in one sentence; `None` if it is. `old` is what we have of it.
pub fn objection(old: &Schema, new: &Schema) -> Option<String> {
    too_few_models(old, new).or_else(|| empty_tables(old, new))
}

/// Fewer than two thirds of the models that we have.
fn too_few_models(old: &Schema, new: &Schema) -> Option<String> {
    let all = old.models.len();
    let left = old.models.keys().filter(|name| new.models.contains_key(*name)).count();
    (left * 3 < all * 2).then(|| format!("it has only {left} of our {all} models"))
}

/// A third of our models or more have lost all their properties.
fn empty_tables(old: &Schema, new: &Schema) -> Option<String> {
    let documented = |schema: &Schema, name: &str| {
        schema.models.get(name).is_some_and(|model| !model.properties.is_empty())
    };
    let all = old.models.keys().filter(|name| documented(old, name)).count();
    let is_there = |name: &&String| new.models.contains_key(*name);
    let emptied =
        old.models.keys().filter(is_there).filter(|name| documented(old, name) && !documented(new, name));
    let emptied = emptied.count();
    (emptied > 0 && emptied * 3 >= all)
        .then(|| format!("{emptied} of our {all} models with properties have no properties in it"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use spectable_build::{location::Files, lock::Lock, problem::Problems};

    fn schema(models: &[&str]) -> Schema {
        let mut text = "format 1\n".to_owned();
        for model in models {
            let (name, properties) = model.split_once(' ').map_or((*model, 1), |(name, _)| (name, 0));
            text.push_str(&format!("model {name} = \"{name}\"\n"));
            text.push_str(&"  a: String = \"a\"\n".repeat(properties));
        }
        text.push_str("end\n");
        let mut files = Files::default();
        Lock::parse("lock", &text, &mut files, &mut Problems::default()).unwrap().into_schema(files)
    }

    #[test]
    fn a_source_that_lost_too_much_is_not_believed() {
        for (old, new, objection) in [
            (&["A", "B", "C"][..], &["A", "B", "C"][..], None),
            (&["A", "B", "C"], &["A", "B"], None),
            (&["A", "B", "C"], &["A", "X", "Y"], Some("it has only 1 of our 3 models")),
            (&["A"], &[], Some("it has only 0 of our 1 models")),
            (&[], &[], None),
            (&["A", "B", "C", "D"], &["A empty", "B", "C", "D"], None),
            (
                &["A", "B", "C", "D empty"],
                &["A empty", "B", "C", "D empty"],
                Some("1 of our 3 models with properties have no properties in it"),
            ),
            (&["A empty"], &["A empty"], None),
        ] {
            let found = super::objection(&schema(old), &schema(new));
            assert_eq!(found.as_deref(), objection, "{old:?} -> {new:?}");
        }
    }
}

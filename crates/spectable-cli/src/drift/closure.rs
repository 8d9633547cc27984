//! The part of a schema that some models need.

use std::collections::BTreeSet;

use spectable_build::schema::{Schema, Type};

/// The schema without the models, and the enums of models, that these do not reach.
pub fn restrict(schema: &mut Schema, roots: &BTreeSet<String>) {
    let kept = schema.closure(roots.iter().map(String::as_str));
    let enums = |schema: &Schema| -> BTreeSet<String> {
        let properties = schema.models.values().flat_map(|model| &model.properties);
        properties
            .filter_map(|property| match property.ty.innermost() {
                Type::Enum(key) => Some(key.clone()),
                _ => None,
            })
            .collect()
    };
    let owned_before = enums(schema);
    schema.models.retain(|name, _| kept.contains(name));
    let owned = enums(schema);
    schema.enums.retain(|key, _| owned.contains(key) || !owned_before.contains(key));
}

#[cfg(test)]
mod tests {
    use super::*;
    use spectable_build::{location::Files, lock::Lock, problem::Problems};

    #[test]
    fn what_is_reached_stays_with_its_enums() {
        let text = "format 1\n\
            model A = \"A\"\n  b: Vec<B> = \"b\"\nmodel B = \"B\"\n  a: Box<A> = \"a\"\n  e: E = \"e\"\n\
            model C = \"C\"\n  a: Box<A> = \"a\"\n  f: F = \"f\"\nenum E from \"x\"\nenum F from \"x\"\nend\n";
        let mut files = Files::default();
        let lock = Lock::parse(&mut files, "lock", text, &mut Problems::default()).unwrap();
        let mut schema = lock.into_schema(files);
        restrict(&mut schema, &BTreeSet::from(["A".to_owned(), "Gone".to_owned()]));
        assert_eq!(schema.models.keys().collect::<Vec<_>>(), ["A", "B"]);
        assert_eq!(schema.enums.keys().collect::<Vec<_>>(), ["E"]);
    }
}

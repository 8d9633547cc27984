//! What tells alternatives apart that are objects: in this order, the discriminator that is documented, a property that has other values in each,
//! a property that one requires and no other has.

use std::collections::{BTreeSet, HashMap};

use super::flat::Flat;
use crate::documented::{Body, Discriminator, Row, Test};
use crate::documented_type::RawType;
use crate::resolve::pages::Pages;

/// A test for each alternative, or the names of two that cannot be told apart. One that has no test is any other value of its type.
pub(super) fn tests(pages: &Pages, flats: &[Flat<'_>]) -> Result<Vec<Option<Test>>, (String, String)> {
    let objects: Vec<&Flat<'_>> = flats.iter().filter(|flat| flat.is_object()).collect();
    let found = if objects.len() < 2 {
        Some(vec![None; objects.len()])
    } else {
        let objects = Objects { pages, objects: &objects };
        objects
            .by_discriminator()
            .or_else(|| objects.by_values(true))
            .or_else(|| objects.by_required())
            .or_else(|| objects.by_values(false))
    };
    let mut found = found.ok_or_else(|| unlike(pages, &objects))?.into_iter();
    Ok(flats.iter().map(|flat| if flat.is_object() { found.next().flatten() } else { None }).collect())
}

/// Alternatives that are objects.
struct Objects<'o, 'a> {
    pages: &'o Pages,
    objects: &'o [&'o Flat<'a>],
}

type Tests = Vec<Option<Test>>;

impl Objects<'_, '_> {
    /// Values by a documented mapping; of an alternative that it does not name, the values that its property has, or its name.
    fn by_discriminator(&self) -> Option<Tests> {
        let key = &self.objects.first()?.discriminator?.key;
        let values = self.objects.iter().map(|flat| {
            let discriminator: &Discriminator = flat.discriminator.filter(|it| it.key == *key)?;
            let mapped = discriminator.mapping.iter().filter(|(_, name)| flat.names.contains(name));
            let mapped: Vec<String> = mapped.map(|(value, _)| value.clone()).collect();
            if !mapped.is_empty() {
                return Some(mapped);
            }
            let row = row(flat, key);
            row.and_then(|row| values(self.pages, row)).or_else(|| match &flat.ty {
                RawType::Ref(name) => Some(vec![name.clone()]),
                _ => None,
            })
        });
        let values: Option<Vec<_>> = values.collect();
        told_by(key, values?.into_iter().map(Some).collect())
    }

    /// A property that has other values in each. `strict`: in each, and required there; else one may lack the property.
    fn by_values(&self, strict: bool) -> Option<Tests> {
        let rows = self.objects.iter().filter_map(|flat| flat.rows()).flatten();
        let mut keys: Vec<&str> = Vec::new();
        for row in rows.filter(|row| values(self.pages, row).is_some()) {
            if !keys.contains(&wire(row)) {
                keys.push(wire(row));
            }
        }
        let is_required = |key: &&str| {
            self.objects.iter().all(|flat| row(flat, key).is_some_and(|row| row.required == Some(true)))
        };
        let (required, others): (Vec<&str>, Vec<&str>) = keys.into_iter().partition(is_required);
        required.into_iter().chain(others).find_map(|key| self.by_values_of(key, strict))
    }

    fn by_values_of(&self, key: &str, strict: bool) -> Option<Tests> {
        let of_each: Vec<Option<Vec<String>>> = self
            .objects
            .iter()
            .map(|flat| match row(flat, key) {
                // A value that may be anything may be that of another one.
                Some(row) => values(self.pages, row).map(Some),
                None if strict => None,
                None => Some(None),
            })
            .collect::<Option<_>>()?;
        let without = of_each.iter().filter(|values| values.is_none()).count();
        (without < 2).then(|| told_by(key, of_each)).flatten()
    }

    /// A property that one requires and no other has.
    fn by_required(&self) -> Option<Tests> {
        let mut owners: HashMap<&str, usize> = HashMap::new();
        for row in self.objects.iter().filter_map(|flat| flat.rows()).flatten() {
            *owners.entry(wire(row)).or_default() += 1;
        }
        // What requests or responses leave out tells nothing there.
        let tells = |row: &&Row| {
            row.required == Some(true)
                && !row.read_only
                && !row.write_only
                && owners.get(wire(row)) == Some(&1)
        };
        let tests = self.objects.iter().map(|flat| {
            let own = flat.rows().unwrap_or_default().iter().find(tells)?;
            Some(Test { key: wire(own).to_owned(), values: Vec::new() })
        });
        let tests: Tests = tests.collect();
        (tests.iter().filter(|test| test.is_none()).count() < 2).then_some(tests)
    }
}

/// A test of this key for each; none if two have one value.
fn told_by(key: &str, values: Vec<Option<Vec<String>>>) -> Option<Tests> {
    let mut seen = BTreeSet::new();
    let all_differ = values.iter().flatten().flatten().all(|value| seen.insert(value.clone()));
    let is_told = all_differ && values.iter().flatten().all(|values| !values.is_empty());
    let test = |values: Option<Vec<String>>| values.map(|values| Test { key: key.to_owned(), values });
    is_told.then(|| values.into_iter().map(test).collect())
}

fn row<'a>(flat: &Flat<'a>, key: &str) -> Option<&'a Row> {
    flat.rows()?.iter().find(|row| wire(row) == key)
}

fn wire(row: &Row) -> &str {
    row.wire.as_deref().unwrap_or(&row.name.value)
}

/// The only values that a property has.
fn values(pages: &Pages, row: &Row) -> Option<Vec<String>> {
    if let Some(fixed) = &row.fixed {
        return Some(vec![fixed.clone()]);
    }
    let values = match (&row.ty.value, &row.values) {
        (RawType::Text | RawType::Integer, Some(values)) => values,
        (RawType::Ref(name), _) => match &pages.page(name)?.body {
            Body::Values(values) | Body::Integers(values) => values,
            _ => return None,
        },
        _ => return None,
    };
    Some(values.iter().map(|value| value.wire.clone()).collect())
}

/// The names of two that nothing tells apart.
fn unlike(pages: &Pages, objects: &[&Flat<'_>]) -> (String, String) {
    let name = |flat: &Flat<'_>| flat.ty.to_string();
    for (at, one) in objects.iter().enumerate() {
        for other in objects.iter().skip(at + 1) {
            let pair = Objects { pages, objects: &[one, other] };
            if pair.by_values(true).or_else(|| pair.by_required()).or_else(|| pair.by_values(false)).is_none()
            {
                return (name(one), name(other));
            }
        }
    }
    let names = objects.iter().copied().map(name).collect::<Vec<_>>();
    (names.first().cloned().unwrap_or_default(), names.get(1).cloned().unwrap_or_default())
}

//! Names that are alike. They are told apart by how each is spelled, and not by their order.

use std::collections::{BTreeMap, BTreeSet};

use super::spelling;

/// A spelling, and the name that it gets where no other wants that.
pub(crate) struct Wish<'a> {
    pub(crate) spelling: &'a str,
    pub(crate) plain: String,
}

/// How names of a kind are made of a spelling.
#[derive(Clone, Copy)]
pub(crate) struct Naming {
    /// The name in which every character has its word.
    exact: fn(&str) -> String,
    /// What stands before a number or a digest behind a name.
    before_number: &'static str,
    before_digest: &'static str,
}

impl Naming {
    pub(crate) const FIELD: Self =
        Self { exact: super::exact_field_name, before_number: "_", before_digest: "_x" };
    pub(crate) const TYPE: Self =
        Self { exact: super::exact_type_name, before_number: "", before_digest: "X" };
    pub(crate) const VARIANT: Self =
        Self { exact: super::exact_variant_name, before_number: "", before_digest: "X" };

    /// The name of a spelling whose words are those of another one.
    pub(crate) fn with_digest(self, name: &str, spelling: &str) -> String {
        format!("{name}{}{}", self.before_digest, spelling::digest(spelling))
    }
}

/// A name for each wish that cannot have its plain one, so that all are different, and none is one of those that are `taken`. Those that
/// are alike get the exact names of their spellings; whether they are alike does not depend on their order.
pub(crate) fn apart(wishes: &[Wish<'_>], naming: Naming, taken: &BTreeSet<String>) -> Vec<Option<String>> {
    if all_differ(wishes, taken) {
        return vec![None; wishes.len()];
    }
    let plain = |wish: &Wish<'_>| wish.plain.clone();
    let exact = |wish: &Wish<'_>| (naming.exact)(wish.spelling);
    // The exact name may have been released for another spelling, which was alone then.
    let second = |wish: &Wish<'_>| format!("{}{}2", exact(wish), naming.before_number);
    let ways: [&dyn Fn(&Wish<'_>) -> String; 3] = [&plain, &exact, &second];
    let mut taken = taken.clone();
    let mut names = vec![None; wishes.len()];
    for wanted in ways {
        let open = wishes.iter().zip(&names).map(|(wish, name)| name.is_none().then(|| wanted(wish)));
        let found = settled(open.collect(), &mut taken);
        names.iter_mut().zip(found).for_each(|(name, found)| *name = name.take().or(found));
    }
    // Hardly ever: two spellings of the same words.
    let digest = |wish: &Wish<'_>| naming.with_digest(&exact(wish), wish.spelling);
    let named = |(wish, name): (&Wish<'_>, Option<String>)| {
        Some(name.unwrap_or_else(|| digest(wish))).filter(|name| *name != wish.plain)
    };
    wishes.iter().zip(names).map(named).collect()
}

/// Most often no two are alike.
fn all_differ(wishes: &[Wish<'_>], taken: &BTreeSet<String>) -> bool {
    let mut plain: Vec<&str> = wishes.iter().map(|wish| wish.plain.as_str()).collect();
    plain.sort_unstable();
    plain.is_sorted_by(|one, other| one != other) && plain.iter().all(|name| !taken.contains(*name))
}

/// Those of the names that only one wants, and that nobody has; they are taken then.
fn settled(wanted: Vec<Option<String>>, taken: &mut BTreeSet<String>) -> Vec<Option<String>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in wanted.iter().flatten() {
        *counts.entry(name.as_str()).or_default() += 1;
    }
    let is_clear = |name: &String| counts.get(name.as_str()) == Some(&1) && !taken.contains(name);
    let settled: Vec<Option<String>> = wanted.iter().map(|name| name.clone().filter(is_clear)).collect();
    taken.extend(settled.iter().flatten().cloned());
    settled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(wishes: &[Wish<'_>], taken: &BTreeSet<String>) -> Vec<String> {
        let names = apart(wishes, Naming::FIELD, taken);
        wishes.iter().zip(names).map(|(wish, name)| name.unwrap_or_else(|| wish.plain.clone())).collect()
    }

    #[test]
    fn fields_that_are_alike() {
        let cases: [(&[&str], &[&str], &str); 14] = [
            (&["jobId", "jobID"], &[], "job_id job_upper_id"),
            (&["jobID", "jobId"], &[], "job_upper_id job_id"),
            (&["jobID"], &[], "job_id"),
            (&["Self", "self"], &[], "capital_self self_"),
            (&["id", "_id"], &[], "id underscore_id"),
            (&["a_b", "aB"], &[], "a_underscore_b a_b"),
            (&["+1", "-1", "1"], &[], "plus_1 minus_1 _1"),
            (&[">=", ">", "$", "*", ""], &[], "greater_equal greater dollar asterisk empty"),
            (&["a.b", "a-b", "a b"], &[], "a_dot_b a_dash_b a_space_b"),
            (&["日本", "日 本"], &[], "日本 日_本"),
            (&["$ref", "ref", "@ref"], &[], "dollar_ref ref_ at_ref"),
            // What was released for another spelling stays with it.
            (&["jobId"], &["job_id"], "job_id_2"),
            (&["jobID"], &["job_id"], "job_upper_id"),
            // A name that nobody else wants is not moved by one that does.
            (&["job_upper_id", "jobId", "jobID"], &[], "job_upper_id job_id job_upper_id_2"),
        ];
        for (spellings, taken, expected) in cases {
            let wishes: Vec<Wish<'_>> = spellings
                .iter()
                .map(|spelling| Wish { spelling, plain: super::super::field_name(spelling) })
                .collect();
            let taken = taken.iter().map(|name| (*name).to_owned()).collect();
            let names = named(&wishes, &taken);
            assert_eq!(names.join(" "), expected, "{spellings:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn names_are_different_and_do_not_depend_on_the_order(
            spellings in proptest::collection::btree_set("[aAbB_1. -]{0,4}", 0..12),
        ) {
            let by_spelling = |spellings: Vec<&str>| -> BTreeMap<String, String> {
                let wish = |spelling| Wish { spelling, plain: super::super::field_name(spelling) };
                let wishes: Vec<Wish<'_>> = spellings.into_iter().map(wish).collect();
                let names = named(&wishes, &BTreeSet::new());
                wishes.iter().map(|wish| wish.spelling.to_owned()).zip(names).collect()
            };
            let forward = by_spelling(spellings.iter().map(String::as_str).collect());
            let backward = by_spelling(spellings.iter().rev().map(String::as_str).collect());
            proptest::prop_assert_eq!(&forward, &backward);
            let different: BTreeSet<&String> = forward.values().collect();
            proptest::prop_assert_eq!(different.len(), spellings.len(), "{:?}", forward);
        }
    }
}

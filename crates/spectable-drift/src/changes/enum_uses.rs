//! What properties tell of the enums that they have.

use std::collections::{BTreeMap, BTreeSet};

use spectable_build::schema::{Schema, Target, Type};

use crate::pairing::{Pairing, Properties};

/// The keys of an old and a new enum.
type Pair<'a> = (&'a str, &'a str);

/// Which pairs of enums need no finding of their own, because one of a property says it.
#[derive(Default)]
pub(super) struct EnumUses<'a> {
    /// Enums with another description, which a property has too.
    described: BTreeSet<Pair<'a>>,
    /// Whether every property that has both has another name, or is of a model that has another name.
    renamed: BTreeMap<Pair<'a>, bool>,
}

impl<'a> EnumUses<'a> {
    pub(super) fn of(old: &'a Schema, new: &'a Schema, pairing: &Pairing<'a>) -> Self {
        let mut uses = Self::default();
        for (old_model, new_model) in pairing.models() {
            if !old_model.properties.iter().any(|it| enum_of(&it.ty).is_some()) {
                continue;
            }
            for (was, is) in Properties::of(old_model, new_model).both {
                let (Some(old_key), Some(new_key)) = (enum_of(&was.ty), enum_of(&is.ty)) else { continue };
                let renamed = old_model.name != new_model.name || was.name != is.name;
                *uses.renamed.entry((old_key, new_key)).or_insert(true) &= renamed;
                let (Some(before), Some(after)) = (old.enums.get(old_key), new.enums.get(new_key)) else {
                    continue;
                };
                let changes = (&was.description, &is.description);
                if changes.0 != changes.1 && changes == (&before.description, &after.description) {
                    uses.described.insert((old_key, new_key));
                }
            }
        }
        uses
    }

    /// Whether the finding about the description of a property is about that of its enum, too.
    pub(super) fn tell_the_description(&self, old: &'a str, new: &'a str) -> bool {
        self.described.contains(&(old, new))
    }

    /// Whether an enum has its new name from a model or property that was renamed, which is reported as such.
    pub(super) fn tell_the_name(&self, old: &'a str, new: &'a str) -> bool {
        self.renamed.get(&(old, new)).copied().unwrap_or_default()
    }
}

/// The key of the enum that a property has, also in lists and maps.
fn enum_of(ty: &Type) -> Option<&str> {
    match ty.innermost() {
        Type::Ref(Target::Enum(key)) => Some(key),
        _ => None,
    }
}

//! The alternatives of unions, with the names that they have in Rust.

use std::collections::BTreeMap;

use super::enums::Enums;
use super::pages::Pages;
use super::types::Types;
use crate::documented::RawAlternative;
use crate::documented_type::RawType;
use crate::lock::Pins;
use crate::names::{self, Naming, Wish};
use crate::schema::{Alternative, Type, Union};

/// Every union by documented name; `names` are the Rust names of pages.
pub(super) fn of_unions(
    pages: &Pages,
    names: &BTreeMap<String, String>,
    pins: &Pins,
    types: &mut Types<'_>,
    enums: &Enums<'_>,
) -> BTreeMap<String, Union> {
    let mut unions = BTreeMap::new();
    for (page, alternatives) in pages.unions() {
        let name = page.name.value.clone();
        let rust_name = names.get(&name).cloned().unwrap_or_default();
        let resolved: Vec<Type> =
            alternatives.iter().map(|it| types.resolve(&it.ty, it.location, enums)).collect();
        let variants = variants(&rust_name, alternatives, names, pins);
        let alternative = |((raw, ty), variant): ((&RawAlternative, Type), String)| Alternative {
            variant,
            ty,
            test: raw.test.clone(),
        };
        let alternatives = alternatives.iter().zip(resolved).zip(variants).map(alternative).collect();
        let (description, location) = (page.description.clone(), page.location);
        unions.insert(name.clone(), Union { name, rust_name, description, alternatives, location });
    }
    unions
}

/// The variants of a union, in its order: what was released, else the name of what the alternative is.
fn variants(
    of: &str,
    alternatives: &[RawAlternative],
    names: &BTreeMap<String, String>,
    pins: &Pins,
) -> Vec<String> {
    let spellings: Vec<String> = alternatives.iter().map(|it| it.ty.to_string()).collect();
    let rust_name = |name: &String| RawType::Ref(names.get(name).unwrap_or(name).clone());
    let released: Vec<Option<&String>> = alternatives
        .iter()
        .map(|it| pins.alternative(of, &it.ty.map_refs(&mut |name| rust_name(name)).to_string()))
        .collect();
    let mut taken: std::collections::BTreeSet<String> =
        released.iter().flatten().map(|it| (*it).clone()).collect();
    taken.insert("Unrecognized".to_owned());
    let open = alternatives.iter().zip(&spellings).zip(&released).filter(|(_, released)| released.is_none());
    let wishes: Vec<Wish<'_>> =
        open.map(|((it, spelling), _)| Wish { spelling, plain: variant(of, &it.ty, names) }).collect();
    let others = names::apart(&wishes, Naming::TYPE, &taken);
    let mut given = wishes.into_iter().zip(others).map(|(wish, other)| other.unwrap_or(wish.plain));
    released.into_iter().map(|it| it.cloned().or_else(|| given.next()).unwrap_or_default()).collect()
}

/// The Rust name of the type, without that of the union at its beginning.
fn variant(of: &str, ty: &RawType, names: &BTreeMap<String, String>) -> String {
    let word = match ty {
        RawType::Text => "Text",
        RawType::Integer | RawType::Integer32 | RawType::Unsigned => "Integer",
        RawType::Number => "Number",
        RawType::Boolean => "Boolean",
        RawType::DateTime => "DateTime",
        RawType::Date => "Date",
        RawType::Any => "Any",
        RawType::List(_) => "List",
        RawType::Map(_) => "Map",
        RawType::Nullable(_) => "Optional",
        RawType::Ref(name) => {
            let name = names.get(name).map_or(name.as_str(), String::as_str);
            let rest = name.strip_prefix(of).filter(|rest| names::not_a_type_name(rest).is_none());
            return rest.unwrap_or(name).to_owned();
        }
    };
    word.to_owned()
}

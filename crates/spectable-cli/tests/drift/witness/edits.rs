//! One change of an API for each rule.

use super::api::{Api, Property, random_type};
use crate::random::Random;

/// The rules that an edit is made for.
pub const RULES: [&str; 20] = [
    "model-added",
    "model-removed",
    "model-renamed",
    "property-added",
    "property-removed",
    "property-renamed",
    "type-changed",
    "wire-name-changed",
    "optional-to-required",
    "required-to-optional",
    "type-respelled",
    "enum-value-added",
    "enum-value-removed",
    "enum-value-respelled",
    "description-changed",
    "order-changed",
    "release-changed",
    "read-only-changed",
    "deprecated-changed",
    "generated-name-moved",
];

/// Changes the API so that a rule applies; false where nothing in it can be changed so.
pub fn edit(rule: &str, api: &mut Api, random: &mut Random) -> bool {
    let names = api.names();
    let model = random.of(&names).clone();
    match rule {
        "model-added" => {
            let properties = vec![Property::random("fresh", random)];
            api.models.insert(format!("Omega{}", random.below(1000)), properties);
            true
        }
        "model-removed" => api.models.remove(&model).is_some(),
        "model-renamed" => rename_model(api, &model),
        "release-changed" => {
            api.release += 1;
            true
        }
        "generated-name-moved" => api.rust_names.insert(model.clone(), format!("{model}Moved")).is_none(),
        "order-changed" => {
            let properties = api.models.get_mut(&model).unwrap();
            properties.reverse();
            properties.len() > 1
        }
        "property-added" => {
            let name = format!("fresh_{}", random.below(1000));
            let added = Property::random(&name, random);
            let properties = api.models.get_mut(&model).unwrap();
            let at = random.below(properties.len() + 1);
            properties.insert(at, added);
            true
        }
        "property-removed" => {
            let properties = api.models.get_mut(&model).unwrap();
            !properties.is_empty() && {
                properties.remove(random.below(properties.len()));
                true
            }
        }
        _ => edit_property(rule, api, random),
    }
}

fn rename_model(api: &mut Api, model: &str) -> bool {
    let Some(properties) = api.models.remove(model) else { return false };
    let new = format!("{model}Renamed");
    api.models.insert(new.clone(), properties);
    for property in api.models.values_mut().flatten() {
        property.ty = property.ty.replace(model, &new);
    }
    if let Some(name) = api.rust_names.remove(model) {
        api.rust_names.insert(new, name);
    }
    true
}

fn edit_property(rule: &str, api: &mut Api, random: &mut Random) -> bool {
    let mut fitting: Vec<&mut Property> =
        api.models.values_mut().flatten().filter(|property| fits(rule, property)).collect();
    if fitting.is_empty() {
        return false;
    }
    let at = random.below(fitting.len());
    let it = &mut *fitting[at];
    match rule {
        "property-renamed" => {
            it.wire = Some(it.wire.clone().unwrap_or_else(|| it.name.clone()));
            it.name.push_str("_renamed");
        }
        "type-changed" => {
            let old = it.ty.clone();
            it.values.clear();
            while it.ty == old || it.ty.contains("object") || it.ty.contains("Elsewhere") {
                it.ty = random_type(random);
            }
        }
        "wire-name-changed" => it.wire = Some(format!("{}Wire", it.wire.as_ref().unwrap_or(&it.name))),
        "optional-to-required" | "required-to-optional" => it.required = !it.required,
        "type-respelled" => it.ty = it.ty.replace("object", "Somewhere"),
        "enum-value-added" => it.values.push("fresh".to_owned()),
        "enum-value-removed" => drop(it.values.remove(0)),
        "enum-value-respelled" => it.values[0] = it.values[0].to_uppercase(),
        "description-changed" => it.description.push_str(" Two."),
        "read-only-changed" => it.read_only = !it.read_only,
        "deprecated-changed" => it.deprecated = !it.deprecated,
        other => panic!("no edit for {other}"),
    }
    true
}

fn fits(rule: &str, property: &Property) -> bool {
    match rule {
        "optional-to-required" => !property.required,
        "required-to-optional" => property.required,
        "type-respelled" => property.ty.contains("object"),
        "enum-value-added" => !property.values.is_empty() && !property.values.iter().any(|it| it == "fresh"),
        "enum-value-removed" => property.values.len() > 1,
        "enum-value-respelled" => property.values.first().is_some_and(|it| it.to_uppercase() != *it),
        // A change back and forth in a pair is none.
        "property-renamed" => !property.name.ends_with("renamed"),
        _ => true,
    }
}

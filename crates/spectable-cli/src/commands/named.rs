//! Models that the command line names, and what was meant where there is none.

use spectable_build::{
    closest::closest,
    schema::{Model, Schema},
};

use crate::terminal::status::Failure;

/// The model of a documented name, or where there is none, of a Rust name; `place` is what the message calls the source.
///
/// # Errors
/// If there is no such model. The remedy says which one was probably meant.
pub(super) fn find<'a>(name: &str, schema: &'a Schema, place: &str) -> Result<&'a Model, Failure> {
    if let Some(model) = schema.model_named(name) {
        return Ok(model);
    }
    let remedy = match similar(name, schema).as_slice() {
        [] => {
            "give the name that the page has; `spectable list --schema SOURCE` lists the models of a source"
                .to_owned()
        }
        similar => format!(
            "did you mean {}? `spectable list --schema SOURCE` lists the models of a source",
            similar.join(" or ")
        ),
    };
    Err(Failure::bad_input(format!("{place} has no model `{name}`"), remedy))
}

/// Models whose names hold the name, or are held by it, the shortest first; else the one whose spelling is
/// closest.
fn similar(name: &str, schema: &Schema) -> Vec<String> {
    let wanted = name.to_lowercase();
    let mut similar: Vec<String> = schema
        .models
        .keys()
        .filter(|model| {
            let model = model.to_lowercase();
            !wanted.is_empty() && (model.contains(&wanted) || (model.len() > 3 && wanted.contains(&model)))
        })
        .map(|model| format!("`{model}`"))
        .collect();
    similar.sort_by_key(String::len);
    similar.truncate(3);
    if similar.is_empty() {
        let closest = closest(name, schema.models.keys().map(String::as_str));
        similar.extend(closest.map(|model| format!("`{model}`")));
    }
    similar
}

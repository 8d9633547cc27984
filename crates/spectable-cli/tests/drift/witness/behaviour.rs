//! Documents with what old code does not know, read and written again by old code.

use spectable_build::schema::{Alternative, Property, Schema, Target, Type};
use spectable_drift::{
    finding::Finding,
    pairing::{Pairing, Properties},
    rules::Rule,
    verdict::{Behaviour, Breakage},
};

use super::programs::sample;

/// A document of a new server, and what the finding about it says that old code makes of it.
#[derive(Debug, Clone)]
pub struct Echo {
    /// The crate and the Rust name of the model that reads it.
    pub crate_name: String,
    pub rust_model: String,
    pub json: String,
    /// `kept`, `lost` or `error`.
    pub expected: &'static str,
}

/// A document for each property that has, in a model of both sides, what a finding is about.
pub fn echoes(number: usize, [old, new]: &[Schema; 2], findings: &[Finding]) -> Vec<Echo> {
    let mut echoes = Vec::new();
    for finding in findings {
        let Some(expected) = expected(finding) else { continue };
        for (old_model, new_model) in Pairing::of(old, new).models() {
            let properties = Properties::of(old_model, new_model);
            let is_it = |property: &Property| {
                finding.model.as_ref() == Some(&new_model.name)
                    && finding.property.as_ref() == Some(&property.name)
            };
            let of_both = properties.both.iter().filter_map(|(_, is)| {
                let value = holding(&is.ty, finding, new)?;
                Some(document(is, &value))
            });
            let added = properties.added.iter().filter(|it| finding.rule == Rule::PropertyAdded && is_it(it));
            let added = added.map(|it| document(it, &sample(&it.ty, new, (&it.ty, new))));
            echoes.extend(of_both.chain(added).map(|json| Echo {
                crate_name: format!("old_{number}"),
                rust_model: old_model.rust_name.clone(),
                json,
                expected,
            }));
        }
    }
    echoes
}

/// What a finding says of such a document; nothing where it depends on the document.
fn expected(finding: &Finding) -> Option<&'static str> {
    let about = [Rule::PropertyAdded, Rule::EnumValueAdded, Rule::EnumValueRespelled, Rule::AlternativeAdded];
    match finding.behaviour {
        _ if !about.contains(&finding.rule) => None,
        Behaviour::KeptAsExtra | Behaviour::KeptInMap | Behaviour::KeptAsUnrecognized => Some("kept"),
        Behaviour::Lost => Some("lost"),
        Behaviour::Fails if finding.wire.response >= Breakage::IfSent => Some("error"),
        _ => None,
    }
}

fn document(property: &Property, value: &str) -> String {
    if property.additional {
        return value.to_owned();
    }
    format!("{{{:?}: {value}}}", property.wire_name)
}

/// A value of a type that has in it what a finding is about, if the type can.
fn holding(ty: &Type, finding: &Finding, schema: &Schema) -> Option<String> {
    let about = finding.value.as_deref()?;
    match ty {
        Type::List(item) => Some(format!("[{}]", holding(item, finding, schema)?)),
        Type::Map(item) => Some(format!("{{\"key\": {}}}", holding(item, finding, schema)?)),
        Type::Nullable(item) => holding(item, finding, schema),
        Type::Ref(Target::Enum(key)) if finding.rule != Rule::AlternativeAdded => {
            let it = &schema.enums[key];
            let is_about = finding.item.contains(&format!("`{}::", it.rust_name))
                && it.values.iter().any(|value| value.wire == about);
            is_about.then(|| if it.integers { about.to_owned() } else { format!("{about:?}") })
        }
        Type::Ref(Target::Union(name)) => {
            let it = &schema.unions[name];
            let is_added = |alternative: &&Alternative| {
                finding.rule == Rule::AlternativeAdded
                    && finding.item.contains(&format!("`{}::", it.rust_name))
                    && alternative.variant == about
            };
            match it.alternatives.iter().find(is_added) {
                Some(alternative) => Some(told(alternative, schema)),
                None => it.alternatives.iter().find_map(|it| holding(&it.ty, finding, schema)),
            }
        }
        _ => None,
    }
}

/// A value of an alternative, with the key that tells it.
fn told(alternative: &Alternative, schema: &Schema) -> String {
    let Some(test) = &alternative.test else {
        return sample(&alternative.ty, schema, (&alternative.ty, schema));
    };
    let Type::Ref(Target::Model(model)) = &alternative.ty else { panic!("{alternative:?} has a test") };
    let property = schema.models[model].properties.iter().find(|it| it.wire_name == test.key).unwrap();
    let value = match (test.values.first(), &property.ty) {
        (None, ty) => sample(ty, schema, (ty, schema)),
        (Some(value), Type::Integer | Type::Boolean) => value.clone(),
        (Some(value), _) => format!("{value:?}"),
    };
    format!("{{{:?}: {value}}}", test.key)
}

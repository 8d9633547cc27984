//! Where in a full document each model is written in full: once, at the place that is closest to the top.

use std::collections::{HashMap, VecDeque};

use spectable_build::schema::{Schema, Target, Type};

/// The model and the property below which each model is written in full.
#[derive(Debug, Default)]
pub(crate) struct Shallowest<'a> {
    places: HashMap<&'a str, (&'a str, usize)>,
}

impl<'a> Shallowest<'a> {
    /// Walks from the type of the document to all that it reaches, level by level.
    pub(crate) fn below(schema: &'a Schema, top: &Type) -> Self {
        let mut places: HashMap<&str, (&str, usize)> = HashMap::new();
        let mut open: VecDeque<&str> = VecDeque::new();
        let mut found = Vec::new();
        reached(schema, top, &mut found);
        for name in found.drain(..) {
            places.entry(name).or_insert_with(|| {
                open.push_back(name);
                ("", 0)
            });
        }
        while let Some(owner) = open.pop_front() {
            let Some(model) = schema.models.get(owner) else { continue };
            for (at, property) in model.properties.iter().enumerate() {
                reached(schema, &property.ty, &mut found);
                for name in found.drain(..) {
                    places.entry(name).or_insert_with(|| {
                        open.push_back(name);
                        (owner, at)
                    });
                }
            }
        }
        Self { places }
    }

    /// Whether a model is written in full below a property of another one.
    pub(crate) fn is(&self, model: &str, below: (&str, usize)) -> bool {
        self.places.get(model) == Some(&below)
    }
}

/// The models that a type names, through unions.
fn reached<'a>(schema: &'a Schema, ty: &Type, found: &mut Vec<&'a str>) {
    let mut unions: Vec<&str> = Vec::new();
    match ty.innermost() {
        Type::Ref(Target::Model(name)) => {
            found.extend(schema.models.get_key_value(name).map(|(name, _)| name.as_str()));
        }
        Type::Ref(Target::Union(name)) => {
            unions.extend(schema.unions.get_key_value(name).map(|(name, _)| name.as_str()));
        }
        _ => return,
    }
    let mut at = 0;
    while let Some(union) = unions.get(at).and_then(|name| schema.unions.get(*name)) {
        at += 1;
        for alternative in &union.alternatives {
            match alternative.ty.innermost() {
                Type::Ref(Target::Model(name)) => found.push(name),
                Type::Ref(Target::Union(name)) if !unions.contains(&name.as_str()) => unions.push(name),
                _ => {}
            }
        }
    }
}

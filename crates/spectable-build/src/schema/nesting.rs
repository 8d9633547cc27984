//! How deep rustc goes into the types of models when it works out what dropping one of them does.
//!
//! rustc (1.88 to 1.95) keeps a stack of types. It takes the last one, and puts each type of its fields that it has not seen on the
//! stack, one level deeper. At the recursion limit of the crate, 128 unless it says otherwise, it stops with E0320. So a long chain
//! of models compiles or not by the order of their fields, and a walk in that order tells before rustc does.

use std::collections::HashMap;

use super::{Model, Schema, Target, Type, Union};

/// The limit of a crate that has no `recursion_limit`.
const DEFAULT: usize = 128;

/// What types of leaves, and the types of the user's around a model, may add.
const MARGIN: usize = 8;

/// How many steps to spend on a schema. A large one has enough in common among its models that some walks tell of all.
const STEPS: usize = 2_000_000;

impl Schema {
    /// The `recursion_limit` that a crate with these models needs, if it needs another one than it has by default.
    pub fn recursion_limit(&self) -> Option<usize> {
        let depth = Walks::new(self).deepest();
        (depth + MARGIN > DEFAULT).then(|| (depth + 2 * MARGIN).next_power_of_two())
    }
}

/// A type that holds a model or union: a `Box`, lists and maps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Edge {
    /// Lists and maps from the outside to the inside, as digits 1 and 2.
    shape: u64,
    /// How much deeper the model is than the property.
    depth: usize,
    model: usize,
}

struct Walks {
    /// The edges of each model in the order of its fields, then of each union.
    models: Vec<Vec<usize>>,
    edges: Vec<Edge>,
    /// Models to begin with: first those to which no other refers.
    roots: Vec<usize>,
}

impl Walks {
    fn new(schema: &Schema) -> Self {
        let targets = schema.models.keys().map(|name| Target::Model(name.clone()));
        let unions = schema.unions.keys().map(|name| Target::Union(name.clone()));
        let indices: HashMap<Target, usize> = targets.chain(unions).zip(0..).collect();
        let (mut edges, mut known) = (Vec::new(), HashMap::new());
        let mut models = Vec::with_capacity(indices.len());
        let mut referred = vec![false; indices.len()];
        let of_models = schema.models.values().map(types_of_model);
        let of_unions = schema.unions.values().map(types_of_union);
        for (index, types) in of_models.chain(of_unions).enumerate() {
            let found = types.into_iter().filter_map(|ty| edge(ty, &indices)).map(|edge| {
                referred[edge.model] |= edge.model != index;
                *known.entry(edge).or_insert_with(|| {
                    edges.push(edge);
                    edges.len() - 1
                })
            });
            models.push(found.collect());
        }
        let mut roots: Vec<usize> = (0..models.len()).collect();
        roots.sort_by_key(|&root| referred.get(root).copied());
        Self { models, edges, roots }
    }

    fn deepest(&self) -> usize {
        // When a walk last came to a model, and to an edge: the number of its root, from 1.
        let mut seen = (vec![0; self.models.len()], vec![0; self.edges.len()]);
        let (mut deepest, mut steps) = (0, 0);
        for (root, walk) in self.roots.iter().zip(1_usize..) {
            let mut stack = vec![(*root, 1)];
            while let Some((model, depth)) = stack.pop() {
                deepest = deepest.max(depth);
                if std::mem::replace(&mut seen.0[model], walk) == walk {
                    continue;
                }
                for &index in &self.models[model] {
                    steps += 1;
                    if std::mem::replace(&mut seen.1[index], walk) != walk {
                        let edge = self.edges[index];
                        stack.push((edge.model, depth + edge.depth));
                    }
                }
            }
            if steps > STEPS {
                break;
            }
        }
        deepest
    }
}

/// The types that a model holds, in the order of its fields.
fn types_of_model(model: &Model) -> Vec<&Type> {
    model.properties.iter().map(|property| &property.ty).collect()
}

/// The types that a union holds.
fn types_of_union(union: &Union) -> Vec<&Type> {
    union.alternatives.iter().map(|alternative| &alternative.ty).collect()
}

/// The model or union that a type holds, if it holds one.
fn edge(ty: &Type, indices: &HashMap<Target, usize>) -> Option<Edge> {
    let (mut ty, mut shape, mut depth) = (ty, 0_u64, 1);
    loop {
        match ty {
            Type::List(item) => (ty, shape, depth) = (item, shape.wrapping_mul(3) + 1, depth + 1),
            // A map holds its entries in a box, in pairs.
            Type::Map(item) => (ty, shape, depth) = (item, shape.wrapping_mul(3) + 2, depth + 2),
            Type::Nullable(item) => (ty, shape, depth) = (item, shape.wrapping_mul(5) + 3, depth + 1),
            Type::Ref(target @ Target::Model(_)) => {
                // A model that is a property or alternative by itself is in a `Box`.
                let depth = if shape == 0 { depth + 1 } else { depth };
                return Some(Edge { shape, depth, model: *indices.get(target)? });
            }
            Type::Ref(target @ Target::Union(_)) => {
                // rustc looks at once for what is in an enum.
                return Some(Edge { shape, depth: depth - 1, model: *indices.get(target)? });
            }
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::location::Files;
    use crate::lock::Lock;
    use crate::problem::Problems;
    use crate::schema::Schema;

    /// Models `M0` to `M{n}`, each with the fields that a function says; the lock is the shortest way to write a schema down.
    fn schema(models: usize, fields: impl Fn(usize) -> Vec<String>) -> Schema {
        let mut text = "format 1\n".to_owned();
        for index in 0..models {
            text.push_str(&format!("model M{index} = \"M{index}\"\n"));
            for (field, ty) in fields(index).into_iter().enumerate() {
                text.push_str(&format!("  f{field}: {ty} = \"f{field}\"\n"));
            }
        }
        text.push_str("end\n");
        let mut files = Files::default();
        Lock::parse("lock", &text, &mut files, &mut Problems::default()).unwrap().into_schema(files)
    }

    /// A chain in which each model has one property with the next.
    fn chain(models: usize, property: &str) -> Schema {
        schema(models, |index| {
            if index + 1 == models { vec![] } else { vec![property.replace('?', &format!("M{}", index + 1))] }
        })
    }

    /// A chain in which each model holds the next one as an alternative of a union.
    fn unions(models: usize) -> Schema {
        let mut text = "format 3\n".to_owned();
        for index in 0..models {
            text.push_str(&format!("model M{index} = \"M{index}\"\n  u: U{index} = \"u\"\n"));
            let next =
                if index + 1 == models { String::new() } else { format!("  N: Box<M{}>\n", index + 1) };
            text.push_str(&format!("union U{index} = \"U{index}\"\n{next}  T: String\n"));
        }
        text.push_str("end\n");
        let mut files = Files::default();
        Lock::parse("lock", &text, &mut files, &mut Problems::default()).unwrap().into_schema(files)
    }

    #[test]
    fn the_limit_that_a_chain_needs() {
        let boxed = "Box<?>";
        let cases = [
            (chain(1, boxed), None),
            (chain(58, boxed), None),
            (chain(62, boxed), Some(256)),
            (chain(62, "Vec<?>"), Some(256)),
            (chain(38, "BTreeMap<String, ?>"), None),
            (chain(42, "BTreeMap<String, ?>"), Some(256)),
            (chain(23, "Vec<BTreeMap<String, Vec<?>>>"), None),
            (chain(26, "Vec<BTreeMap<String, Vec<?>>>"), Some(256)),
            (chain(200, boxed), Some(512)),
            // The last field is looked into first: from there all are near.
            (
                schema(100, |index| match index {
                    0 => (1..100).map(|next| format!("Box<M{next}>")).collect(),
                    99 => vec![],
                    _ => vec![format!("Box<M{}>", index + 1)],
                }),
                Some(256),
            ),
            // A union is no type more on the way.
            (unions(58), None),
            (unions(62), Some(256)),
            // Models that refer to one another in a circle are a chain with any of them at its head.
            (schema(62, |index| vec![format!("Box<M{}>", (index + 1) % 62)]), Some(256)),
            (schema(10, |index| vec![format!("Vec<M{}>", (index + 1) % 10), format!("Box<M{index}>")]), None),
        ];
        for (number, (schema, expected)) in cases.into_iter().enumerate() {
            assert_eq!(schema.recursion_limit(), expected, "case {number}");
        }
    }
}

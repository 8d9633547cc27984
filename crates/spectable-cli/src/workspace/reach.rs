//! How models are reached: the shortest way to each, from those that somebody asked for.

use std::collections::{BTreeMap, VecDeque};

use spectable_build::{
    operation::Content,
    schema::{Schema, Target, Type},
};

/// Why a walk comes to a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The command line names it.
    Asked,
    /// A group of the overlay names it.
    Group(String),
    /// An operation has it, such as `GET /ferries`: in its `body`, its `parameter id` or its `response 200`.
    Operation {
        /// The method and path.
        name: String,
        /// Where in the operation.
        part: String,
    },
    /// Nothing refers to it.
    Top,
    /// A property of another model has it.
    Property {
        /// The documented name of the model.
        model: String,
        /// The documented name of the property.
        property: String,
    },
}

/// The last step of the way to a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Where it comes from.
    pub origin: Origin,
    /// The union of which the model is an alternative, if it is not there itself.
    pub union: Option<String>,
}

impl Step {
    /// A step that begins a way.
    pub fn first(origin: Origin) -> Self {
        Self { origin, union: None }
    }
}

/// Models that were reached, each with the last step of the shortest way to it.
#[derive(Debug, Default)]
pub struct Reach {
    steps: BTreeMap<String, Step>,
}

impl Reach {
    /// Walks on from some models (or unions) and all that they reach, to what was not reached before. It neither enters nor passes a model
    /// for which `stop` is true.
    pub fn walk(
        &mut self,
        schema: &Schema,
        starts: impl IntoIterator<Item = (String, Step)>,
        stop: impl Fn(&str) -> bool,
    ) {
        let mut open = VecDeque::new();
        for (name, step) in starts {
            if schema.unions.contains_key(&name) {
                let target = Target::Union(name);
                self.meet(schema, &Type::Ref(target), &step, (&stop, &mut open));
            } else {
                self.meet(schema, &Type::Ref(Target::Model(name)), &step, (&stop, &mut open));
            }
        }
        while let Some(model) = open.pop_front() {
            for property in schema.models.get(&model).into_iter().flat_map(|it| &it.properties) {
                let origin = Origin::Property { model: model.clone(), property: property.name.clone() };
                self.meet(schema, &property.ty, &Step::first(origin), (&stop, &mut open));
            }
        }
    }

    /// Notes the models that a type has, if they are new.
    fn meet(
        &mut self,
        schema: &Schema,
        ty: &Type,
        step: &Step,
        (stop, open): (&impl Fn(&str) -> bool, &mut VecDeque<String>),
    ) {
        let mut seen = Vec::new();
        let mut types = vec![(ty, step.union.clone())];
        while let Some((ty, union)) = types.pop() {
            match ty.innermost() {
                Type::Ref(Target::Model(name)) => {
                    let is_new = !self.steps.contains_key(name) && schema.models.contains_key(name);
                    if is_new && !stop(name) {
                        self.steps.insert(name.clone(), Step { origin: step.origin.clone(), union });
                        open.push_back(name.clone());
                    }
                }
                Type::Ref(Target::Union(name)) if !seen.contains(name) => {
                    seen.push(name.clone());
                    let alternatives = schema.unions.get(name).into_iter().flat_map(|it| &it.alternatives);
                    types.extend(alternatives.rev().map(|it| (&it.ty, Some(name.clone()))));
                }
                _ => {}
            }
        }
    }

    /// Whether a model was reached.
    pub fn has(&self, model: &str) -> bool {
        self.steps.contains_key(model)
    }

    /// The models that were reached, in the order of their names.
    pub fn models(&self) -> impl Iterator<Item = &String> {
        self.steps.keys()
    }

    /// The last step to a model.
    pub fn step(&self, model: &str) -> Option<&Step> {
        self.steps.get(model)
    }

    /// The way to a model, each step with the model that it leads to; empty if it was not reached.
    pub fn way<'a>(&'a self, model: &'a str) -> Vec<(&'a Step, &'a str)> {
        let mut way = Vec::new();
        let mut at = model;
        while let Some(step) = self.steps.get(at) {
            way.push((step, at));
            match &step.origin {
                Origin::Property { model, .. } => at = model,
                _ => break,
            }
        }
        way.reverse();
        way
    }
}

/// What operations have, in documented order: the documented name of a model or union, and the step to it.
pub fn of_operations(schema: &Schema) -> Vec<(String, Step)> {
    let mut found = Vec::new();
    for operation in &schema.operations {
        let mut add = |ty: &Type, part: String| {
            if let Type::Ref(Target::Model(name) | Target::Union(name)) = ty.innermost() {
                let origin = Origin::Operation { name: operation.name(), part };
                found.push((name.clone(), Step::first(origin)));
            }
        };
        operation.parameters.iter().for_each(|it| add(&it.ty, format!("parameter {}", it.name)));
        let contents = |contents: &[Content<Target>], part: &str, add: &mut dyn FnMut(&Type, String)| {
            contents.iter().for_each(|it| add(&it.ty, part.to_owned()));
        };
        operation.body.iter().for_each(|it| contents(&it.contents, "body", &mut add));
        for response in &operation.responses {
            contents(&response.contents, &format!("response {}", response.status), &mut add);
        }
    }
    found
}

/// How every model of a schema is reached: from the groups of its overlay and from its operations, and what these do not reach, from the
/// models to which nothing else refers. Of models that only refer to one another, the first by name begins.
pub fn of_all(schema: &Schema, groups: impl IntoIterator<Item = (String, String)>) -> Reach {
    let mut reach = Reach::default();
    let groups = groups.into_iter().map(|(group, model)| (model, Step::first(Origin::Group(group))));
    reach.walk(schema, groups.chain(of_operations(schema)), |_| false);
    let mut referred = Reach::default();
    for model in schema.models.values() {
        for property in &model.properties {
            let origin = Origin::Property { model: model.name.clone(), property: property.name.clone() };
            let mut open = VecDeque::new();
            let own = |name: &str| name == model.name;
            referred.meet(schema, &property.ty, &Step::first(origin), (&own, &mut open));
        }
    }
    let top = |model: &String| (model.clone(), Step::first(Origin::Top));
    let tops = schema.models.keys().filter(|model| !referred.has(model)).map(top);
    reach.walk(schema, tops.collect::<Vec<_>>(), |_| false);
    for model in schema.models.keys() {
        if !reach.has(model) {
            reach.walk(schema, [top(model)], |_| false);
        }
    }
    reach
}

#[cfg(test)]
mod tests {
    use spectable_build::{location::Files, lock::Lock, problem::Problems};

    use super::*;

    /// The lock is the shortest way to write a schema down.
    fn schema(text: &str) -> Schema {
        let mut files = Files::default();
        let text = format!("format 1\n{text}end\n");
        let lock = Lock::parse("lock", &text, &mut files, &mut Problems::default()).unwrap();
        lock.into_schema(files)
    }

    const MODELS: &str = "model A = \"A\"\n  b: Vec<B> = \"b\"\n  c: Box<C> = \"c\"\nmodel B = \"B\"\n  d: Box<D> = \"d\"\n\
        model C = \"C\"\n  c: Box<C> = \"c\"\nmodel D = \"D\"\n  b: Box<B> = \"b\"\nmodel X = \"X\"\n  y: Box<Y> = \"y\"\n\
        model Y = \"Y\"\n  x: Box<X> = \"x\"\n";

    fn way(reach: &Reach, model: &str) -> String {
        let step = |(step, to): &(&Step, &str)| match &step.origin {
            Origin::Property { model, property } => format!("{model}.{property}>{to}"),
            other => format!("{other:?}>{to}"),
        };
        reach.way(model).iter().map(step).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_shortest_way_to_each() {
        let schema = schema(MODELS);
        let all = of_all(&schema, []);
        for (model, expected) in [
            ("A", "Top>A"),
            ("D", "Top>A A.b>B B.d>D"),
            ("C", "Top>A A.c>C"),
            ("X", "Top>X"),
            ("Y", "Top>X X.y>Y"),
            ("Gone", ""),
        ] {
            assert_eq!(way(&all, model), expected);
        }
        let grouped = of_all(&schema, [("g".to_owned(), "D".to_owned())]);
        assert_eq!(way(&grouped, "B"), "Group(\"g\")>D D.b>B");
        assert_eq!(way(&grouped, "A"), "Top>A");
    }

    #[test]
    fn a_walk_stops_where_it_is_told() {
        let mut reach = Reach::default();
        reach.walk(&schema(MODELS), [("A".to_owned(), Step::first(Origin::Asked))], |name| name == "B");
        assert_eq!(reach.models().collect::<Vec<_>>(), ["A", "C"]);
    }
}

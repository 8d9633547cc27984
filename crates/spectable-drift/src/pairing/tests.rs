//! Which models are taken for renamed ones, and why.

use spectable_build::{location::Files, lock::Lock, problem::Problems, schema::Schema};

use super::{
    Evidence, Pairing, Properties,
    reasons::{Reasons, Similar},
    renames::shapes,
};

/// Models in the words of a lock, in this order: `Name a:String b:Box<Other>`.
fn schema(models: &str) -> Schema {
    let mut text = "format 1\n".to_owned();
    for model in models.split(';').map(str::trim).filter(|it| !it.is_empty()) {
        let mut words = model.split_whitespace();
        let name = words.next().unwrap();
        let rust = if name == "user-ref" { "UserRef" } else { name };
        text.push_str(&format!("model {rust} = \"{name}\"\n"));
        for property in words {
            let (property, ty) = property.split_once(':').unwrap_or((property, "String"));
            text.push_str(&format!("  {property}: {ty} = \"{property}\"\n"));
        }
    }
    let mut files = Files::default();
    let mut problems = Problems::default();
    let lock = Lock::parse("lock", &(text.clone() + "end\n"), &mut files, &mut problems);
    let shown: Vec<String> = problems.iter().map(|it| it.display(&files).to_string()).collect();
    lock.unwrap_or_else(|| panic!("{text}\n{}", shown.join("\n"))).into_schema(files)
}

/// The renamed models, as `Old=New: evidence`.
fn renamed(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (schema(old), schema(new));
    let pairing = Pairing::of(&old, &new);
    let renamed = pairing.models().filter(|(old, new)| old.name != new.name);
    renamed
        .map(|(old, new)| {
            format!("{}={}: {}", old.name, new.name, Evidence::sentence(pairing.evidence(&old.name)))
        })
        .collect()
}

/// A model with ten properties, of which no other model has one.
const WIDE: &str = "a1 a2 a3 a4 a5 a6 a7 a8 a9 a10";

#[test]
fn a_rename_has_a_reason_besides_the_properties() {
    for (what, old, new, expected) in [
        ("small and common", "Tag id name; User id", "Team id name; User id", &[][..]),
        ("small and alone", "Error code message", "Warning code message", &[]),
        ("small, in the same place", "B x; Tag id name; A y", "B x; Team id name; A y", &[]),
        (
            "a small one with a similar name",
            "Queue id name",
            "RoutingQueue id name",
            &["Queue=RoutingQueue: the same 2 properties, and a similar name"],
        ),
        (
            "a name in other letters",
            "user-ref id name",
            "UserRef id name",
            &["user-ref=UserRef: the same 2 properties, and a similar name"],
        ),
        (
            "a reference",
            "Tag id name; User tag:Box<Tag>",
            "Team id name; User tag:Box<Team>",
            &["Tag=Team: the same 2 properties, and `User.tag` refers to it now"],
        ),
        (
            "several references",
            "Tag id name; User tag:Box<Tag> tags:Vec<Tag>; Z t:Box<Tag>",
            "Team id name; User tag:Box<Team> tags:Vec<Team>; Z t:Vec<Team>",
            &["Tag=Team: the same 2 properties, and `User.tag` and 2 other properties refer to it now"],
        ),
        (
            "references that went elsewhere",
            "Tag id name; User tag:Box<Tag>; Other x",
            "TagRef id name; User tag:Box<Other>; Other x",
            &[],
        ),
        (
            "as many references that went elsewhere",
            "Tag id name; User tag:Box<Tag> mark:Box<Tag>; Other x",
            "Team id name; User tag:Box<Team> mark:Box<Other>; Other x",
            &[],
        ),
        (
            "many properties of its own",
            &format!("Old {WIDE}"),
            &format!("New {WIDE}"),
            &["Old=New: the same 10 properties as no other model"],
        ),
        (
            "many properties that another model has, too",
            &format!("Old {WIDE}; Third {WIDE}"),
            &format!("New {WIDE}; Third {WIDE}"),
            &[],
        ),
        ("another type", &format!("Old {WIDE} x"), &format!("New {WIDE} x:i64"), &[]),
        ("a property more", &format!("Old {WIDE}"), &format!("New {WIDE} x"), &[]),
        ("one property and a similar name", "Queue id", "RoutingQueue id", &[]),
        (
            "one property and a reference",
            "Tag id; User tag:Box<Tag>",
            "Team id; User tag:Box<Team>",
            &["Tag=Team: the same property, and `User.tag` refers to it now"],
        ),
        (
            "no property and a reference",
            "Tag; User tag:Box<Tag>",
            "Team; User tag:Box<Team>",
            &["Tag=Team: no properties either, and `User.tag` refers to it now"],
        ),
        (
            "three properties, one of its own, in the same place",
            "B x; Old id name colour; A id name",
            "B x; New id name colour; A id name",
            &["Old=New: the same 3 properties as no other model, and the same place between other models"],
        ),
        (
            "the same, where models are in the order of their names",
            "A x; Bb id name colour; C id name",
            "A x; Bx id name colour; C id name",
            &[],
        ),
        (
            "a word that every second name has",
            "AResponse id n; BResponse x; CResponse y; DResponse z",
            "EResponse id n; BResponse x; CResponse y; DResponse z",
            &[],
        ),
    ] {
        assert_eq!(renamed(old, new), expected, "{what}: {old} -> {new}");
    }
}

#[test]
fn where_two_would_do_the_better_one_is_taken_or_neither() {
    for (what, old, new, expected) in [
        ("two similar names", "Queue id name", "QueueA id name; QueueB id name", &[][..]),
        ("two old ones", "QueueA id name; QueueB id name", "Queue id name", &[]),
        (
            "a reference decides",
            "Queue id name; User queue:Box<Queue>",
            "QueueA id name; QueueB id name; User queue:Box<QueueB>",
            &["Queue=QueueB: the same 2 properties, `User.queue` refers to it now, and a similar name"],
        ),
        (
            "each has its own",
            "Red id name; Blue id name; User r:Box<Red> b:Box<Blue>",
            "One id name; Two id name; User r:Box<Two> b:Box<One>",
            &[
                "Blue=One: the same 2 properties, and `User.b` refers to it now",
                "Red=Two: the same 2 properties, and `User.r` refers to it now",
            ],
        ),
        (
            "what one takes, the other cannot have",
            "Queue id name; QueueX id name; User queue:Box<Queue>",
            "QueueNew id name; User queue:Box<QueueNew>",
            &["Queue=QueueNew: the same 2 properties, `User.queue` refers to it now, and a similar name"],
        ),
        ("two that no model refers to", "A1 id name; B1 id name", "C1 id name; D1 id name", &[]),
    ] {
        assert_eq!(renamed(old, new), expected, "{what}: {old} -> {new}");
    }
}

#[test]
fn models_that_refer_to_one_another_are_recognised_together() {
    for (what, old, new, expected) in [
        (
            "a chain: the last is known by its name, the others by what refers to them, or by what they refer to",
            "Top a:Box<Left>; Left b:Box<Low> id; Low id name",
            "Top a:Box<Right>; Right b:Box<LowRef> id; LowRef id name",
            &[
                "Left=Right: the same 2 properties, `Top.a` refers to it now, and the same place between other models",
                "Low=LowRef: the same 2 properties, `Right.b` refers to it now, a similar name, and the same place between other models",
            ][..],
        ),
        (
            "a circle",
            "A x; Left b:Box<Low> id; Low a:Box<Left> name; Top a:Box<Left>",
            "A x; Deep a:Box<Right> name; Right b:Box<Deep> id; Top a:Box<Right>",
            &[
                "Left=Right: the same 2 properties, and `Top.a` and another property refer to it now",
                "Low=Deep: the same 2 properties, and `Right.b` refers to it now",
            ],
        ),
        (
            "a circle to which nothing leads",
            "Left b:Box<Low> id; Low a:Box<Left> name",
            "Right b:Box<Deep> id; Deep a:Box<Right> name",
            &[],
        ),
        (
            "a circle of which one is another",
            "Top a:Box<Left>; Left b:Box<Low> id; Low a:Box<Left> name",
            "Top a:Box<Right>; Right b:Box<Deep> id; Deep a:Box<Right> other",
            &[],
        ),
        (
            "one that refers to itself",
            "Node next:Box<Node> id; Top a:Box<Node>",
            "Link next:Box<Link> id; Top a:Box<Link>",
            &["Node=Link: the same 2 properties, and `Top.a` refers to it now"],
        ),
    ] {
        assert_eq!(renamed(old, new), expected, "{what}: {old} -> {new}");
    }
}

/// Properties are paired by what they are called, in the documentation, on the wire or in Rust. Their types say nothing.
#[test]
fn properties_are_not_paired_by_their_types() {
    let property = |name: &str, wire: &str, ty: &str| format!("  {name}: {ty} = \"{wire}\"\n");
    let model = |properties: &str| {
        let text = format!("format 1\nmodel A = \"A\"\n{properties}end\n");
        let mut files = Files::default();
        Lock::parse("lock", &text, &mut files, &mut Problems::default()).unwrap().into_schema(files)
    };
    for (old, new, paired) in [
        (property("a", "a", "String"), property("a", "a", "i64"), true),
        (property("a", "x", "String"), property("b", "x", "i64"), true),
        (property("a", "x", "String"), property("a", "y", "String"), true),
        (property("a", "a", "OffsetDateTime"), property("b", "b", "OffsetDateTime"), false),
    ] {
        let (old_schema, new_schema) = (model(&old), model(&new));
        let both = Properties::of(&old_schema.models["A"], &new_schema.models["A"]).both.len();
        assert_eq!(both, usize::from(paired), "{old} -> {new}");
    }
}

/// Each model looks only at those that something connects it to, however many look the same.
#[test]
fn many_models_that_look_the_same_are_not_compared_with_one_another() {
    for count in [500, 1000] {
        let many = |prefix: &str| -> String {
            (0..count).map(|at| format!("{prefix}{at} id name; {prefix}Item{at}Ref id name;")).collect()
        };
        let (old, new) = (schema(&many("Old")), schema(&many("New")));
        let removed = shapes(&old, &|name| !new.models.contains_key(name));
        let added = shapes(&new, &|name| !old.models.contains_key(name));
        assert_eq!((removed.len(), added.len()), (2 * count, 2 * count));
        let similar = Similar::new(&removed, &added);
        let reasons = Reasons::new(&old, &new, (&removed, &added), &similar);
        assert!(reasons.candidates() <= 4 * count, "{} for {count}", reasons.candidates());
    }
}

#[test]
fn a_long_chain_of_renamed_models_is_recognised() {
    let chain = |prefix: &str| -> String {
        let link = |at: usize| format!("{prefix}{at} id next:Box<{prefix}{}>;", at + 1);
        (0..1000).map(link).collect::<String>() + &format!("{prefix}1000 id name; Top a:Box<{prefix}0>")
    };
    assert_eq!(renamed(&chain("Old"), &chain("New")).len(), 1001);
}

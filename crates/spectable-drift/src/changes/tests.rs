//! Each rule, by an example of it: what is found, and with which verdicts.

use spectable_build::{location::Files, lock::Lock, problem::Problems, schema::Schema};

use super::compare;

/// A schema in the words of a lock: short, and with a position for everything.
fn schema(text: &str) -> Schema {
    let mut files = Files::default();
    let mut problems = Problems::default();
    let text = format!("format 1\n{text}\nend\n");
    let lock = Lock::parse("spectable.lock", &text, &mut files, &mut problems);
    let shown: Vec<String> = problems.iter().map(|it| it.display(&files).to_string()).collect();
    lock.unwrap_or_else(|| panic!("{}", shown.join("\n"))).into_schema(files)
}

/// The findings as `rule model.property=value: rust; wire; behaviour`.
fn found(old: &Schema, new: &Schema) -> Vec<String> {
    let mut lines = Vec::new();
    for finding in compare(old, new) {
        let mut line = format!("{} {}", finding.rule, finding.model.as_deref().unwrap_or("-"));
        if let Some(property) = &finding.property {
            line.push_str(&format!(".{property}"));
        }
        if let Some(value) = &finding.value {
            line.push_str(&format!("={value}"));
        }
        let behaviour = finding.behaviour.name();
        lines.push(format!("{line}: {}; {}; {behaviour}", finding.rust, finding.wire));
    }
    lines
}

#[test]
fn every_rule() {
    let model = |properties: &str| format!("model A = \"A\"\n{properties}");
    let property = |marks: &str| model(&format!("  a: String = \"a\" {marks}"));
    let typed = |ty: &str| model(&format!("  a: {ty} = \"a\" typed \"t\"\nmodel B = \"B\"\nmodel C = \"C\""));
    let values = |values: &str| {
        format!("model A = \"A\"\n  a: E = \"a\"\nenum E from \"x\"\n{}", values.replace(';', "\n"))
    };
    for (old, new, expected) in [
        ("release \"1\"".into(), "release \"2\"".into(), "release-changed -: patch; nothing breaks; none"),
        (String::new(), model(""), "model-added A: minor; nothing breaks; none"),
        (model(""), String::new(), "model-removed A: major; nothing breaks; none"),
        (
            "model A = \"A\"\n  a: String = \"a\"\n  b: Box<A> = \"b\"\n  c: i64 = \"c\"\n  d: bool = \"d\""
                .into(),
            "model B = \"B\"\n  b: Box<B> = \"b\"\n  a: String = \"a\"\n  c: i64 = \"c\"\n  d: bool = \"d\""
                .into(),
            "model-renamed B: major; nothing breaks; none|order-changed B: patch; nothing breaks; none",
        ),
        (
            model("  b: i64 = \"b\""),
            model("  a: i64 = \"a\"\n  b: i64 = \"b\""),
            "property-added A.a: minor; nothing breaks; kept-as-extra",
        ),
        (model(""), property("required"), "property-added A.a: minor; requests that carry it break; refused"),
        (
            property(""),
            model(""),
            "property-removed A.a: major; requests and responses may break; reads-none",
        ),
        (property(""), model("  b: String = \"a\""), "property-renamed A.b: major; nothing breaks; none"),
        (property(""), property("named \"other\""), "property-renamed A.other: patch; nothing breaks; none"),
        (
            property(""),
            model("  a: String = \"b\""),
            "wire-name-changed A.a: patch; requests and responses may break; reads-none",
        ),
        (
            property("named \"x\""),
            model("  a: String = \"b\" named \"y\""),
            "wire-name-changed A.y: patch; requests and responses may break; reads-none",
        ),
        (typed("i64"), typed("f64"), "type-changed A.a: major; responses may break; fails"),
        (typed("i32"), typed("i64"), "type-changed A.a: major; responses may break; fails"),
        (typed("i64"), typed("i32"), "type-changed A.a: major; requests may break; refused"),
        (
            typed("Vec<u64>"),
            typed("Vec<i64>"),
            "type-changed A.a: major; requests and responses may break; fails",
        ),
        (
            typed("String"),
            typed("Vec<String>"),
            "type-changed A.a: major; requests and responses that carry it break; fails",
        ),
        (
            typed("Box<B>"),
            typed("Vec<B>"),
            "type-changed A.a: major; requests and responses that carry it break; fails",
        ),
        (
            typed("Box<B>"),
            typed("Box<C>"),
            "type-changed A.a: major; requests and responses may break; fails",
        ),
        (property(""), property("typed \"string\""), "type-respelled A.a: none; nothing breaks; none"),
        (
            property(""),
            property("required"),
            "optional-to-required A.a: none; requests that carry it break; refused",
        ),
        (property("required"), property(""), "required-to-optional A.a: none; nothing breaks; reads-none"),
        (property(""), property("read_only"), "read-only-changed A.a: patch; requests may break; refused"),
        (property("read_only"), property(""), "read-only-changed A.a: patch; nothing breaks; none"),
        (property(""), property("deprecated"), "deprecated-changed A.a: minor; nothing breaks; none"),
        (property("deprecated"), property(""), "deprecated-changed A.a: patch; nothing breaks; none"),
        (
            values("  X = \"x\""),
            values("  X = \"x\";  Y = \"y\""),
            "enum-value-added A.a=y: minor; nothing breaks; kept-as-unrecognized",
        ),
        (
            values("  X = \"x\";  Y = \"y\""),
            values("  X = \"x\""),
            "enum-value-removed A.a=y: major; requests may break; refused",
        ),
        (
            values("  X = \"x\""),
            values("  X = \"X\""),
            "enum-value-respelled A.a=X: patch; requests and responses may break; kept-as-unrecognized",
        ),
        (
            values("  X = \"x\""),
            values("  Y = \"x\""),
            "generated-name-moved A.a=x: major; nothing breaks; none",
        ),
        (
            values("  X = \"x\";  Y = \"y\""),
            values("  Y = \"y\";  X = \"x\""),
            "order-changed A.a: patch; nothing breaks; none",
        ),
        (
            values("  X = \"x\""),
            values("  X = \"x\"").replace('E', "F"),
            "generated-name-moved A.a: major; nothing breaks; none",
        ),
        (model(""), "model B = \"A\"".into(), "generated-name-moved A: major; nothing breaks; none"),
        (
            property(""),
            model("  b: String = \"a\" named \"a\""),
            "generated-name-moved A.a: major; nothing breaks; none",
        ),
        (
            model("  a: i64 = \"a\"\n  b: i64 = \"b\""),
            model("  b: i64 = \"b\"\n  a: i64 = \"a\""),
            "order-changed A: patch; nothing breaks; none",
        ),
        (String::new(), "enum E from \"x\"".into(), "model-added E: minor; nothing breaks; none"),
        ("enum E from \"x\"".into(), String::new(), "model-removed E: major; nothing breaks; none"),
    ] {
        assert_eq!(found(&schema(&old), &schema(&new)).join("|"), expected, "{old}\n-> {new}");
    }
}

#[test]
fn descriptions_of_everything() {
    let text = "model A = \"A\"\n  a: E = \"a\"\nenum E from \"x\"\n  X = \"x\"";
    let old = schema(text);
    let mut new = schema(text);
    for model in new.models.values_mut() {
        model.description = "new".to_owned();
        for property in &mut model.properties {
            property.description = "new".to_owned();
        }
    }
    for it in new.enums.values_mut() {
        it.description = "new".to_owned();
        for value in &mut it.values {
            value.description = "new".to_owned();
        }
    }
    let behaviour = "patch; nothing breaks; meaning-may-differ";
    // That of the property is that of its enum.
    let places = ["A", "A.a", "A.a=x"];
    let expected: Vec<String> =
        places.iter().map(|place| format!("description-changed {place}: {behaviour}")).collect();
    assert_eq!(found(&old, &new), expected);
    let silent = super::compare_in(super::Scope { descriptions: false, ..super::Scope::ALL }, &old, &new);
    assert_eq!(silent, []);
}

#[test]
fn a_renamed_model_is_reported_once() {
    let old = "model A = \"A\"\n  a: String = \"a\"\n  b: ABKind = \"b\"\nmodel R = \"R\"\n  a: Vec<A> = \"a\"\nenum ABKind from \"x\"\n  X = \"x\"";
    let new = old.replace('A', "Z");
    assert_eq!(found(&schema(old), &schema(&new)), ["model-renamed Z: major; nothing breaks; none"]);
}

#[test]
fn renamed_models_that_refer_to_one_another_are_recognised() {
    let old = "model A = \"A\"\n  a: String = \"a\"\n  b: i64 = \"b\"\nmodel L = \"L\"\n  items: Vec<A> = \"items\"\n  n: i64 = \"n\"\nmodel R = \"R\"\n  l: Box<L> = \"l\"";
    let new = old.replace("model A = \"A\"", "model Z = \"Z\"").replace("Vec<A>", "Vec<Z>").replace("L", "K");
    let renamed = |name| format!("model-renamed {name}: major; nothing breaks; none");
    assert_eq!(found(&schema(old), &schema(&new)), [renamed("K"), renamed("Z")]);
}

#[test]
fn a_shape_that_two_models_share_pairs_neither() {
    let old = "model A = \"A\"\n  a: String = \"a\"\n  b: i64 = \"b\"";
    let new = old.replace('A', "B") + "\n" + &old.replace('A', "C");
    let rules: Vec<String> = found(&schema(old), &schema(&new))
        .iter()
        .map(|it| it.split(':').next().unwrap().to_owned())
        .collect();
    assert_eq!(rules, ["model-removed A", "model-added B", "model-added C"]);
}

#[test]
fn one_change_is_one_finding_even_if_many_models_reach_it() {
    let body = |ty: &str| {
        format!(
            "model A = \"A\"\n  b: Box<B> = \"b\"\nmodel B = \"B\"\n  c: Vec<C> = \"c\"\nmodel C = \"C\"\n  x: {ty} = \"x\"\n  b: Box<B> = \"b\"\nmodel D = \"D\"\n  c: Box<C> = \"c\""
        )
    };
    let findings = compare(&schema(&body("i64")), &schema(&body("String")));
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].reached_from, ["A", "D"]);
    assert_eq!(findings[0].item, "field `C::x`");
    let old = findings[0].old.as_ref().unwrap();
    assert_eq!((old.line, old.column, old.text.as_str()), (7, 3, "  x: i64 = \"x\""));
}

#[test]
fn a_fingerprint_does_not_depend_on_positions() {
    let old = "model A = \"A\"\n  a: String = \"a\"";
    let new = "model A = \"A\"\n  a: i64 = \"a\"";
    let first = compare(&schema(old), &schema(new));
    let moved = compare(
        &schema(&format!("\n\nmodel Before = \"Before\"\n{old}")),
        &schema(&format!("model Before = \"Before\"\n\n\n{new}")),
    );
    assert_eq!(first[0].fingerprint, moved[0].fingerprint);
    assert_ne!(first[0].old, moved[0].old);
    let other = compare(&schema(old), &schema("model A = \"A\"\n  a: f64 = \"a\""));
    assert_ne!(first[0].fingerprint, other[0].fingerprint);
}

/// Waivers name findings by their fingerprints, so a fingerprint that was released stays.
#[test]
fn fingerprints_stay_as_they_were_released() {
    let model = |properties: &str| format!("model A = \"A\"\n{properties}");
    let property = |marks: &str| model(&format!("  a: String = \"a\" {marks}"));
    let values = |values: &str| model(&format!("  a: E = \"a\"\nenum E from \"x\"\n{values}"));
    let two = |first: &str, second: &str| {
        let of = |name| format!("  {name}: i64 = \"{name}\"\n");
        model(&format!("{}{}", of(first), of(second)))
    };
    let four = || two("a", "b") + two("c", "d").trim_start_matches(&model(""));
    for (old, new, expected) in [
        ("release \"1\"".into(), "release \"2\"".into(), "release-changed 0bb088e5739822a0"),
        (String::new(), model(""), "model-added 3cd86d599bc579e4"),
        (model(""), String::new(), "model-removed d05e94e9c4a9225b"),
        (four(), four().replace('A', "B"), "model-renamed 1b72ab7e247ffd0a"),
        (property(""), two("a", "b").replace("a: i64", "a: String"), "property-added 5408bdd154e13512"),
        (property(""), model(""), "property-removed 9ab573a456b78f3a"),
        (property(""), model("  b: String = \"a\""), "property-renamed 79e127f781e5d159"),
        (property(""), model("  a: i64 = \"a\""), "type-changed a5a3d8b1e335dc92"),
        (property(""), model("  a: String = \"b\""), "wire-name-changed 33e42f4265b57142"),
        (property(""), property("required"), "optional-to-required 41eb3f8a2f2cdd4c"),
        (property("required"), property(""), "required-to-optional d50b46a91e05acf8"),
        (property(""), property("typed \"string\""), "type-respelled 8fa19f6fff56adc2"),
        (values(""), values("  X = \"x\""), "enum-value-added 3e445dae97bbee13"),
        (values("  X = \"x\""), values(""), "enum-value-removed 793e7c32073a4277"),
        (values("  X = \"x\""), values("  X = \"X\""), "enum-value-respelled 80667e223032596e"),
        (two("a", "b"), two("b", "a"), "order-changed 29d5e9996c0dc85b"),
        (property(""), property("read_only"), "read-only-changed 28eab908aca3f97f"),
        (property(""), property("deprecated"), "deprecated-changed 180bf137d4084235"),
        (model(""), "model B = \"A\"".into(), "generated-name-moved 439248f63f29ec5d"),
    ] {
        let findings = compare(&schema(&old), &schema(&new));
        let found: Vec<String> =
            findings.iter().map(|it| format!("{} {}", it.rule, it.fingerprint)).collect();
        assert_eq!(found.join("|"), expected, "{old}\n-> {new}");
    }
}

/// What the finding says of a type, where its documentation, its Rust type, or neither is another.
#[test]
fn the_message_says_what_of_a_type_changed() {
    let of = |ty: &str, text: &str| format!("model A = \"A\"\n  a: {ty} = \"a\" typed \"{text}\"\n");
    let values = |kind: &str| format!("enum E from \"x\"\n  X = {kind}\n");
    let models = |names: &str| -> String {
        names.split(' ').filter(|it| !it.is_empty()).map(|it| format!("model {it} = \"{it}\"\n")).collect()
    };
    for (old, new, message) in [
        (
            of("String", "str"),
            of("i64", "int"),
            "the type of `A.a` changed from `str` to `int`: `Option<String>` becomes `Option<i64>`",
        ),
        (
            of("i64", "int"),
            of("i32", "int"),
            "the type of `A.a` changed: `Option<i64>` becomes `Option<i32>`, and the documented type is `int` as before",
        ),
        (
            of("Vec<i64>", "list[int]"),
            of("Vec<Option<i64>>", "list[int]"),
            "the type of `A.a` changed: `Option<Vec<i64>>` becomes `Option<Vec<Option<i64>>>`, and the documented type is `list[int]` as before",
        ),
        (
            of("BTreeMap<String, B>", "dict(str, B)") + &models("B C"),
            of("BTreeMap<String, C>", "dict(str, B)") + &models("B C"),
            "the type of `A.a` changed: `Option<BTreeMap<String, B>>` becomes `Option<BTreeMap<String, C>>`, and the documented type is `dict(str, B)` as before",
        ),
        (
            of("E", "str") + &values("\"1\""),
            of("E", "str") + &values("1"),
            "the type of `A.a` changed: `Option<E>` had an enum of texts in it, and now has an enum of integers",
        ),
        (
            of("Vec<X>", "list[X]") + "model X = \"x-1\"\n  y: i64 = \"y\"\n",
            of("Vec<X>", "list[X]") + "model X = \"x.2\"\n",
            "the type of `A.a` changed: `Option<Vec<X>>` had the model `x-1` in it, and now has the model `x.2`",
        ),
        (
            of("Vec<X>", "list[X]") + &models("X"),
            of("Vec<X>", "list[X]") + &values("\"1\"").replace('E', "X"),
            "the type of `A.a` changed: `Option<Vec<X>>` had the model `X` in it, and now has an enum of texts",
        ),
    ] {
        let of_integers = |text: &str| {
            let mut schema = schema(&text.replace("= 1\n", "= \"1\"\n"));
            schema.enums.values_mut().for_each(|it| it.integers = text.contains("= 1\n"));
            schema
        };
        let findings = compare(&of_integers(&old), &of_integers(&new));
        let of_types: Vec<&str> = findings
            .iter()
            .filter(|it| it.rule == crate::rules::Rule::TypeChanged)
            .map(|it| it.message.as_str())
            .collect();
        assert_eq!(of_types, [message], "{old}\n-> {new}");
    }
}

/// An enum that has another name is reported as that, and not by each property that has it.
#[test]
fn an_enum_with_another_name_is_one_finding() {
    let old = "model A = \"A\"\n  a: E = \"a\" typed \"E\"\n  b: Vec<E> = \"b\" typed \"list[E]\"\nenum E from \"x\"\n  X = \"x\"";
    let new = old.replace('E', "F");
    assert_eq!(found(&schema(old), &schema(&new)), ["generated-name-moved A.a: major; nothing breaks; none"]);
}

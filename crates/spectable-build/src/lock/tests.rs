//! A lock is read as it was written, and a lock that is not says why.

use proptest::prelude::*;

use super::{Lock, Origin};
use crate::{
    location::{Files, Location},
    problem::Problems,
    schema::{Addition, Enum, EnumValue, Fact, Model, Property, Schema, Target, Type},
};

fn property(name: &str, ty: Type, type_text: &str, location: Location) -> Property {
    Property {
        name: name.to_owned(),
        wire_name: name.to_owned(),
        rust_name: name.to_owned(),
        ty,
        type_text: type_text.to_owned(),
        description: "not kept".to_owned(),
        required: false,
        read_only: false,
        deprecated: false,
        write_only: false,
        nullable: false,
        format: None,
        default: None,
        constraints: Vec::new(),
        additional: false,
        location,
    }
}

fn schema() -> Schema {
    let mut schema = Schema { release: Some("257.1.0".to_owned()), ..Schema::default() };
    let file = schema.files.add("schema/spectable.toml", "");
    let at = Location::new(file, 0..0);
    let mut own = property("self_", Type::Text, "str", at);
    own.name = "pcSelf".to_owned();
    own.wire_name = "self".to_owned();
    let mut owner = property("owner", Type::Ref(Target::Model("User".to_owned())), "User", at);
    owner.read_only = true;
    owner.required = true;
    owner.deprecated = true;
    let nested = Type::Map(Box::new(Type::List(Box::new(Type::Ref(Target::Model("User".to_owned()))))));
    let properties = vec![
        property("id", Type::Text, "str", at),
        own,
        owner,
        property("opened", Type::Any, "LocalDateTime", at),
        property("members", nested, "dict(str, list[User])", at),
        property("state", Type::Ref(Target::Enum("QueueState".to_owned())), "str", at),
        property("day", Type::Ref(Target::Model("date".to_owned())), "date", at),
        property("days", Type::List(Box::new(Type::Ref(Target::Model("date".to_owned())))), "list[date]", at),
    ];
    for (name, rust_name, properties) in
        [("Queue", "Queue", properties), ("User", "User", Vec::new()), ("date", "Date", Vec::new())]
    {
        let model = Model {
            name: name.to_owned(),
            rust_name: rust_name.to_owned(),
            description: "not kept".to_owned(),
            properties,
            direction: None,
            marks: Default::default(),
            location: at,
        };
        schema.models.insert(name.to_owned(), model);
    }
    let value = |wire: &str, variant: &str| EnumValue {
        wire: wire.to_owned(),
        variant: variant.to_owned(),
        description: String::new(),
    };
    let state = Enum {
        rust_name: "QueueState".to_owned(),
        description: String::new(),
        integers: false,
        values: vec![value("open", "Open"), value("say \"no\"\n", "SayNo")],
        location: at,
    };
    schema.enums.insert("QueueState".to_owned(), state);
    schema
}

fn lock() -> Lock {
    Lock::of(schema(), |model| Origin { page: format!("{}.md", model.name), sha256: "0f".repeat(32) })
}

fn parse(text: &str) -> Result<Lock, String> {
    let mut files = Files::default();
    let mut problems = Problems::default();
    let lock = Lock::parse("spectable.lock", text, &mut files, &mut problems);
    let shown: Vec<String> = problems.iter().map(|it| it.display(&files).to_string()).collect();
    lock.ok_or(shown.join("\n"))
}

#[test]
fn a_line_a_property() {
    insta::assert_snapshot!(lock().to_string(), @r#"
    # The Rust surface that was released, and where each part of it was documented.
    # Written by `spectable update`, never by hand; after a merge conflict, run it again.
    # The n-th property of a model stands in the n-th row of the table on its page.
    format 1
    release "257.1.0"

    model Queue = "Queue" from "Queue.md" sha256 0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f
      id: String = "id"
      self_: String = "self" named "pcSelf"
      owner: Box<User> = "owner" required read_only deprecated
      opened: Value = "opened" typed "LocalDateTime"
      members: BTreeMap<String, Vec<User>> = "members"
      state: QueueState = "state"
      day: Box<crate::Date> = "day"
      days: Vec<crate::Date> = "days"

    model User = "User" from "User.md" sha256 0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f

    model Date = "date" from "date.md" sha256 0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f

    enum QueueState from "spectable.toml"
      Open = "open"
      SayNo = "say \"no\"\u{a}"

    end
    "#);
}

/// What later sources added stands where it belongs, and only there: a lock of one source is of the format that it was.
#[test]
fn an_added_fact_has_its_file() {
    let mut schema = schema();
    let location = schema.models["Queue"].location;
    let mut add = |model: &str, property: Option<&str>, fact, file: &str| {
        let (model, property, file) = (model.to_owned(), property.map(str::to_owned), file.to_owned());
        schema.additions.push(Addition { model, property, fact, file, location });
    };
    add("Queue", Some("state"), Fact::Values, "java/Queue.md");
    add("Queue", Some("pcSelf"), Fact::Required, "api \"2\".json");
    add("Queue", Some("pcSelf"), Fact::Description, "java/Queue.md");
    add("User", None, Fact::Description, "java/User.md");
    // What is not in the schema, and a whole model, have no line of their own.
    add("User", Some("gone"), Fact::Format, "java/User.md");
    add("date", None, Fact::Model, "java/date.md");
    let written =
        Lock::of(schema, |model| Origin { page: model.name.clone(), sha256: "0f".into() }).to_string();
    for line in [
        "format 2",
        "model User = \"User\" from \"User\" sha256 0f added description from \"java/User.md\"",
        "  self_: String = \"self\" named \"pcSelf\" added description from \"java/Queue.md\" added required from \"api \\\"2\\\".json\"",
        "  state: QueueState = \"state\" added values from \"java/Queue.md\"",
        "model Date = \"date\" from \"date\" sha256 0f",
    ] {
        assert!(written.lines().any(|it| it == line), "{line}\n{written}");
    }
    assert!(!written.contains("gone"), "{written}");
    let read = parse(&written).unwrap();
    assert_eq!(read.to_string(), written);
    let facts =
        read.schema().additions.iter().map(|it| (it.property.as_deref(), it.fact)).collect::<Vec<_>>();
    assert!(facts.contains(&(Some("pcSelf"), Fact::Required)) && facts.len() == 4, "{facts:?}");
    let merged = parse(&written).unwrap().merged_with(read);
    assert_eq!(merged.to_string(), written);
}

#[test]
fn what_is_written_is_read() {
    let read = parse(&lock().to_string()).unwrap();
    assert_eq!(read.to_string(), lock().to_string());
    let written = schema();
    for (name, model) in &written.models {
        let found = &read.schema().models[name];
        assert_eq!(found.rust_name, model.rust_name);
        for (found, property) in found.properties.iter().zip(&model.properties) {
            assert_eq!(found.ty, property.ty, "{name}.{}", property.name);
            assert_eq!(found.type_text, property.type_text);
            assert_eq!(found.name, property.name);
        }
    }
    assert_eq!(read.schema().enums["QueueState"].values, written.enums["QueueState"].values);
    assert_eq!(read.origin("User").map(|source| source.page.as_str()), Some("User.md"));
}

#[test]
fn windows_line_endings_are_read() {
    assert!(parse(&lock().to_string().replace('\n', "\r\n")).is_ok());
}

#[test]
fn a_position_is_that_of_the_line() {
    let mut files = Files::default();
    let text = lock().to_string();
    let lock = Lock::parse("spectable.lock", &text, &mut files, &mut Problems::default()).unwrap();
    let schema = lock.into_schema(files);
    let position = schema.files.position(schema.models["Queue"].properties[1].location);
    assert_eq!(position.text, "  self_: String = \"self\" named \"pcSelf\"");
    assert_eq!(position.column, 3);
}

#[test]
fn a_lock_that_cannot_be_read_says_why_and_where() {
    for (text, message) in [
        ("", "spectable.lock:1:1: error: the lock has no `end`: it is cut off"),
        ("format 1\nmodel A = \"A\"\n", "spectable.lock:3:1: error: the lock has no `end`"),
        ("format 99\nend\n", "error: the lock is of format 99, and this version of spectable reads up to 5"),
        ("format 3\nenum A from \"x\"\n  B = 1\nend\n", "expected a text in quotation marks"),
        (
            "format 4\nenum A from \"x\"\n  B = 1\n  C = \"1\"\nend\n",
            "`A` has this value or its variant twice",
        ),
        ("format 4\nenum A from \"x\"\n  B = 1\n  C = \"2\"\nend\n", "`A` has a text and an integer"),
        ("format 4\nenum A from \"x\"\n  B = 01\nend\n", "expected a text in quotation marks"),
        ("format x\nend\n", "`x` is not a format"),
        ("format 0\nend\n", "`0` is not a format"),
        ("end\n", "1:1: error: expected `format`"),
        ("format 1\n<<<<<<< HEAD\nend\n", "the lock has conflict markers; run `spectable update` again"),
        ("format 1\nfield\nend\n", "spectable.lock:2:6: error: `field` does not begin a line"),
        ("format 1\n  a: String = \"a\"\nend\n", "a property is not below a model"),
        ("format 1\nmodel A = A\nend\n", "2:11: error: expected a text in quotation marks"),
        ("format 1\nmodel A = \"A\nend\n", "no closing quotation mark"),
        ("format 1\nmodel A = \"\\x\"\nend\n", "in this text escapes nothing"),
        ("format 1\nmodel A = \"\\u{110000}\"\nend\n", "is not a character"),
        ("format 1\nmodel A-B = \"A\"\nend\n", "expected a Rust name"),
        ("format 1\nmodel A = \"A\"\nmodel A = \"A\"\nend\n", "3:1: error: the lock has the type `A` twice"),
        ("format 1\nmodel A = \"A\"\nmodel B = \"A\"\nend\n", "3:1: error: the lock has the model `A` twice"),
        (
            "format 1\nenum A from \"x\"\nenum A from \"x\"\nend\n",
            "3:1: error: the lock has the type `A` twice",
        ),
        ("format 1\nmodel A = \"A\"\nmodel A = \"B\"\nend\n", "3:1: error: the lock has the type `A` twice"),
        (
            "format 1\nmodel A = \"A\"\nenum A from \"x\"\nend\n",
            "3:1: error: the lock has the type `A` twice",
        ),
        (
            "format 1\nmodel A = \"A\"\n  a: bool = \"a\"\n  a: bool = \"b\" named \"b\"\nend\n",
            "4:1: error: `A` has this property or one of its names twice",
        ),
        (
            "format 1\nmodel A = \"A\"\n  a: bool = \"a\"\n  b: bool = \"a\"\nend\n",
            "4:1: error: `A` has this property or one of its names twice",
        ),
        (
            "format 1\nmodel A = \"A\"\n  a: bool = \"a\"\n  b: bool = \"b\" named \"a\"\nend\n",
            "4:1: error: `A` has this property or one of its names twice",
        ),
        (
            "format 1\nenum A from \"x\"\n  B = \"b\"\n  B = \"c\"\nend\n",
            "4:1: error: `A` has this value or its variant twice",
        ),
        (
            "format 1\nenum A from \"x\"\n  B = \"b\"\n  C = \"b\"\nend\n",
            "4:1: error: `A` has this value or its variant twice",
        ),
        ("format 1\nmodel i64 = \"A\"\nend\n", "expected a Rust name"),
        ("format 1\nmodel A = \"A\"\n  self: bool = \"a\"\nend\n", "expected the name of a field and `:`"),
        ("format 1\nmodel Stra-e = \"A\"\nend\n", "expected a Rust name"),
        (
            "format 1\nmodel A = \"A\"\n  a: Strin = \"a\"\nend\n",
            "3:6: error: `Strin` is not a type of this lock",
        ),
        ("format 1\nmodel A = \"A\"\n  a: A = \"a\"\nend\n", "`A` is not a type of this lock"),
        ("format 1\nmodel A = \"A\"\n  a: String = \"a\" optional\nend\n", "`optional` is not a mark"),
        ("format 1\nmodel A = \"A\"\n  a; String = \"a\"\nend\n", "expected the name of a field and `:`"),
        ("format 1\nend\nmodel A = \"A\"\n", "text after the `end`"),
        ("format 1\nend again\n", "the line goes on where it should end"),
        (
            "format 1\nmodel A = \"A\"\n  a: String = \"a\" added values from \"j/A.md\"\nend\n",
            "`added` is not a mark",
        ),
        (
            "format 2\nmodel A = \"A\"\n  a: String = \"a\" added colour from \"j/A.md\"\nend\n",
            "expected what was added",
        ),
        ("format 2\nmodel A = \"A\"\n  a: String = \"a\" added values j/A.md\nend\n", "expected `from`"),
        ("format 2\nunion A = \"A\"\nend\n", "`union` does not begin a line of a lock"),
        ("format 3\nunion A = \"A\"\nmodel A = \"B\"\nend\n", "the lock has the type `A` twice"),
        ("format 3\nunion A = \"A\"\nunion B = \"A\"\nend\n", "the lock has the union `A` twice"),
        ("format 3\nunion A = \"A\"\n  T: String\n  T: bool\nend\n", "`A` has this alternative twice"),
        ("format 3\nunion A = \"A\"\n  text: String\nend\n", "expected the name of a variant and `:`"),
        ("format 3\nunion A = \"A\"\n  T: Strin\nend\n", "`Strin` is not a type of this lock"),
        ("format 3\nunion A = \"A\"\n  T: String where\nend\n", "`String where` is not a type of this lock"),
        ("format 3\nunion A = \"A\"\n  T: String where k\nend\n", "expected a text in quotation marks"),
    ] {
        let shown = parse(text).map(|lock| lock.to_string()).unwrap_err();
        assert!(shown.contains(message), "{text}\n{shown}");
    }
}

#[test]
fn names_that_two_sides_of_a_merge_gave_to_different_things_are_given_once() {
    let side = |text: &str| parse(&format!("format 1\n{text}end\n")).unwrap();
    let ours = "model X = \"a\"\n  x: bool = \"a\" named \"a\"\nenum E from \"f\"\n  V = \"a\"\n";
    let theirs = "model X = \"b\"\nmodel Y = \"a\"\n  x: bool = \"b\" named \"b\"\n  e: E = \"e\"\nenum E from \"f\"\n  V = \"b\"\n";
    let pins = side(ours).merged_with(side(theirs)).pins();
    assert_eq!(pins.model("a").map(String::as_str), Some("X"));
    assert_eq!(pins.model("b"), None);
    assert_eq!(pins.property("a", "a").map(String::as_str), Some("x"));
    assert_eq!(pins.property("a", "b"), None);
    assert_eq!(pins.property_enum("a", "e").map(String::as_str), Some("E"));
    assert_eq!(pins.variant("E", "a").map(String::as_str), Some("V"));
    assert_eq!(pins.variant("E", "b"), None);
    // A model of ours and an enum of theirs.
    let pins = side("model X = \"a\"\n")
        .merged_with(side("model M = \"m\"\n  e: X = \"e\"\nenum X from \"f\"\n  V = \"v\"\n"))
        .pins();
    assert_eq!((pins.model("a").map(String::as_str), pins.property_enum("m", "e")), (Some("X"), None));
}

#[test]
fn deep_nesting_is_refused_and_not_followed() {
    let ty = format!("{}String{}", "Vec<".repeat(100_000), ">".repeat(100_000));
    let text = format!("format 1\nmodel A = \"A\"\n  a: {ty} = \"a\"\nend\n");
    assert!(parse(&text).is_err());
}

proptest! {
    #[test]
    fn any_text_survives(name in ".*", wire in ".*", ty in "\\PC*") {
        let mut schema = schema();
        let queue = schema.models.get_mut("Queue").unwrap();
        queue.properties[0].name = name.clone();
        queue.properties[0].wire_name = wire.clone();
        queue.properties[0].type_text = ty.clone();
        let lock = Lock::of(schema, |_| Origin { page: name.clone(), sha256: "0f".to_owned() });
        let read = parse(&lock.to_string()).unwrap();
        let found = &read.schema().models["Queue"].properties[0];
        prop_assert_eq!((&found.name, &found.wire_name, &found.type_text), (&name, &wire, &ty));
        prop_assert_eq!(&read.origin("Queue").unwrap().page, &name);
    }

    #[test]
    fn no_text_is_too_strange(text in "\\PC*", cut in 0_usize..2000) {
        let _read = parse(&text);
        let whole = lock().to_string();
        if let Some(part) = whole.get(..cut) {
            // Only the line ending behind `end` may be missing.
            prop_assert_eq!(parse(part).is_ok(), part.trim_end().ends_with("\nend"));
        }
    }
}

/// A review of a lock shows what it says.
#[test]
fn nothing_in_a_lock_is_invisible() {
    let every = crate::invisible::unprintable();
    let mut schema = schema();
    schema.release = Some(every.clone());
    for model in schema.models.values_mut() {
        for property in &mut model.properties {
            for text in [&mut property.name, &mut property.wire_name, &mut property.type_text] {
                text.push_str(&every);
            }
        }
    }
    for value in schema.enums.values_mut().flat_map(|it| &mut it.values) {
        value.wire.push_str(&every);
    }
    let origin = |_: &Model| Origin { page: every.clone(), sha256: "0".repeat(64) };
    let text = Lock::of(schema, origin).to_string();
    assert!(!text.contains(|it| it != '\n' && crate::invisible::is_unprintable(it)), "{text}");
    let read = Lock::parse("lock", &text, &mut Files::default(), &mut Problems::default()).unwrap();
    assert_eq!((read.to_string(), read.schema().release.as_ref()), (text, Some(&every)));
}

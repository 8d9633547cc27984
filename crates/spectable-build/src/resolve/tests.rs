//! What is made of pages and an overlay, and every message about what cannot be.

use super::*;
use crate::schema::{Direction, Target};
use crate::source::markdown;

const HEAD: &str = "|Name | Type | Description | Notes|\n|---|---|---|---|\n";

/// Resolves pages, each a name of a file, a model and its rows; the messages, without notes.
fn resolved(pages: &[(&str, &str, &str)], overlay: &str) -> (Schema, Vec<String>) {
    let file = |(file, name, rows): &(&str, &str, &str)| {
        ((*file).to_owned(), format!("# {name}\n\n{HEAD}{rows}\n").into_bytes())
    };
    let mut problems = Problems::default();
    let mut input = markdown::read_files(pages.iter().map(file), &mut problems);
    let overlay = Overlay::parse("spectable.toml", overlay, &mut input.files, &mut problems);
    let schema = resolve(input, &overlay, &Pins::default(), &mut problems);
    let lines = problems.iter().map(|problem| problem.display(&schema.files).to_string()).collect();
    (schema, lines)
}

fn said(rows: &str, overlay: &str) -> Vec<String> {
    resolved(&[("A.md", "A", rows)], overlay).1
}

/// The overlay says where a model travels, and what is in it goes with it.
#[test]
fn a_direction_may_be_said_by_the_overlay() {
    let entry = |model: &str, is: &str| {
        format!("[[direction]]\nmodel = \"{model}\"\nis = \"{is}\"\nreason = \"r\"\n")
    };
    let pages = [
        ("A.md", "A", "| b | [**B**](B.md) | | |\n| c | [**C**](C.md) | | [readonly] |"),
        ("B.md", "B", "| x | str | | |"),
        ("C.md", "C", "| x | str | | |"),
        ("D.md", "D", "| x | str | | |"),
    ];
    let (both, sent, received) = (Some(Direction::Both), Some(Direction::Request), Some(Direction::Response));
    for (overlay, expected) in [
        (String::new(), [None; 4]),
        (entry("A", "request"), [sent, sent, None, None]),
        (entry("A", "response"), [received, received, received, None]),
        (entry("A", "both"), [both, both, received, None]),
        (entry("A", "response") + &entry("B", "request"), [received, both, received, None]),
        (entry("D", "request"), [None, None, None, sent]),
    ] {
        let (schema, said) = resolved(&pages, &overlay);
        assert_eq!(said, [""; 0], "{overlay}");
        let found: Vec<_> = schema.models.values().map(|model| model.direction).collect();
        assert_eq!(found, expected, "{overlay}");
    }
    for (overlay, message) in [
        (entry("E", "request"), "spectable.toml:1:1: note: this source has no model `E`"),
        (
            entry("A", "sent"),
            "spectable.toml:1:1: error: no such direction; expected \"request\", \"response\" or \"both\"",
        ),
        (
            entry("A", "request") + &entry("A", "request"),
            "spectable.toml:5:1: error: an earlier entry is about the same; leave one of them",
        ),
    ] {
        assert_eq!(resolved(&pages, &overlay).1, [message], "{overlay}");
    }
}

/// A type of the schema, and what is known beyond it, for rows in the words of Go.
#[test]
fn a_width_is_a_type_where_the_overlay_says_so() {
    let list = |ty| Type::List(Box::new(ty));
    let cases = [
        // (type on the page, without the key, with it, the format)
        ("int32", Type::Integer, Type::Integer32, Some("int32")),
        ("int64", Type::Integer, Type::Integer, Some("int64")),
        ("uint32", Type::Integer, Type::Integer, Some("uint32")),
        ("uint64", Type::Unsigned, Type::Unsigned, Some("uint64")),
        ("int8", Type::Integer, Type::Integer32, Some("int32")),
        ("int", Type::Integer, Type::Integer, None),
        ("float64", Type::Number, Type::Number, Some("double")),
        ("[]int32", list(Type::Integer), list(Type::Integer32), Some("int32")),
        (
            "map[string][]uint64",
            Type::Map(Box::new(list(Type::Unsigned))),
            Type::Map(Box::new(list(Type::Unsigned))),
            Some("uint64"),
        ),
        ("os.File", Type::Text, Type::Text, Some("binary")),
        ("string", Type::Text, Type::Text, None),
        ("time.Time", Type::DateTime, Type::DateTime, None),
    ];
    let row = |(index, case): (usize, &(&str, _, _, _))| format!("| **X{index}** | **{}** | | |\n", case.0);
    let rows: String = cases.iter().enumerate().map(row).collect();
    for (overlay, is_documented) in [("", false), ("integers = \"documented\"\n", true)] {
        let (schema, said) = resolved(&[("A.md", "A", &rows)], overlay);
        assert_eq!(said, [""; 0]);
        for (property, (written, wide, documented, format)) in
            schema.models["A"].properties.iter().zip(&cases)
        {
            let expected = if is_documented { documented } else { wide };
            assert_eq!((&property.ty, property.format.as_deref()), (expected, *format), "{written}");
        }
    }
}

#[test]
fn a_default_is_json() {
    let rows = "| a | str | | [default to 'x'] |\n| b | int | | [default to 10] |\n| c | bool | | [default to True] |\n\
        | d | list[int] | | [default to [1, 2]] |\n| e | int | | [default to Size.Small] |";
    let (schema, _) = resolved(&[("A.md", "A", rows)], "");
    let defaults: Vec<_> = schema.models["A"].properties.iter().map(|it| it.default.as_deref()).collect();
    assert_eq!(defaults, [Some("\"x\""), Some("10"), Some("true"), Some("[1, 2]"), None]);
}

/// The default of an enum is one of its values; another text without quotes is code of some language.
#[test]
fn a_default_of_an_enum_is_a_value_of_it() {
    let rows = "| a | str | | [default to in] |\n| b | str | | [default to Way.IN] |";
    let entry = |property: &str| {
        format!(
            "[[enum]]\nmodel = \"A\"\nproperty = \"{property}\"\nvalues = [\"in\", \"out\"]\nreason = \"r\"\n"
        )
    };
    let (schema, _) = resolved(&[("A.md", "A", rows)], &["a", "b"].map(entry).concat());
    let defaults: Vec<_> = schema.models["A"].properties.iter().map(|it| it.default.as_deref()).collect();
    assert_eq!(defaults, [Some("\"in\""), None]);
}

#[test]
fn what_is_wrong_with_pages() {
    let twice = [("1.md", "A", "| x | str | | |"), ("2.md", "A", "")];
    assert_eq!(
        resolved(&twice, "").1,
        ["2.md:1:3: error: another page documents a model `A`; rename one of them, or take one page away"]
    );
    let cases = [
        (
            "| a_b | str | | |\n| aB | str | | |",
            "A.md:5:3: note: `a_b` becomes `a_underscore_b`, since `a_b` is the Rust name of another one, too; choose another name in the overlay: [[rust-name]]",
        ),
        (
            "| a | Nowhere | | |",
            "A.md:5:7: warning: no page documents `Nowhere`; it becomes serde_json::Value; say in the overlay what it is: [[type]]",
        ),
    ];
    for (rows, expected) in cases {
        assert_eq!(said(rows, ""), [expected], "{rows}");
    }
    assert_eq!(
        said(
            "| a_b | str | | |\n| a__b | str | | |",
            "wire-names = \"camelCase\"\n[[rust-name]]\nmodel = \"A\"\nproperty = \"a__b\"\nname = \"other\"\nreason = \"r\"\n"
        ),
        [
            "A.md:6:1: error: `a__b` and `a_b` of A both have the wire name `aB`; give one of them its wire name in the overlay: [[wire-name]]"
        ]
    );
}

#[test]
fn what_is_wrong_with_an_overlay() {
    let rows = "| a_b | str | | |\n| n | int | | |\n| c | Other | | |";
    let entry = |section: &str, body: &str| {
        format!(
            "[[type]]\nname = \"Other\"\nis = \"str\"\nreason = \"r\"\n[[{section}]]\n{body}reason = \"r\"\n"
        )
    };
    let cases = [
        (entry("wire-name", "model = \"A\"\nproperty = \"x\"\nwire = \"y\"\n"), "error: `A` has no property `x`; correct the name to that on the page, or take the entry away"),
        (entry("wire-name", "model = \"A\"\nproperty = \"a_b\"\nwire = \"a_b\"\n"), "error: `a_b` is the wire name without this entry as well; take the entry away"),
        (entry("wire-name", "property = \"a_b\"\nwire = \"a_b\"\n"), "error: `a_b` is the wire name by the rule as well; take the entry away"),
        (entry("wire-name", "model = \"B\"\nproperty = \"x\"\nwire = \"y\"\n"), "note: this source has no model `B`"),
        (entry("wire-name", "property = \"x\"\nwire = \"y\"\n"), "note: no model has a property `x`"),
        (entry("enum", "model = \"A\"\nproperty = \"x\"\nvalues = [\"v\"]\n"), "error: `A` has no property `x`; correct the name to that on the page, or take the entry away"),
        (entry("enum", "model = \"A\"\nproperty = \"n\"\nvalues = [\"v\"]\n"), "error: `A.n` is documented as int, and has no such values; an enum is a str or an int, or one in a list or dict, and the values of an int are integers"),
        (entry("enum", "model = \"A\"\nproperty = \"a_b\"\nvalues-from = \"prose\"\n"), "error: the description of `A.a_b` lists no values in quotes; list the values in the overlay, or take the entry away"),
        (entry("enum", "model = \"A\"\nproperty = \"a_b\"\nvalues = []\n"), "error: an enum without values; list its values, or leave the entry out"),
        (entry("enum", "model = \"A\"\nproperty = \"a_b\"\nvalues = [\"v\", \"v\"]\n"), "error: the value \"v\" occurs twice; list it once"),
        (entry("enum", "model = \"A\"\nproperty = \"a_b\"\n"), "error: the entry does not say where the values are; write either `values = [\"…\"]` or `values-from = \"prose\"`"),
        (entry("type", "name = \"A\"\nis = \"str\"\n"), "error: a page documents `A`; take the entry away: the page says what it is"),
        (entry("type", "name = \"Another\"\nis = \"str\"\n"), "note: no property is of the type `Another`"),
        (entry("type", "name = \"Another\"\nis = \"what?\"\n"), "error: `what?` is not a type; expected str, int, float, bool, datetime, date, object, a model, list[T] or dict(str, T)"),
        (entry("type", "model = \"A\"\nproperty = \"x\"\nis = \"str\"\n"), "error: `A` has no property `x`; correct the name to that on the page, or take the entry away"),
        (entry("type", "model = \"B\"\nproperty = \"x\"\nis = \"str\"\n"), "note: this source has no model `B`"),
        (entry("type", "model = \"A\"\nproperty = \"n\"\nis = \"int\"\n"), "error: `A.n` is documented as int; take the entry away"),
        (entry("type", "name = \"N\"\nproperty = \"n\"\nis = \"int\"\n"), "error: an entry is about a name or a property, and not both; write `name`, or `model` and `property`"),
        (entry("type", "property = \"n\"\nis = \"int\"\n"), "error: the entry has no `model`; add it"),
        (entry("type", "model = \"A\"\nis = \"int\"\n"), "error: the entry has no `name`; add it"),
        (entry("rust-name", "model = \"A\"\nproperty = \"n\"\nname = \"fn\"\n"), "error: `fn` is a Rust keyword; give a Rust identifier that needs no `r#`"),
        (entry("rust-name", "model = \"A\"\nname = \"i64\"\n"), "error: `i64` is not a name with a capital, as that of a type is; give a Rust identifier that needs no `r#`"),
        (entry("rust-name", "model = \"A\"\nname = \"Self\"\n"), "error: `Self` is a Rust keyword; give a Rust identifier that needs no `r#`"),
        (entry("rust-name", "model = \"A\"\nproperty = \"n\"\nname = \"n\"\n"), "error: `n` becomes `n` by itself; take the entry away"),
        (entry("wire-nam", "model = \"A\"\n"), "error: `wire-nam` is not a key of an overlay; did you mean `wire-name`?"),
        (entry("enum", "modle = \"A\"\nproperty = \"a_b\"\nvalues = [\"v\"]\n"), "error: `modle` is not a key of an overlay; did you mean `model`?"),
        ("wire-names = \"snake\"\n[[type]]\nname = \"Other\"\nis = \"str\"\nreason = \"r\"\n".to_owned(), "error: no such rule for wire names; expected \"camelCase\", \"snake_case\", \"PascalCase\" or \"as-documented\""),
        ("style = \"serde\"\n[[type]]\nname = \"Other\"\nis = \"str\"\nreason = \"r\"\n".to_owned(), "error: no such style of generated code; expected \"table\" or \"derive\""),
        ("tolerant = 1\n[[type]]\nname = \"Other\"\nis = \"str\"\nreason = \"r\"\n".to_owned(), "error: expected `true` or a list of models; write true for every model, or a list of models: [\"…\", \"…\"]"),
        ("integers = \"i64\"\n[[type]]\nname = \"Other\"\nis = \"str\"\nreason = \"r\"\n".to_owned(), "error: no such rule for whole numbers; expected \"documented\"; without the key each is an i64"),
        ("[[type]]\nname = \"Other\"\nis = \"str\"\nreason = \"r\"\n[[type]]\nname = \"Other\"\nis = \"int\"\nreason = \"r\"\n".to_owned(), "error: an earlier entry is about the same; leave one of them"),
    ];
    for (overlay, expected) in cases {
        let lines = said(rows, &overlay);
        assert!(
            lines.iter().any(|line| line.starts_with("spectable.toml:") && line.ends_with(expected)),
            "{overlay}\n{lines:#?}"
        );
    }
    assert!(
        said(rows, "[[enum]]\nmodel = \"A\"")
            .iter()
            .any(|line| line.contains("the entry has no `reason`; say why the entry is true"))
    );
    assert!(said(rows, "= 1").iter().any(|line| line.contains("write the overlay as TOML 1.0")));
}

/// An entry that says something new of something that is there is not worth a word.
#[test]
fn an_overlay_that_is_right_is_silent() {
    let rows = "| a_b | str | | |\n| n | list[str] | \"x\", \"y\" | |\n| c | dict(str, list[Other]) | | |\n| d | Another | | |\n| e | object | | |";
    let entries = [
        "release = \"1\"\nwire-names = \"camelCase\"\n",
        "[[wire-name]]\nmodel = \"A\"\nproperty = \"a_b\"\nwire = \"$ab\"\nreason = \"r\"\n",
        "[[wire-name]]\nproperty = \"n\"\nwire = \"$n\"\nreason = \"r\"\n",
        // The rule, where another entry says something else of every property of the name.
        "[[wire-name]]\nmodel = \"A\"\nproperty = \"n\"\nwire = \"n\"\nreason = \"r\"\n",
        "[[enum]]\nmodel = \"A\"\nproperty = \"a_b\"\nvalues = [\"x\"]\nreason = \"r\"\n",
        "[[enum]]\nmodel = \"A\"\nproperty = \"n\"\nvalues-from = \"prose\"\nreason = \"r\"\n",
        "[[type]]\nname = \"Other\"\nis = \"str\"\nreason = \"r\"\n",
        "[[type]]\nname = \"Another\"\nis = \"list[A]\"\nreason = \"r\"\n",
        "[[type]]\nmodel = \"A\"\nproperty = \"e\"\nis = \"list[A]\"\nreason = \"r\"\n",
        "[[rust-name]]\nmodel = \"A\"\nproperty = \"n\"\nname = \"m\"\nreason = \"r\"\n",
        "[[rust-name]]\nmodel = \"A\"\nname = \"B\"\nreason = \"r\"\n",
        "[groups]\ng = [\"A\"]\n",
    ];
    let (schema, lines) = resolved(&[("A.md", "A", rows)], &entries.concat());
    assert_eq!(lines, Vec::<String>::new());
    let model = &schema.models["A"];
    let rows: Vec<_> = model
        .properties
        .iter()
        .map(|it| (it.rust_name.as_str(), it.wire_name.as_str(), it.ty.clone()))
        .collect();
    let list = |item| Type::List(Box::new(item));
    let one = |name: &str| Type::Ref(Target::Enum(name.to_owned()));
    assert_eq!(model.rust_name, "B");
    assert_eq!(
        rows,
        [
            ("a_b", "$ab", one("BAB")),
            ("m", "n", list(one("BN"))),
            ("c", "c", Type::Map(Box::new(list(Type::Text)))),
            ("d", "d", list(Type::Ref(Target::Model("A".to_owned())))),
            ("e", "e", list(Type::Ref(Target::Model("A".to_owned())))),
        ]
    );
}

#[test]
fn names() {
    let pages = [
        ("1.md", "Call", "| type | str | | |\n| direction | str | | |\n| pcSelf | str | | |"),
        ("2.md", "CallDirection", "| x | Call | | |"),
    ];
    let overlay = "wire-names = \"camelCase\"\n[[enum]]\nmodel = \"Call\"\nproperty = \"direction\"\nvalues = [\"in\", \"IN\", \"out.of\"]\nreason = \"r\"\n\
        [[wire-name]]\nproperty = \"pcSelf\"\nwire = \"self\"\nreason = \"r\"\n";
    let (schema, lines) = resolved(&pages, overlay);
    assert_eq!(lines, Vec::<String>::new());
    let call = &schema.models["Call"];
    let fields: Vec<_> =
        call.properties.iter().map(|it| (it.rust_name.as_str(), it.wire_name.as_str())).collect();
    assert_eq!(fields, [("type_", "type"), ("direction", "direction"), ("pc_self", "self")]);
    // The model of this name was there; the enum gives way.
    assert_eq!(call.properties[1].ty, Type::Ref(Target::Enum("CallDirectionValue".to_owned())));
    let variants: Vec<_> =
        schema.enums["CallDirectionValue"].values.iter().map(|it| it.variant.as_str()).collect();
    assert_eq!(variants, ["In", "UpperIn", "OutOf"]);
    assert_eq!(schema.closure(["CallDirection"]).into_iter().collect::<Vec<_>>(), ["Call", "CallDirection"]);

    // What was released keeps its name, no matter what comes later.
    let pins = Pins::of(&schema);
    let mut problems = Problems::default();
    let file = |(file, name, rows): (&str, &str, &str)| {
        (file.to_owned(), format!("# {name}\n\n{HEAD}{rows}\n").into_bytes())
    };
    let later = [pages[0], ("3.md", "CallDirectionValue", "| x | str | | |")];
    let mut input = markdown::read_files(later.into_iter().map(file), &mut problems);
    let overlay = Overlay::parse("spectable.toml", overlay, &mut input.files, &mut problems);
    let schema = resolve(input, &overlay, &pins, &mut problems);
    assert_eq!(
        schema.models["Call"].properties[1].ty,
        Type::Ref(Target::Enum("CallDirectionValue".to_owned()))
    );
    assert_eq!(schema.models["CallDirectionValue"].rust_name, "CallDirectionValue2");
}

/// One enum of two properties was released; later each property lists its values.
#[test]
fn what_was_one_enum_stays_one_while_the_values_are_the_same() {
    let rows = "| x | str | Values: \"a\", \"b\" | |\n| y | str | Values: \"a\", \"c\" | |\n| z | str | Values: \"a\", \"b\" | |";
    let entry = |property: &str| {
        format!(
            "[[enum]]\nmodel = \"A\"\nproperty = \"{property}\"\nvalues-from = \"prose\"\nreason = \"r\"\n"
        )
    };
    let released = "format 1\nmodel A = \"A\"\n  x: S = \"x\"\n  y: S = \"y\"\n  z: S = \"z\"\nenum S from \"f\"\n  One = \"a\"\nend\n";
    let mut problems = Problems::default();
    let mut files = crate::location::Files::default();
    let lock = crate::lock::Lock::parse("spectable.lock", released, &mut files, &mut problems).unwrap();
    let page = ("A.md".to_owned(), format!("# A\n\n{HEAD}{rows}\n").into_bytes());
    let mut input = markdown::read_files([page], &mut problems);
    let overlay = ["x", "y", "z"].map(entry).concat();
    let overlay = Overlay::parse("spectable.toml", &overlay, &mut input.files, &mut problems);
    let schema = resolve(input, &overlay, &lock.pins(), &mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    let types: Vec<_> = schema.models["A"].properties.iter().map(|it| it.ty.clone()).collect();
    assert_eq!(types, ["S", "AY", "S"].map(|name| Type::Ref(Target::Enum(name.to_owned()))));
    let values = |name: &str| -> Vec<_> {
        schema.enums[name].values.iter().map(|it| (it.wire.as_str(), it.variant.as_str())).collect()
    };
    assert_eq!(values("S"), [("a", "One"), ("b", "B")]);
    assert_eq!(values("AY"), [("a", "A"), ("c", "C")]);
    assert_eq!(schema.enums.len(), 2);
}

/// Enums with a page of their own, two of which want one name: with the lock of what was released, each keeps its own.
#[cfg(feature = "openapi")]
#[test]
fn enums_that_want_one_name_keep_what_was_released() {
    let property = |name: &str, of: &str| format!("\"{name}\": {{\"$ref\": \"#/components/schemas/{of}\"}}");
    let one =
        |name: &str, value: &str| format!("\"{name}\": {{\"type\": \"string\", \"enum\": [\"{value}\"]}}");
    let names = |enums: &[(&str, &str)], pins: &Pins| {
        let properties = enums.iter().map(|(name, _)| property(name, name)).collect::<Vec<_>>().join(",");
        let model = format!("\"M\": {{\"type\": \"object\", \"properties\": {{{properties}}}}}");
        let schemas =
            enums.iter().map(|(name, value)| one(name, value)).chain([model]).collect::<Vec<_>>().join(",");
        let text = format!("{{\"openapi\": \"3.1.0\", \"components\": {{\"schemas\": {{{schemas}}}}}}}");
        let mut problems = Problems::default();
        let input = crate::source::openapi::read("api.json", text.as_bytes(), &mut problems);
        let mut schema = resolve(input, &Overlay::default(), pins, &mut problems);
        // The documented names become one field; give each another name, as an overlay does.
        for (at, property) in schema.models.get_mut("M").unwrap().properties.iter_mut().enumerate() {
            property.rust_name = format!("field_{at}");
        }
        let of = |property: &Property| match &property.ty {
            Type::Ref(Target::Enum(name)) => {
                (property.name.clone(), name.clone(), schema.enums[name].values[0].wire.clone())
            }
            other => panic!("{other:?}"),
        };
        let found: Vec<_> = schema.models["M"].properties.iter().map(of).collect();
        (found, Pins::of(&schema))
    };
    let row = |name: &str, rust: &str, value: &str| (name.to_owned(), rust.to_owned(), value.to_owned());
    let enums = [("a-b", "x"), ("a b", "y"), ("A_B", "z")];
    let (first, pins) = names(&enums, &Pins::default());
    assert_eq!(
        first,
        [
            row("a-b", "SmallADashB", "x"),
            row("a b", "SmallASpaceB", "y"),
            row("A_B", "UpperAUnderscoreUpperB", "z")
        ]
    );
    assert_eq!(names(&enums, &pins).0, first, "with its lock, the same schema has the same names");
    assert_eq!(names(&enums[..2], &pins).0, first[..2], "also where the first of them is gone");
    let (other, _) = names(&[enums[0], ("C", "new"), enums[2]], &pins);
    assert_eq!(other[1], row("C", "C", "new"), "a name that was never released is free");
    let (later, _) = names(&[("A.B", "new"), enums[0], enums[1], enums[2]], &pins);
    assert_eq!(later[0], row("A.B", "AB", "new"), "what comes later takes nothing away");
    assert_eq!(later[1..], first);
}

#[test]
fn an_overlay_may_correct_the_release_of_the_pages() {
    let said = |release: &str| {
        let page =
            ("A.md".to_owned(), format!("# A\n\n{HEAD}| a | str | | |\n\n_Package 257.1.0_\n").into_bytes());
        let mut problems = Problems::default();
        let mut input = markdown::read_files([page], &mut problems);
        let text = format!("release = \"{release}\"\n");
        let overlay = Overlay::parse("spectable.toml", &text, &mut input.files, &mut problems);
        let schema = resolve(input, &overlay, &Pins::default(), &mut problems);
        let rules: Vec<_> = problems.iter().map(|problem| problem.rule).collect();
        (schema.release, rules)
    };
    assert_eq!(said("258.0.0"), (Some("258.0.0".to_owned()), vec![]));
    assert_eq!(said("257.1.0"), (Some("257.1.0".to_owned()), vec!["overlay-redundant"]));
}

#[test]
fn a_rule_for_wire_names_may_be_said_outright() {
    let wire_name = |overlay: &str| {
        let (schema, lines) = resolved(&[("A.md", "A", "| start_time | str | | |")], overlay);
        assert_eq!(lines, Vec::<String>::new(), "{overlay}");
        schema.models["A"].properties[0].wire_name.clone()
    };
    assert_eq!(wire_name(""), "start_time");
    assert_eq!(wire_name("wire-names = \"as-documented\"\n"), "start_time");
    assert_eq!(wire_name("wire-names = \"camelCase\"\n"), "startTime");
}

#[test]
fn the_order_of_files_does_not_matter() {
    let mut pages = vec![
        ("1.md", "A", "| b | B | | |"),
        ("2.md", "B", "| a | list[A] | | |"),
        ("3.md", "C", "| c | str | | |"),
    ];
    let text = |pages: &[(&str, &str, &str)]| {
        let (schema, _) = resolved(pages, "");
        let rendered = crate::render::render(&schema, &crate::render::Options::default());
        (rendered.root, rendered.modules)
    };
    let first = text(&pages);
    pages.reverse();
    assert_eq!(text(&pages), first);
}

/// A type that holds itself by way of other names, and what a property of it is.
#[cfg(feature = "openapi")]
#[test]
fn types_that_hold_themselves() {
    let cases = [
        (r##""T": {"type": "array", "items": {"$ref": "#/components/schemas/T"}}"##, "List(Any)"),
        (
            r##""T": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/T"}}"##,
            "Map(Any)",
        ),
        (r##""T": {"$ref": "#/components/schemas/T"}"##, "Any"),
        (
            r##""T": {"type": "array", "items": {"$ref": "#/components/schemas/U"}}, "U": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/T"}}"##,
            "List(Map(Any))",
        ),
        (
            r##""T": {"type": "array", "items": {"$ref": "#/components/schemas/M"}}"##,
            "List(Ref(Model(\"M\")))",
        ),
    ];
    for (schemas, expected) in cases {
        let text = format!(
            r##"{{"openapi": "3.1.0", "components": {{"schemas": {{{schemas}, "M": {{"type": "object", "properties": {{"t": {{"$ref": "#/components/schemas/T"}}}}}}}}}}}}"##
        );
        let mut problems = Problems::default();
        let input = crate::source::openapi::read("api.json", text.as_bytes(), &mut problems);
        let schema = resolve(input, &Overlay::default(), &Pins::default(), &mut problems);
        assert!(!problems.has_errors(), "{schemas}: {problems:?}");
        assert_eq!(format!("{:?}", schema.models["M"].properties[0].ty), expected, "{schemas}");
        let notes = problems.iter().filter(|problem| problem.rule == "recursive-type").count();
        assert_eq!(notes, usize::from(expected.contains("Any")), "{schemas}: {problems:?}");
    }
}

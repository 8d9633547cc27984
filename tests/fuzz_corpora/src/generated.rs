//! What must be true of a schema, and of the Rust that is rendered from it, made from any text.

use std::collections::BTreeSet;

use quote::ToTokens as _;
use spectable_build::Style;
use spectable_build::documented::Input;
use spectable_build::location::Files;
use spectable_build::lock::Pins;
use spectable_build::lock::{Lock, Origin};
use spectable_build::overlay::Overlay;
use spectable_build::problem::Problems;
use spectable_build::render::{Options, render};
use spectable_build::resolve::resolve;
use spectable_build::schema::{self, Direction, Model, Property, Schema, Target, Type};

use crate::grammar::{self, EnumTable, ModelTable, Row, UnionTable};

/// Pages, an overlay and the names of a lock: resolved, and where nothing is wrong, rendered and locked.
pub(crate) fn check_input(mut input: Input, overlay: &str, pins: &Pins, mut problems: Problems) {
    let overlay = Overlay::parse("spectable.toml", overlay, &mut input.files, &mut problems);
    for location in &input.skipped {
        input.files.position(*location);
    }
    let schema = resolve(input, &overlay, pins, &mut problems);
    check_problems(&problems, &schema.files);
    if !problems.has_errors() {
        check_schema(&schema);
    }
}

/// Each problem is one line, and points into a file.
pub(crate) fn check_problems(problems: &Problems, files: &Files) {
    for problem in problems.iter() {
        let line = problem.display(files).to_string();
        assert!(!line.contains(['\n', '\r']), "{line:?} is more than one line");
        assert!(!problem.rule.is_empty() && !problem.message.is_empty(), "{problem:?}");
        if let Some(location) = problem.location {
            let length = files.text(location.file).len();
            assert!(
                location.start <= location.end && location.end as usize <= length,
                "{problem:?} of {length}"
            );
        }
    }
}

fn check_schema(schema: &Schema) {
    check_names(schema);
    for model in schema.models.values() {
        for property in &model.properties {
            check_type(&property.ty, schema);
        }
    }
    for union in schema.unions.values() {
        assert!(union.alternatives.len() > 1, "{} is no union", union.name);
        for alternative in &union.alternatives {
            check_type(&alternative.ty, schema);
        }
    }
    check_table_style(schema);
    check_derive_style(schema);
    check_lock(schema);
}

/// Every name occurs once where Rust and JSON want it once.
fn check_names(schema: &Schema) {
    let models = schema.models.values().map(|model| model.rust_name.as_str());
    let enums = schema.enums.values().map(|one| one.rust_name.as_str());
    let unions = schema.unions.values().map(|union| union.rust_name.as_str());
    check_unique(models.chain(enums).chain(unions));
    for union in schema.unions.values() {
        let variants = union.alternatives.iter().map(|it| it.variant.as_str());
        check_unique(variants.chain(["Unrecognized"]));
    }
    for model in schema.models.values() {
        check_unique(model.properties.iter().map(|property| property.rust_name.as_str()));
        check_unique(model.properties.iter().map(|property| property.wire_name.as_str()));
    }
    for one in schema.enums.values() {
        check_unique(one.values.iter().map(|value| value.variant.as_str()));
        check_unique(one.values.iter().map(|value| value.wire.as_str()));
        assert!(!one.values.is_empty(), "{} has no value", one.rust_name);
    }
}

fn check_unique<'a>(names: impl Iterator<Item = &'a str>) {
    let mut seen = BTreeSet::new();
    for name in names {
        assert!(seen.insert(name), "{name:?} occurs twice");
    }
}

/// A type leads to a model or enum of the schema.
fn check_type(ty: &Type, schema: &Schema) {
    match ty.innermost() {
        Type::Ref(Target::Model(name)) => {
            assert!(schema.models.contains_key(name), "there is no model {name:?}")
        }
        Type::Ref(Target::Enum(name)) => {
            assert!(schema.enums.contains_key(name), "there is no enum {name:?}")
        }
        Type::Ref(Target::Union(name)) => {
            assert!(schema.unions.contains_key(name), "there is no union {name:?}")
        }
        _ => {}
    }
}

/// The items of all modules, without the root and what is the same for every schema.
fn items(schema: &Schema, style: Style) -> Vec<syn::Item> {
    let options = Options { style, origin: "schema".to_owned(), ..Options::default() };
    let rendered = render(schema, &options);
    let root = parsed(&rendered.root);
    assert!(
        root.iter().all(|item| matches!(item, syn::Item::Mod(_) | syn::Item::Use(_))),
        "{}",
        rendered.root
    );
    let modules =
        rendered.modules.iter().filter(|(name, _)| !["alternatives", "iso8601"].contains(&name.as_str()));
    modules.flat_map(|(_, text)| parsed(text)).collect()
}

fn parsed(text: &str) -> Vec<syn::Item> {
    match syn::parse_file(text) {
        Ok(file) => {
            assert!(file.attrs.is_empty() && file.shebang.is_none(), "{text}");
            file.items
        }
        Err(error) => panic!("{error}: {text}"),
    }
}

/// In the table style there are imports, tables of models, enums and unions, and nothing else; the tables say what the schema says.
fn check_table_style(schema: &Schema) {
    let (mut models, mut enums, mut unions) = (Vec::new(), Vec::new(), Vec::new());
    for item in items(schema, Style::Table) {
        match item {
            syn::Item::Use(_) => {}
            syn::Item::Macro(one) if one.ident.is_none() && one.attrs.is_empty() => {
                let path =
                    one.mac.path.segments.iter().map(|part| part.ident.to_string()).collect::<Vec<_>>();
                match path.join("::").as_str() {
                    "spectable::model" => models.push(grammar::model(&one.mac)),
                    "spectable::open_enum" => enums.push(grammar::open_enum(&one.mac)),
                    "spectable::integer_enum" => enums.push(grammar::integer_enum(&one.mac)),
                    "spectable::union" => unions.push(grammar::union(&one.mac)),
                    other => panic!("a call of `{other}`"),
                }
            }
            other => panic!("an item that no template has: {other:?}"),
        }
    }
    check_tables(schema, &all(models), &all(enums));
    check_unions(schema, &all(unions));
}

fn check_unions(schema: &Schema, tables: &[UnionTable]) {
    assert_eq!(tables.len(), schema.unions.len());
    for union in schema.unions.values() {
        let Some(table) = tables.iter().find(|table| table.name == union.rust_name) else {
            panic!("{} is not rendered", union.rust_name)
        };
        check_unique(table.alternatives.iter().map(|it| it.accessor.as_str()));
        let told = |it: &schema::Alternative| {
            let test = it.test.as_ref().map(|test| (test.key.clone(), test.values.clone()));
            (it.variant.clone(), test)
        };
        let found = table.alternatives.iter().map(|it| (it.variant.clone(), it.test.clone()));
        assert_eq!(found.collect::<Vec<_>>(), union.alternatives.iter().map(told).collect::<Vec<_>>());
    }
}

fn all<T>(parsed: Vec<syn::Result<T>>) -> Vec<T> {
    parsed
        .into_iter()
        .map(|one| one.unwrap_or_else(|error| panic!("a table is misshapen: {error}")))
        .collect()
}

fn check_tables(schema: &Schema, models: &[ModelTable], enums: &[EnumTable]) {
    assert_eq!((models.len(), enums.len()), (schema.models.len(), schema.enums.len()));
    for model in schema.models.values() {
        let Some(table) = models.iter().find(|table| table.name == model.rust_name) else {
            panic!("{} is not rendered", model.rust_name)
        };
        assert_eq!(table.documented, model.name);
        let words = [
            (model.direction.is_some_and(Direction::is_sent), "request"),
            (model.direction.is_some_and(Direction::is_received), "response"),
        ];
        let words: Vec<&str> = words.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect();
        assert_eq!(table.directions, words, "{}", model.name);
        check_rows(model, &table.rows);
    }
    for one in schema.enums.values() {
        let expected =
            one.values.iter().map(|value| (value.variant.clone(), value.wire.clone())).collect::<Vec<_>>();
        let found = enums.iter().find(|table| table.name == one.rust_name);
        let found = found.map(|table| (table.integers, &table.values));
        assert_eq!(found, Some((one.integers, &expected)), "{}", one.rust_name);
    }
}

fn check_rows(model: &Model, rows: &[Row]) {
    check_unique(rows.iter().map(|row| row.setter.as_str()));
    assert_eq!(rows.len(), model.properties.len(), "{}", model.name);
    for (property, row) in model.properties.iter().zip(rows) {
        assert_eq!((&row.field, &row.wire), (&property.rust_name, &property.wire_name));
        assert!(row.setter.starts_with("with_"), "{}", row.setter);
        assert_eq!(row.deprecated, property.deprecated, "{}", property.name);
        assert_eq!(row.options, options(property), "{}", property.name);
    }
}

fn options(property: &Property) -> Vec<String> {
    let words = [
        (property.required, "required"),
        (property.read_only, "read_only"),
        (property.write_only, "write_only"),
        (property.nullable, "nullable"),
    ];
    let texts = [
        ("documented", Some(&property.name).filter(|name| **name != property.rust_name)),
        ("format", property.format.as_ref()),
        ("default", property.default.as_ref()),
    ];
    let words = words.iter().filter(|(is_set, _)| *is_set).map(|(_, word)| (*word).to_owned());
    words.chain(texts.iter().filter_map(|(word, text)| Some(format!("{word} {}", (*text)?)))).collect()
}

/// In the derive style there are imports, structs and enums, what unions implement, and nothing else.
fn check_derive_style(schema: &Schema) {
    let (mut structs, mut enums, mut implementing) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for item in items(schema, Style::Derive) {
        match item {
            syn::Item::Use(_) => {}
            syn::Item::Struct(one) => {
                assert!(one.fields.iter().all(|field| field.attrs.iter().all(is_expected)), "{}", one.ident);
                assert!(one.attrs.iter().all(is_expected) && one.generics.params.is_empty(), "{}", one.ident);
                structs.insert(one.ident.to_string());
            }
            syn::Item::Enum(one) => {
                assert!(
                    one.variants.iter().all(|variant| variant.attrs.iter().all(is_expected)),
                    "{}",
                    one.ident
                );
                assert!(one.variants.iter().all(|variant| variant.discriminant.is_none()), "{}", one.ident);
                enums.insert(one.ident.to_string());
            }
            syn::Item::Impl(one) => {
                assert!(one.attrs.is_empty() && one.unsafety.is_none(), "{one:?}");
                implementing.insert(one.self_ty.to_token_stream().to_string());
            }
            other => panic!("an item that no template has: {other:?}"),
        }
    }
    assert_eq!(structs, schema.models.values().map(|model| model.rust_name.clone()).collect());
    let unions: BTreeSet<String> = schema.unions.values().map(|union| union.rust_name.clone()).collect();
    let integers = schema.enums.values().filter(|one| one.integers).map(|one| one.rust_name.clone());
    assert_eq!(implementing, integers.chain(unions.clone()).collect());
    let known = schema.enums.values().map(|one| one.rust_name.clone());
    assert_eq!(enums, known.chain(unions).collect());
}

fn is_expected(attribute: &syn::Attribute) -> bool {
    ["doc", "derive", "serde", "deprecated", "non_exhaustive"]
        .iter()
        .any(|name| attribute.path().is_ident(name))
}

/// A lock says what was released: it reads back with the same names, and is written the same again.
fn check_lock(schema: &Schema) {
    let origin = |_: &Model| Origin { page: "a \"page\".md".to_owned(), sha256: "0".repeat(64) };
    let lock = Lock::of(schema.clone(), origin);
    let text = lock.to_string();
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let read = Lock::parse("spectable.lock", &text, &mut files, &mut problems);
    let said: Vec<_> = problems.iter().map(|problem| problem.display(&files).to_string()).collect();
    let Some(read) = read else { panic!("{said:?}: {text}") };
    assert_eq!(said, Vec::<String>::new(), "{text}");
    assert_eq!(read.to_string(), text);
    assert_eq!(outline(read.schema()), outline(schema));
}

/// All of a schema that a lock holds.
fn outline(schema: &Schema) -> Vec<String> {
    let models = schema.models.values().map(|model| {
        let row = |it: &Property| {
            let marks = (it.required, it.read_only, it.deprecated);
            format!(
                "{:?} {:?} {:?} {:?} {:?} {marks:?}",
                it.name, it.wire_name, it.rust_name, it.ty, it.type_text
            )
        };
        format!(
            "{:?} {:?} {:?}",
            model.name,
            model.rust_name,
            model.properties.iter().map(row).collect::<Vec<_>>()
        )
    });
    let enums = schema.enums.values().map(|one| {
        let values = one.values.iter().map(|value| (&value.wire, &value.variant)).collect::<Vec<_>>();
        format!("{:?} {values:?}", one.rust_name)
    });
    let unions = schema
        .unions
        .values()
        .map(|union| format!("{:?} {:?} {:?}", union.name, union.rust_name, union.alternatives));
    schema.release.iter().cloned().chain(models).chain(enums).chain(unions).collect()
}

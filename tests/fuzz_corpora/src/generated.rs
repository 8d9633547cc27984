//! What must be true of a schema, and of the Rust that is rendered from it, made from any text.

use std::collections::BTreeSet;

use spectable_build::Style;
use spectable_build::documented::Input;
use spectable_build::location::Files;
use spectable_build::lock::Pins;
use spectable_build::lock::{Lock, Origin};
use spectable_build::overlay::Overlay;
use spectable_build::problem::Problems;
use spectable_build::render::{Options, render};
use spectable_build::resolve::resolve;
use spectable_build::schema::{Model, Property, Schema, Target, Type};

use crate::grammar::{self, EnumTable, ModelTable, Row};

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
    check_table_style(schema);
    check_derive_style(schema);
    check_lock(schema);
}

/// Every name occurs once where Rust and JSON want it once.
fn check_names(schema: &Schema) {
    let models = schema.models.values().map(|model| model.rust_name.as_str());
    let enums = schema.enums.values().map(|one| one.rust_name.as_str());
    check_unique(models.chain(enums));
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
        _ => {}
    }
}

/// The items of all modules, without the root and what is the same for every schema.
fn items(schema: &Schema, style: Style) -> Vec<syn::Item> {
    let options = Options { style, origin: "schema".to_owned(), ..Options::default() };
    let Ok(rendered) = render(schema, &options) else { panic!("a resolved schema can be rendered") };
    let root = parsed(&rendered.root);
    assert!(
        root.iter().all(|item| matches!(item, syn::Item::Mod(_) | syn::Item::Use(_))),
        "{}",
        rendered.root
    );
    let modules = rendered.modules.iter().filter(|(name, _)| *name != "iso8601");
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

/// In the table style there are imports, tables of models and enums, and nothing else; the tables say what the schema says.
fn check_table_style(schema: &Schema) {
    let (mut models, mut enums) = (Vec::new(), Vec::new());
    for item in items(schema, Style::Table) {
        match item {
            syn::Item::Use(_) => {}
            syn::Item::Macro(one) if one.ident.is_none() && one.attrs.is_empty() => {
                let path =
                    one.mac.path.segments.iter().map(|part| part.ident.to_string()).collect::<Vec<_>>();
                match path.join("::").as_str() {
                    "spectable::model" => models.push(grammar::model(&one.mac)),
                    "spectable::open_enum" => enums.push(grammar::open_enum(&one.mac)),
                    other => panic!("a call of `{other}`"),
                }
            }
            other => panic!("an item that no template has: {other:?}"),
        }
    }
    check_tables(schema, &all(models), &all(enums));
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
        check_rows(model, &table.rows);
    }
    for one in schema.enums.values() {
        let expected =
            one.values.iter().map(|value| (value.variant.clone(), value.wire.clone())).collect::<Vec<_>>();
        let found = enums.iter().find(|table| table.name == one.rust_name).map(|table| &table.values);
        assert_eq!(found, Some(&expected), "{}", one.rust_name);
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

/// In the derive style there are imports, structs and enums, and nothing else.
fn check_derive_style(schema: &Schema) {
    let (mut structs, mut enums) = (BTreeSet::new(), BTreeSet::new());
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
            other => panic!("an item that no template has: {other:?}"),
        }
    }
    assert_eq!(structs, schema.models.values().map(|model| model.rust_name.clone()).collect());
    assert_eq!(enums, schema.enums.values().map(|one| one.rust_name.clone()).collect());
}

fn is_expected(attribute: &syn::Attribute) -> bool {
    ["doc", "derive", "serde", "deprecated"].iter().any(|name| attribute.path().is_ident(name))
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
    schema.release.iter().cloned().chain(models).chain(enums).collect()
}

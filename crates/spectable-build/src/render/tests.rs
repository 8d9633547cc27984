//! What generated code looks like, for any page.

mod templates;

use super::*;
use crate::location::Files;
use crate::lock::Pins;
use crate::overlay::Overlay;
use crate::problem::Problems;
use crate::resolve::resolve;
use crate::source::markdown;

/// The schema of some pages, each a name and its rows, and an overlay.
pub(crate) fn schema(pages: &[(&str, &str)], overlay: &str) -> Schema {
    let head = "|Name | Type | Description | Notes|\n|---|---|---|---|\n";
    let file = |(name, rows): &(&str, &str)| {
        (format!("{name}.md"), format!("# {name}\n\n{head}{rows}\n").into_bytes())
    };
    let mut problems = Problems::default();
    let mut input = markdown::read_files(pages.iter().map(file), &mut problems);
    let overlay = Overlay::parse("spectable.toml", overlay, &mut input.files, &mut problems);
    let schema = resolve(input, &overlay, &Pins::default(), &mut problems);
    let lines: Vec<_> = problems.iter().map(|problem| problem.display(&schema.files).to_string()).collect();
    assert_eq!(lines, Vec::<String>::new());
    schema
}

fn rendered(schema: &Schema, style: Style) -> Rendered {
    let options = Options { style, origin: "schema".to_owned(), ..Options::default() };
    render(schema, &options)
}

fn call() -> Schema {
    let rows = "| **id** | **str** | The unique ID. See https://example.com/ids | |\n\
        | **start_time** | **datetime** |  | [optional] |\n\
        | **direction** | **str** | Which way: &#39;in&#39; or &#39;out&#39;. | [optional] [readonly] |\n\
        | **type** | **list[Call]** | Calls *within* this one. | [optional] |\n\
        | **days** | **dict(str, list[date])** | Days by name. | [optional] |\n\
        | **parent** | [**Call**](Call.html) | The call before. | [optional] [deprecated] |";
    let overlay = "release = \"1.2\"\nwire-names = \"camelCase\"\n[[enum]]\nmodel = \"Call\"\nproperty = \"direction\"\nvalues-from = \"prose\"\nreason = \"r\"\n";
    schema(&[("Call", rows)], overlay)
}

#[test]
fn tables_say_which_models_are_read_tolerantly() {
    let rows = "| **next** | [**Other**](Other.html) |  | [optional] |";
    for (said, words) in [
        ("", [" {", " (response) {"]),
        ("tolerant = true\n", [" (tolerant) {", " (response, tolerant) {"]),
        ("tolerant = [\"Call\"]\n", [" (tolerant) {", " (response) {"]),
        ("tolerant = false\n", [" {", " (response) {"]),
    ] {
        let direction = "[[direction]]\nmodel = \"Other\"\nis = \"response\"\nreason = \"r\"\n";
        let overlay = format!("{said}{direction}");
        let schema = schema(&[("Call", rows), ("Other", "| **x** | **str** |  | [optional] |")], &overlay);
        let overlay =
            Overlay::parse("spectable.toml", &overlay, &mut Files::default(), &mut Problems::default());
        let options = Options { tolerant: overlay.tolerant.clone(), ..Options::default() };
        let text = render(&schema, &options).modules.into_values().collect::<String>();
        for (model, words) in ["Call", "Other"].iter().zip(words) {
            assert!(text.contains(&format!("pub struct {model} = \"{model}\"{words}")), "{said}: {text}");
        }
        assert_eq!(
            overlay.conflict(Style::Derive).is_some(),
            !matches!(said, "" | "tolerant = false\n"),
            "{said}"
        );
        assert!(overlay.conflict(Style::Table).is_none());
    }
}

#[test]
fn a_model_and_an_enum_as_tables() {
    let rendered = rendered(&call(), Style::Table);
    insta::assert_snapshot!("table_root", rendered.root);
    insta::assert_snapshot!("table_module", rendered.modules["models_c"]);
}

#[test]
fn what_a_row_says_beyond_its_type() {
    let rows = "| **Count** | **int32** | | [default to 10] |\n| **Sizes** | **[]uint64** | | [optional] |\n\
        | **Key** | **string** | | [optional] [readonly] [default to \"a\\b\"] |\n\
        | **File** | **os.File** | | [optional] |\n| **Big** | **int64** | | [optional] |";
    let overlay = "dialect = \"go\"\nintegers = \"documented\"\n";
    let mut schema = schema(&[("A", rows)], overlay);
    if let Some(file) = schema.models.get_mut("A").and_then(|model| model.properties.get_mut(3)) {
        (file.nullable, file.write_only) = (true, true);
    }
    let rows_of = |style, with: &str| -> Vec<String> {
        let text = &rendered(&schema, style).modules["models_a"];
        text.lines().filter(|line| line.contains(with)).map(|line| line.trim().to_owned()).collect()
    };
    assert_eq!(
        rows_of(Style::Table, " = \""),
        [
            "pub struct A = \"A\" {",
            r#"count with_count: i32 = "count" (required, documented "Count", format "int32", default "10"),"#,
            r#"sizes with_sizes: Vec<u64> = "sizes" (documented "Sizes", format "uint64"),"#,
            r#"key with_key: String = "key" (read_only, documented "Key", default "\"a\\b\""),"#,
            r#"file with_file: String = "file" (write_only, nullable, documented "File", format "binary"),"#,
            r#"big with_big: i64 = "big" (documented "Big", format "int64"),"#,
        ]
    );
    assert_eq!(
        rows_of(Style::Derive, ": Option<"),
        [
            "pub count: Option<i32>,",
            "pub sizes: Option<Vec<u64>>,",
            "pub key: Option<String>,",
            "pub file: Option<String>,",
            "pub big: Option<i64>,",
        ]
    );
}

#[test]
fn the_length_of_an_item_is_about_that_of_its_text() {
    let schema = call();
    let names = type_names::TypeNames::new(&schema, Style::Table);
    let model = item::Item::Model(item::Model::new(&schema.models["Call"], false, &schema, &names));
    let one = item::Item::Enum(item::Enum::new(&schema.enums["CallDirection"]));
    // Two lines for a property with its documentation, and one more for each further line of that.
    assert_eq!((model.lines(), one.lines()), (17, 7));
}

#[test]
fn a_model_and_an_enum_with_derives() {
    let rendered = rendered(&call(), Style::Derive);
    insta::assert_snapshot!("derive_module", rendered.modules["models_c"]);
    assert!(rendered.modules.contains_key("iso8601"));
    assert!(rendered.root.contains("mod iso8601;"));
}

#[test]
fn names_do_not_depend_on_what_is_rendered() {
    let pages = [
        ("A", "| b | B | | |"),
        ("B", "| s | str | | |"),
        ("C", "| s | str | | |"),
        ("String", "| s | str | | |"),
    ];
    let schema = schema(&pages, "");
    let roots = Some(["A".to_owned()].into());
    let part = render(&schema, &Options { roots, ..Options::default() });
    let names: Vec<_> = part.modules.keys().map(String::as_str).collect();
    assert_eq!(names, ["models_a", "models_b"]);
    // `String` is a model of the schema, so it is written with its path even where that model is not rendered.
    assert!(part.modules["models_b"].contains("::spectable::types::String"), "{}", part.modules["models_b"]);
    let whole = rendered(&schema, Style::Table);
    let body = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(body(&whole.modules["models_a"]), body(&part.modules["models_a"]));
}

#[test]
fn large_schemas_are_split_by_name() {
    let names: Vec<String> =
        (0..400).map(|n| format!("Model{}{n:03}", if n % 2 == 0 { "Even" } else { "Odd" })).collect();
    let rows = "| a | str | | |\n| b | str | | |\n| c | str | | |";
    let pages: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), rows)).collect();
    let rendered = rendered(&schema(&pages, ""), Style::Table);
    assert!(rendered.modules.len() > 1);
    assert!(rendered.modules.values().all(|text| text.lines().count() < 3000));
    assert!(rendered.modules.keys().all(|name| name.starts_with("models_model")));
}

/// The items of a file, as `syn` reads it.
fn items(text: &str) -> Vec<String> {
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert!(file.attrs.is_empty());
    let item = |item: &syn::Item| match item {
        syn::Item::Use(_) => "use".to_owned(),
        syn::Item::Macro(call) => {
            let path = &call.mac.path.segments;
            path.iter().map(|segment| segment.ident.to_string()).collect::<Vec<_>>().join("::")
        }
        syn::Item::Struct(one) => format!("struct {}", one.ident),
        syn::Item::Enum(one) => format!("enum {}", one.ident),
        other => format!("something else: {other:?}"),
    };
    file.items.iter().map(item).collect()
}

#[test]
fn no_text_gets_out_of_its_place() {
    proptest::proptest!(|(text in "[ -~\\n]{0,60}|\\PC{0,40}")| {
        // Any description of a page.
        let mut schema = call();
        for model in schema.models.values_mut() {
            model.description.clone_from(&text);
            for property in &mut model.properties {
                property.description.clone_from(&text);
                property.wire_name.push_str(&text);
            }
        }
        for one in schema.enums.values_mut() {
            one.description.clone_from(&text);
            for value in &mut one.values {
                value.wire.push_str(&text);
            }
        }
        let table = rendered(&schema, Style::Table);
        let expected = ["use", "use", "use", "spectable::model", "spectable::open_enum"];
        let found = items(&table.modules["models_c"]);
        proptest::prop_assert_eq!(&found[found.len() - 2..], &expected[3..]);
        proptest::prop_assert!(found[..found.len() - 2].iter().all(|item| item == "use"));
        let derive = rendered(&schema, Style::Derive);
        let found = items(&derive.modules["models_c"]);
        proptest::prop_assert_eq!(&found[found.len() - 2..], ["struct Call", "enum CallDirection"]);
    });
}

/// Names and texts that hold every character that is not seen. Rust would refuse some of them even in a comment.
#[test]
fn nothing_generated_is_invisible() {
    let every = crate::invisible::unprintable();
    let mut schema = call();
    schema.release = Some(every.clone());
    for model in schema.models.values_mut() {
        for text in [&mut model.name, &mut model.description] {
            text.push_str(&every);
        }
        for property in &mut model.properties {
            for text in [&mut property.name, &mut property.wire_name, &mut property.description] {
                text.push_str(&every);
            }
        }
    }
    // Where there is no description, the generator says something itself, with the name.
    let without = {
        let mut schema = schema.clone();
        for model in schema.models.values_mut() {
            model.description.clear();
            model.properties.iter_mut().for_each(|property| property.description.clear());
        }
        schema
    };
    for one in schema.enums.values_mut() {
        one.description.push_str(&every);
        for value in &mut one.values {
            value.wire.push_str(&every);
            value.description.push_str(&every);
        }
    }
    for (schema, style) in
        [&schema, &without].into_iter().flat_map(|it| [(it, Style::Table), (it, Style::Derive)])
    {
        let options = Options { style, origin: every.clone(), ..Options::default() };
        let rendered = render(schema, &options);
        for text in rendered.modules.values().chain([&rendered.root]) {
            let hidden = text.chars().find(|it| *it != '\n' && is_unprintable(*it));
            assert_eq!(hidden, None, "{style:?}: {text}");
            assert!(syn::parse_file(text).is_ok(), "{text}");
        }
    }
}

#[test]
fn an_empty_schema() {
    let schema = Schema { files: Files::default(), ..Schema::default() };
    let rendered = rendered(&schema, Style::Table);
    assert!(rendered.modules.is_empty());
    assert!(items(&rendered.root).is_empty());
}

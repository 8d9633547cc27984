//! The code of each template makes what askama makes of it.

use std::path::Path;

use askama::Template;

use super::schema;
use crate::overlay::Tolerant;
use crate::project::Project;
use crate::render::templates::{Alternatives, DeriveModule, Iso8601, Root, TableModule};
use crate::render::{Options, Style};
use crate::schema::{Alternative, Schema, Type};

#[track_caller]
fn assert_same(by_askama: &impl Template, by_code: &str) {
    assert_eq!(by_askama.render().expect("askama fills the template"), by_code);
}

fn assert_modules_are_same(schema: &Schema, tolerant: &Tolerant) {
    for style in [Style::Table, Style::Derive] {
        let options = Options { style, tolerant: tolerant.clone(), ..Options::default() };
        let items = crate::render::items(schema, &options);
        assert!(!items.is_empty());
        let imports = ["serde_json::Value".to_owned(), "time::Date".to_owned()];
        for (imports, generated, items) in [
            (&imports[..], &["Call", "Date"][..], &items[..]),
            (&imports[..1], &[], &items[..1]),
            (&[], &["Call"], &[]),
        ] {
            let header = "Generated";
            let table = TableModule { header, imports, generated, items };
            assert_same(&table, &table.render());
            let derive = DeriveModule { header, imports, generated, items };
            assert_same(&derive, &derive.render());
        }
    }
}

#[test]
fn roots() {
    for modules in [&["models_a", "models_b"][..], &["models_a"], &[]] {
        for (alternatives, iso8601) in [(false, false), (false, true), (true, false), (true, true)] {
            let root = Root { header: "Generated", modules, alternatives, iso8601 };
            assert_same(&root, &root.render());
        }
    }
}

#[test]
fn what_modules_of_the_derive_style_share() {
    let alternatives = Alternatives { header: "Generated" };
    assert_same(&alternatives, &alternatives.render());
    for fields in [false, true] {
        let iso8601 = Iso8601 { header: "Generated", fields };
        assert_same(&iso8601, &iso8601.render());
    }
}

/// What has all that a template asks about: rows of each kind, an enum of texts and one of integers, and a union of every kind of alternative.
fn everything() -> Schema {
    let rows = "| **id** | **str** | The unique ID. | |\n\
        | **at** | **datetime** |  | [optional] |\n\
        | **days** | **dict(str, list[date])** | Days by name. | [optional] [readonly] |\n\
        | **way** | **str** | Which way: &#39;in&#39; or &#39;out&#39;. | [optional] |\n\
        | **weekday** | **int** | | [optional] |\n\
        | **caller** | **Caller** | | [optional] |\n\
        | **parent** | [**Call**](Call.html) | The call before. | [optional] [deprecated] |";
    let overlay = "[[enum]]\nmodel = \"Call\"\nproperty = \"way\"\nvalues-from = \"prose\"\nreason = \"r\"\n\
        [[enum]]\nmodel = \"Call\"\nproperty = \"weekday\"\nvalues = [\"1\", \"2\"]\nreason = \"r\"\n\
        [[union]]\nname = \"Caller\"\nkey = \"kind\"\nvalues = { person = \"Party\", robot = \"Robot\" }\nreason = \"r\"\n";
    let party = "| **kind** | **str** | | |\n| **since** | **date** | | [optional] |";
    let mut schema = schema(&[("Call", rows), ("Party", party), ("Robot", party)], overlay);
    let alternatives = schema.unions.values_mut().map(|union| &mut union.alternatives);
    for alternatives in alternatives {
        if let Some(test) = alternatives.last_mut().and_then(|last| last.test.as_mut()) {
            test.values.clear();
        }
        let others =
            [Type::Text, Type::DateTime, Type::List(Box::new(Type::Date)), Type::Map(Box::new(Type::Any))];
        alternatives.extend(others.into_iter().enumerate().map(|(at, ty)| Alternative {
            variant: format!("Other{at}"),
            ty,
            test: None,
        }));
    }
    schema
}

#[test]
fn modules_of_everything() {
    let mut schema = everything();
    assert_eq!((schema.models.len(), schema.enums.len(), schema.unions.len()), (3, 2, 1));
    if let Some(days) = schema.models.get_mut("Party").and_then(|party| party.properties.last_mut()) {
        days.ty = Type::Map(Box::new(Type::Date));
        days.additional = true;
    }
    assert_modules_are_same(&schema, &Tolerant::default());
}

#[test]
fn modules_of_a_whole_corpus() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/small");
    for release in ["1.0.0", "1.1.0"] {
        let Project { schema, overlay, .. } = Project::open(&corpus.join(release));
        assert_modules_are_same(&schema, &overlay.tolerant);
    }
}

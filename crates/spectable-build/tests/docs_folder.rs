//! A folder of documentation as it is: what is a model in it, what is passed over and why, and what a page leaves open.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::fs;

use spectable_build::project::{Project, Reading};
use spectable_build::source::Documentation;

/// Reads a folder of documentation that is nobody's project.
fn read(files: &[(&str, &str)]) -> Project {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let documentation = Documentation::open(folder.path()).unwrap();
    Project::read(documentation, Reading { foreign_pages: true, ..Reading::default() })
}

/// The models with their properties, enums with their values, and pages that were passed over.
fn listing(project: &Project) -> Vec<String> {
    let schema = &project.schema;
    let models = schema.models.values().map(|model| {
        let properties: Vec<_> =
            model.properties.iter().map(|it| format!("{}: {:?}", it.wire_name, it.ty)).collect();
        format!("{} {{{}}}", model.name, properties.join(", "))
    });
    let enums = schema.enums.values().map(|one| {
        let values: Vec<_> = one.values.iter().map(|value| value.wire.as_str()).collect();
        format!("{} = {}", one.rust_name, values.join("/"))
    });
    let passed_over = project.passed_over.iter().map(|page| {
        let path = project.path(page.location.file).unwrap_or_default();
        format!("{path}: {}", page.reason)
    });
    let problems = project.problems.iter().map(|it| it.rule.to_owned());
    models.chain(enums).chain(passed_over).chain(problems).collect()
}

const PET: &str = "# Pet\n\n## Properties\nName | Type | Description | Notes\n------------ | ------------- | ------------- | -------------\n**id** | **str** |  | [optional] \n**state** | [**PetState**](PetState.md) |  | [optional] \n\n[[Back to Model list]](../README.md#documentation-for-models)\n";

#[test]
fn what_is_a_model_and_what_is_passed_over() {
    let cases: [(&str, &str, &str, &str); 9] = [
        (
            "operations",
            "PetApi.md",
            "# my_client.PetApi\n\nMethod | HTTP request | Description\n------------- | ------------- | -------------\n[**get_pet**](PetApi.md#get_pet) | **GET** /pet/{id} | Get one\n\n# **get_pet**\n> Pet get_pet(id)\n\n### Parameters\n\nName | Type | Description  | Notes\n------------- | ------------- | ------------- | -------------\n **id** | **int**| The id | [optional] \n",
            "PetApi.md: it describes operations",
        ),
        (
            "prose",
            "README.md",
            "# A client\n\nThis is how to use it.\n",
            "README.md: it has no table of properties",
        ),
        (
            "a nested page of prose",
            "guides/start.mdx",
            "import X from 'x'\n\n# Start\n\n<X />\n",
            "guides/start.mdx: it has no table of properties",
        ),
        (
            "a table of something else",
            "Limits.md",
            "# Limits\n\n| Plan | Calls |\n|---|---|\n| free | 10 |\n",
            "Limits.md: it has no table of properties",
        ),
        (
            "a table without a title",
            "anon.md",
            "| Name | Type |\n|---|---|\n| a | int |\n",
            "anon.md: it has no title",
        ),
        ("an empty file", "Empty.md", "", "Empty.md: it has no table of properties"),
        ("a page that is no Markdown", "picture.png", "\u{89}PNG", ""),
        (
            "an enum",
            "PetState.md",
            "# PetState\n\n## Enum\n\n* `HUNGRY` (value: `\"hungry\"`)\n\n* `FULL` (value: `\"full\"`)\n",
            "PetState = hungry/full",
        ),
        ("a model", "Toy.md", "# Toy\n\n| Name | Type |\n|---|---|\n| at | date |\n", "Toy {at: Date}"),
    ];
    for (what, name, text, expected) in cases {
        let project = read(&[("Pet.md", PET), (name, text)]);
        let found = listing(&project);
        assert!(!project.problems.has_errors(), "{what}: {found:?}");
        assert!(found.iter().any(|line| line.starts_with("Pet {id: Text, state: ")), "{what}: {found:?}");
        assert!(expected.is_empty() || found.iter().any(|line| line == expected), "{what}: {found:?}");
    }
}

/// A table without rows says nothing of what its page documents, until the overlay does.
#[test]
fn a_page_that_leaves_its_kind_open() {
    let pages = [
        (
            "W.md",
            "# W\n## Properties\n\nName | Type | Description | Notes\n------------ | ------------- | ------------- | -------------\n**kind** | [**Kind**](Kind.md) | x | [optional] \n**kinds** | [**list[Kind]**](Kind.md) | x | [optional] \n",
        ),
        (
            "Kind.md",
            "# Kind\n## Properties\n\nName | Type | Description | Notes\n------------ | ------------- | ------------- | -------------\n\n[[Back to Model list]](../README.md)\n",
        ),
    ];
    let cases: [(&str, &[&str]); 4] = [
        ("", &["Kind {}", "W {kind: Any, kinds: List(Any)}", "empty-table"]),
        (
            "[[enum]]\nmodel = \"Kind\"\nvalues = [\"SWITCH\"]\nreason = \"r\"",
            &["W {kind: Ref(Enum(\"Kind\")), kinds: List(Ref(Enum(\"Kind\")))}", "Kind = SWITCH"],
        ),
        ("[[type]]\nname = \"Kind\"\nis = \"str\"\nreason = \"r\"", &["W {kind: Text, kinds: List(Text)}"]),
        (
            "[[type]]\nname = \"Kind\"\nis = \"dict(str, object)\"\nreason = \"r\"",
            &["W {kind: Map(Any), kinds: List(Map(Any))}"],
        ),
    ];
    for (overlay, expected) in cases {
        let files = [&pages[..], &[("spectable.toml", overlay)]].concat();
        assert_eq!(listing(&read(&files)), expected, "{overlay}");
    }
}

#[test]
fn a_folder_in_which_nothing_is_a_model_is_an_error() {
    let project =
        read(&[("README.md", "# A client\n"), ("a.md", "| Name | Type |\n|---|---|\n| a | int |\n")]);
    let said = project.problems.iter().next().unwrap().display(&project.schema.files).to_string();
    assert_eq!(
        said,
        "error: none of 2 pages documents a model: it has no table of properties (1), it has no title (1); give a folder whose pages have tables of properties, with a column of names and one of types"
    );
}

/// A word for a type is the model of that name only where it links to it.
#[test]
fn a_linked_name_that_a_page_documents_is_that_model() {
    let project = read(&[
        ("spectable.toml", "dialect = \"java\"\n"),
        (
            "Visit.md",
            "# Visit\n\n| Name | Type |\n|---|---|\n| on | Date |\n| next | [**Date**](Date.md) |\n| by | [**String**](String.md) |\n",
        ),
        ("Date.md", "# Date\n\n| Name | Type |\n|---|---|\n| year | Integer |\n"),
    ]);
    assert_eq!(
        listing(&project),
        ["Date {year: Integer}", "Visit {on: DateTime, next: Ref(Model(\"Date\")), by: Text}"]
    );
}

/// A page of one model is its place; of several on one page, each heading is.
#[test]
fn the_place_of_a_model() {
    let place = |text: &str| -> Vec<(u32, u32)> {
        let overlay = ("spectable.toml", "dialect = \"handwritten\"\n");
        let project = read(&[overlay, ("a.md", text)]);
        project.schema.models.values().map(|model| (model.location.start, model.location.end)).collect()
    };
    let table = "\n\n| Name | Type |\n|---|---|\n| a | string |\n";
    let one = format!("# Alpha{table}");
    assert_eq!(place(&one), [(0, one.len().try_into().unwrap())]);
    assert_eq!(place(&format!("# Alpha{table}\n# Beta{table}")), [(2, 7), (53, 57)]);
}

/// Where people write, a name that is also a word for a type is the model that has a table.
#[test]
fn a_word_for_a_type_that_is_a_model() {
    let table = "\n\n| Name | Type |\n|---|---|\n";
    let shelf = format!("# Shelf{table}| cover | file |\n| id | uuid |\n");
    let file = format!("# File{table}| size | integer |\n");
    let overlay = ("spectable.toml", "dialect = \"handwritten\"\n");
    let both = read(&[overlay, ("shelf.md", &shelf), ("file.md", &file)]);
    assert_eq!(listing(&both), ["File {size: Integer}", "Shelf {cover: Ref(Model(\"File\")), id: Text}"]);
    assert_eq!(listing(&read(&[overlay, ("shelf.md", &shelf)]))[0], "Shelf {cover: Text, id: Text}");
}

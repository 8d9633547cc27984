//! Pages that describe operations say where models travel, in the words of each generator; the lock keeps it where they are not taken in.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use spectable_build::{
    documented::Direction,
    location::Files,
    lock::{Lock, Origin},
    overlay::Overlay,
    problem::Problems,
    resolve::resolve,
    schema::Schema,
    source::markdown,
};

const MODELS: [(&str, &str); 3] = [
    (
        "Pet.md",
        "# Pet\n\nName | Type | Description | Notes\n--- | --- | --- | ---\n**owner** | [**Owner**](Owner.md) |  | [optional]\n",
    ),
    (
        "Owner.md",
        "# Owner\n\nName | Type | Description | Notes\n--- | --- | --- | ---\n**name** | **str** |  | [optional]\n",
    ),
    (
        "Fault.md",
        "# Fault\n\nName | Type | Description | Notes\n--- | --- | --- | ---\n**text** | **str** |  | [optional]\n",
    ),
];

const METHODS: &str = "# PetApi\n\nMethod | HTTP request | Description\n------------- | ------------- | -------------\n[**add_pet**](PetApi.md#add_pet) | **POST** /pet | Add a Fault\n\n";

fn read(operations: &str) -> (Schema, Vec<&'static str>) {
    let pages = MODELS.iter().map(|(name, text)| ((*name).to_owned(), (*text).as_bytes().to_vec()));
    let operations = (!operations.is_empty())
        .then(|| ("PetApi.md".to_owned(), format!("{METHODS}{operations}").into_bytes()));
    let mut problems = Problems::default();
    let input = markdown::read_files(pages.chain(operations), &mut problems);
    let schema = resolve(input, &Overlay::default(), &spectable_build::lock::Pins::default(), &mut problems);
    (schema, problems.iter().filter(|it| it.rule != "text-not-read").map(|it| it.rule).collect())
}

fn directions(schema: &Schema) -> [Option<Direction>; 3] {
    ["Pet", "Owner", "Fault"].map(|name| schema.models[name].direction)
}

const PARAMETERS: &str =
    "Name | Type | Description  | Notes\n------------- | ------------- | ------------- | -------------\n";

#[test]
fn what_pages_of_operations_say() {
    let (sent, received, both) = (Some(Direction::Request), Some(Direction::Response), Some(Direction::Both));
    let cases: [(&str, String, [Option<Direction>; 3]); 11] = [
        ("nothing", String::new(), [None; 3]),
        (
            "a body",
            format!("### Parameters\n\n{PARAMETERS} **body** | [**Pet**](Pet.md)| The Fault | \n"),
            [sent, sent, None],
        ),
        (
            "a body of Go",
            format!("### Other Parameters\n\n{PARAMETERS} **pet** | [**Pet**](Pet.md) | x | \n"),
            [sent, sent, None],
        ),
        (
            "a list",
            format!("### Parameters\n\n{PARAMETERS} **body** | [**list[Owner]**](Owner.md)| x | \n"),
            [None, sent, None],
        ),
        ("a scalar", format!("### Parameters\n\n{PARAMETERS} **id** | **int**| The Pet | \n"), [None; 3]),
        ("a result", "### Return type\n\n[**Pet**](Pet.md)\n".to_owned(), [received, received, None]),
        (
            "a result of TypeScript",
            "### Return type\n\n**Array<Owner>**\n".to_owned(),
            [None, received, None],
        ),
        (
            "a result of Rust",
            "### Return type\n\n[**models::Owner**](Owner.md)\n".to_owned(),
            [None, received, None],
        ),
        ("no result", "### Return type\n\nvoid (empty response body)\n".to_owned(), [None; 3]),
        (
            "both",
            format!(
                "### Parameters\n\n{PARAMETERS} **body** | [**Owner**](Owner.md)| x | \n\n### Return type\n\n[**Pet**](Pet.md)\n\n### Authorization\n\n[Fault](Fault.md)\n"
            ),
            [received, both, None],
        ),
        ("a name in words", "### Return type\n\nPets of a Petowner\n".to_owned(), [None; 3]),
    ];
    for (what, operations, expected) in cases {
        let (schema, said) = read(&operations);
        assert_eq!(directions(&schema), expected, "{what}");
        assert_eq!(said, [""; 0], "{what}");
        assert_eq!(schema.models.len(), 3, "{what}");
    }
}

#[test]
fn the_lock_keeps_it() {
    let (schema, _) = read("### Return type\n\n[**Pet**](Pet.md)\n");
    let written =
        Lock::of(schema, |model| Origin { page: format!("{}.md", model.name), sha256: "0f".repeat(32) })
            .to_string();
    let line = format!("model Pet = \"Pet\" from \"Pet.md\" sha256 {} in responses\n", "0f".repeat(32));
    assert!(written.contains(&line) && written.contains("\nformat 5\n"), "{written}");
    let parse = |text: &str| {
        let mut problems = Problems::default();
        let lock = Lock::parse("spectable.lock", text, &mut Files::default(), &mut problems);
        lock.ok_or_else(|| problems.iter().map(|it| it.message.clone()).collect::<String>())
    };
    let lock = parse(&written).unwrap();
    assert_eq!(lock.to_string(), written);
    assert_eq!(
        parse(&written.replace("in responses", "in all")).unwrap_err(),
        "expected `requests`, `responses` or `both`"
    );
    assert!(parse(&written.replace("format 5", "format 4")).is_err());

    let mut problems = Problems::default();
    let pages = MODELS.iter().map(|(name, text)| ((*name).to_owned(), (*text).as_bytes().to_vec()));
    let input = markdown::read_files(pages, &mut problems);
    let again = resolve(input, &Overlay::default(), &lock.pins(), &mut problems);
    assert_eq!(directions(&again), [Some(Direction::Response), Some(Direction::Response), None]);
}

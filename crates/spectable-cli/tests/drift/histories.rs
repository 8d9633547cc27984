//! Histories of two documents in git: what each commit changes, and what it breaks.

use serde_json::Value;

use super::project::Project;

/// A commit: what is replaced in the document, and what is found then, as `rule place: rust, requests, responses`.
type Commit = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str]);

const LIBRARY: &str = "\
openapi: 3.0.3
info: {title: library, version: 1.0.0}
paths:
  /books:
    get:
      operationId: listBooks
      parameters:
        - {name: limit, in: query, schema: {type: integer, maximum: 100}}
      responses: {'200': {description: ok, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Book'}}}}}}
    post:
      operationId: addBook
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/NewBook'}}}}
      responses: {'201': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}}
  /books/{isbn}:
    delete: {operationId: removeBook, responses: {'204': {description: ok}}}
components:
  schemas:
    Book:
      required: [isbn]
      properties:
        isbn: {type: string}
        title: {type: string}
        pages: {type: integer}
        shelf: {$ref: '#/components/schemas/Shelf'}
    NewBook:
      required: [isbn]
      properties:
        isbn: {type: string}
        title: {type: string, maxLength: 200}
        language: {type: string, enum: [de, en]}
    Shelf:
      properties:
        room: {type: string}
        row: {type: integer}
";

const LIBRARY_COMMITS: [Commit; 9] = [
    (
        "books have an edition",
        &[(
            "        pages: {type: integer}\n",
            "        pages: {type: integer}\n        edition: {type: string}\n",
        )],
        &["property-added Book.edition: minor, none, none"],
    ),
    (
        "a new book needs a shelf",
        &[(
            "      required: [isbn]\n      properties:\n        isbn: {type: string}\n        title: {type: string, max",
            "      required: [isbn, shelf]\n      properties:\n        shelf: {type: string}\n        isbn: {type: string}\n        title: {type: string, max",
        )],
        &["property-added NewBook.shelf: minor, breaks, none"],
    ),
    (
        "pages may be left out",
        &[("pages: {type: integer}", "pages: {type: integer, nullable: true}")],
        &["nullable-changed Book.pages: patch, none, may-break"],
    ),
    (
        "smaller lists, shorter titles",
        &[("maximum: 100", "maximum: 50"), ("maxLength: 200", "maxLength: 100")],
        &[
            "constraint-tightened NewBook.title: none, may-break, none",
            "parameter-narrowed GET /books.limit: none, may-break, none",
        ],
    ),
    (
        "French",
        &[("enum: [de, en]", "enum: [de, en, fr]")],
        &["enum-value-added NewBook.language fr: minor, none, none"],
    ),
    (
        "removing will go",
        &[("operationId: removeBook,", "operationId: removeBook, deprecated: true, x-sunset: '2027-01-01',")],
        &["operation-deprecated DELETE /books/{isbn}: none, none, none"],
    ),
    (
        "it is gone",
        &[(
            "  /books/{isbn}:\n    delete: {operationId: removeBook, deprecated: true, x-sunset: '2027-01-01', responses: {'204': {description: ok}}}\n",
            "",
        )],
        &["operation-removed DELETE /books/{isbn}: none, breaks, none"],
    ),
    (
        "a row is a text",
        &[("row: {type: integer}", "row: {type: string}")],
        &["type-changed Shelf.row: major, none, breaks"],
    ),
    (
        "lists are pages",
        &[
            (
                "schema: {type: array, items: {$ref: '#/components/schemas/Book'}}",
                "schema: {$ref: '#/components/schemas/Books'}",
            ),
            (
                "  schemas:\n",
                "  schemas:\n    Books: {properties: {items: {type: array, items: {$ref: '#/components/schemas/Book'}}}}\n",
            ),
        ],
        &["response-type-changed GET /books 200: none, none, breaks", "model-added Books: minor, none, none"],
    ),
];

const METERS: &str = "\
openapi: 3.1.0
info: {title: meters, version: '1'}
security: [{key: []}]
paths:
  /meters/{id}:
    put:
      operationId: putMeter
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Meter'}}}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Meter'}}}}}
  /readings:
    get:
      operationId: readings
      responses: {'200': {description: ok, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Reading'}}}}}}
components:
  schemas:
    Meter:
      properties:
        id: {type: string, readOnly: true}
        name: {type: string}
        unit: {type: string, enum: [kWh, m3]}
        secret: {type: string, writeOnly: true}
    Reading:
      properties:
        at: {type: string, format: date-time}
        value: {type: number}
";

const METERS_COMMITS: [Commit; 9] = [
    (
        "the server numbers meters otherwise",
        &[("id: {type: string, readOnly: true}", "id: {type: integer, readOnly: true}")],
        &["type-changed Meter.id: major, none, breaks"],
    ),
    (
        "secrets are numbers",
        &[("secret: {type: string, writeOnly: true}", "secret: {type: integer, writeOnly: true}")],
        &["type-changed Meter.secret: major, breaks, none"],
    ),
    (
        "a name is required",
        &[("    Meter:\n", "    Meter:\n      required: [name]\n")],
        &["optional-to-required Meter.name: none, breaks, none"],
    ),
    (
        "no more gas",
        &[("enum: [kWh, m3]", "enum: [kWh]")],
        &["enum-value-removed Meter.unit m3: major, may-break, none"],
    ),
    (
        "readings have a quality",
        &[(
            "        value: {type: number}\n",
            "        value: {type: number}\n        quality: {type: string}\n",
        )],
        &["property-added Reading.quality: minor, none, none"],
    ),
    (
        "and lose their value",
        &[("        value: {type: number}\n", "")],
        &["property-removed Reading.value: major, none, may-break"],
    ),
    (
        "other keys are refused",
        &[("    Meter:\n", "    Meter:\n      additionalProperties: false\n")],
        &["other-keys-changed Meter: none, may-break, none"],
    ),
    (
        "a scope",
        &[("security: [{key: []}]", "security: [{oauth: [meters]}, {key: []}]")],
        &[
            "security-loosened GET /readings: none, none, none",
            "security-loosened PUT /meters/{id}: none, none, none",
        ],
    ),
    (
        "readings are elsewhere",
        &[("  /readings:\n", "  /v2/readings:\n")],
        &["operation-moved GET /v2/readings: none, breaks, none"],
    ),
];

fn shown(finding: &Value) -> String {
    let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let mut place = text("model") + &text("operation");
    if !text("property").is_empty() {
        place.push_str(&format!(".{}", text("property")));
    }
    if !text("value").is_empty() {
        place.push_str(&format!(" {}", text("value")));
    }
    let wire = |way: &str| finding["wire"][way].as_str().unwrap_or_default().to_owned();
    format!("{} {place}: {}, {}, {}", text("rule"), text("rust"), wire("request"), wire("response"))
}

#[test]
fn each_commit_of_a_history_says_what_it_breaks() {
    let project = Project::new();
    project.git(&["init", "-q"]);
    for (name, first, commits) in [("library", LIBRARY, LIBRARY_COMMITS), ("meters", METERS, METERS_COMMITS)]
    {
        let path = format!("{name}/openapi.yaml");
        let commit = |text: &str, message: &str| {
            project.write(&path, text);
            project.git(&["add", "."]);
            project.git(&["commit", "-q", "-m", message]);
        };
        commit(first, "first");
        let mut text = first.to_owned();
        for (message, edits, expected) in commits {
            for (from, to) in edits {
                assert_eq!(text.matches(from).count(), 1, "{name}, {message}: {from}");
                text = text.replace(from, to);
            }
            commit(&text, message);
            let (old, new) = (format!("HEAD~1:{path}"), format!("HEAD:{path}"));
            let run = project.spectable(&["diff", &old, &new, "--format", "json"]);
            let report = run.json();
            let found: Vec<String> = report["findings"].as_array().unwrap().iter().map(shown).collect();
            assert_eq!(found, expected, "{name}, {message}: {}", run.err);
        }
    }
}

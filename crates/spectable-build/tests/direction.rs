//! Where models travel, by the operations of an OpenAPI document.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]
#![cfg(feature = "openapi")]

use spectable_build::{
    lock::Pins, overlay::Overlay, problem::Problems, resolve::resolve, schema::Direction, source::openapi,
};

const SCHEMAS: &str = "
    Sent: {properties: {inner: {$ref: '#/components/schemas/InSent'}, never: {$ref: '#/components/schemas/OnlyRead', readOnly: true}}}
    InSent: {properties: {a: {type: string}}}
    OnlyRead: {properties: {a: {type: string}}}
    Got: {properties: {either: {oneOf: [{type: string}, {$ref: '#/components/schemas/InUnion'}]}, secret: {$ref: '#/components/schemas/Secret', writeOnly: true}}}
    InUnion: {properties: {again: {$ref: '#/components/schemas/Got'}}}
    Secret: {properties: {a: {type: string}}}
    Both: {properties: {a: {type: string}}}
    Event: {properties: {a: {type: string}}}
    Answer: {properties: {a: {type: string}}}
    Unused: {properties: {a: {type: string}}}
    Filter: {properties: {a: {type: string}}}
    Many: {type: array, items: {$ref: '#/components/schemas/InList'}}
    InList: {properties: {a: {type: string}}}
    Said: {x-direction: [request, response], properties: {a: {type: string}}}
";

const OPERATIONS: &str = "
paths:
  /a:
    parameters: [{name: filter, in: query, content: {application/json: {schema: {$ref: '#/components/schemas/Filter'}}}}]
    post:
      operationId: make
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Sent'}}}}
      responses:
        '200': {content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Got'}}}}}
        '400': {content: {application/json: {schema: {properties: {inline: {$ref: '#/components/schemas/Both'}}}}}}
      callbacks:
        done: {'{$request.body#/url}': {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Event'}}}}, responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Answer'}}}}}}}}
    put:
      operationId: put
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Both'}}}}
      responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Many'}}}}}
";

/// Each model with its direction; `?` where nothing is said.
fn directions(document: &str) -> Vec<String> {
    let mut problems = Problems::default();
    let input = openapi::read("a.yaml", document.as_bytes(), &mut problems);
    let schema = resolve(input, &Overlay::default(), &Pins::default(), &mut problems);
    let word = |direction: Option<Direction>| match direction {
        Some(Direction::Request) => "request",
        Some(Direction::Response) => "response",
        Some(Direction::Both) => "both",
        None => "?",
    };
    schema.models.values().map(|model| format!("{} {}", model.name, word(model.direction))).collect()
}

#[test]
fn each_model_knows_where_it_travels() {
    let document = format!(
        "openapi: 3.0.0\ninfo: {{title: t, version: '1'}}\ncomponents:\n  schemas:{SCHEMAS}{OPERATIONS}"
    );
    assert_eq!(
        directions(&document),
        [
            "Answer request",
            "Both both",
            "Event response",
            "Filter request",
            "Got response",
            "InList response",
            "InSent request",
            "InUnion response",
            "MakeResponse400 response",
            "OnlyRead ?",
            "Said both",
            "Secret ?",
            "Sent request",
            "Unused ?",
        ]
    );
}

#[test]
fn swagger_2_and_webhooks() {
    let document = "swagger: '2.0'\ndefinitions:\n  In: {properties: {a: {type: string}}}\n  Out: {properties: {a: {type: string}}}\npaths: {/a: {post: {parameters: [{in: body, name: body, schema: {$ref: '#/definitions/In'}}], responses: {'200': {schema: {$ref: '#/definitions/Out'}}}}}}\n";
    assert_eq!(directions(document), ["In request", "Out response"]);
    let document = "openapi: 3.1.0\nwebhooks: {new: {post: {operationId: hook, requestBody: {content: {application/json: {schema: {properties: {a: {type: string}}}}}}}}}\n";
    assert_eq!(directions(document), ["HookRequest response"]);
}

/// What the operations do not say, an overlay may add; what they do say, it need not.
#[test]
fn an_overlay_adds_to_what_operations_say() {
    let document = format!("openapi: 3.1.0\ncomponents:\n  schemas:{SCHEMAS}{OPERATIONS}");
    for (model, is, message) in [
        ("Unused", "request", None),
        ("Sent", "both", None),
        ("Sent", "request", Some("the operations of this source already say where `Sent` travels")),
        ("Both", "response", Some("the operations of this source already say where `Both` travels")),
    ] {
        let text = format!("[[direction]]\nmodel = \"{model}\"\nis = \"{is}\"\nreason = \"r\"\n");
        let mut problems = Problems::default();
        let mut input = openapi::read("a.yaml", document.as_bytes(), &mut problems);
        let overlay = Overlay::parse("spectable.toml", &text, &mut input.files, &mut problems);
        let schema = resolve(input, &overlay, &Pins::default(), &mut problems);
        let said = problems.iter().find(|it| it.rule.starts_with("overlay")).map(|it| it.message.as_str());
        assert_eq!(said, message, "{model} {is}");
        assert!(schema.models[model].direction.is_some_and(|it| it.is_sent() || is == "response"), "{model}");
    }
}

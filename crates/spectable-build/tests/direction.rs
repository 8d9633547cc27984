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

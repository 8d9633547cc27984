//! What is read of operations, in the words that this test prints it with.

use super::*;
use crate::operation::{Caller, Content, Operation};

fn contents(contents: &[Content<String>]) -> String {
    contents.iter().map(|it| format!("{} {}", it.media, it.ty)).collect::<Vec<_>>().join(", ")
}

/// Each part of an operation on a line.
fn lines(operation: &Operation<String>) -> Vec<String> {
    let mut lines = vec![operation.name()];
    let flags =
        [(operation.caller == Caller::Server, "called by the server"), (operation.deprecated, "deprecated")];
    lines.extend(flags.into_iter().filter(|(is, _)| *is).map(|(_, word)| word.to_owned()));
    lines.extend(operation.id.iter().map(|id| format!("id {id}")));
    lines.extend(operation.sunset.iter().map(|day| format!("until {day}")));
    for it in &operation.parameters {
        let mut line = format!("{} {}: {}", it.place, it.name, it.ty);
        line.push_str(if it.required { ", required" } else { "" });
        line.push_str(&it.values.iter().map(|value| format!(" | {value}")).collect::<String>());
        line.push_str(&it.default.iter().map(|value| format!(" = {value}")).collect::<String>());
        line.push_str(
            &it.constraints.iter().map(|(key, value)| format!(", {key} {value}")).collect::<String>(),
        );
        lines.push(line);
    }
    if let Some(body) = &operation.body {
        lines.push(format!(
            "body{} {}",
            if body.required { ", required:" } else { ":" },
            contents(&body.contents)
        ));
    }
    lines.extend(
        operation
            .responses
            .iter()
            .map(|it| format!("{}: {}", it.status, contents(&it.contents)).trim_end().to_owned()),
    );
    for requirement in &operation.security {
        let scheme = |(name, scopes): (&String, &std::collections::BTreeSet<String>)| {
            format!(" {name}{}", scopes.iter().map(|scope| format!(" {scope}")).collect::<String>())
        };
        lines.push(format!("security:{}", requirement.iter().map(scheme).collect::<Vec<_>>().join(" and")));
    }
    lines
}

#[test]
fn operations_are_read_with_all_that_is_compared() {
    const SCHEMAS: &str = "components: {schemas: {User: {properties: {id: {type: string}}}, Names: {type: array, items: {type: string, enum: [a, b]}}}, \
        parameters: {Page: {name: page, in: query, schema: {type: integer, default: 1, maximum: 9}}}, \
        responses: {Gone: {description: x}}, requestBodies: {Body: {required: true, content: {JSON: {schema: {$ref: '#/components/schemas/User'}}}}}}\n";
    let cases: [(&str, &str, &[&str]); 11] = [
        ("nothing but a path", "paths: {/a: {get: {}}}", &["GET /a"]),
        (
            "parameters, their own before those of the path",
            "paths: {'/a/{id}': {parameters: [{name: id, in: path, schema: {type: string}}, {name: q, in: query, schema: {type: string}}], get: {parameters: [{name: q, in: query, required: true, schema: {type: array, items: {type: integer}}}, {$ref: '#/components/parameters/Page'}]}}}",
            &[
                "GET /a/{id}",
                "query q: list[int], required",
                "query page: int = 1, maximum 9",
                "path id: str, required",
            ],
        ),
        (
            "headers that say what the document says elsewhere",
            "paths: {/a: {get: {parameters: [{name: Accept, in: header, schema: {type: string}}, {name: X-Id, in: header, schema: {type: boolean}}, {name: s, in: cookie, schema: {type: string}}]}}}",
            &["GET /a", "header X-Id: bool", "cookie s: str"],
        ),
        (
            "values, of items too",
            "paths: {/a: {get: {parameters: [{name: a, in: query, schema: {type: string, enum: [x, y]}}, {name: b, in: query, schema: {$ref: '#/components/schemas/Names'}}, {name: c, in: query, content: {JSON: {schema: {type: number}}}}]}}}",
            &["GET /a", "query a: str | \"x\" | \"y\"", "query b: Names | \"a\" | \"b\"", "query c: float"],
        ),
        (
            "body and answers",
            "paths: {/a: {post: {operationId: add, deprecated: true, x-sunset: 2027-01-31, requestBody: {$ref: '#/components/requestBodies/Body'}, responses: {'200': {content: {JSON: {schema: {type: array, items: {$ref: '#/components/schemas/User'}}}, text/csv: {}}}, '410': {$ref: '#/components/responses/Gone'}, default: {description: x}}}}}",
            &[
                "POST /a",
                "deprecated",
                "id add",
                "until 2027-01-31",
                "body, required: JSON User",
                "200: JSON list[User], text/csv object",
                "410:",
                "default:",
            ],
        ),
        (
            "a schema without a name",
            "paths: {/a: {post: {operationId: add, requestBody: {content: {JSON: {schema: {properties: {x: {type: string}}}}}}}}}",
            &["POST /a", "id add", "body: JSON AddRequest"],
        ),
        (
            "what is asked for",
            "security: [{key: []}]\npaths: {/a: {get: {}, put: {security: [{oauth: [write, read], key: []}, {}]}, post: {security: []}}}",
            &[
                "GET /a",
                "security: key",
                "PUT /a",
                "security: key and oauth read write",
                "security:",
                "POST /a",
            ],
        ),
        (
            "webhooks and callbacks",
            "webhooks: {paid: {post: {}}}\npaths: {/a: {post: {callbacks: {done: {'{$request.body#/url}': {put: {}}}}}}}",
            &[
                "POST /a",
                "PUT /a callback done {$request.body#/url}",
                "called by the server",
                "POST webhook paid",
                "called by the server",
            ],
        ),
        (
            "a path that is elsewhere, and one that leads nowhere",
            "paths: {/a: {$ref: '#/components/pathItems/A'}, /b: {$ref: '#/x'}, /c: {$ref: '#/paths/~1c'}}\nx-a: 1\ncomponents: {pathItems: {A: {get: {}}}}",
            &["GET /a"],
        ),
        (
            "Swagger 2",
            "swagger: '2.0'\nconsumes: [JSON, text/xml]\nproduces: [JSON]\npaths: {/a: {post: {parameters: [{name: b, in: body, required: true, schema: {type: object, additionalProperties: {type: integer}}}, {name: f, in: formData, type: string, enum: [x]}], responses: {'200': {schema: {type: array, items: {type: boolean}}}}}}}",
            &[
                "POST /a",
                "form f: str | \"x\"",
                "body, required: JSON dict(str, int), text/xml dict(str, int)",
                "200: JSON list[bool]",
            ],
        ),
        (
            "a name that is there twice counts once",
            "paths: {/a: {get: {operationId: x}, additionalOperations: {GET: {operationId: y}, COPY: {}}}}",
            &["GET /a", "id x", "COPY /a"],
        ),
    ];
    for (what, paths, expected) in cases {
        let version = if paths.starts_with("swagger") { "" } else { "openapi: 3.1.0\n" };
        let shared = if paths.contains("components:") || version.is_empty() { "" } else { SCHEMAS };
        let (input, _) = read_text("api.yaml", &format!("{version}{shared}{paths}\n"));
        let found: Vec<String> = input.operations.iter().flat_map(lines).collect();
        assert_eq!(found, expected, "{what}");
    }
}

/// A document of 300 kB that refers to one path with 1,000 parameters from 10,000 places.
#[test]
fn a_small_document_does_not_become_a_large_one() {
    let parameters: Vec<String> =
        (0..1000).map(|index| format!("{{name: p{index}, in: query, schema: {{type: string}}}}")).collect();
    let paths: String = (0..10_000).map(|index| format!("  /p{index}: {{$ref: '#/x'}}\n")).collect();
    let text =
        format!("openapi: 3.1.0\nx: {{get: {{parameters: [{}]}}}}\npaths:\n{paths}", parameters.join(", "));
    let (input, rules) = read_text("api.yaml", &text);
    assert!(input.operations.len() < 600, "{}", input.operations.len());
    assert!(rules.iter().any(|it| it == "many-operations"), "{rules:?}");
}

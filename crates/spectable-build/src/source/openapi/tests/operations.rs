//! Which models operations have, and how each is named.

use super::*;

const OBJECT: &str = "{type: object, properties: {a: {type: string}}}";

/// The names of the models of a document with these paths; further lines may follow.
fn names(paths: &str) -> Vec<String> {
    let text =
        format!("openapi: 3.0.0\n{}", paths.replace("OBJECT", OBJECT).replace("JSON", "application/json"));
    let (input, rules) = read_text("api.yaml", &text);
    let rules = rules.into_iter().map(|rule| format!("! {rule}"));
    let mut names: Vec<String> = input.pages.iter().map(|page| page.name.value.clone()).collect();
    names.sort();
    names.into_iter().chain(rules).collect()
}

#[test]
fn where_models_are_and_their_names() {
    let cases: [(&str, &str, &[&str]); 20] = [
        (
            "request and response",
            "paths: {/pets: {post: {operationId: addPet, requestBody: {content: {JSON: {schema: OBJECT}}}, responses: {'201': {content: {JSON: {schema: {type: object, properties: {b: {type: string}}}}}}}}}}",
            &["AddPetRequest", "AddPetResponse"],
        ),
        (
            "no operationId",
            "paths: {'/pets/{id}/toys': {get: {responses: {'200': {content: {JSON: {schema: OBJECT}}}}}}}",
            &["GetPetsIdToysResponse"],
        ),
        (
            "a title",
            "paths: {/pets: {get: {operationId: list, responses: {'200': {content: {JSON: {schema: {title: pet list, type: object, properties: {a: {type: string}}}}}}}}}}",
            &["PetList"],
        ),
        (
            "one title for two models",
            "paths: {/a: {get: {operationId: a, responses: {'200': {content: {JSON: {schema: {title: R, type: object, properties: {a: {type: string}}}}}}}}}, /b: {get: {operationId: b, responses: {'200': {content: {JSON: {schema: {title: R, type: object, properties: {b: {type: string}}}}}}}}}}",
            &["AResponse", "BResponse"],
        ),
        (
            "the title of a named schema",
            "components: {schemas: {R: OBJECT}}\npaths: {/a: {get: {operationId: a, responses: {'200': {content: {JSON: {schema: {title: R, type: object, properties: {x: {type: string}}}}}}}}}}",
            &["AResponse", "R"],
        ),
        (
            "a title that is a sentence",
            "paths: {/a: {get: {operationId: a, responses: {'200': {content: {JSON: {schema: {title: 'This is what the server answers when everything went well, and nothing else', type: object, properties: {x: {type: string}}}}}}}}}}",
            &["AResponse"],
        ),
        (
            "equal ones",
            "paths: {/b: {get: {operationId: second, responses: {'200': {content: {JSON: {schema: OBJECT}}}}}}, /a: {get: {operationId: first, responses: {'200': {content: {JSON: {schema: OBJECT}}}}}}}",
            &["FirstResponse"],
        ),
        (
            "several codes",
            "paths: {/a: {get: {operationId: a, responses: {default: {content: {JSON: {schema: {properties: {d: {type: string}}}}}}, '404': {content: {JSON: {schema: {properties: {n: {type: string}}}}}}, '200': {content: {JSON: {schema: OBJECT}}}}}}}",
            &["AResponse", "AResponse404", "AResponseDefault"],
        ),
        (
            "two media types with other contents",
            "paths: {/a: {get: {operationId: a, responses: {'200': {content: {JSON: {schema: OBJECT}, text/json: {schema: {properties: {x: {type: string}}}}}}}}}}",
            &["AResponse", "AResponseOther"],
        ),
        (
            "a list",
            "paths: {/a: {get: {operationId: a, responses: {'200': {content: {JSON: {schema: {type: array, items: OBJECT}}}}}}}}",
            &["AResponseItem"],
        ),
        (
            "a map of lists",
            "paths: {/a: {get: {operationId: a, responses: {'200': {content: {JSON: {schema: {type: object, additionalProperties: {type: array, items: OBJECT}}}}}}}}}",
            &["AResponseValueItem"],
        ),
        (
            "an object inside",
            "paths: {/a: {post: {operationId: a, requestBody: {content: {JSON: {schema: {properties: {inner: OBJECT}}}}}}}}",
            &["ARequest", "ARequestInner"],
        ),
        (
            "a reference, and what is no model",
            "components: {schemas: {R: OBJECT}}\npaths: {/a: {get: {operationId: a, responses: {'200': {content: {JSON: {schema: {$ref: '#/components/schemas/R'}}}}, '201': {content: {JSON: {schema: {type: string}}}}, '202': {content: {JSON: {schema: {type: object}}}}}}}}",
            &["R"],
        ),
        (
            "composition",
            "components: {schemas: {R: OBJECT}}\npaths: {/a: {get: {operationId: a, responses: {'200': {content: {JSON: {schema: {allOf: [{$ref: '#/components/schemas/R'}, {properties: {b: {type: string}}}]}}}}}}}}",
            &["AResponse", "R"],
        ),
        (
            "one part, which is a reference",
            "components: {schemas: {R: OBJECT}}\npaths: {/a: {get: {operationId: a, responses: {'200': {content: {JSON: {schema: {allOf: [{$ref: '#/components/schemas/R'}]}}}}}}}}",
            &["R"],
        ),
        (
            "parameters and headers",
            "paths: {/a: {parameters: [{name: of_path, in: query, schema: {properties: {p: {type: string}}}}], get: {operationId: a, parameters: [{name: filter, in: query, schema: {properties: {f: {type: string}}}}], responses: {'200': {headers: {X-Info: {schema: {properties: {h: {type: string}}}}}}}}}}",
            &["AFilter", "AOfPath", "AResponseXInfo"],
        ),
        (
            "components of other kinds",
            "components: {responses: {NotFound: {content: {JSON: {schema: OBJECT}}}}, requestBodies: {pet: {content: {JSON: {schema: {properties: {b: {type: string}}}}}}}, parameters: {page: {in: query, name: page, schema: {properties: {c: {type: string}}}}}, headers: {limit: {schema: {properties: {d: {type: string}}}}}}",
            &["Limit", "NotFoundResponse", "Page", "PetRequest"],
        ),
        (
            "callbacks and webhooks",
            "paths: {/a: {post: {operationId: a, callbacks: {onEvent: {'{$request.body#/url}': {post: {requestBody: {content: {JSON: {schema: OBJECT}}}}}}}}}}\nwebhooks: {new-pet: {post: {requestBody: {content: {JSON: {schema: {properties: {w: {type: string}}}}}}}}}",
            &["AOnEventRequest", "PostNewPetRequest"],
        ),
        (
            "no models at all",
            "paths: {/a: {get: {responses: {'204': {description: nothing}}}}}",
            &["! no-schemas"],
        ),
        (
            "odd shapes",
            "paths: {/a: {get: [1], parameters: 7, post: {responses: [], requestBody: 1, callbacks: 3}}, /b: 1}",
            &["! no-schemas"],
        ),
    ];
    for (what, document, expected) in cases {
        assert_eq!(names(document), expected, "{what}");
    }
}

#[test]
fn a_body_of_swagger_2() {
    let text = "swagger: '2.0'\npaths: {/a: {post: {operationId: a, parameters: [{in: body, name: body, schema: OBJECT}], responses: {'200': {schema: {properties: {b: {type: string}}}}}}}}\nresponses: {Gone: {schema: {properties: {c: {type: string}}}}}\n";
    let (input, _) = read_text("api.yaml", &text.replace("OBJECT", OBJECT));
    let mut names: Vec<&str> = input.pages.iter().map(|page| page.name.value.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["ARequest", "AResponse", "GoneResponse"]);
}

#[test]
fn only_components() {
    let text = format!(
        "openapi: 3.0.0\ncomponents: {{schemas: {{R: {OBJECT}}}}}\npaths: {{/a: {{get: {{operationId: a, responses: {{'200': {{content: {{x/json: {{schema: {{properties: {{b: {{type: string}}}}}}}}}}}}}}}}}}}}\n"
    );
    let mut problems = Problems::default();
    let count = |components_only: bool, problems: &mut Problems| {
        let how = How { components_only };
        let file =
            SourceFile { name: "api.yaml".to_owned(), path: String::new(), bytes: text.clone().into_bytes() };
        read_after(Files::default(), OpenApi { file, parts: Vec::new() }, how, problems).pages.len()
    };
    assert_eq!((count(false, &mut problems), count(true, &mut problems)), (2, 1));
    assert!(problems.is_empty(), "{problems:?}");
}

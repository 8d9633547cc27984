//! An OpenAPI document in several files, which refer to one another.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what it expects by failing")]

use std::fs;
use std::path::Path;
use std::process::Command;

const FILES: [(&str, &str); 7] = [
    (
        "openapi.yaml",
        "\
openapi: 3.0.0
info: {title: t, version: '1'}
paths:
  /pets:
    get: {$ref: 'resources/list_pets.yml'}
    post:
      operationId: addPet
      requestBody: {$ref: 'resources/pet_body.yml'}
      responses: {'400': {$ref: 'resources/errors.yml#/bad'}}
  /owners: {$ref: 'resources/owners.yml'}
components:
  schemas:
    Owner: {$ref: 'models/owner.yml'}
    Local: {type: object, properties: {pet: {$ref: './models/pet.yml'}}}
",
    ),
    (
        "resources/list_pets.yml",
        "{operationId: listPets, responses: {'200': {content: {application/json: {schema: {type: array, items: {$ref: '../models/pet.yml'}}}}}, default: {$ref: 'errors.yml#/bad'}}}\n",
    ),
    (
        "resources/pet_body.yml",
        "content: {application/json: {schema: {type: object, properties: {name: {type: string}, owner: {$ref: '../openapi.yaml#/components/schemas/Owner'}}}}}\n",
    ),
    (
        "resources/errors.yml",
        "bad: {content: {application/json: {schema: {type: object, required: [code], properties: {code: {$ref: '#/code'}}}}}}\ncode: {type: integer, enum: [1, 2]}\n",
    ),
    (
        "resources/owners.yml",
        "get: {operationId: owners, responses: {'200': {content: {application/json: {schema: {properties: {all: {type: array, items: {$ref: '../models/owner.yml'}}}}}}}}}\n",
    ),
    (
        "models/pet.yml",
        "{type: object, required: [id], properties: {id: {type: integer}, owner: {$ref: owner.yml}, kind: {type: string, enum: [cat, dog]}}}\n",
    ),
    (
        "models/owner.yml",
        "{type: object, properties: {name: {type: string}, pets: {type: array, items: {$ref: pet.yml}}}}\n",
    ),
];

/// The exit code, and what was printed and said.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_spectable")).current_dir(folder).args(arguments).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

/// The files in a folder of this name.
fn folder(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in FILES {
        let path = folder.path().join(name).join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

const LINES: [&str; 9] = [
    "model AddPetRequest = \"AddPetRequest\" from \"resources/pet_body.yml\" ",
    "  owner: Box<Owner> = \"owner\"",
    "model Local = \"Local\" from \"openapi.yaml\" ",
    "  pet: Box<Pet> = \"pet\"",
    "model Owner = \"Owner\" from \"models/owner.yml\" ",
    "  pets: Vec<Pet> = \"pets\"",
    "model Pet = \"Pet\" from \"models/pet.yml\" ",
    "model OwnersResponse = \"OwnersResponse\" from \"resources/owners.yml\" ",
    "enum Code from \"errors.yml\"\n  V1 = 1\n  V2 = 2\n",
];

#[test]
fn every_command_reads_all_files() {
    let folder = folder("schema");
    let (code, said) = run(folder.path(), &["update"]);
    assert!(code == 0 && !said.contains("warning"), "{said}");
    let lock = fs::read_to_string(folder.path().join("schema/spectable.lock")).unwrap();
    for line in LINES {
        assert!(lock.contains(line), "{line}: {lock}");
    }
    let (code, said) = run(folder.path(), &["check"]);
    assert_eq!(code, 0, "{said}");
    let pet = folder.path().join("schema/models/pet.yml");
    fs::write(&pet, fs::read_to_string(&pet).unwrap().replace("dog]", "dog, fish]")).unwrap();
    let (code, said) = run(folder.path(), &["check"]);
    assert!(code == 1 && said.contains("enum-value-added") && said.contains("models/pet.yml"), "{said}");
}

#[test]
fn an_update_takes_in_the_files_that_are_referred_to() {
    let upstream = folder("api");
    let ours = tempfile::tempdir().unwrap();
    let from = upstream.path().join("api/openapi.yaml");
    fs::write(upstream.path().join("api/unrelated.yml"), "a: 1\n").unwrap();
    fs::create_dir(ours.path().join("schema")).unwrap();
    let (code, said) = run(ours.path(), &["update", "--from", from.to_str().unwrap()]);
    assert!(code == 0 && said.contains("7 documents written"), "{said}");
    for (path, text) in FILES {
        assert_eq!(fs::read_to_string(ours.path().join("schema").join(path)).unwrap(), text, "{path}");
    }
    assert!(!ours.path().join("schema/unrelated.yml").exists());
    let (code, said) = run(ours.path(), &["check", "--upstream", from.to_str().unwrap()]);
    assert_eq!(code, 0, "{said}");
    // A file that is no longer referred to goes.
    let list = upstream.path().join("api/resources/list_pets.yml");
    fs::write(&list, "{operationId: listPets}\n").unwrap();
    fs::write(&from, FILES[0].1.replace("  /owners: {$ref: 'resources/owners.yml'}\n", "")).unwrap();
    let (code, said) = run(ours.path(), &["update", "--from", from.to_str().unwrap()]);
    assert!(code == 0 && said.contains("2 documents written, 1 removed"), "{said}");
    assert!(!ours.path().join("schema/resources/owners.yml").exists());
}

/// A reference, the exit code, and what is said of it.
const BAD: [(&str, i32, &str); 6] = [
    ("../secret.yml", 2, "error[reference-outside]: the reference `../secret.yml` leads out of the folder"),
    ("/etc/passwd", 2, "error[reference-outside]: the reference `/etc/passwd` leads out of the folder"),
    ("https://example.org/a.yml", 0, "leads to a network, and is not followed"),
    ("none.yml", 0, "the reference `none.yml` does not lead to a file beside the document"),
    ("models/pet.yml#/none", 0, "does not lead to a schema"),
    ("models/broken.yml", 2, "error[not-yaml]: the document cannot be read"),
];

#[test]
fn what_is_wrong_with_a_reference_is_said() {
    for (reference, expected, message) in BAD {
        let folder = folder("api");
        let file = folder.path().join("api/openapi.yaml");
        fs::write(folder.path().join("secret.yml"), "{type: object, properties: {secret: {type: string}}}")
            .unwrap();
        fs::write(folder.path().join("api/models/broken.yml"), "a: [").unwrap();
        fs::write(&file, FILES[0].1.replace("./models/pet.yml", reference)).unwrap();
        let (code, said) = run(
            folder.path(),
            &["generate", "--from", "api/openapi.yaml", "--out", "out", "--color", "never"],
        );
        assert!(code == expected && said.contains(message), "{reference}: {code} {said}");
        assert!(!said.contains("secret:"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let folder = folder("api");
    let secret = folder.path().join("secret.yml");
    fs::write(&secret, "{type: object, properties: {secret: {type: string}}}").unwrap();
    std::os::unix::fs::symlink(&secret, folder.path().join("api/models/link.yml")).unwrap();
    let file = folder.path().join("api/openapi.yaml");
    fs::write(&file, FILES[0].1.replace("./models/pet.yml", "models/link.yml")).unwrap();
    let (code, said) = run(folder.path(), &["generate", "--from", "api", "--out", "out"]);
    assert!(code == 0 && said.contains("does not lead to a file beside the document"), "{said}");
}

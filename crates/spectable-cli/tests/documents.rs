//! `generate`, `export` and `doctor`, as somebody uses them: on small sources of their own, and on real ones where they are there.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test says what it expects by failing")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;
use spectable_build::overlay::Owner;
use spectable_build::project::{Project, Reading};
use spectable_build::schema::{Alternative, Schema, Target, Type};
use spectable_build::source::{Documentation, SourceFile};
use tempfile::TempDir;

const HEAD: &str = "|Name | Type | Description | Notes|\n|---|---|---|---|\n";

/// A folder of pages.
fn pages(pages: &[(&str, &str)], overlay: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, rows) in pages {
        fs::write(
            folder.path().join(format!("{name}.md")),
            format!("# {name}\n\n{HEAD}{rows}\n\n_Package 1.2_\n"),
        )
        .unwrap();
    }
    fs::write(folder.path().join("spectable.toml"), overlay).unwrap();
    folder
}

fn two_models() -> TempDir {
    let call = "| id | str | The &lt;ID&gt;. | |\n| start_time | datetime | | [optional] [readonly] |\n\
        | parties | list[Party] | Who took part. | [optional] |\n| way | str | &#39;in&#39; or &#39;out&#39; | [optional] |\n\
        | old | dict(str, list[date]) | | [optional] [deprecated] |\n| any | object | | [optional] |";
    let party = "| name | str | | [optional] |\n| call | Call | | [optional] |\n| share | float | | [optional] |\n\
        | count | int | | |\n| on | bool | | [optional] |\n| day | date | | [optional] |";
    let overlay = "wire-names = \"camelCase\"\n[[enum]]\nmodel = \"Call\"\nproperty = \"way\"\nvalues-from = \"prose\"\nreason = \"r\"\n";
    pages(&[("Call", call), ("Party", party), ("Void", "")], overlay)
}

/// What a run of the command says: exit code, standard output, standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("spectable").unwrap().args(arguments).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn tree(folder: &Path) -> BTreeMap<PathBuf, (String, std::time::SystemTime)> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                open.push(entry.path());
            } else {
                let modified = entry.metadata().unwrap().modified().unwrap();
                found.insert(entry.path(), (fs::read_to_string(entry.path()).unwrap(), modified));
            }
        }
    }
    found
}

#[test]
fn generate_writes_what_changed_and_removes_what_is_gone() {
    let source = two_models();
    let out = tempfile::tempdir().unwrap();
    let (from, to) = (source.path().to_str().unwrap(), out.path().to_str().unwrap());
    let (code, _, said) = run(&["generate", "--from", from, "--out", to]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("files written"), "{said}");
    let first = tree(out.path());
    assert!(first.keys().any(|path| path.ends_with("mod.rs")));
    assert_eq!(run(&["generate", "--from", from, "--out", to]).0, 0);
    assert_eq!(tree(out.path()), first, "nothing was touched");
    fs::remove_file(source.path().join("Void.md")).unwrap();
    assert_eq!(run(&["generate", "--from", from, "--out", to]).0, 0);
    assert!(!tree(out.path()).keys().any(|path| path.ends_with("models_v.rs")));
    fs::write(out.path().join("models_c.rs"), "// mine").unwrap();
    let (code, _, said) = run(&["generate", "--from", from, "--out", to, "--style", "derive"]);
    assert_eq!(code, 2);
    assert!(said.contains("models_c.rs` was edited since it was written"), "{said}");
    assert_eq!(fs::read_to_string(out.path().join("models_c.rs")).unwrap(), "// mine");
}

#[test]
fn generate_takes_roots_and_says_which_there_are() {
    let source = two_models();
    let out = tempfile::tempdir().unwrap();
    let (from, to) = (source.path().to_str().unwrap(), out.path().to_str().unwrap());
    let (code, _, said) = run(&["generate", "--from", from, "--out", to, "--root", "Part"]);
    assert_eq!((code, said.contains("did you mean `Party`?")), (2, true), "{said}");
    assert_eq!(run(&["generate", "--from", from, "--out", to, "--root", "Void"]).0, 0);
    let names: Vec<_> = tree(out.path()).into_keys().filter(|path| path.ends_with("models_v.rs")).collect();
    assert_eq!(names.len(), 1);
    assert!(!tree(out.path()).keys().any(|path| path.ends_with("models_c.rs")));
}

#[test]
fn a_root_that_is_not_there_gets_names_that_are_like_it() {
    let names = ["Ad", "Call", "CallParty", "CallPartyGroup", "CallPartyGroupList", "User"];
    let source = pages(&names.map(|name| (name, "| id | str | | |")), "");
    let cases = [
        // A part of a name, in any case; the shortest first, and no more than three.
        ("party", "did you mean `CallParty` or `CallPartyGroup` or `CallPartyGroupList`?"),
        ("call", "did you mean `Call` or `CallParty` or `CallPartyGroup`?"),
        // More than a name; one of few letters is part of too many words.
        ("UserAddress", "did you mean `User`?"),
        ("Reader", "give the name that the page has"),
        ("Queue", "give the name that the page has"),
        ("", "give the name that the page has"),
    ];
    for (root, expected) in cases {
        let out = tempfile::tempdir().unwrap();
        let (from, to) = (source.path().to_str().unwrap(), out.path().to_str().unwrap());
        let (code, _, said) = run(&["generate", "--from", from, "--out", to, "--root", root]);
        assert_eq!((code, said.contains(expected)), (2, true), "{root}: {said}");
        assert!(tree(out.path()).is_empty(), "{root}: nothing is written");
    }
}

#[test]
fn what_is_wrong_with_a_source_is_said_with_its_place() {
    let source = pages(&[("Call", "| id |"), ("Other", "| id | what<ever> | | |")], "");
    let out = tempfile::tempdir().unwrap();
    let target = out.path().join("new");
    let from = source.path().to_str().unwrap();
    for command in ["generate", "export"] {
        let mut arguments = vec![command, "--from", from];
        if command == "generate" {
            arguments.extend(["--out", target.to_str().unwrap()]);
        }
        let (code, printed, said) = run(&arguments);
        assert_eq!((code, printed.as_str()), (2, ""));
        for part in [
            "the row has no cell for the type",
            "`what<ever>` is not a type",
            "Call.md:5:1",
            "Other.md:5:8",
            "2 errors",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
    }
    assert!(!target.exists(), "nothing was written");
    let (code, _, said) = run(&["export", "--from", "no/such/folder"]);
    assert_eq!((code, said.contains("cannot be read")), (2, true), "{said}");
}

/// A schema without positions, and with enums by what they hold.
fn facts(schema: &Schema) -> Vec<String> {
    let ty = |ty: &Type| match ty.innermost() {
        Type::Ref(Target::Enum(name)) => format!(
            "{ty:?} of {:?}",
            schema.enums.get(name).map(|one| one.values.iter().map(|it| &it.wire).collect::<Vec<_>>())
        ),
        _ => format!("{ty:?}"),
    };
    let properties = schema.models.values().flat_map(|model| {
        let fields = model.properties.iter().map(move |it| {
            format!(
                "{}.{} {} {} {} {:?} {} {} {}",
                model.name,
                it.name,
                it.wire_name,
                it.rust_name,
                ty(&it.ty),
                it.description,
                it.required,
                it.read_only,
                it.deprecated
            )
        });
        std::iter::once(format!("{} {} {:?}", model.name, model.rust_name, model.description)).chain(fields)
    });
    properties.collect()
}

fn read(source: &Path) -> Schema {
    let Project { schema, problems, .. } = Project::open(source);
    assert!(!problems.has_errors(), "{:?}", problems.iter().next());
    schema
}

#[test]
fn an_export_of_unions_read_back_has_the_same_alternatives() {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../spectable-build/tests/documents/alternatives.yaml");
    let (code, document, said) = run(&["export", "--from", file.to_str().unwrap()]);
    assert_eq!(code, 0, "{said}");
    let folder = tempfile::tempdir().unwrap();
    let exported = folder.path().join("export.json");
    fs::write(&exported, document).unwrap();
    let (original, read_back) = (read(&file), read(&exported));
    assert!(original.unions.len() > 8, "{:?}", original.unions.keys());
    // An enum is inside what has it, and gets another name.
    let told = |it: &Alternative| match &it.ty {
        Type::Ref(Target::Enum(_)) => format!("enum {:?}", it.test),
        ty => format!("{} {ty:?} {:?}", it.variant, it.test),
    };
    let unions = |schema: &Schema| -> Vec<String> {
        let all = schema.unions.values();
        all.map(|it| format!("{}: {:?}", it.name, it.alternatives.iter().map(told).collect::<Vec<_>>()))
            .collect()
    };
    assert_eq!(unions(&read_back), unions(&original));
}

#[test]
fn an_export_read_back_is_the_same_schema() {
    let source = two_models();
    let (code, document, said) = run(&["export", "--from", source.path().to_str().unwrap()]);
    assert_eq!(code, 0, "{said}");
    let file = source.path().join("export.json");
    fs::write(&file, &document).unwrap();
    let original = read(source.path());
    assert_eq!(facts(&read(&file)), facts(&original));
    let value: Value = serde_json::from_str(&document).unwrap();
    assert_eq!(value["openapi"], "3.1.0");
    assert_eq!(value["info"]["version"], "1.2");
    let call = &value["components"]["schemas"]["Call"];
    assert_eq!(call["required"], serde_json::json!(["id"]));
    assert_eq!(call["properties"]["startTime"]["format"], "date-time");
    assert_eq!(call["properties"]["startTime"]["x-documented-name"], "start_time");
    assert_eq!(call["properties"]["parties"]["items"]["$ref"], "#/components/schemas/Party");
    assert_eq!(call["properties"]["way"]["enum"], serde_json::json!(["in", "out"]));
    assert!(document.find("\"startTime\"") < document.find("\"parties\""), "documented order");
}

/// The properties of one model, as the export writes them, from what documents say.
#[test]
fn an_export_says_what_is_known_beyond_types() {
    let cases = [
        (r#"{"type":"integer","format":"int32"}"#, r#"{"type":"integer","format":"int32"}"#),
        (r#"{"type":"integer"}"#, r#"{"type":"integer","format":"int64"}"#),
        (
            r#"{"type":"number","format":"float","default":1.5}"#,
            r#"{"type":"number","format":"float","default":1.5}"#,
        ),
        (r#"{"type":"string","format":"uuid"}"#, r#"{"type":"string","format":"uuid"}"#),
        (
            r#"{"type":"string","format":"binary","writeOnly":true}"#,
            r#"{"type":"string","format":"binary","writeOnly":true}"#,
        ),
        (
            r#"{"type":"string","nullable":true,"default":"10"}"#,
            r#"{"type":["string","null"],"default":"10"}"#,
        ),
        (r#"{"type":"boolean","default":false}"#, r#"{"type":"boolean","default":false}"#),
        (r#"{"type":"string","default":"null"}"#, r#"{"type":"string","default":"null"}"#),
        (r#"{"type":["string","null"],"default":null}"#, r#"{"type":["string","null"],"default":null}"#),
        (
            r#"{"type":"array","nullable":true,"default":[],"items":{"type":"integer","format":"uint64"}}"#,
            r#"{"type":["array","null"],"items":{"type":"integer","format":"uint64"},"default":[]}"#,
        ),
        (
            r#"{"additionalProperties":{"type":"string","format":"byte"}}"#,
            r#"{"type":"object","additionalProperties":{"type":"string","format":"byte"}}"#,
        ),
        (
            r#"{"type":"string","enum":["a",null],"default":"a"}"#,
            r#"{"type":["string","null"],"enum":["a",null],"default":"a"}"#,
        ),
        (
            r##"{"oneOf":[{"$ref":"#/components/schemas/M"},{"type":"null"}]}"##,
            r##"{"anyOf":[{"$ref":"#/components/schemas/M"},{"type":"null"}]}"##,
        ),
        (
            r#"{"type":"string","format":"date-time","nullable":true}"#,
            r#"{"type":["string","null"],"format":"date-time"}"#,
        ),
        (r#"{"default":{"b":[1]}}"#, r#"{"default":{"b":[1]}}"#),
    ];
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("api.json");
    let write = |properties: String| {
        let text = format!(
            r#"{{"openapi":"3.1.0","info":{{"title":"t","version":"1"}},"components":{{"schemas":{{"M":{{"type":"object","properties":{{{properties}}}}}}}}}}}"#
        );
        fs::write(&file, text).unwrap();
    };
    let properties =
        cases.iter().enumerate().map(|(index, (property, _))| format!("\"p{index:02}\":{property}"));
    write(properties.collect::<Vec<_>>().join(","));
    let (code, first, said) = run(&["export", "--from", file.to_str().unwrap()]);
    assert_eq!(code, 0, "{said}");
    let document: Value = serde_json::from_str(&first).unwrap();
    for (index, (property, expected)) in cases.iter().enumerate() {
        let name = format!("p{index:02}");
        let mut expected: Value = serde_json::from_str(expected).unwrap();
        expected["x-documented-name"] = name.as_str().into();
        assert_eq!(document["components"]["schemas"]["M"]["properties"][name], expected, "{property}");
    }
    fs::write(&file, &first).unwrap();
    let (_, again, _) = run(&["export", "--from", file.to_str().unwrap()]);
    assert_eq!(again, first, "an export of the export is the same");
}

#[test]
fn doctor_says_what_to_look_at() {
    let rows = "| self_uri | str | | |\n| pcSelf | str | | |\n| way | str | &#39;in&#39; or &#39;out&#39; | |\n| when | LocalDateTime | | |";
    let source = pages(&[("Call", rows)], "wire-names = \"camelCase\"\n");
    let page = source.path().join("Call.md");
    fs::write(&page, fs::read_to_string(&page).unwrap() + "\nA remark.\n").unwrap();
    let from = source.path().to_str().unwrap();
    let (code, report, _) = run(&["doctor", "--from", from]);
    assert_eq!(code, 1);
    for part in [
        "becomes `selfUri` on the wire",
        "`pc` before a name",
        "seems to list values: in, out",
        "no page documents `LocalDateTime`",
        "this text is not part of a model",
        "1 page, 1 model, 4 properties, 0 enums; 1 block not read",
    ] {
        assert!(report.contains(part), "{part}: {report}");
    }
    let (code, report, _) = run(&["doctor", "--from", from, "--format", "json"]);
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!((code, &report["counts"]["properties"]), (1, &Value::from(4)));
    assert_eq!(report["problems"].as_array().map(Vec::len), Some(5));
    assert_eq!(
        run(&["doctor", "--from", pages(&[("Void", "| x | str | | |")], "").path().to_str().unwrap()]).0,
        0
    );
}

#[test]
fn every_command_explains_itself() {
    for command in ["generate", "export", "doctor"] {
        let (code, help, _) = run(&[command, "--help"]);
        assert_eq!((code, help.contains("Examples:")), (0, true), "{help}");
    }
    assert_eq!(run(&["generate"]).0, 2);
}

/// What can be told of each property without our reader: by splitting lines, and by the list of irregular names.
#[test]
fn every_row_of_a_real_api_is_right() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let archive = shared.join("corpus/genesys-python/pages.tar.gz");
    let (Ok(file), Ok(irregular)) =
        (fs::File::open(&archive), fs::read_to_string(shared.join("facts/irregular-wire-names.tsv")))
    else {
        println!("skipped: there is no {}", archive.display());
        return;
    };
    let irregular: BTreeMap<(&str, &str), &str> = irregular
        .lines()
        .skip(1)
        .map(|line| {
            let mut columns = line.split('\t');
            ((columns.next().unwrap(), columns.next().unwrap()), columns.next().unwrap())
        })
        .collect();
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/spectable.toml");
    let overlay = SourceFile::open(&config).unwrap();
    let reading = Reading { overlay: Some(overlay), owner: Owner::Shared, ..Reading::default() };
    let Project { schema, problems, .. } = Project::read(Documentation::open(&archive).unwrap(), reading);
    assert!(!problems.has_errors(), "{:?}", problems.iter().next());
    let mut models = 0;
    let mut tar = tar::Archive::new(flate2::read::GzDecoder::new(file));
    for entry in tar.entries().unwrap() {
        let mut entry = entry.unwrap();
        let path = entry.path().unwrap().into_owned();
        if path.extension().is_none_or(|it| it != "md") {
            continue;
        }
        let mut page = String::new();
        std::io::Read::read_to_string(&mut entry, &mut page).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let model = schema.models.get(name).unwrap_or_else(|| panic!("{name} is there"));
        models += 1;
        let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| **")).collect();
        assert_eq!(model.properties.len(), rows.len(), "{name}");
        for (property, row) in model.properties.iter().zip(rows) {
            let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
            let documented = cells[0].trim_matches('*');
            let ty = cells[1]
                .strip_prefix('[')
                .and_then(|it| it.rsplit_once("]("))
                .map_or(cells[1], |(text, _)| text);
            let wire =
                irregular.get(&(name, documented)).map_or_else(|| camel(documented), |it| (*it).to_owned());
            let optional = row.contains("[optional]");
            assert_eq!(
                (property.name.as_str(), property.type_text.as_str(), &property.wire_name, property.required),
                (documented, ty, &wire, !optional),
                "{name}"
            );
            assert_eq!(
                spelled(&property.ty, &schema),
                ty.replace("LocalDateTime", "str").replace("YearMonth", "str"),
                "{name}.{documented}"
            );
        }
    }
    assert_eq!((models, schema.models.len()), (6220, 6220));
}

fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| {
        name + &part[..part.len().min(1)].to_uppercase() + part.get(1..).unwrap_or_default()
    })
}

/// A resolved type in the words of the pages.
fn spelled(ty: &Type, schema: &Schema) -> String {
    match ty {
        Type::Ref(Target::Enum(name)) if schema.enums[name].integers => "int".to_owned(),
        Type::Text | Type::Ref(Target::Enum(_)) => "str".to_owned(),
        Type::Integer | Type::Integer32 | Type::Unsigned => "int".to_owned(),
        Type::Number => "float".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::DateTime => "datetime".to_owned(),
        Type::Date => "date".to_owned(),
        Type::Any => "object".to_owned(),
        Type::Ref(Target::Union(name)) => name.clone(),
        Type::Ref(Target::Model(name)) => {
            schema.models.get(name).map(|model| model.name.clone()).unwrap_or_default()
        }
        Type::List(item) => format!("list[{}]", spelled(item, schema)),
        Type::Map(item) => format!("dict(str, {})", spelled(item, schema)),
        Type::Nullable(item) => format!("optional[{}]", spelled(item, schema)),
    }
}

/// A chain of models, each with one property that holds the next.
#[test]
fn a_crate_says_how_deep_rustc_has_to_look() {
    let names: Vec<String> = (0..70).map(|index| format!("M{index}")).collect();
    let rows: Vec<String> = (1..70).map(|next| format!("| next | M{next} | | [optional] |")).collect();
    let rows = rows.iter().map(String::as_str).chain(["| id | str | | [optional] |"]);
    let chain: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(rows).collect();
    for (chain, attribute) in [(&chain[..], true), (&chain[20..], false)] {
        let folder = pages(chain, "wire-names = \"camelCase\"\n");
        let out = folder.path().join("out");
        let (code, _, said) = run(&[
            "generate",
            "--from",
            folder.path().to_str().unwrap(),
            "--out",
            out.to_str().unwrap(),
            "--crate",
            "deep-models",
        ]);
        assert_eq!(code, 0, "{said}");
        assert_eq!(said.contains("#![recursion_limit = \"256\"]"), attribute, "{said}");
        let lib = fs::read_to_string(out.join("src/lib.rs")).unwrap();
        assert_eq!(lib.contains("#![recursion_limit = \"256\"]\n"), attribute, "{lib}");
    }
}

//! What is made builds, and its tests pass: one workspace of a crate for each situation, and one run of cargo.

use std::{fs, path::Path, process::Command};

use crate::desk::{harbour, page, root};

#[test]
fn crates_that_were_made_build_and_pass_their_tests() {
    let desk = harbour();
    let root = root();
    let ours = format!("--spectable {}", root.display());
    let document = root.join("tests/corpus/small/openapi.yaml");
    desk.write("Cargo.toml", "[workspace]\nresolver = \"3\"\n");

    desk.works(&format!("init example {ours}"));
    desk.works(&format!("init ferry --from docs --model Ferry {ours}"));
    desk.works("add Harbour --from docs --schema ferry/schema");
    desk.works("rename Crossing.to_port destination --schema ferry/schema");
    desk.write(
        "ferry/tests/reads.rs",
        "use ferry::{Berth, Ferry, spectable};\n\n#[test]\nfn reads() {\n    let json = r#\"{\"id\":\"F-1\",\"crossings\":[{\"to_port\":\"Amrum\"}],\"captain\":\"K.\"}\"#;\n    \
         let ferry: Ferry = spectable::from_str(json).unwrap();\n    assert_eq!(ferry.crossings.as_ref().unwrap()[0].destination.as_deref(), Some(\"Amrum\"));\n    \
         assert_eq!(spectable::to_string(&ferry).unwrap(), json);\n    let _berth = Berth::default();\n}\n",
    );
    desk.works(&format!("init tools --from {} --model Tool {ours}", document.display()));
    desk.works(&format!("init derived --from docs --style derive {ours}"));

    // A crate that was there, with a second folder in a module of its own.
    desk.write("mine/Cargo.toml", "[package]\nname = \"mine\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
    desk.write("mine/src/lib.rs", "//! Mine.\n\n/// What was there.\npub struct Mine;\n");
    let members = desk.read("Cargo.toml").replace("members = [", "members = [\"mine\", \"user\", \"api\", ");
    desk.write("Cargo.toml", members);
    let said = desk.works(&format!("init mine --from docs --model Fare {ours}"));
    let line = said.lines().find_map(|line| line.trim().strip_prefix("src/lib.rs: add: ")).unwrap();
    let more = "pub mod more {\n    include!(concat!(env!(\"OUT_DIR\"), \"/more/models.rs\"));\n}\n";
    let test = "#[test]\nfn two_folders() {\n    let _fares = (models::Fare::default().with_amount(1.5), more::Fare::default().with_cents(150));\n}\n";
    let library = desk.read("mine/src/lib.rs");
    desk.write("mine/src/lib.rs", format!("{library}\n{line}\n{more}\n{test}"));
    desk.write("mine/more/Fare.md", page("Fare", &[("cents", "int")]));
    let build = desk.read("mine/build.rs");
    let second = "    spectable_build::Config::read(\"more\").module(\"more\").generate();\n}";
    desk.write("mine/build.rs", build.replace("}", second));

    // Generated Rust as a member, and as what another member depends on by path.
    desk.works(&format!("generate --from docs --out api --crate api {ours}"));
    desk.write(
        "user/Cargo.toml",
        "[package]\nname = \"user\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\napi = { path = \"../api\" }\n",
    );
    desk.write("user/src/lib.rs", "//! A user.\n/// A ferry.\npub type Ship = api::Ferry;\n");

    fs::copy(root.join("Cargo.lock"), desk.join("Cargo.lock")).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(desk.join("")).args(["test", "--workspace", "--offline", "--no-fail-fast"]);
    // Where this test is built, so that dependencies are built once.
    cargo.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap());
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0");
    cargo.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("RUSTC_WORKSPACE_WRAPPER");
    let output = cargo.output().unwrap();
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(!said.contains("warning: "), "{said}");
    let passed = |test: &str| said.matches(&format!("test {test} ... ok")).count();
    assert_eq!(passed("the_schema_is_in_step_with_its_lock"), 5, "{said}");
    assert_eq!((passed("reads"), passed("two_folders")), (1, 1), "{said}");
}

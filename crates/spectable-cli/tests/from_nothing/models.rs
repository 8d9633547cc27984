//! `add`, `remove`, `list` and `why` on pages.

use crate::desk::{Desk, harbour, harbour_crate, page};

/// The models that the lock of `schema` has, in its order.
fn locked(desk: &Desk) -> Vec<String> {
    let lock = desk.read("schema/spectable.lock");
    let models = lock.lines().filter_map(|line| line.strip_prefix("model ")?.split(' ').next());
    models.map(str::to_owned).collect()
}

#[test]
fn a_model_comes_with_what_it_reaches_and_says_why() {
    // What is there, what is asked for, what is printed, and what is there then.
    let cases: [(&str, &str, &str, &[&str]); 5] = [
        (
            "",
            "Ferry",
            "`Crossing` added (Crossing.md): `Ferry.crossings` refers to it\n\
             `Fare` added (Fare.md): `Crossing.fare` refers to it\n\
             `Ferry` added (Ferry.md): it was asked for\n\
             for a crate with these models it is a minor change\n",
            &["Crossing", "Fare", "Ferry"],
        ),
        (
            "Fare",
            "Crossing",
            "`Crossing` added (Crossing.md): it was asked for\nfor a crate with these models it is a minor change\n",
            &["Crossing", "Fare"],
        ),
        (
            "Fare",
            "Berth",
            "`Berth` added (Berth.md): it was asked for\n`Harbour` added (Harbour.md): `Berth.harbour` refers to it\n\
             for a crate with these models it is a minor change\n",
            &["Berth", "Fare", "Harbour"],
        ),
        ("Fare", "Fare", "", &["Fare"]),
        (
            "Fare",
            "Crossing Berth",
            "`Berth` added (Berth.md): it was asked for\n`Crossing` added (Crossing.md): it was asked for\n\
             `Harbour` added (Harbour.md): `Berth.harbour` refers to it\nfor a crate with these models it is a minor change\n",
            &["Berth", "Crossing", "Fare", "Harbour"],
        ),
    ];
    for (there, asked, printed, then) in cases {
        let desk = harbour_crate();
        if !there.is_empty() {
            desk.works(&format!("add {there} --from docs"));
        }
        let before = desk.content();
        let dry = desk.spectable(&format!("add {asked} --from docs --dry-run"));
        assert_eq!(dry.out, printed.replace(" added", " would be added"), "{asked}");
        assert_eq!(desk.content(), before, "{asked}: nothing is written");
        let run = desk.spectable(&format!("add {asked} --from docs"));
        assert_eq!((run.code, run.out.as_str()), (0, printed), "{asked}: {}", run.err);
        assert_eq!(locked(&desk), then, "{asked}");
        desk.works("check");
        // Who asks again gets nothing new.
        let again = desk.spectable(&format!("add {asked} --from docs"));
        assert_eq!((again.code, again.out.as_str()), (0, ""), "{asked}");
        assert!(again.err.contains("is already in `schema`"), "{}", again.err);
    }
}

#[test]
fn what_is_there_stays_and_what_becomes_of_it_is_said() {
    let desk = harbour_crate();
    desk.works("add Crossing --from docs");
    // A page that is newer in the source is not taken in with another model.
    desk.write("docs/Crossing.md", page("Crossing", &[("to_port", "int")]));
    let before = desk.read("schema/Crossing.md");
    desk.works("add Ferry --from docs");
    assert_eq!(desk.read("schema/Crossing.md"), before);
    // A name that no page documented gets a page: a type changes.
    let desk = harbour_crate();
    desk.write("schema/Crossing.md", page("Crossing", &[("fare", "Fare")]));
    desk.works("update");
    let said = desk.works("add Fare --from docs");
    assert!(said.contains("the type of `Crossing.fare` changed"), "{said}");
    assert!(said.contains("this breaks code"), "{said}");
    assert!(said.contains("it is a major change"), "{said}");
    desk.works("check");
}

#[test]
fn pages_of_enums_come_with_their_models() {
    let desk = Desk::new();
    let head = "## Properties\n\n|Name | Type | Description | Notes|\n|---|---|---|---|\n";
    desk.write(
        "docs/Ferry.md",
        format!("# Ferry\n\n{head}|**state** | [**FerryState**](FerryState.md) | It. | [optional] |\n|**names** | **List&lt;String&gt;** |  |  |\n"),
    );
    desk.write("docs/FerryState.md", "# FerryState\n\n## Enum\n\n* `SAILING` (value: `\"sailing\"`)\n");
    desk.write("Cargo.toml", "[package]\nname = \"mine\"\n");
    for line in ["add Ferry --from docs --schema added", "update --from docs --schema updated"] {
        desk.works(line);
    }
    for folder in ["added", "updated"] {
        assert_eq!(desk.files(folder), ["Ferry.md", "FerryState.md", "spectable.lock"]);
        let lock = desk.read(&format!("{folder}/spectable.lock"));
        assert!(lock.contains("state: FerryState"), "{lock}");
        desk.works(&format!("check --schema {folder}"));
    }
    desk.write("added/Other.md", format!("# Other\n\n{head}|**ids** | **List&lt;String&gt;** | | |\n"));
    desk.works("update --schema added");
    desk.works("remove Ferry --schema added");
    assert_eq!(desk.files("added"), ["Other.md", "spectable.lock"], "the page of the enum goes with it");
}

#[test]
fn a_model_goes_with_what_only_it_reaches() {
    let all = ["Berth", "Crossing", "Fare", "Ferry", "Harbour"];
    let cases: [(&str, &[&str]); 7] = [
        ("remove Ferry", &["Crossing", "Ferry"]),
        ("remove Ferry --keep Crossing", &["Ferry"]),
        ("remove Harbour", &["Berth", "Harbour"]),
        ("remove Berth", &["Berth", "Harbour"]),
        ("remove Crossing --force", &["Crossing"]),
        ("remove Crossing Ferry", &["Crossing", "Ferry"]),
        ("remove Fare --force", &["Fare"]),
    ];
    for (line, gone) in cases {
        let desk = harbour_crate();
        desk.works("update --from docs");
        let said = desk.works(line);
        let left: Vec<&str> = all.iter().copied().filter(|model| !gone.contains(model)).collect();
        assert_eq!(locked(&desk), left, "{line}: {said}");
        for model in gone {
            assert!(said.contains(&format!("`{model}` removed ({model}.md)")), "{line}: {said}");
            assert!(!desk.join(&format!("schema/{model}.md")).exists(), "{line}");
        }
        desk.works("check");
        // The same again, from the same source: the names are as they were.
        desk.works(&format!("add {} --from docs", gone.join(" ")));
        assert_eq!(locked(&desk), all, "{line}");
    }
}

#[test]
fn names_of_the_models_that_stay_do_not_move() {
    let desk = Desk::new();
    desk.write("schema/B.md", page("user_ref", &[("id", "str")]));
    desk.works("update");
    desk.write("docs/A.md", page("UserRef", &[("id", "str")]));
    desk.works("add UserRef --from docs");
    assert!(desk.read("schema/spectable.lock").contains("model UserRef2 = \"UserRef\""));
    desk.works("remove user_ref");
    assert!(desk.read("schema/spectable.lock").contains("model UserRef2 = \"UserRef\""));
    desk.works("check");
}

#[test]
fn entries_of_the_overlay_go_with_the_model() {
    let desk = harbour_crate();
    let kept = "# Ours.\nwire-names = \"camelCase\"\n";
    let entry = "\n# Berths.\n[[rust-name]]\nmodel = \"Berth\"\nproperty = \"number\"\nname = \"place\"\nreason = \"r\"\n";
    desk.write("schema/spectable.toml", kept);
    desk.works("update --from docs");
    desk.write("schema/spectable.toml", format!("{kept}{entry}"));
    desk.works("update");
    let said = desk.works("remove Harbour");
    assert!(
        said.contains("spectable.toml:5: `[[rust-name]]` taken out: this source has no model `Berth`"),
        "{said}"
    );
    assert_eq!(desk.read("schema/spectable.toml"), kept);
    desk.works("check");
}

#[test]
fn what_is_refused_changes_nothing() {
    let desk = harbour_crate();
    desk.write("java/Ship.md", "# Ship\n\n## Properties\n\n|Name | Type | Description | Notes|\n|---|---|---|---|\n|**firstPort** | **List&lt;String&gt;** | | [optional] |\n|**sailsAt** | **OffsetDateTime** | | |\n");
    desk.write("api.json", r#"{"openapi":"3.1.0","components":{"schemas":{"Ship":{"type":"object","properties":{"id":{"type":"string"}}}}}}"#);
    desk.works("add Ferry Harbour --from docs");
    desk.write("other/Ferry.md", page("Tug", &[("id", "str")]));
    desk.write("broken/Tug.md", "# Tug\n\n|Name | Type | Description | Notes|\n|---|---|---|---|\n| a |\n");
    for (line, said) in [
        ("add Ferri --from docs", "`docs` has no model `Ferri`\nhelp: did you mean `Ferry`?"),
        ("add ferry --from docs", "did you mean `Ferry`?"),
        ("add Ferry --from nowhere", "`nowhere` cannot be read"),
        ("add Tug --from other", "`schema/Ferry.md` is in the way: the source has another page of this path"),
        ("add Tug --from broken", "`broken` cannot be used: 1 error"),
        ("add Ship --from java", "are in the dialect `java`, and those of `schema` in `python`"),
        ("add Ship --from api.json", "`schema` is made of pages, and the source of an OpenAPI document"),
        ("add Ferry --from schema/spectable.lock", "has no pages to take in"),
        ("add Ferry --from docs --schema docs/Ferry.md", "`docs/Ferry.md` is not a folder of pages"),
        ("remove Crossing", "`Crossing` stays, because others refer to it: `Ferry.crossings`"),
        ("remove Fare", "`Crossing.fare`, `Harbour.toll`"),
        ("remove Feery", "did you mean `Ferry`?"),
        ("remove Ferry Harbour", "no model would be left in `schema`"),
        ("remove Ferry --keep Ferry", "`Ferry` is both to go and to stay"),
        ("remove Ferry --keep Fery", "did you mean `Ferry`?"),
        ("remove Ferry --schema nowhere", "`nowhere` is not a folder of pages"),
        ("why Fery", "did you mean `Ferry`?"),
        ("list --schema nowhere", "`nowhere` cannot be read"),
    ] {
        let found = desk.refused(line);
        assert!(found.contains(said), "{line}: {found}");
    }
}

#[test]
fn a_page_of_two_models_goes_as_a_whole_or_not_at_all() {
    let desk = Desk::new();
    let structure = |model: &str| {
        format!(
            "### {model} Object\n\n###### {model} Structure\n\n| Field | Type | Description |\n|---|---|---|\n\
             | id | snowflake | its number |\n| length? | integer | how long it is |\n\n"
        )
    };
    desk.write("Cargo.toml", "[package]\nname = \"mine\"\n");
    desk.write("docs/all.md", format!("# Boats\n\n{}{}", structure("Tug"), structure("Raft")));
    desk.write("docs/other.md", format!("# Others\n\n{}", structure("Buoy")));
    let said = desk.works("add Tug --from docs");
    assert!(said.contains("`Raft` added (all.md): it is on a page with another one of these"), "{said}");
    desk.works("add Buoy --from docs");
    let said = desk.refused("remove Tug");
    assert!(said.contains("`Tug` and `Raft` are on one page, `all.md`"), "{said}");
    desk.works("remove Tug Raft");
    assert_eq!(desk.files("schema"), ["other.md", "spectable.lock"]);
}

#[test]
fn models_are_listed_and_explained() {
    let desk = harbour_crate();
    desk.write("schema/spectable.toml", "[groups]\nships = [\"Ferry\"]\n");
    for (name, text) in crate::desk::pages() {
        desk.write(&format!("schema/{name}.md"), text);
    }
    for (line, expected) in [
        (
            "list",
            "Berth     2 properties  Berth.md\nCrossing  2 properties  Crossing.md\nFare      1 property    Fare.md\n\
             Ferry     2 properties  Ferry.md\nHarbour   2 properties  Harbour.md\n",
        ),
        (
            "list --tree",
            "Berth\n└─ harbour: Harbour\n   ├─ berths: Berth …\n   └─ toll: Fare\nFerry\n└─ crossings: Crossing\n   └─ fare: Fare\n",
        ),
        (
            "why Fare",
            "`Fare` is reached in 2 steps:\n  `Ferry`: the group `ships` of the overlay names it\n\
             \x20 `Crossing`: `Ferry.crossings` refers to it\n  `Fare`: `Crossing.fare` refers to it\n",
        ),
        ("why Berth", "`Berth` is a top: no other model refers to it\n"),
    ] {
        let run = desk.spectable(line);
        assert_eq!((run.code, run.out.as_str()), (0, expected), "{line}: {}", run.err);
    }
}

#[test]
fn a_folder_is_begun_beside_a_crate() {
    let desk = harbour();
    let said = desk.refused("add Ferry --from docs");
    assert!(said.contains("there is no `schema`, and no Cargo.toml beside it"), "{said}");
    assert!(said.contains("`spectable init --from SOURCE --model MODEL`"), "{said}");
    let desk = harbour_crate();
    assert!(desk.works("add Ferry --from docs --dry-run").contains("`schema` would be made\n"));
    assert!(desk.works("add Ferry --from docs").contains("`schema` made\n"));
    assert!(!desk.works("add Harbour --from docs").contains("`schema` made\n"));
}

#[test]
fn a_rust_name_is_known_where_no_documented_one_fits() {
    let desk = harbour_crate();
    desk.works("add Crossing --from docs");
    desk.works("rename Crossing Trip");
    assert!(desk.works("why Trip").starts_with("`Crossing` is a top"));
    assert!(desk.works("add Trip --from docs").contains("`Crossing` is already in `schema`"));
    desk.works("rename Trip.to_port port");
    desk.works("rename Trip Crossing");
    desk.works("add Ferry --from docs");
    desk.works("rename Ferry Ship");
    desk.works("remove Ship --keep Fare");
    assert_eq!(locked(&desk), ["Fare"]);
}

#[test]
fn any_source_can_be_listed() {
    let desk = harbour();
    desk.write("api.json", r#"{"openapi":"3.1.0","components":{"schemas":{"Ship":{"type":"object","properties":{"id":{"type":"string"}}}}}}"#);
    desk.write("docs/README.md", "# About\n");
    assert!(desk.works("list --schema docs").starts_with("Berth     2 properties  Berth.md\n"));
    assert_eq!(desk.works("list --schema docs/Fare.md"), "Fare  1 property  Fare.md\n");
    assert_eq!(desk.works("list --schema api.json"), "Ship  1 property  api.json\n");
    for line in ["list", "why Fare", "sample Fare", "check"] {
        let said = desk.refused(line);
        assert!(said.contains("the current folder has no `schema`"), "{line}: {said}");
        assert!(said.contains("say with `--schema` where"), "{line}: {said}");
    }
}

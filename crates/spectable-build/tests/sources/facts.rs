//! What is added, what is contradicted, and what is paired.

use spectable_build::overlay::Adds;

use crate::{JAVA, PYTHON, laid, said, source};

/// Pages of one kind over pages of another: the row of the first, the row of the later, and what becomes of them.
#[test]
fn each_kind_of_fact() {
    let direction = "# Call\n\n| Name | Type | Description |\n|---|---|---|\n| direction | DirectionEnum | |\n\n\
        ## Enum: DirectionEnum\n\n| Name | Value |\n|---|---|\n| IN | &quot;in&quot; |\n| OUT | &quot;out&quot; |\n";
    let cases: &[(&str, &str, &str, &[&str])] = &[
        (
            "the values of a text",
            "| direction | str | |",
            direction,
            &["direction in/out", "+ Call.direction values from later/Call.md"],
        ),
        (
            "a description",
            "| id | str | |",
            "| id | String | The ID. |",
            &["id Text (The ID.)", "+ Call.id description from later/Call.md"],
        ),
        (
            "no description over another",
            "| id | str | An ID. |",
            "| id | String | The ID. |",
            &["id Text (An ID.)", "! warning: `later` adds nothing to the sources before it"],
        ),
        (
            "a format",
            "| id | str | |",
            "| id | UUID | |",
            &["id Text format uuid", "+ Call.id format from later/Call.md"],
        ),
        (
            "no format of another type",
            "| at | datetime | |",
            "| at | String | When. |",
            &["at DateTime (When.)", "+ Call.at description from later/Call.md"],
        ),
        (
            "that it is required",
            "| id | str | |",
            "| id | String | | |",
            &["id Text required", "+ Call.id required from later/Call.md"],
        ),
        (
            "that it is optional",
            "| id | str | |",
            "| id | String | | [optional] |",
            &["id Text", "+ Call.id required from later/Call.md"],
        ),
        (
            "a default",
            "| id | str | |",
            "| id | String | | [optional] [default to 7] |",
            &[
                "id Text default \"7\"",
                "+ Call.id required from later/Call.md",
                "+ Call.id default from later/Call.md",
            ],
        ),
        (
            "read-only",
            "| id | str | | |",
            "| id | String | | [readonly] |",
            &["id Text required read-only", "+ Call.id read_only from later/Call.md"],
        ),
        (
            "deprecated",
            "| id | str | | |",
            "| id | String | | [deprecated] |",
            &["id Text required deprecated", "+ Call.id deprecated from later/Call.md"],
        ),
        (
            "a type in place of any value",
            "| to | object | |",
            "| to | List&lt;Call&gt; | |",
            &["to List(Ref(Model(\"Call\")))", "+ Call.to type from later/Call.md"],
        ),
        (
            "the items of a list",
            "| to | list[object] | |",
            "| to | List&lt;String&gt; | |",
            &["to List(Text)", "+ Call.to type from later/Call.md"],
        ),
        (
            "a type in place of a name without a page",
            "| at | LocalDateTime | |",
            "| at | Long | |",
            &[
                "at Integer format int64",
                "+ Call.at type from later/Call.md",
                "+ Call.at format from later/Call.md",
            ],
        ),
        (
            "a property",
            "| id | str | |",
            "| id | String | |\n| from | String | |",
            &["id Text", "from Text", "+ Call.from property from later/Call.md"],
        ),
        (
            "a name in another case is the same property",
            "| start_time | str | |",
            "| startTime | String | When. |",
            &["start_time Text (When.)", "+ Call.start_time description from later/Call.md"],
        ),
    ];
    for (what, first, later, expected) in cases {
        let later = source("later", JAVA, &[("Call", later)]);
        let project = laid(source("first", PYTHON, &[("Call", first)]), vec![later], Adds::All);
        assert_eq!(said(&project), *expected, "{what}");
    }
}

/// What both say, and say differently: the first wins, and both places are told.
#[test]
fn each_contradiction() {
    let of = |values: &str| {
        format!(
            "# Call\n\n| Name | Type | Description |\n|---|---|---|\n| kind | KindEnum | |\n\n## Enum: KindEnum\n\n| Name | Value |\n|---|---|\n{values}"
        )
    };
    let (one, other) = (
        of("| A | &quot;a&quot; |\n| B | &quot;b&quot; |\n"),
        of("| C | &quot;c&quot; |\n| A | &quot;a&quot; |\n"),
    );
    let same = of("| B | &quot;b&quot; |\n| A | &quot;a&quot; |\n");
    let nothing = "! warning: `later` adds nothing to the sources before it";
    let cases: &[(&str, &str, &str, &[&str])] = &[
        (
            "types",
            "| id | Long | |",
            "| id | String | |",
            &[
                "id Integer format int64",
                nothing,
                "! first/Call.md:5:8: warning: `Call.id` is `Long` here, and `String` in the other place (the other place: later/Call.md:5:8)",
            ],
        ),
        (
            "a list and its item",
            "| id | List&lt;String&gt; | |",
            "| id | String | |",
            &[
                "id List(Text)",
                nothing,
                "! first/Call.md:5:8: warning: `Call.id` is `List<String>` here, and `String` in the other place (the other place: later/Call.md:5:8)",
            ],
        ),
        (
            "required",
            "| id | String | | |",
            "| id | String | | [optional] |",
            &[
                "id Text required",
                nothing,
                "! first/Call.md:5:1: warning: `Call.id` is required here, and optional in the other place (the other place: later/Call.md:5:1)",
            ],
        ),
        (
            "values",
            &one,
            &other,
            &[
                "kind a/b",
                nothing,
                "! first/Call.md:11:7: warning: `Call.kind` has different values: \"b\" only here, \"c\" only in the other place (the other place: later/Call.md:11:7)",
            ],
        ),
        ("values in another order are the same", &one, &same, &["kind a/b", nothing]),
        ("a text may be an instant", "| at | String | |", "| at | OffsetDateTime | |", &["at Text", nothing]),
        ("an instant is a text", "| at | OffsetDateTime | |", "| at | String | |", &["at DateTime", nothing]),
        ("a whole number is a number", "| n | Number | |", "| n | BigInteger | |", &["n Number", nothing]),
        ("any value says nothing", "| n | BigInteger | |", "| n | Object | |", &["n Integer", nothing]),
    ];
    for (what, first, later, expected) in cases {
        let later = source("later", JAVA, &[("Call", later)]);
        let project = laid(source("first", JAVA, &[("Call", first)]), vec![later], Adds::All);
        assert_eq!(said(&project), *expected, "{what}");
    }
}

/// A wire name that nobody says is corrected by a source that says it; two that are said contradict one another.
#[test]
fn wire_names() {
    let stated = format!("{JAVA}wire-names = \"as-documented\"\n");
    let (python, java) = ("| third_party_uri | str | |", "| thirdPartyURI | String | |");
    let camel = format!("{PYTHON}wire-names = \"camelCase\"\n");
    let entry =
        format!("{camel}[[wire-name]]\nproperty = \"third_party_uri\"\nwire = \"W\"\nreason = \"r\"\n");
    let nothing = "! warning: `later` adds nothing to the sources before it";
    let added = "+ Call.third_party_uri wire_name from later/Call.md";
    let cases: &[(&str, &str, &str, &[&str])] = &[
        ("both guess", PYTHON, JAVA, &["third_party_uri Text", nothing]),
        ("the later one says it", PYTHON, &stated, &["thirdPartyURI Text", added]),
        ("the later one corrects a rule", &camel, &stated, &["thirdPartyURI Text", added]),
        ("the overlay overrules", &entry, &stated, &["W Text", nothing]),
        (
            "both say it",
            "dialect = \"python\"\nwire-names = \"as-documented\"\n",
            &stated,
            &[
                "third_party_uri Text",
                nothing,
                "! first/Call.md:5:3: warning: `Call.third_party_uri` is `third_party_uri` on the wire here, and `thirdPartyURI` in the other place (the other place: later/Call.md:5:3)",
            ],
        ),
    ];
    for (what, first, later, expected) in cases {
        let later = source("later", later, &[("Call", java)]);
        let project = laid(source("first", first, &[("Call", python)]), vec![later], Adds::All);
        assert_eq!(said(&project), *expected, "{what}");
    }
}

/// Names of models in another case are one model, and the types of the later source follow.
#[test]
fn models_are_paired_by_name() {
    let first = source(
        "first",
        PYTHON,
        &[("Call", "| id | str | |\n| to | object | |"), ("OIDCClient", "| id | str | |")],
    );
    let later = source(
        "later",
        JAVA,
        &[("Call", "| to | [OidcClient](OidcClient.md) | |"), ("OidcClient", "| id | UUID | |")],
    );
    let project = laid(first, vec![later], Adds::All);
    assert_eq!(project.schema.models.keys().collect::<Vec<_>>(), ["Call", "OIDCClient"]);
    assert_eq!(
        said(&project),
        [
            "id Text",
            "to OIDCClient",
            "+ Call.to type from later/Call.md",
            "+ OIDCClient.id format from later/OidcClient.md"
        ]
    );
    assert_eq!((project.layers[0].laid.shared, project.layers[0].laid.left_out), (2, 0));
}

/// What only a later source has, is added or left out.
#[test]
fn what_a_source_adds() {
    let both = |adds| {
        let first =
            source("first", PYTHON, &[("Call", "| id | str | |\n| to | object | |\n| from | object | |")]);
        let rows =
            "| id | UUID | |\n| to | [Party](Party.md) | |\n| from | [Kind](Kind.md) | |\n| new | String | |";
        let kind = "# Kind\n\n## Enum\n\n* `A` (value: `a`)\n* `B` (value: `b`)\n";
        let later =
            source("later", JAVA, &[("Call", rows), ("Party", "| name | String | |"), ("Kind", kind)]);
        laid(first, vec![later], adds)
    };
    let all = both(Adds::All);
    assert_eq!(all.schema.models.keys().collect::<Vec<_>>(), ["Call", "Party"]);
    assert_eq!(said(&all)[..4], ["id Text format uuid", "to Party", "from a/b", "new Text"]);
    assert_eq!(all.layers[0].laid.left_out, 0);
    let facts = both(Adds::Facts);
    assert_eq!(facts.schema.models.keys().collect::<Vec<_>>(), ["Call"]);
    // A model that is not there cannot be a type; the values of an enum can be had without its page.
    let expected = [
        "id Text format uuid",
        "to Any",
        "from a/b",
        "+ Call.id format from later/Call.md",
        "+ Call.from type from later/Call.md",
        "+ Call.from values from later/Kind.md",
    ];
    assert_eq!(said(&facts), expected);
    assert_eq!(facts.layers[0].laid.left_out, 3);
}

/// A page that does not say what it documents is what a later source says.
#[test]
fn a_page_without_rows() {
    let empty = "# Party\n\n| Name | Type | Description |\n|---|---|---|\n";
    let first = source("first", PYTHON, &[("Call", "| to | [Party](Party.md) | |"), ("Party", empty)]);
    let later = source("later", JAVA, &[("Party", "| name | String | |")]);
    let project = laid(first, vec![later], Adds::Facts);
    assert_eq!(said(&project), ["to Party", "+ Party type from later/Party.md"]);
    assert_eq!(project.schema.models["Party"].properties.len(), 1);
}

/// Three sources: each adds what all before it leave out.
#[test]
fn the_order_of_sources_decides() {
    let first = || source("first", PYTHON, &[("Call", "| id | str | |")]);
    let second = || source("second", JAVA, &[("Call", "| id | String | The second. |")]);
    let third = || source("third", JAVA, &[("Call", "| id | UUID | The third. |")]);
    for (later, expected) in [
        (
            vec![second(), third()],
            [
                "id Text format uuid (The second.)",
                "+ Call.id description from second/Call.md",
                "+ Call.id format from third/Call.md",
            ],
        ),
        (
            vec![third(), second()],
            [
                "id Text format uuid (The third.)",
                "+ Call.id format from third/Call.md",
                "+ Call.id description from third/Call.md",
            ],
        ),
    ] {
        assert_eq!(said(&laid(first(), later, Adds::All))[..3], expected);
    }
}

/// A schema that only gives a type another name is that type: a text of another name takes values from a page.
#[cfg(feature = "openapi")]
#[test]
fn a_type_of_another_name_is_that_type() {
    let document = |ty: &str| {
        let text = format!(
            "openapi: 3.0.0\ninfo: {{title: t, version: '1'}}\ncomponents:\n  schemas:\n    Kind: {{type: {ty}}}\n    Call:\n      type: object\n      properties:\n        kind: {{$ref: '#/components/schemas/Kind'}}\n"
        );
        spectable_build::source::Documentation::of_file("first.yaml", text.into_bytes()).unwrap()
    };
    let pages = || {
        let rows = "# Call\n\n| Name | Type | Description |\n|---|---|---|\n| kind | KindEnum | |\n\n## Enum: KindEnum\n\n| Name | Value |\n|---|---|\n| A | \"a\" |\n| B | \"b\" |";
        vec![source("later", JAVA, &[("Call", rows)])]
    };
    let laid_over = |ty: &str| said(&laid(document(ty), pages(), Adds::All));
    assert_eq!(laid_over("string"), ["kind a/b", "+ Call.kind values from later/Call.md"]);
    assert_eq!(laid_over("boolean")[..1], ["kind Boolean"]);
}

//! One small input for each deviation, and inputs that have none.

use spectable_audit::plan::Plan;

use crate::made;

/// A call that is as documented but for these members; without them it is `{"id":"a","size":1}`.
fn call(members: &str) -> String {
    format!("{{\"id\":\"a\",\"size\":1,{members}}}\n")
}

#[test]
fn what_is_documented_is_no_finding() {
    for members in [
        r#""cost":1.5"#,
        r#""cost":7"#,
        r#""open":true"#,
        r#""note":null"#,
        r#""startTime":"2026-01-02T03:04:05.678Z","day":"2026-01-02""#,
        r#""startTime":"2026-01-02 03:04:05+01:00""#,
        r#""direction":"inbound","level":"high","code":2"#,
        r#""tags":["a"],"labels":{"anything at all":1}"#,
        r#""parties":[{"name":"x","call":{"id":"b","size":2}}]"#,
        r#""caller":{"age":3,"kind":"person"}"#,
        r#""caller":{"kind":"robot","owner":{"model":"m","kind":"robot"}}"#,
        r#""anything":null"#,
        r#""anything":{"x":[1,"a",{}]}"#,
        r#""cost":-1e300"#,
        "\"n\\u006fte\":\"an escaped key\"",
    ] {
        let found = made::lines(&made::of_model("Call", call(members), false));
        assert_eq!(found, Vec::<String>::new(), "{members}");
    }
    let whole = made::of_model("Call", r#"{"id":"a","size":1.0}"#, false);
    assert_eq!(made::lines(&whole), Vec::<String>::new());
    let open = made::of_model("Open", r#"{"id":"a","x":1,"y":2}"#, false);
    assert_eq!(made::lines(&open), Vec::<String>::new());
}

#[test]
fn each_deviation_is_one_finding() {
    let cases: [(&str, &[&str]); 26] = [
        (
            r#""weather":"fair""#,
            &["unknown-key 1:20 1/1: `Call` has the key `weather`, which is not documented: str"],
        ),
        (
            r#""w":[1,2.5]"#,
            &["unknown-key 1:20 1/1: `Call` has the key `w`, which is not documented: list[float]"],
        ),
        (
            r#""w":{"deep":{}}"#,
            &["unknown-key 1:20 1/1: `Call` has the key `w`, which is not documented: object"],
        ),
        (
            r#""w":"2026-01-02T03:04:05Z""#,
            &["unknown-key 1:20 1/1: `Call` has the key `w`, which is not documented: datetime"],
        ),
        (
            r#""4711":1"#,
            &["unknown-key 1:20 1/1: `Call` has a key that looks like data, and is not documented: int"],
        ),
        (r#""cost":"1""#, &["wrong-kind 1:20 1/1: `Call.cost` is documented as float, and is a text"]),
        (r#""open":1"#, &["wrong-kind 1:20 1/1: `Call.open` is documented as bool, and is a whole number"]),
        (r#""note":{"a":1}"#, &["wrong-kind 1:20 1/1: `Call.note` is documented as str, and is an object"]),
        (r#""note":[1]"#, &["wrong-kind 1:20 1/1: `Call.note` is documented as str, and is a list"]),
        (r#""note":true"#, &["wrong-kind 1:20 1/1: `Call.note` is documented as str, and is true or false"]),
        (r#""tags":"a""#, &["wrong-kind 1:20 1/1: `Call.tags` is documented as list[str], and is a text"]),
        (
            r#""tags":["a",1]"#,
            &["wrong-kind 1:20 1/2: `Call.tags[]` is documented as str, and is a whole number"],
        ),
        (
            r#""labels":{"a":1.5,"b":1}"#,
            &["wrong-kind 1:30 1/2: `Call.labels{}` is documented as int, and is a number with a fraction"],
        ),
        (
            r#""labels":{"a":18446744073709551615}"#,
            &[
                "wrong-kind 1:30 1/1: `Call.labels{}` is documented as int, and is a whole number that does not fit",
            ],
        ),
        (r#""cost":null"#, &["unexpected-null 1:20 1/1: `Call.cost` is null, which is not documented"]),
        (r#""caller":null"#, &["unexpected-null 1:20 1/1: `Call.caller` is null, which is not documented"]),
        (
            r#""startTime":"2026-01-02T03:04:05""#,
            &[
                "wrong-format 1:20 1/1: `Call.startTime` is documented as datetime, and is written as `2026-01-02T03:04:05` (without an offset)",
            ],
        ),
        (
            r#""startTime":1767323045123"#,
            &[
                "wrong-kind 1:20 1/1: `Call.startTime` is documented as datetime, and is a whole number of 13 digits (milliseconds since 1970)",
            ],
        ),
        (
            r#""day":"2026-01-02T03:04:05Z""#,
            &[
                "wrong-format 1:20 1/1: `Call.day` is documented as date, and is written as `2026-01-02T03:04:05Z`",
            ],
        ),
        (
            r#""direction":"sideways""#,
            &[
                "unknown-value 1:20 1/1: `Call.direction` has a value that is not documented: a text of 8 characters",
            ],
        ),
        (
            r#""code":300"#,
            &[
                "unknown-value 1:20 1/1: `Call.code` has a value that is not documented: a whole number of 3 digits",
            ],
        ),
        (
            r#""direction":7"#,
            &["wrong-kind 1:20 1/1: `Call.direction` is documented as str, and is a whole number"],
        ),
        (
            r#""parties":[{"x":1}]"#,
            &["unknown-key 1:32 1/1: `Party` has the key `x`, which is not documented: int"],
        ),
        (
            r#""parties":[{"call":{}}]"#,
            &["missing-required 1:32 1/2: `Call.size` is required, and is missing"],
        ),
        (
            r#""caller":{"kind":"ghost"}"#,
            &["no-alternative 1:20 1/1: `Call.caller` is none of the documented alternatives of Caller"],
        ),
        (r#""cost":1,"cost":2"#, &["repeated-key 1:29 1/1: `Call.cost` occurs twice in one object"]),
    ];
    for (members, expected) in cases {
        assert_eq!(made::lines(&made::of_model("Call", call(members), false)), expected, "{members}");
    }
}

#[test]
fn counts_are_added_up_and_the_first_place_is_shown() {
    let text = [
        r#"{"id":"a","size":1,"x":1}"#,
        r#"{"id":"a","size":"1"}"#,
        "",
        r#"{"id":"a","size":1,"x":"b"}"#,
        r#"  {"id":"a","size":"2","x":2.5}"#,
    ]
    .join("\n");
    let report = made::of_model("Call", text, false);
    assert_eq!(report.records, 4);
    assert_eq!(
        made::lines(&report),
        [
            "wrong-kind 2:11 2/4: `Call.size` is documented as int, and is a text",
            "unknown-key 1:20 3/4: `Call` has the key `x`, which is not documented: of several kinds",
        ]
    );
    let call = &report.models[0];
    assert_eq!((call.name.as_str(), call.objects), ("Call", 4));
    let size = call.properties.iter().find(|it| it.name == "size").unwrap();
    assert_eq!((size.wire.as_str(), size.documented.as_str(), size.seen), ("size", "int", 4));
}

#[test]
fn formats_of_dates_are_counted_whether_they_fit_or_not() {
    let text: String = ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z", "2026-01-02 03:04:05", "yesterday"]
        .map(|it| call(&format!("\"startTime\":\"{it}\"")))
        .concat();
    let report = made::of_model("Call", text, false);
    let property = report.models[0].properties.iter().find(|it| it.name == "startTime").unwrap();
    let forms: Vec<_> = property.forms.iter().map(|it| (it.form.example(), it.count, it.fits)).collect();
    assert_eq!(
        forms,
        [
            ("2026-01-02T03:04:05Z".to_owned(), 2, true),
            ("2026-01-02 03:04:05".to_owned(), 1, false),
            ("another text".to_owned(), 1, false)
        ]
    );
}

#[test]
fn what_never_came_and_what_is_required() {
    let report = made::of_model("Problem", "{}", false);
    assert_eq!(
        made::lines(&report),
        ["missing-required 1:1 1/1: `Problem.title` is required, and is missing"]
    );
    let report = made::of_model("Party", r#"{"name":"a"}"#, false);
    let messages: Vec<&str> = report.findings.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(messages, ["`Party.call` is documented, and never there"]);
    // Only requests lack what is read-only, and nobody says which way a call of a file travels.
    let report = made::of_model("Call", r#"{"size":1}"#, false);
    assert_eq!(made::lines(&report), Vec::<String>::new());
}

#[test]
fn a_key_that_is_spelled_otherwise_is_the_documented_one_that_never_came() {
    let report = made::of_model("Call", call(r#""start_time":"2026-01-02T03:04:05Z""#), false);
    let finding = report.findings.iter().find(|it| it.kind.name() == "unknown-key").unwrap();
    assert_eq!(finding.hint, "the documented `startTime` is never there: perhaps this is its name");
    let both = call(r#""start_time":"2026-01-02T03:04:05Z","startTime":"2026-01-02T03:04:05Z""#);
    let report = made::of_model("Call", both, false);
    assert!(report.findings.iter().all(|it| it.hint.is_empty()), "{:?}", report.findings);
}

#[test]
fn values_are_shown_when_they_are_asked_for() {
    let text = [r#""direction":"up""#, r#""direction":"up""#, r#""direction":"no""#].map(call).concat();
    let report = made::of_model("Call", &text, false);
    let expected = "unknown-value 1:20 3/3: `Call.direction` has 2 values that are not documented: each a text of 2 characters";
    assert_eq!(made::lines(&report), [expected]);
    let report = made::of_model("Call", &text, true);
    assert_eq!(
        made::lines(&report),
        [
            "unknown-value 3:20 1/3: `Call.direction` has the value `no`, which is not documented",
            "unknown-value 1:20 2/3: `Call.direction` has the value `up`, which is not documented",
        ]
    );
}

#[test]
fn keys_and_values_of_an_attacker_do_not_fill_the_memory() {
    let letters = |number: usize| -> String {
        format!("{number:05}").bytes().map(|digit| char::from(b'a' + digit - b'0')).collect()
    };
    let text: String =
        (0..5000).map(letters).map(|word| call(&format!("\"{word}\":1,\"direction\":\"{word}\""))).collect();
    let expected = [
        "unknown-key 1:20 5000/5000: `Call` has more than 64 different keys that are not documented, so they look like data",
        "unknown-value 2:30 64/5000: `Call.direction` has 64 values that are not documented: each a text of 5 characters",
        "unknown-value  4936/5000: `Call.direction` has more than 64 different values that are not documented: here are the others",
    ];
    let plan = Plan::of_model(&made::schema(made::DOCUMENT), "Call").unwrap();
    let one = made::run(&plan, &text, false, 1);
    let found = made::lines(&one);
    assert_eq!((&found[0], &found[2]), (&expected[0].to_owned(), &expected[2].to_owned()));
    assert!(found[1].starts_with("unknown-value ") && found[1].contains("64/5000"), "{found:?}");
    for threads in 2..5 {
        let report = made::run(&plan, &text, true, threads);
        assert_eq!(report.findings.len(), made::run(&plan, &text, true, 1).findings.len());
        assert_eq!(report, made::run(&plan, &text, true, 1), "the number of threads says nothing");
    }
}

#[test]
fn a_name_that_is_mistyped_gets_the_one_that_was_meant() {
    let schema = made::schema(made::DOCUMENT);
    for (name, remedy) in [
        ("Cal", "did you mean `Call`?"),
        ("PARTY", "did you mean `Party`?"),
        ("Weather", "give the documented name of a model; `spectable export` lists them"),
    ] {
        let error = Plan::of_model(&schema, name).unwrap_err();
        assert_eq!(error.message(), format!("`{name}` is not a documented model"));
        assert_eq!(error.remedy(), remedy);
    }
    assert!(Plan::of_model(&schema, "Caller").is_ok(), "a union is a model of records as well");
}

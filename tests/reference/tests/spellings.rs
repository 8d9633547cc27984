//! Both styles are asked about every spelling of a date and date-time, and agree: on whether it is one, on its value, and on how it
//! is written.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by failing")]

use proptest::prelude::*;
use purecloud_models::spectable;
use purecloud_reference::derived;
use serde_json::{Value, json};

/// What each style makes of a document, and writes.
fn both(document: &Value) -> (Option<Value>, Option<Value>) {
    let text = document.to_string();
    let table = spectable::from_str::<purecloud_models::CallHistoryParticipant>(&text);
    let derive = serde_json::from_str::<derived::CallHistoryParticipant>(&text);
    if let (Ok(table), Ok(derive)) = (&table, &derive) {
        let stamp = |value: time::OffsetDateTime| (value, value.offset());
        assert_eq!(table.start_time.map(stamp), derive.start_time.map(stamp), "{text}");
    }
    (
        table.ok().map(|model| spectable::to_value(&model).unwrap()),
        derive.ok().map(|model| serde_json::to_value(&model).unwrap()),
    )
}

/// What both styles write for a date-time; `None` where both refuse it.
fn date_time(text: &str) -> Option<String> {
    let (table, derive) = both(&json!({ "startTime": text }));
    assert_eq!(table, derive, "{text:?}");
    Some(table?["startTime"].as_str()?.to_owned())
}

fn date(text: &str) -> Option<String> {
    let text = json!({ "dateStart": text }).to_string();
    let table = spectable::from_str::<purecloud_models::Education>(&text).ok();
    let derive = serde_json::from_str::<derived::Education>(&text).ok();
    let table = table.map(|model| spectable::to_value(&model).unwrap());
    assert_eq!(table, derive.map(|model| serde_json::to_value(&model).unwrap()), "{text}");
    Some(table?["dateStart"].as_str()?.to_owned())
}

#[test]
fn date_times() {
    let cases = [
        ("2026-06-23T14:31:49Z", Some("2026-06-23T14:31:49Z")),
        ("2026-06-23t14:31:49z", Some("2026-06-23T14:31:49Z")),
        ("2026-06-23 14:31:49Z", Some("2026-06-23T14:31:49Z")),
        ("2026-06-23_14:31:49Z", None),
        ("2026-06-2314:31:49Z", None),
        ("2026-06-23T14:31Z", None),
        ("2026-06-23T14Z", None),
        ("2026-06-23T14:31:49", None),
        ("2026-06-23", None),
        ("20260623T143149Z", None),
        ("", None),
        // Fractions.
        ("2026-06-23T14:31:49.0Z", Some("2026-06-23T14:31:49Z")),
        ("2026-06-23T14:31:49.5Z", Some("2026-06-23T14:31:49.5Z")),
        ("2026-06-23T14:31:49,5Z", Some("2026-06-23T14:31:49.5Z")),
        ("2026-06-23 14:31:49,25+0100", Some("2026-06-23T14:31:49.25+01:00")),
        ("2026-06-23T14:31:49.123456789Z", Some("2026-06-23T14:31:49.123456789Z")),
        ("2026-06-23T14:31:49.1234567899Z", Some("2026-06-23T14:31:49.123456789Z")),
        ("2026-12-31T23:59:59.99999999999999999999Z", Some("2026-12-31T23:59:59.999999999Z")),
        ("2026-06-23T14:31:49.Z", None),
        ("2026-06-23T14:31:49,Z", None),
        ("2026-06-23T14:31:49.1.2Z", None),
        ("2026-06-23T14:31:49,1,2Z", None),
        // Offsets.
        ("2026-06-23T14:31:49+00:00", Some("2026-06-23T14:31:49Z")),
        ("2026-06-23T14:31:49-00:00", Some("2026-06-23T14:31:49Z")),
        ("2026-06-23T14:31:49+0000", Some("2026-06-23T14:31:49Z")),
        ("2026-06-23T14:31:49+00", Some("2026-06-23T14:31:49Z")),
        ("2026-06-23T14:31:49-0330", Some("2026-06-23T14:31:49-03:30")),
        ("2026-06-23T14:31:49-00:30", Some("2026-06-23T14:31:49-00:30")),
        ("2026-06-23T14:31:49+23:59", Some("2026-06-23T14:31:49+23:59")),
        ("2026-06-23T14:31:49+24:00", Some("2026-06-23T14:31:49+24:00")),
        ("2026-06-23T14:31:49+2400", Some("2026-06-23T14:31:49+24:00")),
        ("2026-06-23T14:31:49-25:59:59", Some("2026-06-23T14:31:49-25:59:59")),
        ("2026-06-23T14:31:49+01:02:03", Some("2026-06-23T14:31:49+01:02:03")),
        ("2026-06-23T14:31:49-00:00:01", Some("2026-06-23T14:31:49-00:00:01")),
        ("2026-06-23T14:31:49+26:00", None),
        ("2026-06-23T14:31:49+01:60", None),
        ("2026-06-23T14:31:49+01:00:60", None),
        ("2026-06-23T14:31:49+010203", None),
        ("2026-06-23T14:31:49+0102:03", None),
        ("2026-06-23T14:31:49+1", None),
        ("2026-06-23T14:31:49+1:00", None),
        ("2026-06-23T14:31:49+01:", None),
        ("2026-06-23T14:31:49+01:0", None),
        ("2026-06-23T14:31:49+01:00Z", None),
        ("2026-06-23T14:31:49Z+01:00", None),
        ("2026-06-23T14:31:49 Z", None),
        ("2026-06-23T14:31:49ZZ", None),
        ("2026-06-23T14:31:49+-1:00", None),
        ("2026-06-23T14:31:49+ 1:00", None),
        ("2026-06-23T14:31:49−01:00", None),
        // Days and times of day.
        ("2024-02-29T00:00:00Z", Some("2024-02-29T00:00:00Z")),
        ("2026-02-29T00:00:00Z", None),
        ("2026-00-01T00:00:00Z", None),
        ("2026-01-00T00:00:00Z", None),
        ("2026-13-01T00:00:00Z", None),
        ("2026-06-23T24:00:00Z", None),
        ("2026-06-23T23:60:00Z", None),
        ("2026-06-23T23:59:61Z", None),
        // Leap seconds.
        ("2016-12-31T23:59:60Z", Some("2016-12-31T23:59:59.999999999Z")),
        ("2016-12-31T23:59:60.5Z", Some("2016-12-31T23:59:59.999999999Z")),
        ("2016-12-31T23:59:60,5Z", Some("2016-12-31T23:59:59.999999999Z")),
        ("2016-12-31T15:59:60-08:00", Some("2016-12-31T15:59:59.999999999-08:00")),
        ("2016-12-31T15:59:60-0800", Some("2016-12-31T15:59:59.999999999-08:00")),
        ("2017-01-02T00:59:60+25:00", Some("2017-01-02T00:59:59.999999999+25:00")),
        ("9999-12-31T23:59:60Z", Some("9999-12-31T23:59:59.999999999Z")),
        ("9999-12-31T23:59:60-01:00", None),
        ("2016-12-31T23:59:60.Z", None),
        ("2016-12-31T23:59:60,xZ", None),
        ("2016-12-31T23:59:60+01:00", None),
        ("2016-12-31T23:59:60+0100", None),
        ("2016-12-31T23:59:60+00:00:30", None),
        ("2016-12-30T23:59:60Z", None),
        ("2026-06-23T10:15:60Z", None),
        // Years.
        ("0000-01-01T00:00:00Z", Some("0000-01-01T00:00:00Z")),
        ("0000-01-01T00:00:00+25:00", Some("0000-01-01T00:00:00+25:00")),
        ("9999-12-31T23:59:59.999999999Z", Some("9999-12-31T23:59:59.999999999Z")),
        ("9999-12-31T23:59:59-25:59:59", Some("9999-12-31T23:59:59-25:59:59")),
        ("10000-01-01T00:00:00Z", None),
        ("+10000-01-01T00:00:00Z", None),
        ("-0001-01-01T00:00:00Z", None),
        ("+2026-01-01T00:00:00Z", None),
        ("026-01-01T00:00:00Z", None),
    ];
    for (text, expected) in cases {
        let found = date_time(text);
        assert_eq!(found.as_deref(), expected, "{text}");
        if let Some(written) = found {
            assert_eq!(date_time(&written), Some(written), "what is written is read");
        }
    }
}

#[test]
fn dates() {
    let cases = [
        ("2026-06-23", Some("2026-06-23")),
        ("0000-01-01", Some("0000-01-01")),
        ("9999-12-31", Some("9999-12-31")),
        ("2024-02-29", Some("2024-02-29")),
        ("2026-02-29", None),
        ("2026-6-23", None),
        ("20260623", None),
        ("+2026-06-23", None),
        ("-0001-01-01", None),
        ("-001-01-01", None),
        ("+026-01-01", None),
        ("10000-01-01", None),
        ("2026-06-23Z", None),
        ("2026-06-23T00:00:00Z", None),
        (" 2026-06-23", None),
        ("", None),
    ];
    for (text, expected) in cases {
        assert_eq!(date(text).as_deref(), expected, "{text}");
    }
}

/// Date-times, nearly: right ones in every spelling, with up to three characters replaced, added or taken away.
fn nearly() -> impl Strategy<Value = String> {
    let right = "(0000|2016|2026|9999)-(01|02|06|12)-(01|23|28|29|30|31)[Tt ](00|14|22|23)[:](00|59)[:](00|49|59|60)([.,][0-9]{1,11})?([Zz]|[+-](00|01|23|24|25)(:?(00|01|30|59)(:(00|59))?)?)";
    let change = (any::<prop::sample::Index>(), 0..3, "[0-9TtZz :+.,é-]");
    (right, prop::collection::vec(change, 0..=3)).prop_map(|(text, changes)| {
        let mut characters: Vec<char> = text.chars().collect();
        for (place, kind, with) in changes {
            let at = place.index(characters.len().max(1));
            let with = with.chars();
            match kind {
                0 => drop(characters.splice(at..(at + 1).min(characters.len()), with)),
                1 => drop(characters.splice(at..at, with)),
                _ => drop(characters.splice(at..(at + 1).min(characters.len()), [])),
            }
        }
        characters.into_iter().collect()
    })
}

#[test]
fn every_spelling_is_judged_alike() {
    proptest!(ProptestConfig::with_cases(3_000), |(text in nearly())| {
        if let Some(written) = date_time(&text) {
            prop_assert_eq!(date_time(&written), Some(written));
        }
        date(&text);
        date(text.get(..10).unwrap_or_default());
    });
}

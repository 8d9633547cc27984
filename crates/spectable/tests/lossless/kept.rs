//! What comes back as it was.

use proptest::prelude::*;
use serde_json::Value;
use spectable::Model;
use spectable::types::{Date, OffsetDateTime};
use time::{Time, UtcOffset};

use crate::call::*;

/// Each document comes back as it was, by every reader and writer.
fn comes_back(texts: &[&str]) {
    for text in texts {
        for (reader, read) in every_reader(text) {
            let call = read.unwrap_or_else(|error| panic!("{reader}: {text}: {error}"));
            assert_eq!(value(&written(&call)), value(text), "{reader}");
            assert_eq!(spectable::to_value(&call).unwrap(), value(text), "{reader}");
            assert_eq!(serde_json::to_value(&call).unwrap(), value(text), "{reader}");
            assert_eq!(value(&serde_json::to_string(&call).unwrap()), value(text), "{reader}");
            assert_eq!(value(&streamed(&call)), value(text), "{reader}");
        }
    }
}

/// How often a property is tried. Miri takes a thousand times as long, and has no files.
fn cases(cases: u32) -> ProptestConfig {
    if cfg!(miri) {
        ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() }
    } else {
        ProptestConfig::with_cases(cases)
    }
}

#[test]
fn unknown_keys_are_kept_whatever_their_values() {
    comes_back(&[
        r#"{"unknown":null}"#,
        r#"{"unknown":{"a":[1,2.5,-3,true,"x",null,{}],"":[]}}"#,
        r#"{"unknown":18446744073709551615}"#,
        r#"{"unknown":-9223372036854775808}"#,
        r#"{"next":{"x":1},"all":[{"y":2}],"byName":{"z":{"z":3}},"w":4}"#,
        r#"{"\u0000\n\"":1,"schlüssel":2,"😀":3,"":4}"#,
    ]);
}

#[test]
fn unknown_values_of_enums_are_kept() {
    comes_back(&[
        r#"{"direction":"in"}"#,
        r#"{"direction":"sideways"}"#,
        r#"{"direction":""}"#,
        r#"{"direction":"IN"}"#,
    ]);
}

#[test]
fn what_is_no_alternative_of_a_union_is_kept() {
    for other in ["1", "true", "[1,null]", r#"{"a":{"b":[]}}"#, r#""sideways""#, r#"{"a":1,"text":"x"}"#] {
        comes_back(&[&format!(r#"{{"either":{other}}}"#), &format!(r#"{{"eithers":[{other},null]}}"#)]);
    }
}

#[test]
fn unknown_values_of_enums_of_integers_are_kept() {
    for number in ["1", "3", "0", "-1", "9223372036854775807", "-9223372036854775808"] {
        comes_back(&[&format!(r#"{{"level":{number}}}"#), &format!(r#"{{"levels":[1,{number}]}}"#)]);
    }
}

#[test]
fn null_items_that_are_documented_are_kept() {
    comes_back(&[r#"{"levels":[null,1,null]}"#, r#"{"levels":[null]}"#, r#"{"maybe":{"a":null,"b":""}}"#]);
}

#[test]
fn keys_whose_values_are_documented_are_kept() {
    comes_back(&[
        r#"{"labels":{"text":"x","":1,"additional":3,"a\"":2}}"#,
        r#"{"labels":{"a":null,"b":1,"text":null}}"#,
        r#"{"labels":{}}"#,
    ]);
}

#[test]
fn explicit_nulls_are_kept() {
    comes_back(&[r#"{"text":null,"integer":null,"at":null,"object":null,"direction":null,"all":null}"#]);
    comes_back(&[r#"{"next":{"next":null}}"#, r#"{"objects":[null],"named":{"a":null}}"#]);
}

#[test]
fn an_object_with_the_key_that_serde_json_keeps_for_itself_is_kept() {
    let texts = [
        r#"{"unknown":{"$serde_json::private::Number":"12"}}"#,
        r#"{"object":{"$serde_json::private::Number":"12"}}"#,
        r#"{"objects":[{"$serde_json::private::Number":"12"}]}"#,
    ];
    for text in texts {
        for (reader, read) in ours(text) {
            assert_eq!(written(&read.unwrap()), text, "{reader}");
        }
        // With `arbitrary_precision`, serde_json hands this object over as it does a number.
        if !precise() {
            comes_back(&[text]);
        }
    }
    comes_back(&[r#"{"object":12,"objects":[1.5,-3],"unknown":[12,0.25,1e300]}"#]);
}

#[test]
fn an_object_that_cannot_be_a_number_of_serde_json_is_kept_by_serde_too() {
    for text in [
        r#"{"unknown":{"$serde_json::private::Number":12}}"#,
        r#"{"object":{"$serde_json::private::Number":{"a":[]}}}"#,
        r#"{"object":{"$serde_json::private::Number":"twelve"}}"#,
        r#"{"object":{"$":1,"$serde_json::private::Number":"12"}}"#,
        r#"{"object":{"$serde_json::private::Number":"12","a":1}}"#,
        r#"{"object":{"$serde_json::private::RawValue":{"a":[]}}}"#,
        r#"{"object":{"$":1,"$serde_json::private::RawValue":"12"}}"#,
    ] {
        for (reader, read) in ours(text).into_iter().chain(serdes(text)) {
            let call = read.unwrap_or_else(|error| panic!("{reader}: {text}: {error}"));
            assert_eq!(written(&call), text, "{reader}");
        }
    }
}

#[test]
fn what_a_value_cannot_hold_is_kept_as_text_under_an_unknown_key() {
    for (exact, beyond) in BEYOND_A_VALUE.into_iter().filter(|(_, beyond)| beyond.needs_text()) {
        let lossy = beyond.lossy();
        let spaced = exact.replace(':', " :\n ").replace("[0", "[ 0").replace("{\"a", "{\t\"a");
        let spaced = format!("{{ \"unknown\" : {spaced} , \"next\":{{\"text\":\"x\",\"inner\":{exact}}}}}");
        let expected = format!(r#"{{"next":{{"text":"x","inner":{exact}}},"unknown":{exact}}}"#);
        for (reader, read) in ours(&spaced) {
            let mut call = read.unwrap_or_else(|error| panic!("{reader}: {exact}: {error}"));
            assert_eq!(call.extra().exact_text("unknown"), Some(exact), "{reader}");
            assert_eq!(written(&call), expected, "{reader}");
            assert!(format!("{call:?} {:?}", call.extra()).contains(exact), "{call:?}");

            // Text in memory has a place for it, serde and a `Value` have none.
            assert_eq!(serde_json::to_string(&call).unwrap(), expected);
            assert_eq!(serde_json::to_string(&[&call]).unwrap(), format!("[{expected}]"));
            let to_value = text_of(spectable::to_value(&call));
            let through_serde = text_of(serde_json::to_value(&call));
            let indented = text_of(serde_json::to_string_pretty(&call));
            assert_eq!((to_value.is_err(), through_serde.is_err(), indented.is_err()), (lossy, lossy, lossy));
            if lossy {
                assert!(to_value.unwrap_err().starts_with("next.inner: "));
                assert!(through_serde.unwrap_err().starts_with("next.inner: "));
            } else {
                // Rounded, as serde_json itself reads it.
                assert_eq!(to_value.unwrap(), value(&expected));
            }

            // Another value drops the text.
            let other = spectable::from_str::<Call>(&expected.replace("unknown", "other")).unwrap();
            assert_ne!(call, other);
            let nearest = call.extra().get("unknown").cloned().unwrap();
            let kept = call.clone();
            call.extra_mut().insert("unknown", nearest).unwrap();
            assert_eq!(call.extra().exact_text("unknown"), None);
            assert_ne!(call, kept, "the text counts");
            call.extra_mut().remove("unknown");
            assert_eq!(call.extra().exact_text("unknown"), None);
        }
    }
    assert_eq!(size_of::<spectable::Extra>(), size_of::<usize>());
}

#[test]
fn numbers_of_unknown_keys_have_a_text_only_where_they_need_one() {
    for number in
        ["0", "-0", "1", "1.50", "0.1", "0.30000000000000004", "1e5", "100000000000000000000", "5e-324"]
    {
        let text = format!(r#"{{"unknown":{number}}}"#);
        let call: Call = spectable::from_str(&text).unwrap();
        assert_eq!(call.extra().exact_text("unknown"), None, "{number}");
        assert_eq!(value(&written(&call)).get("unknown").unwrap().as_f64(), number.parse().ok(), "{number}");
    }
}

#[test]
fn every_decimal_number_of_an_unknown_key_is_kept() {
    proptest!(cases(2000), |(number in "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,25})?([eE][+-]?[0-9]{1,3})?")| {
        let call: Call = spectable::from_str(&format!(r#"{{"unknown":{number}}}"#)).unwrap();
        let written = written(&call);
        let back = written.strip_prefix(r#"{"unknown":"#).and_then(|text| text.strip_suffix('}')).unwrap();
        prop_assert_eq!(canonical(back), canonical(&number));
    });
}

/// A decimal number in one spelling: its sign, its digits, the power of ten of the last one.
fn canonical(number: &str) -> (bool, String, i64) {
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}").replace('-', "");
    let trimmed = digits.trim_end_matches('0');
    let power =
        exponent.parse::<i64>().unwrap() - fraction.len() as i64 + (digits.len() - trimmed.len()) as i64;
    let digits = trimmed.trim_start_matches('0').to_owned();
    if digits.is_empty() { (false, digits, 0) } else { (number.starts_with('-'), digits, power) }
}

#[test]
fn every_text_is_kept() {
    proptest!(cases(256), |(text in any::<String>(), key in any::<String>())| {
        let call = Call::default().with_text(&*text).with_named([(key.clone(), Value::from(&*text))]);
        for (reader, read) in every_reader(&written(&call)) {
            prop_assert_eq!(read.as_ref(), Ok(&call), "{}", reader);
        }
        prop_assert_eq!(spectable::from_str::<Call>(&spectable::to_string_pretty(&call).unwrap()).unwrap(), call);
    });
    comes_back(&[r#"{"text":"\u0000\u001f\u007f\u2028\ud83d\ude00\ufffe\ufeff\/"}"#]);
}

#[test]
fn every_whole_number_that_fits_is_kept() {
    let kept = |integer: i64| {
        let text = written(&Call::default().with_integer(integer));
        assert_eq!(text, format!(r#"{{"integer":{integer}}}"#));
        for (reader, read) in every_reader(&text) {
            assert_eq!(read.unwrap().integer, Some(integer), "{reader}");
        }
    };
    for integer in [i64::MIN, i64::MIN + 1, -(1 << 53) - 1, -1, 0, 1, (1 << 53) + 1, i64::MAX - 1, i64::MAX] {
        kept(integer);
    }
    proptest!(cases(256), |(integer in any::<i64>())| kept(integer));
}

#[test]
fn every_whole_number_of_a_documented_width_is_kept() {
    let kept = |small: i32, unsigned: u64| {
        let text = written(&Call::default().with_integer32(small).with_unsigned(unsigned));
        assert_eq!(text, format!(r#"{{"integer32":{small},"unsigned":{unsigned}}}"#));
        for (reader, read) in every_reader(&text) {
            let read = read.unwrap();
            assert_eq!((read.integer32, read.unsigned), (Some(small), Some(unsigned)), "{reader}");
        }
    };
    for small in [i32::MIN, i32::MIN + 1, -1, 0, 1, i32::MAX - 1, i32::MAX] {
        for unsigned in [0, 1, (1 << 53) + 1, i64::MAX as u64, i64::MAX as u64 + 1, u64::MAX - 1, u64::MAX] {
            kept(small, unsigned);
        }
    }
    proptest!(cases(256), |(small in any::<i32>(), unsigned in any::<u64>())| kept(small, unsigned));
}

#[test]
fn every_float_is_kept_to_the_bit() {
    let kept = |number: f64| {
        let text = written(&Call::default().with_number(number));
        for (reader, read) in every_reader(&text) {
            let back = read.unwrap().number.map(f64::to_bits);
            assert_eq!(back, Some(number.to_bits()), "{reader}: {number:?}");
        }
    };
    for number in [
        0.0,
        -0.0,
        5e-324,
        -5e-324,
        2.225_073_858_507_201e-308,
        f64::MIN_POSITIVE,
        f64::MAX,
        f64::MIN,
        0.1,
        1e23,
        9007199254740993.0,
    ] {
        kept(number);
    }
    proptest!(cases(2000), |(bits in any::<u64>())| {
        let number = f64::from_bits(bits);
        if number.is_finite() {
            kept(number);
        }
    });
}

#[test]
fn every_date_time_that_can_be_written_is_read_again() {
    proptest!(cases(2000), |(
        day in 1_721_060_i32..=5_373_484,
        time in (0_u8..24, 0_u8..60, 0_u8..60, 0_u32..1_000_000_000),
        offset in -93_599_i32..=93_599,
        digits in 0_u32..=9,
    )| {
        let nanosecond = time.3 / 10_u32.pow(digits) * 10_u32.pow(digits);
        let time = Time::from_hms_nano(time.0, time.1, time.2, nanosecond).unwrap();
        let day = Date::from_julian_day(day).unwrap();
        let at = OffsetDateTime::new_in_offset(day, time, UtcOffset::from_whole_seconds(offset).unwrap());
        let call = Call::default().with_at(at).with_day(day);
        for (reader, read) in every_reader(&written(&call)) {
            let read = read.unwrap();
            prop_assert_eq!(read.at.map(|it| (it, it.offset())), Some((at, at.offset())), "{}", reader);
            prop_assert_eq!(read.day, Some(day));
        }
    });
}

//! Keys and properties in every number, length and spelling: what stands in one block or word and what does not.
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "a test says what it expects by failing, and its models are not for others"
)]

use std::collections::BTreeMap;

use spectable::Model;

spectable::model! {
    pub struct Named = "Named" {
        nothing with_nothing: bool = "",
        one with_one: bool = "a",
        three with_three: bool = "abc",
        four with_four: bool = "abcd",
        seven with_seven: bool = "abcdefg",
        eight with_eight: bool = "abcdefgh",
        nine with_nine: bool = "abcdefghi",
        fifteen with_fifteen: bool = "abcdefghijklmno",
        sixteen with_sixteen: bool = "abcdefghijklmnop",
        seventeen with_seventeen: bool = "abcdefghijklmnopq",
        // The first sixteen bytes of these are the same.
        other with_other: bool = "abcdefghijklmnopr",
        longest_in_a_block with_longest_in_a_block: bool = "abcdefghijklmnopqrstuvwxyz01",
        longer with_longer: bool = "abcdefghijklmnopqrstuvwxyz012",
        long with_long: bool = "abcdefghijklmnopqrstuvwxyz0123456789",
        long_too with_long_too: bool = "abcdefghijklmnopqrstuvwxyz0123456789!",
        german with_german: bool = "größe",
        quoted with_quoted: bool = "say \"so\"",
        long_and_quoted with_long_and_quoted: bool = "say \"so\", and say it again and again",
    }
}

// The first sixteen bytes of all names are the same.
#[rustfmt::skip]
spectable::model! {
    pub struct Alike = "Alike" {
        b0 with_b0: bool = "custom_attribute_00", b1 with_b1: bool = "custom_attribute_01_of_the_customer",
        b2 with_b2: bool = "custom_attribute_02", b3 with_b3: bool = "custom_attribute_03_of_the_customer",
        b4 with_b4: bool = "custom_attribute_04", b5 with_b5: bool = "custom_attribute_05_of_the_customer",
        b6 with_b6: bool = "custom_attribute_06", b7 with_b7: bool = "custom_attribute_07_of_the_customer",
        b8 with_b8: bool = "custom_attribute_08", b9 with_b9: bool = "custom_attribute_09_of_the_customer",
        b10 with_b10: bool = "custom_attribute_10", b11 with_b11: bool = "custom_attribute_11_of_the_customer",
        b12 with_b12: bool = "custom_attribute_12", b13 with_b13: bool = "custom_attribute_13_of_the_customer",
        b14 with_b14: bool = "custom_attribute_14", b15 with_b15: bool = "custom_attribute_15_of_the_customer",
        b16 with_b16: bool = "custom_attribute_16", b17 with_b17: bool = "custom_attribute_17_of_the_customer",
        b18 with_b18: bool = "custom_attribute_18", b19 with_b19: bool = "custom_attribute_19_of_the_customer",
        b20 with_b20: bool = "custom_attribute_20", b21 with_b21: bool = "custom_attribute_21_of_the_customer",
        b22 with_b22: bool = "custom_attribute_22", b23 with_b23: bool = "custom_attribute_23_of_the_customer",
    }
}

#[test]
fn each_key_is_read_and_written_whatever_it_shares_with_others() {
    each_key::<Named>();
    each_key::<Alike>();
}

fn each_key<M: Model>() {
    let names: Vec<_> = M::default().fields().map(|(field, _)| field.wire_name()).collect();
    for name in &names {
        let plain = serde_json::to_string(name).unwrap();
        let spelled: String = name.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        for key in [plain.clone(), format!("\"{spelled}\"")] {
            for (before, behind) in [
                ("", ""),
                ("", ",\"behind this one is a key that is not there\":1"),
                (" \"before\" : 1 , ", " , \"behind this one is a key that is not there\" : 1"),
            ] {
                let text = format!("{{{before}{key}:true{behind}}}");
                let model: M = spectable::from_str(&text).unwrap();
                let set: Vec<_> = model.fields().filter(|(_, value)| value.is_some()).collect();
                assert_eq!((set.len(), set[0].0.wire_name()), (1, *name), "{text}");
                assert_eq!(model, serde_json::from_str(&text).unwrap(), "{text}");
                let written = spectable::to_string(&model).unwrap();
                assert!(written.starts_with(&format!("{{{plain}:true")), "{written}");
            }
        }
        let unknown = format!("{name}x");
        let text = serde_json::json!({ &unknown: 1 }).to_string();
        let model: M = spectable::from_str(&text).unwrap();
        assert_eq!(model.extra().get(&unknown), Some(&1.into()), "{unknown}");
    }
}

/// A model with 64 properties, as many as a word has bits, and perhaps more.
#[rustfmt::skip]
macro_rules! word_and {
    ($name:ident = $documented:literal { $($more:tt)* }) => {
        spectable::model! {
            pub struct $name = $documented {
                a0 with_a0: i64 = "a0", a1 with_a1: i64 = "a1", a2 with_a2: i64 = "a2", a3 with_a3: i64 = "a3",
                a4 with_a4: i64 = "a4", a5 with_a5: i64 = "a5", a6 with_a6: i64 = "a6", a7 with_a7: i64 = "a7",
                a8 with_a8: i64 = "a8", a9 with_a9: i64 = "a9", a10 with_a10: i64 = "a10", a11 with_a11: i64 = "a11",
                a12 with_a12: i64 = "a12", a13 with_a13: i64 = "a13", a14 with_a14: i64 = "a14", a15 with_a15: i64 = "a15",
                a16 with_a16: i64 = "a16", a17 with_a17: i64 = "a17", a18 with_a18: i64 = "a18", a19 with_a19: i64 = "a19",
                a20 with_a20: i64 = "a20", a21 with_a21: i64 = "a21", a22 with_a22: i64 = "a22", a23 with_a23: i64 = "a23",
                a24 with_a24: i64 = "a24", a25 with_a25: i64 = "a25", a26 with_a26: i64 = "a26", a27 with_a27: i64 = "a27",
                a28 with_a28: i64 = "a28", a29 with_a29: i64 = "a29", a30 with_a30: i64 = "a30", a31 with_a31: i64 = "a31",
                a32 with_a32: i64 = "a32", a33 with_a33: i64 = "a33", a34 with_a34: i64 = "a34", a35 with_a35: i64 = "a35",
                a36 with_a36: i64 = "a36", a37 with_a37: i64 = "a37", a38 with_a38: i64 = "a38", a39 with_a39: i64 = "a39",
                a40 with_a40: i64 = "a40", a41 with_a41: i64 = "a41", a42 with_a42: i64 = "a42", a43 with_a43: i64 = "a43",
                a44 with_a44: i64 = "a44", a45 with_a45: i64 = "a45", a46 with_a46: i64 = "a46", a47 with_a47: i64 = "a47",
                a48 with_a48: i64 = "a48", a49 with_a49: i64 = "a49", a50 with_a50: i64 = "a50", a51 with_a51: i64 = "a51",
                a52 with_a52: i64 = "a52", a53 with_a53: i64 = "a53", a54 with_a54: i64 = "a54", a55 with_a55: i64 = "a55",
                a56 with_a56: i64 = "a56", a57 with_a57: i64 = "a57", a58 with_a58: i64 = "a58", a59 with_a59: i64 = "a59",
                a60 with_a60: i64 = "a60", a61 with_a61: i64 = "a61", a62 with_a62: i64 = "a62", a63 with_a63: i64 = "a63",
                $($more)*
            }
        }
    };
}
word_and! { Word = "Word" {} }
word_and! { WordAndOthers = "WordAndOthers" { others with_others: BTreeMap<String, i64> = "" (additional), } }
word_and! { WordAndMore = "WordAndMore" {
    b0 with_b0: i64 = "b0", b1 with_b1: i64 = "b1",
    others with_others: BTreeMap<String, i64> = "" (additional),
} }
spectable::model! {
    pub struct Few = "Few" {
        a0 with_a0: i64 = "a0",
        others with_others: BTreeMap<String, i64> = "" (additional),
    }
}

#[test]
fn each_property_of_many_is_written() {
    fn check<M: Model>(others: bool) {
        let names: Vec<_> = M::default().fields().map(|(field, _)| field.wire_name()).collect();
        for (at, name) in names.iter().enumerate() {
            for more in [None, names.get(at + 1), names.last().filter(|last| *last != name)] {
                let mut members = format!("\"{name}\":{at}");
                if let Some(more) = more {
                    members.push_str(&format!(",\"{more}\":7"));
                }
                if others {
                    members.push_str(",\"other\":8");
                }
                let text = format!("{{{members}}}");
                let model: M = spectable::from_str(&text).unwrap();
                assert_eq!(spectable::to_string(&model).unwrap(), text);
                assert_eq!(serde_json::to_string(&model).unwrap(), text);
            }
        }
    }
    check::<Word>(false);
    check::<WordAndOthers>(true);
    check::<WordAndMore>(true);
    check::<Few>(true);
}

//! What is true of every list of records, and of any bytes.

use std::collections::BTreeMap;

use proptest::prelude::*;
use spectable::types::Value;
use spectable::{Element, Error, ErrorKind, Lines, Reader, Stream};

use super::readers::Pieces;
use super::told;

type Object = BTreeMap<String, Value>;

/// Any JSON value.
fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        "[\"\\\\{}\\[\\],: a\n\t😀é]{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(".{0,4}", inner, 0..5)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn sizes() -> impl Strategy<Value = Vec<usize>> {
    prop_oneof![
        Just(vec![1]),
        Just(vec![7]),
        prop::collection::vec(1usize..40, 1..8),
        prop::collection::vec(1usize..100_000, 1..8),
    ]
}

fn all<T: Element>(records: impl Iterator<Item = Result<T, Error>>) -> Result<Vec<T>, Error> {
    records.collect()
}

/// What is between two values; nothing only where a bracket or quote tells them apart.
fn separator(which: u8, before: &Value, behind: &Value) -> &'static str {
    let is_bare = |value: &Value| value.is_number() || value.is_boolean() || value.is_null();
    match which % 6 {
        0 if !(is_bare(before) && is_bare(behind)) => "",
        1 => "\n",
        2 => " \t\r\n ",
        3 => "\n\u{1e}",
        4 => "\r\n\r\n",
        _ => " ",
    }
}

proptest! {
    #[test]
    fn every_list_of_documents_comes_back_as_it_was(
        values in prop::collection::vec((any_value(), any::<u8>(), any::<bool>()), 0..12),
        sizes in sizes(),
        line_end in prop_oneof![Just("\n"), Just("\r\n"), Just("\n \n\r\n")],
    ) {
        let texts = values.iter().map(|(value, _, _)| spectable::to_string(value).unwrap());
        let expected = texts.clone().map(|text| spectable::from_str(&text)).collect::<Result<Vec<Value>, _>>().unwrap();
        let lines = texts.clone().collect::<Vec<_>>().join(line_end);
        prop_assert_eq!(all(Lines::<_, Value>::new(Pieces::new(lines.as_bytes(), &sizes))).unwrap(), &*expected);
        prop_assert_eq!(all(Stream::<_, Value>::new(Pieces::new(lines.as_bytes(), &sizes))).unwrap(), &*expected);

        let mut stream = String::new();
        for (at, (value, which, pretty)) in values.iter().enumerate() {
            if at > 0 {
                stream.push_str(separator(*which, &values[at - 1].0, value));
            }
            let text = if *pretty { spectable::to_string_pretty(value) } else { spectable::to_string(value) };
            stream.push_str(&text.unwrap());
        }
        prop_assert_eq!(all(Stream::<_, Value>::new(Pieces::new(stream.as_bytes(), &sizes))).unwrap(), &*expected);
    }

    #[test]
    fn what_is_cut_off_anywhere_gives_all_before_it_and_an_eof_error(
        values in prop::collection::vec(prop::collection::btree_map(".{0,4}", any_value(), 0..4), 1..5),
        pretty in any::<bool>(),
        sizes in sizes(),
        cut in any::<prop::sample::Index>(),
    ) {
        let text = |value| if pretty { spectable::to_string_pretty(value) } else { spectable::to_string(value) };
        let texts = values.iter().map(|value| text(value).unwrap()).collect::<Vec<_>>();
        let whole = texts.join("\n");
        let cut = &whole.as_bytes()[..cut.index(whole.len() + 1)];
        let mut complete = 0;
        let mut rest = cut.len();
        while texts.get(complete).is_some_and(|text| rest >= text.len()) {
            rest = rest.saturating_sub(texts[complete].len() + 1);
            complete += 1;
        }
        let stream = Stream::<_, Object>::new(Pieces::new(cut, &sizes)).collect::<Vec<_>>();
        let lines = Lines::<_, Object>::new(Pieces::new(cut, &sizes)).collect::<Vec<_>>();
        for records in [Some(stream), (!pretty).then_some(lines)].into_iter().flatten() {
            prop_assert_eq!(records.len(), complete + usize::from(rest > 0));
            for (record, value) in records.iter().zip(&values[..complete]) {
                prop_assert_eq!(record.as_ref().unwrap(), value);
            }
            for error in &records[complete..] {
                prop_assert_eq!(error.as_ref().unwrap_err().kind(), ErrorKind::Eof);
            }
        }
    }

    #[test]
    fn any_bytes_end_and_come_out_alike_however_they_come(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..200),
            "[\\[\\]{}\",: \n\r\u{1e}\\\\truefalsn0123é.-]{0,120}".prop_map(String::into_bytes),
        ],
        sizes in sizes(),
        limit in 0u64..150,
    ) {
        let options = Reader::new().limit(limit);
        let whole = options.stream::<Value, _>(&bytes[..]).map(told).collect::<Vec<_>>();
        let pieces = options.stream::<Value, _>(Pieces::new(&bytes, &sizes)).map(told).collect::<Vec<_>>();
        prop_assert_eq!(&whole, &pieces);
        prop_assert!(whole.len() <= bytes.len());
        let whole = options.lines::<Value, _>(&bytes[..]).map(told).collect::<Vec<_>>();
        let pieces = options.lines::<Value, _>(Pieces::new(&bytes, &sizes)).map(told).collect::<Vec<_>>();
        prop_assert_eq!(&whole, &pieces);
        prop_assert!(whole.len() <= bytes.len());
    }
}

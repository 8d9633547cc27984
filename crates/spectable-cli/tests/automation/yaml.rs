//! YAML as a JSON value, every scalar as its text.

use saphyr_parser::{Event, Parser};
use serde_json::{Map, Value};

/// The one document of a text.
pub fn parse(text: &str) -> Value {
    let mut events = Parser::new_from_str(text).map(|event| event.unwrap().0);
    loop {
        match events.next().expect("a document") {
            Event::DocumentStart(_) => break,
            Event::StreamStart => {}
            other => panic!("{other:?} before the document"),
        }
    }
    let first = events.next().unwrap();
    value(first, &mut events)
}

fn value<'a>(event: Event<'a>, events: &mut impl Iterator<Item = Event<'a>>) -> Value {
    match event {
        Event::Scalar(text, ..) => text.into_owned().into(),
        Event::SequenceStart(..) => {
            let mut items = Vec::new();
            loop {
                match events.next().unwrap() {
                    Event::SequenceEnd => return items.into(),
                    item => items.push(value(item, events)),
                }
            }
        }
        Event::MappingStart(..) => {
            let mut members = Map::new();
            loop {
                match events.next().unwrap() {
                    Event::MappingEnd => return members.into(),
                    Event::Scalar(key, ..) => {
                        let next = events.next().unwrap();
                        let earlier = members.insert(key.to_string(), value(next, events));
                        assert_eq!(earlier, None, "`{key}` occurs twice");
                    }
                    other => panic!("{other:?} as a key"),
                }
            }
        }
        other => panic!("{other:?} is not expected here"),
    }
}

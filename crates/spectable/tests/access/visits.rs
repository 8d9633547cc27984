//! What a visitor sees, and in which order.

use spectable::{Model, View, Visit, Visitor};

use super::models::call;

/// Each place, with a sign before those that are entered. The place of this path is skipped.
struct Seen {
    places: Vec<String>,
    skipped: &'static str,
}

impl<'a> Visitor<'a> for Seen {
    fn enter(&mut self, path: &str, _: View<'a>) -> Visit {
        self.places.push(format!("> {path}"));
        if path == self.skipped { Visit::Skip } else { Visit::Inside }
    }

    fn leaf(&mut self, path: &str, view: View<'a>) {
        self.places.push(format!("{path} {}", view.to_value().unwrap()));
    }
}

#[test]
fn everything_in_documented_order() {
    let call = call(
        r#"{"x":[1],"settings":{"volume":3,"owner":5},"payloads":["w",["v"],{"kind":"fax"},{"kind":"file"}],"labels":{"b":"2","a.b":"1"},
            "parties":[{"name":"Ada","y":{}},{}],"next":{"notes":[null,"n"]},"anything":{"a":1},"id":null}"#,
    );
    let mut seen = Seen { places: Vec::new(), skipped: "-" };
    call.visit(&mut seen);
    let expected = [
        "> ",
        "id null",
        r#"anything {"a":1}"#,
        "> next",
        "> next.notes",
        "next.notes[0] null",
        r#"next.notes[1] "n""#,
        "> parties",
        "> parties[0]",
        r#"parties[0].name "Ada""#,
        "parties[0].y {}",
        "> parties[1]",
        "> labels",
        r#"labels["a.b"] "1""#,
        r#"labels.b "2""#,
        "> payloads",
        r#"payloads[0] "w""#,
        "> payloads[1]",
        r#"payloads[1][0] "v""#,
        r#"payloads[2] {"kind":"fax"}"#,
        "> payloads[3]",
        r#"payloads[3].kind "file""#,
        "> settings",
        "settings.owner 5",
        "settings.volume 3",
        "x [1]",
    ];
    assert_eq!(seen.places, expected);
    let leaves: Vec<_> = call.leaves().map(|leaf| leaf.path().to_owned()).collect();
    assert_eq!(leaves.len(), expected.iter().filter(|it| !it.starts_with('>')).count());
}

#[test]
fn what_is_skipped() {
    let call = call(r#"{"parties":[{"name":"Ada"},{"name":"Ben"}],"labels":{"a":"1"}}"#);
    let places = |skipped| {
        let mut seen = Seen { places: Vec::new(), skipped };
        call.visit(&mut seen);
        seen.places
    };
    assert_eq!(places("parties"), ["> ", "> parties", "> labels", r#"labels.a "1""#]);
    assert_eq!(places("parties[0]")[2..4], ["> parties[0]", "> parties[1]"]);
    assert_eq!(places(""), ["> "]);
}

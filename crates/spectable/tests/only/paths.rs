//! Paths that mean nothing, and what is said about them.

use super::*;

#[test]
fn what_names_nothing_is_told_with_what_was_meant() {
    let cases = [
        (
            "purpose",
            r#"the path "purpose" names nothing: Call has no property "purpose"; it has `id`, `talkSeconds`, `parties`, `byRole`, `next`, `target`, `any`, `odd.key` and 1 more"#,
        ),
        (
            "talkSecond",
            r#"the path "talkSecond" names nothing: Call has no property "talkSecond"; did you mean `talkSeconds`?"#,
        ),
        (
            "talk_seconds",
            r#"the path "talk_seconds" names nothing: Call has no property "talk_seconds"; did you mean `talkSeconds`?"#,
        ),
        (
            "next.parties.purpos",
            r#"next.parties: the path "next.parties.purpos" names nothing: Party has no property "purpos"; did you mean `purpose`?"#,
        ),
        (
            "byRole.lead.id",
            r#"byRole: the path "byRole.lead.id" names nothing: Party has no property "lead" (all entries of a map are read: leave its key out); it has `id`, `name`, `purpose`, `startTime`, `notes`"#,
        ),
        (
            "byRole.*.lead.id",
            r#"byRole: the path "byRole.*.lead.id" names nothing: Party has no property "lead"; it has `id`, `name`, `purpose`, `startTime`, `notes`"#,
        ),
        ("parties.0.id", "parties: all items of a list are read: leave the index out"),
        ("parties[0].id", "parties: all items of a list are read: leave the index out"),
        ("*", r#"the path "*" has an index or a star where it leads into Call: expected a property"#),
        (
            "next[0]",
            r#"next: the path "next[0]" has an index or a star where it leads into Call: expected a property"#,
        ),
        ("id.x", r#"id: the path "id.x" goes on, but a string is read as a whole: end the path here"#),
        (
            "target.name",
            r#"target: the path "target.name" goes on, but one of the alternatives of `Target` is read as a whole: end the path here"#,
        ),
        ("any.x", r#"any: the path "any.x" goes on, but any value is read as a whole: end the path here"#),
        (
            "parties.notes.x",
            r#"parties.notes: the path "parties.notes.x" goes on, but a string is read as a whole: end the path here"#,
        ),
        ("", "expected a path to a property, found an empty one: without `only`, all of a model is read"),
        (
            "a..b",
            "expected a name, found nothing: write an empty key as `[\"\"]`, and no point at the beginning or end",
        ),
    ];
    for (path, message) in cases {
        // Another path that covers it does not hide a mistake.
        let reader = Reader::new().only(["next", "parties", path]);
        let error = reader.check_paths::<Call>().unwrap_err();
        assert_eq!((error.kind(), error.to_string()), (ErrorKind::Path, message.to_owned()), "{path}");
        assert_eq!(reader.from_str::<Call>("{}").unwrap_err().to_string(), message);
        assert_eq!(reader.from_value::<Vec<Call>>(Value::Null).unwrap_err().to_string(), message);
        let by_serde = reader.seed::<Call>().deserialize(serde_json::json!({})).unwrap_err();
        assert_eq!(by_serde.to_string(), message);
    }
    let long = vec!["next"; 128].join(".");
    let error = Reader::new().only([long]).check_paths::<Call>().unwrap_err();
    assert_eq!(error.to_string(), "nested more than 127 levels deep");
}

#[test]
fn a_document_without_models_has_no_properties() {
    let reader = Reader::new().only(["id"]);
    fn told<T: Element>(reader: &Reader) -> String {
        reader.check_paths::<T>().unwrap_err().to_string()
    }
    let message = "`Reader::only` needs models to choose properties of, found";
    assert_eq!(
        told::<Vec<i64>>(&reader),
        format!("{message} a list, each item a whole number that fits 64 bits")
    );
    assert_eq!(told::<Target>(&reader), format!("{message} one of the alternatives of `Target`"));
    assert!(Reader::new().check_paths::<Target>().is_ok());
}

#[test]
fn streams_tell_it_once() {
    let reader = Reader::new().only(["nope"]);
    let text = &b"{}\n{}\n"[..];
    let mut lines = reader.lines::<Call, _>(text);
    assert_eq!(lines.next().unwrap().unwrap_err().kind(), ErrorKind::Path);
    assert!(lines.next().is_none());
    let mut stream = reader.stream::<Call, _>(text);
    assert_eq!(stream.next().unwrap().unwrap_err().kind(), ErrorKind::Path);
    assert!(stream.next().is_none());
}

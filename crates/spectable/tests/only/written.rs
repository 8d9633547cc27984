//! What a model that was read in part says of itself, and that it is not written as if it were whole.

use super::*;

fn in_part() -> Call {
    Reader::new()
        .only(["id", "parties.purpose", "next.parties.id", r#"["odd.key"]"#])
        .from_str(WHOLE)
        .unwrap()
}

#[test]
fn every_writer_refuses_it() {
    let call = in_part();
    let message = "Call was read in part (only `id`, `parties.purpose`, `next.parties.id`, `[\"odd.key\"]`), and writing it would lose what was \
                   skipped: read all of it, or call `forget_skipped` to write it without the rest";
    let errors = [
        spectable::to_string(&call).unwrap_err().to_string(),
        spectable::to_string_pretty(&call).unwrap_err().to_string(),
        spectable::to_vec(&call).unwrap_err().to_string(),
        spectable::to_writer(Vec::new(), &call).unwrap_err().to_string(),
        spectable::to_value(&call).unwrap_err().to_string(),
        serde_json::to_string(&call).unwrap_err().to_string(),
        ron::to_string(&call).unwrap_err().to_string(),
        call.view().to_value().unwrap_err().to_string(),
    ];
    assert_eq!(errors, [message; 8].map(str::to_owned));
    assert!(ciborium::into_writer(&call, Vec::new()).is_err());
    assert!(postcard::to_allocvec(&call).is_err());
    let list = vec![Call::default(), call];
    assert!(spectable::to_string(&list).unwrap_err().to_string().starts_with("[1]: Call was read in part"));
    // So do those in it.
    let whole = Call::default().with_parties(list[1].parties.clone().unwrap());
    for error in [spectable::to_string(&whole).unwrap_err(), spectable::to_value(&whole).unwrap_err()] {
        assert!(
            error.to_string().starts_with("parties[0]: Party was read in part (only `purpose`)"),
            "{error}"
        );
    }
}

#[test]
fn it_says_what_was_read() {
    let call = in_part();
    let part = call.part().unwrap();
    assert_eq!((part.model(), part.with_unknown()), ("Call", false));
    assert_eq!(
        part.paths().collect::<Vec<_>>(),
        ["id", "parties.purpose", "next.parties.id", "[\"odd.key\"]"]
    );
    // The paths of a part choose the same part.
    let again: Call = Reader::new().only(part.paths()).from_str(WHOLE).unwrap();
    assert_eq!(again, call);
    assert_eq!(call.next.as_ref().unwrap().part().unwrap().to_string(), "`parties.id`");
    assert_eq!(call.parties.as_ref().unwrap()[1].part().unwrap().to_string(), "`purpose`");
    let many = Reader::new()
        .only(["name", "id", "purpose", "startTime", "notes"].map(|key| format!("parties.{key}")));
    let many = many.only(
        [
            "id",
            "talkSeconds",
            "byRole.id",
            "byRole.name",
            "byRole.notes",
            "next.id",
            "any",
            "next.any",
            "odd",
        ]
        .map(|key| if key == "odd" { r#"["odd.key"]"#.to_owned() } else { key.to_owned() }),
    );
    let call: Call = many.from_str("{}").unwrap();
    let part = call.part().unwrap().to_string();
    assert!(part.ends_with("and 1 more"), "{part}");
    let nothing: Call = Reader::new().only([""; 0]).from_str("{}").unwrap();
    assert_eq!(nothing.part().unwrap().to_string(), "nothing");
    let unknown: Call = Reader::new().only([""; 0]).with_unknown().from_str("{}").unwrap();
    assert_eq!(unknown.part().unwrap().to_string(), "unknown keys");
    assert!(spectable::from_str::<Call>(WHOLE).unwrap().part().is_none());
}

/// They have no documented order, and none that counts.
#[test]
fn additional_properties_are_in_the_order_of_their_keys() {
    let [there, back] = [["red", "blue"], ["blue", "red"]].map(|keys| -> Call {
        let paths = ["next".to_owned()].into_iter().chain(keys.map(|key| format!("labels.{key}.id")));
        Reader::new().only(paths).from_str(WHOLE).unwrap()
    });
    assert_eq!(there, back);
    for call in [&there, &back] {
        assert_eq!(call.part().unwrap().to_string(), "`next`, `labels.blue.id`, `labels.red.id`");
        let labels = call.labels.as_ref().unwrap();
        assert_eq!(labels.part().unwrap().to_string(), "`blue.id`, `red.id`");
        assert_eq!(labels.others.as_ref().unwrap()["red"].id.as_deref(), Some("p-6"));
    }
}

#[test]
fn a_part_counts_in_eq_clone_and_debug() {
    let call = in_part();
    let mut forgotten = call.clone();
    assert_eq!(forgotten, call);
    forgotten.forget_skipped();
    assert!(forgotten != call && forgotten.part().is_none() && call.part().is_some());
    assert!(forgotten.parties.as_ref().unwrap()[0].part().is_none());
    assert_eq!(forgotten.clone().part(), None);
    let built: Call = spectable::from_str(&spectable::to_string(&forgotten).unwrap()).unwrap();
    assert_eq!(built, forgotten);
    let party: Party = Reader::new().only(["id"]).from_str(r#"{"id":"p-1","name":"Ada"}"#).unwrap();
    assert_eq!(format!("{party:?}"), r#"Party { id: "p-1", .. }"#);
    let other: Party = Reader::new().only(["id", "name"]).from_str(r#"{"id":"p-1"}"#).unwrap();
    assert_ne!(party, other);
}

#[test]
fn changes_leave_it_a_part() {
    let mut call = in_part();
    call.set("parties.0.purpose", "customer").unwrap();
    call.set("mood", "better").unwrap();
    call.remove("id").unwrap();
    call.set_null("talkSeconds").unwrap();
    call.extra_mut().clear();
    assert_eq!(call.part().unwrap().paths().len(), 4);
    assert!(spectable::to_string(&call).is_err());
    call.forget_skipped();
    assert_eq!(
        spectable::to_string(&call).unwrap(),
        r#"{"parties":[{"purpose":"customer"},{}],"next":{"parties":[{"id":"p-4"}]},"odd.key":"o"}"#
    );
}

#[test]
fn a_model_is_no_larger_for_it() {
    assert_eq!(size_of::<spectable::Extra>(), size_of::<usize>());
}

//! A page of the documentation, row by row: each of its 19 properties, by name, as the reflection tells.

use purecloud_models::spectable::{Kind, Model};
use purecloud_models::{
    CallHistoryParticipant, CallHistoryParticipantDirection, CallHistoryParticipantDisconnectType,
    CallHistoryParticipantFlaggedReason, CallHistoryParticipantPurpose,
};

/// What a property is, in a word.
fn word(kind: Kind) -> String {
    match kind {
        Kind::Text => "String".to_owned(),
        Kind::Integer => "i64".to_owned(),
        Kind::Boolean => "bool".to_owned(),
        Kind::DateTime => "OffsetDateTime".to_owned(),
        Kind::Enum(one) => format!("enum {}", one.name()),
        Kind::Model(table) => format!("Box<{}> of {}", table.name(), table.fields().len()),
        Kind::List(item) => format!("Vec<{}>", word(item.kind())),
        other => format!("{other:?}"),
    }
}

#[test]
fn nineteen_properties() {
    let expected = [
        ("id", "id", "String"),
        ("name", "name", "String"),
        ("address", "address", "String"),
        ("start_time", "startTime", "OffsetDateTime"),
        ("end_time", "endTime", "OffsetDateTime"),
        ("purpose", "purpose", "enum CallHistoryParticipantPurpose"),
        ("direction", "direction", "enum CallHistoryParticipantDirection"),
        ("ani", "ani", "String"),
        ("dnis", "dnis", "String"),
        ("user", "user", "Box<User> of 39"),
        ("queue", "queue", "Box<Queue> of 41"),
        ("group", "group", "Box<Group> of 17"),
        ("disconnect_type", "disconnectType", "enum CallHistoryParticipantDisconnectType"),
        ("external_contact", "externalContact", "Box<ExternalContact> of 38"),
        ("external_organization", "externalOrganization", "Box<ExternalOrganization> of 24"),
        ("did_interact", "didInteract", "bool"),
        ("sip_response_codes", "sipResponseCodes", "Vec<i64>"),
        ("flagged_reason", "flaggedReason", "enum CallHistoryParticipantFlaggedReason"),
        ("outbound_campaign", "outboundCampaign", "Box<Campaign> of 42"),
    ];
    let table = CallHistoryParticipant::table();
    assert_eq!(table.name(), "CallHistoryParticipant");
    let found: Vec<_> = table
        .fields()
        .map(|field| {
            assert!(
                !field.required() && !field.read_only() && !field.deprecated(),
                "{field:?} is plainly optional"
            );
            (field.documented_name(), field.wire_name(), word(field.kind()))
        })
        .collect();
    let expected: Vec<_> =
        expected.into_iter().map(|(name, wire, kind)| (name, wire, kind.to_owned())).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_values_of_its_enums() {
    assert_eq!(CallHistoryParticipantDirection::VALUES, ["inbound", "outbound"]);
    assert_eq!(CallHistoryParticipantFlaggedReason::VALUES, ["general"]);
    // The page's own list is cut off in the last word.
    assert_eq!(
        CallHistoryParticipantPurpose::VALUES,
        ["agent", "user", "customer", "external", "acd", "ivr"]
    );
    assert_eq!(CallHistoryParticipantDisconnectType::VALUES.len(), 19);
    assert_eq!(
        CallHistoryParticipantDisconnectType::from("transfer.noanswer"),
        CallHistoryParticipantDisconnectType::TransferNoanswer
    );
}

#[test]
fn the_fields_have_the_types_that_the_page_says() {
    let participant = CallHistoryParticipant::default()
        .with_id("p-1")
        .with_direction(CallHistoryParticipantDirection::Inbound)
        .with_purpose("agent")
        .with_did_interact(true)
        .with_sip_response_codes([200])
        .with_user(purecloud_models::User::default().with_name("somebody"));
    let CallHistoryParticipant { id, direction, purpose, did_interact, sip_response_codes, user, .. } =
        participant;
    assert_eq!(id.as_deref(), Some("p-1"));
    assert_eq!(direction, Some(CallHistoryParticipantDirection::Inbound));
    assert_eq!(purpose, Some(CallHistoryParticipantPurpose::Agent));
    assert_eq!(did_interact, Some(true));
    assert_eq!(sip_response_codes, Some(vec![200]));
    assert_eq!(user.and_then(|user| user.name).as_deref(), Some("somebody"));
}

#[test]
fn it_is_small_and_crosses_threads() {
    fn crosses_threads<T: Send + Sync + 'static>() {}
    crosses_threads::<CallHistoryParticipant>();
    let size = size_of::<CallHistoryParticipant>();
    assert!(size <= 400, "{size} bytes");
}

#[test]
fn the_page_is_the_one_that_was_given() {
    let seed =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/CallHistoryParticipant.md");
    let Ok(given) = std::fs::read(&seed) else {
        println!("skipped: there is no {}", seed.display());
        return;
    };
    assert_eq!(given, include_bytes!("../schema/CallHistoryParticipant.md"));
}

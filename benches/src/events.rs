//! Events, as a log or an export has them: thirty properties each, of all kinds.

use spectable::types::{BTreeMap, OffsetDateTime, String, Vec};

spectable::model! {
    /// Something that happened.
    pub struct Event = "Event" {
        /// What it is.
        id with_id: String = "id",
        /// Its kind.
        kind with_kind: String = "kind",
        /// When it was.
        created with_created: OffsetDateTime = "created",
        /// When it was changed.
        updated with_updated: OffsetDateTime = "updated",
        /// Whose it is.
        tenant with_tenant: String = "tenant",
        /// Where it was.
        region with_region: String = "region",
        /// Where from.
        source with_source: String = "source",
        /// How important it is.
        severity with_severity: i64 = "severity",
        /// What came of it.
        status with_status: String = "status",
        /// How long it took.
        duration with_duration: i64 = "duration",
        /// How good it was.
        score with_score: f64 = "score",
        /// Whether it was tried again.
        retried with_retried: bool = "retried",
        /// Whether it is over.
        closed with_closed: bool = "closed",
        /// Who did it.
        actor with_actor: Box<Actor> = "actor",
        /// Who was concerned.
        subject with_subject: Box<Actor> = "subject",
        /// In a few words.
        title with_title: String = "title",
        /// In many words.
        message with_message: String = "message",
        /// To be found by.
        tags with_tags: Vec<String> = "tags",
        /// Names and values.
        labels with_labels: BTreeMap<String, String> = "labels",
        /// What was done.
        steps with_steps: Vec<Step> = "steps",
        /// The request.
        method with_method: String = "method",
        /// Its path.
        path with_path: String = "path",
        /// Its answer.
        code with_code: i64 = "code",
        /// Its size.
        bytes with_bytes: i64 = "bytes",
        /// The client.
        agent with_agent: String = "agent",
        /// Its address.
        address with_address: String = "address",
        /// The trace.
        trace with_trace: String = "traceId",
        /// The part of the trace.
        span with_span: String = "spanId",
        /// The version of what wrote it.
        version with_version: String = "version",
        /// When it expires.
        expires with_expires: OffsetDateTime = "expires",
    }
    /// Somebody.
    pub struct Actor = "Actor" {
        /// Who it is.
        id with_id: String = "id",
        /// Called so.
        name with_name: String = "name",
        /// Reached so.
        email with_email: String = "email",
    }
    /// A part of what was done.
    pub struct Step = "Step" {
        /// Called so.
        name with_name: String = "name",
        /// When it began.
        started with_started: OffsetDateTime = "started",
        /// How long it took.
        duration with_duration: i64 = "duration",
        /// Whether it was done.
        ok with_ok: bool = "ok",
    }
}

/// Events as text, each on one line.
pub fn records(count: usize) -> impl Iterator<Item = String> {
    (0..count).map(record)
}

fn record(number: usize) -> String {
    let (minute, second) = (number % 60, number * 7 % 60);
    let time = |hour: usize| format!("2026-01-02T{hour:02}:{minute:02}:{second:02}.{:03}Z", number % 1000);
    let actor = |who: &str| {
        format!(
            r#"{{"id":"{who}-{number:08}","name":"{who} number {number}","email":"{who}.{number}@example.com"}}"#
        )
    };
    let step = |at: usize| {
        format!(
            r#"{{"name":"step-{at}","started":"{}","duration":{},"ok":{}}}"#,
            time(4),
            number * at,
            at != 3
        )
    };
    let steps: Vec<std::string::String> = (0..2 + number % 3).map(step).collect();
    [
        format!(r#"{{"id":"5d0f7c6a-0000-4000-8000-{number:012}","kind":"request.finished","created":"{}""#, time(3)),
        format!(r#","updated":"{}","tenant":"tenant-{}","region":"eu-central-1","source":"gateway","severity":{}"#, time(4), number % 90, number % 5),
        format!(r#","status":"done","duration":{},"score":0.{:03},"retried":{},"closed":true"#, number * 13 % 9000, number % 1000, number.is_multiple_of(9)),
        format!(r#","actor":{},"subject":{}"#, actor("clerk"), actor("client")),
        format!(r#","title":"A request was answered","message":"The answer to request {number} went out after some steps; \"cache\" was asked first.""#),
        format!(r#","tags":["public","v2","batch-{}"],"labels":{{"team":"core","stage":"live"}},"steps":[{}]"#, number % 40, steps.join(",")),
        format!(r#","method":"GET","path":"/api/v2/things/{number}","code":200,"bytes":{},"agent":"client/1.4 (linux; x86_64)","address":"192.0.2.{}""#, number * 31 % 100_000, number % 256),
        format!(r#","traceId":"{number:032x}","spanId":"{number:016x}","version":"3.1.4","expires":"{}"}}"#, time(23)),
    ]
    .concat()
}

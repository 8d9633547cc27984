//! Reading and writing a union that is told by a discriminator: MB/s of JSON, against serde's internally tagged derive of the same document.
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "a benchmark that fails has nothing to say, and its models are not for others"
)]

use std::hint::black_box;

use purecloud_benches::{Report, measure};
use purecloud_models::spectable;

spectable::union! {
    /// How a bill is paid.
    pub enum Payment {
        Card as_card: box Card where "method" = "card",
        Bank as_bank: box Bank where "method" = "bank",
        Cash as_cash: box Cash where "method" = "cash",
    }
}
spectable::model! {
    pub struct Card = "Card" {
        method with_method: Method = "method",
        number with_number: String = "number",
        holder with_holder: String = "holder",
        expires with_expires: i64 = "expires",
    }
    pub struct Bank = "Bank" {
        method with_method: Method = "method",
        iban with_iban: String = "iban",
        holder with_holder: String = "holder",
    }
    pub struct Cash = "Cash" {
        method with_method: Method = "method",
        amount with_amount: f64 = "amount",
    }
}

spectable::open_enum! {
    pub enum Method { Card = "card", Bank = "bank", Cash = "cash" }
}

/// The same for serde, as generators write it: an alternative is in a box, and the tag is not a field.
mod derived {
    use serde::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize)]
    #[serde(tag = "method", rename_all = "lowercase")]
    pub(super) enum Payment {
        Card(Box<Card>),
        Bank(Box<Bank>),
        Cash(Box<Cash>),
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct Card {
        #[serde(skip_serializing_if = "Option::is_none")]
        number: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        holder: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        expires: Option<i64>,
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct Bank {
        #[serde(skip_serializing_if = "Option::is_none")]
        iban: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        holder: Option<String>,
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct Cash {
        #[serde(skip_serializing_if = "Option::is_none")]
        amount: Option<f64>,
    }
}

/// As many as a page of a list has.
const PAYMENTS: usize = 100;

/// How often a page is read or written in a round.
const TIMES: usize = 200;

/// A page of payments, whose method is their first or their last key.
fn document(first: bool) -> String {
    let method = |name: &str, rest: &str| {
        if first {
            format!(r#"{{"method":"{name}",{rest}}}"#)
        } else {
            format!(r#"{{{rest},"method":"{name}"}}"#)
        }
    };
    let payment = |index: usize| match index % 3 {
        0 => method(
            "card",
            &format!(r#""number":"41111111{index:08}","holder":"A. Person","expires":{index}"#),
        ),
        1 => method("bank", &format!(r#""iban":"DE0212030000{index:08}","holder":"Another Person""#)),
        _ => method("cash", &format!(r#""amount":{index}.5"#)),
    };
    format!("[{}]", (0..PAYMENTS).map(payment).collect::<Vec<_>>().join(","))
}

fn often<T>(work: impl Fn() -> T) {
    (0..TIMES).for_each(|_| drop(black_box(work())));
}

fn main() -> std::io::Result<()> {
    let mut report = Report::new("Reading and writing unions", "MB/s", true);
    for (name, first) in [("discriminator first", true), ("discriminator last", false)] {
        let text = document(first);
        let megabytes = (TIMES * text.len()) as f64 / 1e6;
        measure(
            &mut report,
            &format!("read, {name}"),
            megabytes,
            || often(|| spectable::from_str::<Vec<Payment>>(&text).expect("it is read")),
            || often(|| serde_json::from_str::<Vec<derived::Payment>>(&text).expect("it is read")),
        );
        let table: Vec<Payment> = spectable::from_str(&text).expect("it is read");
        let derive: Vec<derived::Payment> = serde_json::from_str(&text).expect("it is read");
        measure(
            &mut report,
            &format!("write, {name}"),
            megabytes,
            || often(|| spectable::to_vec(&table).expect("it is written")),
            || often(|| serde_json::to_vec(&derive).expect("it is written")),
        );
    }
    report.publish("unions")
}

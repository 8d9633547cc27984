//! Every format and everything that a model can hold: what is written is read back the same, or it is refused when it is written.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by failing")]

mod formats;
mod rows;

use formats::Outcome;
use purecloud_formats::Everything;
use spectable::Model;

#[test]
fn probe() {
    for format in formats::all() {
        for row in rows::all() {
            for document in row.documents {
                let model: Everything = spectable::from_value(document.clone()).unwrap();
                let text = document.to_string();
                let text: String = text.chars().take(100).collect();
                match format.round_trip(&model) {
                    Outcome::Read(read) => {
                        let written = spectable::to_value(&*read).unwrap();
                        if let Some(at) = spectable::difference(Everything::table(), &document, &written) {
                            println!("DIFF {} {}: {at} {text}", format.name, row.name);
                        }
                        if *read != model {
                            println!("MODEL {} {} {text}", format.name, row.name);
                        }
                    }
                    Outcome::Refused(why) => {
                        println!("refused {} {}: {text}: {:.200}", format.name, row.name, why)
                    }
                    Outcome::Unreadable(why) => {
                        println!("UNREADABLE {} {}: {text}: {:.200}", format.name, row.name, why)
                    }
                }
            }
        }
    }
}

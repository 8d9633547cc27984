//! Reads a ferry with the models that build.rs makes of the pages in `schema/`, changes it, and writes it back.
//!
//! `cargo run -p example-build-script`
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "this is a program for a terminal")]

#[allow(unreachable_pub, reason = "models are public: they could be a library's")]
mod models {
    include!(concat!(env!("OUT_DIR"), "/models.rs"));
}

use models::{Crossing, Ferry, FerryState};

fn main() -> Result<(), spectable::Error> {
    let text = r#"{"id":"F-1","state":"boarding","crossings":[{"toPort":"Amrum","freePlaces":{"car":3,"bicycle":12}}],"captain":"K."}"#;
    let mut ferry: Ferry = spectable::from_str(text)?;
    for crossing in ferry.crossings.iter().flatten() {
        let places = crossing.free_places.iter().flatten().map(|(kind, places)| format!("{places} {kind}"));
        let port = crossing.to_port.as_deref().unwrap_or("somewhere");
        println!("to {port}: {}", places.collect::<Vec<_>>().join(", "));
    }
    assert_eq!(ferry.state, Some(FerryState::Boarding));

    ferry.state = Some(FerryState::Sailing);
    ferry.crossings.get_or_insert_default().push(Crossing::default().with_to_port("Föhr"));
    println!("{}", spectable::to_string(&ferry)?);
    Ok(())
}

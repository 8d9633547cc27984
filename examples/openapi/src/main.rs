//! Reads a hive with the models that the command made of `openapi.yaml`, and writes it back.
//!
//! `cargo run -p example-openapi`
//!
//! The models are written by `spectable generate --from examples/openapi/openapi.yaml --out examples/openapi/src/models`.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "this is a program for a terminal")]

#[rustfmt::skip]
#[allow(unreachable_pub, reason = "models are public: they could be a library's")]
mod models;

use models::{Hive, HiveTemperament, Marking, Queen};

fn main() -> Result<(), spectable::Error> {
    let text = r#"{"id":"H-3","temperament":"sleepy","weighings":[{"at":"2026-05-04T06:00:00Z","kilograms":31.5}],"roof":"tin"}"#;
    let hive: Hive = spectable::from_str(text)?;
    for weighing in hive.weighings.iter().flatten() {
        println!("{} kg", weighing.kilograms.unwrap_or_default());
    }
    // The document lists three temperaments, and this is another one: it is kept, as is the roof.
    if let Some(temperament @ HiveTemperament::Unrecognized(_)) = &hive.temperament {
        println!("not documented: {temperament}");
    }
    assert_eq!(spectable::to_string(&hive)?, text);

    let hive = hive.with_queen(Queen::default().with_marking(Marking::Yellow));
    println!("{}", spectable::to_string(&hive)?);
    Ok(())
}

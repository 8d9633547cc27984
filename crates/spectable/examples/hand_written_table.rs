//! A model without a generator: its table is written by hand.
//!
//! `cargo run -p spectable --example hand_written_table` reads a document, writes it back, and prints what the table says.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "this is a program for a terminal")]

use spectable::{Error, Kind, Model};

spectable::model! {
    /// A parcel on its way.
    pub struct Parcel = "Parcel" {
        /// The number on the label.
        id with_id: String = "id" (required, read_only),
        /// How it travels.
        service with_service: Service = "service",
        /// In grams.
        weight with_weight: i64 = "weight",
        /// The places that it passed, the latest first.
        stops with_stops: Vec<Stop> = "stops",
        /// A parcel of several pieces has its pieces here.
        inner with_inner: Box<Parcel> = "innerParcel" (documented "inner"),
    }
}

spectable::model! {
    /// A place that a parcel passed.
    pub struct Stop = "Stop" {
        /// Its name.
        town with_town: String = "town",
        /// When the label was read there.
        scanned_at with_scanned_at: spectable::types::OffsetDateTime = "scannedAt",
    }
}

spectable::open_enum! {
    /// How a parcel travels.
    pub enum Service {
        /// Within five days.
        Standard = "standard",
        /// The next day.
        Express = "express",
    }
}

fn main() -> Result<(), Error> {
    // The service and two of the keys are not in the tables.
    let text = r#"{"id":"P-7","service":"by balloon","stops":[{"town":"Ulm","scannedAt":"2026-05-04T10:00:00Z","gate":4}],"insured":null}"#;
    let mut parcel: Parcel = spectable::from_str(text)?;

    println!("read: {} parcel {:?}", service(&parcel), parcel.id.as_deref().unwrap_or_default());
    for (key, value) in parcel.extra().iter() {
        println!("kept: {key} is {value}");
    }
    println!("written back unchanged: {}", spectable::to_string(&parcel)? == text);

    parcel.service = Some(Service::Express);
    let parcel = parcel.with_weight(1250).with_inner(Parcel::default().with_id("P-8"));
    println!("changed: {}", spectable::to_string(&parcel)?);

    if let Err(error) = spectable::from_str::<Parcel>(r#"{"stops":[{"town":"Ulm"},{"scannedAt":"noon"}]}"#) {
        println!("refused: {error}");
    }

    println!("\nthe table of {}:", Parcel::table().name());
    for field in Parcel::table().fields() {
        let marks = [(field.required(), " required"), (field.read_only(), " read-only")];
        let marks: String = marks.iter().filter(|(set, _)| *set).map(|(_, mark)| *mark).collect();
        println!("  {:<12} {}{marks}", field.wire_name(), kind(field.kind()));
    }
    Ok(())
}

fn service(parcel: &Parcel) -> &str {
    parcel.service.as_ref().map_or("a", |service| service.as_str())
}

/// A kind in words.
fn kind(kind: Kind) -> String {
    match kind {
        Kind::Enum(values) => values.values().join(" | "),
        Kind::Model(table) => table.name().to_owned(),
        Kind::List(item) => format!("list of {}", self::kind(item.kind())),
        other => format!("{other:?}").to_lowercase(),
    }
}

//! What makes a conversion another one than any other.

use std::path::Path;

use arrow::datatypes::SchemaRef;
use serde::Serialize;

use super::{columns, conversion::Conversion, inputs::Input};
use crate::{batches::WrongValues, failure::Failure};

#[derive(Serialize)]
struct Described {
    version: &'static str,
    inputs: Vec<File>,
    columns: String,
    to: &'static str,
    out: Name,
    wrong: WrongValues,
    set_aside: Option<Name>,
    rows: usize,
}

#[derive(Serialize)]
struct File {
    name: Name,
    size: u64,
    /// As text, since it is longer than numbers of JSON are everywhere.
    changed: String,
}

/// A name as text, and as bytes where the text does not say all.
#[derive(Serialize)]
struct Name {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<Vec<u8>>,
}

impl Name {
    fn of(path: &Path) -> Self {
        let bytes = path.to_str().is_none().then(|| path.as_os_str().as_encoded_bytes().to_vec());
        Self { text: path.to_string_lossy().into_owned(), bytes }
    }
}

/// The conversion as one line.
pub(super) fn line(conversion: &Conversion, columns: &SchemaRef, out: &Path) -> Result<String, Failure> {
    let file = |input: &Input| File {
        name: Name::of(input.path.as_deref().unwrap_or(Path::new(&input.name))),
        size: input.size,
        changed: input.changed.to_string(),
    };
    let described = Described {
        version: env!("CARGO_PKG_VERSION"),
        inputs: conversion.inputs.iter().map(file).collect(),
        columns: columns::shape(columns),
        to: conversion.target.ending(),
        out: Name::of(Path::new(out.file_name().unwrap_or_default())),
        wrong: conversion.wrong,
        set_aside: conversion.set_aside.as_deref().map(Name::of),
        rows: conversion.rows,
    };
    serde_json::to_string(&described).map_err(|error| Failure::undecided(error.to_string(), ""))
}

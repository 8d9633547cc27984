//! Text to an OpenAPI document, to a schema, to Rust.

use spectable_build::lock::Pins;
use spectable_build::problem::Problems;
use spectable_build::source::openapi;

use crate::generated;

/// Reads the bytes as a document in JSON, and as one in YAML.
pub fn check(bytes: &[u8]) {
    for name in ["api.json", "api.yaml"] {
        let mut problems = Problems::default();
        let input = openapi::read(name, bytes, &mut problems);
        generated::check_input(input, "", &Pins::default(), problems);
    }
}

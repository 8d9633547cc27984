//! The formats: one line each.

use std::fmt::Display;

use purecloud_formats::Everything;

/// A way to write a model, and to read what was written.
pub struct Format {
    pub name: &'static str,
    round_trip: Box<dyn Fn(&Everything) -> Outcome>,
}

/// What a format made of a model.
#[derive(Debug)]
pub enum Outcome {
    /// It was written, and this was read.
    Read(Box<Everything>),
    /// It was not written.
    Refused(String),
    /// It was written, and could not be read.
    Unreadable(String),
}

impl Format {
    pub fn round_trip(&self, model: &Everything) -> Outcome {
        (self.round_trip)(model)
    }
}

fn format<W, A: Display, B: Display>(
    name: &'static str,
    write: impl Fn(&Everything) -> Result<W, A> + 'static,
    read: impl Fn(W) -> Result<Everything, B> + 'static,
) -> Format {
    let round_trip = move |model: &Everything| match write(model) {
        Err(error) => Outcome::Refused(error.to_string()),
        Ok(written) => match read(written) {
            Err(error) => Outcome::Unreadable(error.to_string()),
            Ok(model) => Outcome::Read(Box::new(model)),
        },
    };
    Format { name, round_trip: Box::new(round_trip) }
}

/// All of them.
#[rustfmt::skip]
pub fn all() -> Vec<Format> {
    vec![
        format("spectable (text)", spectable::to_string, |it| spectable::from_str(&it)),
        format("spectable (`Value`)", spectable::to_value, spectable::from_value),
        format("serde_json (slice)", serde_json::to_vec, |it| serde_json::from_slice(&it)),
        format("serde_json (reader)", serde_json::to_vec_pretty, |it| serde_json::from_reader(it.as_slice())),
        format("serde_json (`Value`)", |it| serde_json::to_value(it), serde_json::from_value),
        format("sonic-rs", sonic_rs::to_vec, |it| sonic_rs::from_slice(&it)),
        format("simd-json", simd_json::to_vec, |mut it| simd_json::from_slice(&mut it)),
        format("rmp-serde (arrays)", rmp_serde::to_vec, |it| rmp_serde::from_slice(&it)),
        format("rmp-serde (named)", rmp_serde::to_vec_named, |it| rmp_serde::from_read(it.as_slice())),
        format("ciborium", cbor, |it| ciborium::from_reader::<Everything, _>(it.as_slice())),
        format("serde_yaml_ng", serde_yaml_ng::to_string, |it| serde_yaml_ng::from_str(&it)),
        format("serde_yaml_ng (`Value`)", |it| serde_yaml_ng::to_value(it), serde_yaml_ng::from_value),
        format("ron", ron::to_string, |it| ron::from_str(&it)),
        format("ron (implicit some)", ron_implicit, |it| ron::from_str(&it)),
        format("toml", toml::to_string, |it| toml::from_str(&it)),
        format("toml (`Value`)", |it| toml::Value::try_from(it), toml::Value::try_into),
        format("bson", bson::serialize_to_vec, |it| bson::deserialize_from_slice(&it)),
        format("bson (`Document`)", bson::serialize_to_document, bson::deserialize_from_document),
        format("postcard", postcard::to_stdvec, |it| postcard::from_bytes(&it)),
        format("bincode 1", bincode::serialize, |it| bincode::deserialize_from(it.as_slice())),
        format("bincode 2", bincode2_write, bincode2_read),
        format("serde_urlencoded", |it| serde_urlencoded::to_string(it), |it| serde_urlencoded::from_str(&it)),
    ]
}

fn cbor(model: &Everything) -> Result<Vec<u8>, ciborium::ser::Error<std::io::Error>> {
    let mut bytes = Vec::new();
    ciborium::into_writer(model, &mut bytes)?;
    Ok(bytes)
}

fn ron_implicit(model: &Everything) -> ron::Result<String> {
    let pretty = ron::ser::PrettyConfig::default().extensions(ron::extensions::Extensions::IMPLICIT_SOME);
    ron::ser::to_string_pretty(model, pretty)
}

fn bincode2_write(model: &Everything) -> Result<Vec<u8>, bincode2::error::EncodeError> {
    bincode2::serde::encode_to_vec(model, bincode2::config::standard())
}

fn bincode2_read(bytes: Vec<u8>) -> Result<Everything, bincode2::error::DecodeError> {
    bincode2::serde::decode_from_slice(&bytes, bincode2::config::standard()).map(|(model, _)| model)
}

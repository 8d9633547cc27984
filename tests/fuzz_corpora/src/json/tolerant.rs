//! Tolerant reading: it accepts what strict reading accepts, keeps what strict reading refuses, and loses nothing.

use serde::de::DeserializeSeed;
use spectable::{Error, Model, Oddity, Reader};

use super::{check_writers_of_serde, plain, value_of};

const TOLERANT: Reader = Reader::new().tolerant();

/// Reads the bytes as a document of a model, tolerantly and strictly.
pub(super) fn check<M: Model>(bytes: &[u8]) {
    let strict = spectable::from_slice::<M>(bytes);
    let model = match TOLERANT.from_slice::<M>(bytes) {
        Ok(model) => model,
        Err(error) => return assert!(strict.is_err(), "a strict reader accepts it: {error}"),
    };
    match &strict {
        Ok(strict) => assert!(*strict == model, "{strict:?} and {model:?}"),
        Err(error) => assert!(is_wrong(&model), "nothing is listed in place of {error}: {model:?}"),
    }
    check_written(&model, &strict);
    let Some(before) = plain::value(bytes) else { return };
    let after = value_of(&model);
    assert_eq!(spectable::difference(M::table(), &before, &after), None, "{before} and {after}");
    check_writers_of_serde(&model, &after);
    let by_value = TOLERANT.from_value::<M>(before);
    assert!(by_value.as_ref().ok() == Some(&model), "{model:?}\n by value {by_value:?}");
    let mut format = serde_json::Deserializer::from_slice(bytes);
    let by_serde = TOLERANT.seed::<M>().deserialize(&mut format);
    assert!(by_serde.as_ref().ok() == Some(&model), "{model:?}\n by serde {by_serde:?}");
}

/// What is written is read again, and refused again.
fn check_written<M: Model>(model: &M, strict: &Result<M, Error>) {
    assert_eq!(strict.is_err(), is_wrong(model));
    assert!(model.clone() == *model);
    let written = spectable::to_vec(model);
    let Ok(bytes) = written else { panic!("{model:?} was read, and is not written: {written:?}") };
    let again = TOLERANT.from_slice::<M>(&bytes);
    assert!(again.as_ref().ok() == Some(model), "{model:?} was written, and read back is {again:?}");
    assert_eq!(spectable::from_slice::<M>(&bytes).is_ok(), strict.is_ok());
}

/// Whether anything is of another kind than documented.
fn is_wrong<M: Model>(model: &M) -> bool {
    model.deviations().any(|it| it.oddity() == Oddity::WrongKind)
}

//! A crate that takes one group of the models: what `User` reaches, and nothing else.
#![forbid(unsafe_code)]

use purecloud_models::User;
use purecloud_models::spectable::{self, Error};

/// The name that a document of a user says.
///
/// # Errors
/// A text that is not a user.
///
/// ```
/// assert_eq!(purecloud_consumer::name_of(r#"{"name":"somebody","department":null}"#)?.as_deref(), Some("somebody"));
/// # Ok::<(), purecloud_models::spectable::Error>(())
/// ```
pub fn name_of(document: &str) -> Result<Option<String>, Error> {
    Ok(spectable::from_str::<User>(document)?.name)
}

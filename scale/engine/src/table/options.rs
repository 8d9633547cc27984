//! The options of `CREATE EXTERNAL TABLE … STORED AS SPECTABLE … OPTIONS (…)`.
//!
//! | option | what it says |
//! | --- | --- |
//! | `model` | the model of the documents, by its documented name or its Rust name |
//! | `schema` | where the documentation is: a folder of pages, a lock, an OpenAPI document, an archive; not needed for a compiled model |
//! | `schema_2`, `schema_3` … | other releases of it: the table has the columns of all of them |
//! | `only` | the properties that become columns, with commas: `id, participants.purpose` |
//! | `offsets` | the timestamps that have a column with their offset, with commas |
//! | `depth` | how many levels of models within models have columns of their own; what is deeper is JSON text |
//! | `wrong` | `refuse` (a value that contradicts the documentation ends the query) or `keep` (it is null, and its text is in `_extra`) |

use std::collections::{BTreeMap, HashMap};

use crate::{batches::WrongValues, documented::Wanted, failure::Failure};

const KNOWN: [&str; 6] = ["model", "schema", "only", "offsets", "depth", "wrong"];

/// What the options ask for.
///
/// # Errors
/// If one is unknown or wrong, or there is no model.
pub fn read(given: &HashMap<String, String>) -> Result<Wanted, Failure> {
    // DataFusion puts the options of a format into a namespace of this name.
    let bare = |key: &str| key.strip_prefix("format.").unwrap_or(key).to_ascii_lowercase();
    let given: BTreeMap<String, &String> = given.iter().map(|(key, value)| (bare(key), value)).collect();
    let model = given.get("model").ok_or_else(no_model)?;
    let mut wanted = Wanted::new(model.as_str());
    let mut releases = BTreeMap::new();
    for (key, value) in &given {
        match key.as_str() {
            "model" => {}
            "only" => wanted.only = list(value),
            "offsets" => wanted.offsets = list(value),
            "depth" => wanted.depth = Some(value.trim().parse().map_err(|_| not_a_number(value))?),
            "wrong" => wanted.wrong = wrong_values(value)?,
            key => {
                let release = release_of(key).ok_or_else(|| unknown(key))?;
                releases.insert(release, value.to_string());
            }
        }
    }
    wanted.schemas = releases.into_values().collect();
    Ok(wanted)
}

/// Which release `schema`, `schema_2` and so on is.
fn release_of(key: &str) -> Option<u32> {
    match key.strip_prefix("schema")? {
        "" => Some(1),
        rest => rest.strip_prefix('_')?.parse().ok().filter(|number| *number > 1),
    }
}

fn list(value: &str) -> Vec<String> {
    value.split(',').map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect()
}

fn wrong_values(value: &str) -> Result<WrongValues, Failure> {
    match value {
        "refuse" => Ok(WrongValues::Refuse),
        "keep" => Ok(WrongValues::Keep),
        other => Err(Failure::bad_input(format!("option `wrong` is `{other}`"), "give `refuse` or `keep`")),
    }
}

fn not_a_number(value: &str) -> Failure {
    Failure::bad_input(format!("option `depth` is `{value}`"), "give a whole number, such as 2")
}

pub(super) fn no_model() -> Failure {
    let remedy = "write OPTIONS (model 'Call', schema 'docs/'), with the documented name of the model";
    Failure::bad_input("a table of documents needs option `model`", remedy)
}

fn unknown(key: &str) -> Failure {
    let remedy = match spectable_build::closest::closest(key, KNOWN) {
        Some(closest) => format!("did you mean `{closest}`?"),
        None => format!("the options are {}", KNOWN.map(|it| format!("`{it}`")).join(", ")),
    };
    Failure::bad_input(format!("unknown option `{key}`"), remedy)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::read;
    use crate::{batches::WrongValues, documented::Wanted};

    fn options(given: &[(&str, &str)]) -> HashMap<String, String> {
        given.iter().map(|(key, value)| (format!("format.{key}"), (*value).to_owned())).collect()
    }

    #[test]
    fn all_options() {
        let given = options(&[
            ("model", "Call"),
            ("schema_10", "c"),
            ("schema", "a"),
            ("schema_2", "b"),
            ("only", "id, participants.purpose,"),
            ("offsets", "startTime"),
            ("depth", "3"),
            ("wrong", "keep"),
        ]);
        let text = |words: &[&str]| words.iter().map(|it| (*it).to_owned()).collect();
        let expected = Wanted {
            model: "Call".to_owned(),
            schemas: text(&["a", "b", "c"]),
            depth: Some(3),
            only: text(&["id", "participants.purpose"]),
            offsets: text(&["startTime"]),
            wrong: WrongValues::Keep,
        };
        assert_eq!(read(&given).unwrap(), expected);
    }

    #[test]
    fn what_is_wrong_is_said_with_what_helps() {
        let cases: [(&[(&str, &str)], &str); 6] = [
            (
                &[],
                "a table of documents needs option `model`; write OPTIONS (model 'Call', schema 'docs/'), with the documented name of the model",
            ),
            (&[("model", "C"), ("shcema", "x")], "unknown option `shcema`; did you mean `schema`?"),
            (&[("model", "C"), ("schema_1", "x")], "unknown option `schema_1`; did you mean `schema`?"),
            (
                &[("model", "C"), ("zzzzzzzz", "x")],
                "unknown option `zzzzzzzz`; the options are `model`, `schema`, `only`, `offsets`, `depth`, `wrong`",
            ),
            (&[("model", "C"), ("depth", "two")], "option `depth` is `two`; give a whole number, such as 2"),
            (&[("model", "C"), ("wrong", "drop")], "option `wrong` is `drop`; give `refuse` or `keep`"),
        ];
        for (given, expected) in cases {
            assert_eq!(read(&options(given)).unwrap_err().to_string(), expected);
        }
    }
}

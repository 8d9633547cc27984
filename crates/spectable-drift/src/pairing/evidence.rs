//! Why a model is taken for another one of another name.

use std::fmt;

/// One reason. Its text is a part of a sentence: "the same 7 properties".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    /// They have the same properties, with the same types.
    Properties {
        /// How many.
        count: usize,
        /// No other model has these, and there are enough of them that this is no accident.
        distinctive: bool,
    },
    /// Properties that referred to the old one refer to the new one.
    References {
        /// The model of the first of them.
        model: String,
        /// Its documented name.
        property: String,
        /// How many there are besides it.
        more: usize,
    },
    /// Their names are made of the same words.
    Names,
    /// They stand between the same models.
    Place,
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Properties { count, distinctive } => {
                match count {
                    0 => f.write_str("no properties either")?,
                    1 => f.write_str("the same property")?,
                    count => write!(f, "the same {count} properties")?,
                }
                f.write_str(if *distinctive { " as no other model" } else { "" })
            }
            Self::References { model, property, more: 0 } => {
                write!(f, "`{model}.{property}` refers to it now")
            }
            Self::References { model, property, more: 1 } => {
                write!(f, "`{model}.{property}` and another property refer to it now")
            }
            Self::References { model, property, more } => {
                write!(f, "`{model}.{property}` and {more} other properties refer to it now")
            }
            Self::Names => f.write_str("a similar name"),
            Self::Place => f.write_str("the same place between other models"),
        }
    }
}

impl Evidence {
    /// Several reasons as a part of a sentence: "a, and b", "a, b, and c".
    pub fn sentence(all: &[Self]) -> String {
        let mut text = String::new();
        for (at, one) in all.iter().enumerate() {
            match at {
                0 => {}
                at if at + 1 == all.len() => text.push_str(", and "),
                _ => text.push_str(", "),
            }
            text.push_str(&one.to_string());
        }
        text
    }
}

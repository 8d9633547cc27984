//! The template `derive.rs.jinja` as code. A test in `tests/templates` writes it: change the template.
#![allow(clippy::needless_borrow, reason = "the translation does not know which values are references")]

use super::{DeriveModule, Item};

impl DeriveModule<'_> {
    /// The template, filled.
    pub(in crate::render) fn render(&self) -> String {
        let mut out = String::new();
        out.push_str("// ");
        out.push_str(&self.header);
        out.push('\n');
        for import in self.imports.iter() {
            out.push_str("\nuse ");
            out.push_str(import);
            out.push(';');
        }
        for name in self.generated.iter() {
            out.push_str("\nuse super::");
            out.push_str(name);
            out.push(';');
        }
        out.push('\n');
        for item in self.items.iter() {
            match item {
                Item::Model(model) => {
                    for line in model.doc.iter() {
                        out.push_str("\n///");
                        out.push_str(line);
                    }
                    out.push_str(
                        r#"
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct "#,
                    );
                    out.push_str(&model.name);
                    out.push_str(" {");
                    for field in model.fields.iter() {
                        for line in field.doc.iter() {
                            out.push_str("\n    ///");
                            out.push_str(line);
                        }
                        if field.deprecated {
                            out.push_str("\n    #[deprecated]");
                        }
                        if field.additional {
                            out.push_str("\n    #[serde(flatten");
                            if field.has_dates {
                                out.push_str(
                                    r#", serialize_with = "super::iso8601::Iso8601::write", deserialize_with = "super::iso8601::Iso8601::read""#,
                                );
                            }
                            out.push_str(")]\n    pub ");
                            out.push_str(&field.name);
                            out.push_str(": ");
                            out.push_str(&field.ty);
                            out.push(',');
                        } else {
                            out.push_str("\n    #[serde(rename = ");
                            out.push_str(&field.wire);
                            out.push_str(", skip_serializing_if = \"::core::option::Option::is_none\"");
                            if let Some(module) = &field.with {
                                out.push_str(", default, with = \"");
                                out.push_str(module);
                                out.push('"');
                            }
                            out.push_str(")]\n    pub ");
                            out.push_str(&field.name);
                            out.push_str(": ");
                            out.push_str(&field.option);
                            out.push('<');
                            out.push_str(&field.ty);
                            out.push_str(">,");
                        }
                    }
                    out.push_str("\n}\n");
                }
                Item::Enum(one) => {
                    for line in one.doc.iter() {
                        out.push_str("\n///");
                        out.push_str(line);
                    }
                    out.push_str("\n#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord");
                    if !one.integers {
                        out.push_str(", serde::Serialize, serde::Deserialize");
                    }
                    out.push_str(")]\npub enum ");
                    out.push_str(&one.name);
                    out.push_str(" {");
                    for variant in one.variants.iter() {
                        for line in variant.doc.iter() {
                            out.push_str("\n    ///");
                            out.push_str(line);
                        }
                        if !one.integers {
                            out.push_str("\n    #[serde(rename = ");
                            out.push_str(&variant.wire);
                            out.push_str(")]");
                        }
                        out.push_str("\n    ");
                        out.push_str(&variant.name);
                        out.push(',');
                    }
                    out.push_str("\n}\n");
                    if one.integers {
                        out.push_str("\nimpl serde::Serialize for ");
                        out.push_str(&one.name);
                        out.push_str(
                            r#" {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
        serializer.serialize_i64(match self {"#,
                        );
                        for variant in one.variants.iter() {
                            out.push_str("\n            Self::");
                            out.push_str(&variant.name);
                            out.push_str(" => ");
                            out.push_str(&variant.wire);
                            out.push(',');
                        }
                        out.push_str(
                            r#"
        })
    }
}

impl<'de> serde::Deserialize<'de> for "#,
                        );
                        out.push_str(&one.name);
                        out.push_str(
                            r#" {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
        match <i64 as serde::Deserialize>::deserialize(deserializer)? {"#,
                        );
                        for variant in one.variants.iter() {
                            out.push_str("\n            ");
                            out.push_str(&variant.wire);
                            out.push_str(" => Ok(Self::");
                            out.push_str(&variant.name);
                            out.push_str("),");
                        }
                        out.push_str(
                            r#"
            other => Err(serde::de::Error::custom(format_args!("unknown value {other}"))),
        }
    }
}
"#,
                        );
                    }
                }
                Item::Union(several) => {
                    for line in several.doc.iter() {
                        out.push_str("\n///");
                        out.push_str(line);
                    }
                    out.push_str(
                        r#"
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum "#,
                    );
                    out.push_str(&several.name);
                    out.push_str(" {");
                    for it in several.alternatives.iter() {
                        for line in it.doc.iter() {
                            out.push_str("\n    ///");
                            out.push_str(line);
                        }
                        out.push_str("\n    ");
                        out.push_str(&it.name);
                        out.push('(');
                        if it.is_model {
                            out.push_str(&several.boxed);
                            out.push('<');
                            out.push_str(&it.ty);
                            out.push('>');
                        } else {
                            out.push_str(&it.ty);
                        }
                        out.push_str("),");
                    }
                    out.push_str(
                        r#"
    /// Anything else, as it was received.
    Unrecognized(::serde_json::Value),
}

impl "#,
                    );
                    out.push_str(&several.name);
                    out.push_str(" {");
                    for it in several.alternatives.iter() {
                        out.push_str(
                            r#"
    /// The alternative of this name, if it is that one.
    pub fn "#,
                        );
                        out.push_str(&it.accessor);
                        out.push_str("(&self) -> ");
                        out.push_str(&several.option);
                        out.push_str("<&");
                        out.push_str(&it.ty);
                        out.push_str("> {\n        match self {\n            Self::");
                        out.push_str(&it.name);
                        out.push_str(
                            r#"(it) => Some(it),
            _ => None,
        }
    }"#,
                        );
                    }
                    out.push_str("\n}\n");
                    for it in several.alternatives.iter() {
                        out.push_str("\nimpl ::core::convert::From<");
                        out.push_str(&it.ty);
                        out.push_str("> for ");
                        out.push_str(&several.name);
                        out.push_str(" {\n    fn from(");
                        if it.tag.is_some() {
                            out.push_str("mut ");
                        }
                        out.push_str("value: ");
                        out.push_str(&it.ty);
                        out.push_str(") -> Self {");
                        if let Some((field, text)) = &it.tag {
                            out.push_str("\n        value.");
                            out.push_str(field);
                            out.push('.');
                            out.push_str(text);
                            out.push(';');
                        }
                        out.push_str("\n        Self::");
                        out.push_str(&it.name);
                        out.push('(');
                        if it.is_model {
                            out.push_str(&several.boxed);
                            out.push_str("::new(value)");
                        } else {
                            out.push_str("value");
                        }
                        out.push_str(")\n    }\n}\n");
                    }
                    out.push_str("\nimpl serde::Serialize for ");
                    out.push_str(&several.name);
                    out.push_str(
                        r#" {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
        match self {"#,
                    );
                    for it in several.alternatives.iter() {
                        out.push_str("\n            Self::");
                        out.push_str(&it.name);
                        out.push_str("(it) => ");
                        if it.with.is_some() {
                            out.push_str("super::iso8601::Iso8601::write(it, serializer)");
                        } else {
                            out.push_str("serde::Serialize::serialize(it, serializer)");
                        }
                        out.push(',');
                    }
                    out.push_str(
                        r#"
            Self::Unrecognized(it) => serde::Serialize::serialize(it, serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for "#,
                    );
                    out.push_str(&several.name);
                    out.push_str(
                        r#" {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
        let value = <::serde_json::Value as serde::Deserialize>::deserialize(deserializer)?;"#,
                    );
                    for it in several.tried() {
                        out.push_str("\n        if ");
                        out.push_str(&it.condition);
                        if let Some(test) = &it.test {
                            out.push_str(" && super::alternatives::has(&value, ");
                            out.push_str(&test.key);
                            out.push_str(", &[");
                            out.push_str(&test.values.join(", "));
                            out.push_str("])");
                        }
                        out.push_str(" {");
                        if it.is_scalar {
                            out.push_str("\n            let read = ");
                            if it.with.is_some() {
                                out.push_str("super::iso8601::Iso8601::read(&value)");
                            } else {
                                out.push_str("serde::Deserialize::deserialize(&value)");
                            }
                            out.push_str(
                                r#";
            if let Ok(it) = read {
                return Ok(Self::"#,
                            );
                            out.push_str(&it.name);
                            out.push_str("(it));\n            }");
                        } else {
                            out.push_str("\n            let read = ");
                            if it.with.is_some() {
                                out.push_str("super::iso8601::Iso8601::read(value)");
                            } else {
                                out.push_str("::serde_json::from_value(value)");
                            }
                            out.push_str(";\n            return read.map(Self::");
                            out.push_str(&it.name);
                            out.push_str(").map_err(serde::de::Error::custom);");
                        }
                        out.push_str("\n        }");
                    }
                    out.push_str(
                        r#"
        Ok(Self::Unrecognized(value))
    }
}
"#,
                    );
                }
            }
        }
        out
    }
}

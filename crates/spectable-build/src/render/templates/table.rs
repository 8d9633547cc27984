//! The template `table.rs.jinja` as code. A test in `tests/templates` writes it: change the template.
#![allow(clippy::needless_borrow, reason = "the translation does not know which values are references")]

use super::{Item, TableModule};

impl TableModule<'_> {
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
                    out.push_str("\nspectable::model! {");
                    for line in model.doc.iter() {
                        out.push_str("\n    ///");
                        out.push_str(line);
                    }
                    out.push_str("\n    pub struct ");
                    out.push_str(&model.name);
                    out.push_str(" = ");
                    out.push_str(&model.documented);
                    out.push_str(&model.words);
                    out.push_str(" {");
                    for field in model.fields.iter() {
                        for line in field.doc.iter() {
                            out.push_str("\n        ///");
                            out.push_str(line);
                        }
                        if field.deprecated {
                            out.push_str("\n        #[deprecated]");
                        }
                        out.push_str("\n        ");
                        out.push_str(&field.name);
                        out.push(' ');
                        out.push_str(&field.setter);
                        out.push_str(": ");
                        out.push_str(&field.ty);
                        out.push_str(" = ");
                        out.push_str(&field.wire);
                        out.push_str(&field.brackets);
                        out.push(',');
                    }
                    out.push_str("\n    }\n}\n");
                }
                Item::Enum(one) => {
                    out.push_str("\nspectable::");
                    if one.integers {
                        out.push_str("integer");
                    } else {
                        out.push_str("open");
                    }
                    out.push_str("_enum! {");
                    for line in one.doc.iter() {
                        out.push_str("\n    ///");
                        out.push_str(line);
                    }
                    out.push_str("\n    pub enum ");
                    out.push_str(&one.name);
                    out.push_str(" {");
                    for variant in one.variants.iter() {
                        for line in variant.doc.iter() {
                            out.push_str("\n        ///");
                            out.push_str(line);
                        }
                        out.push_str("\n        ");
                        out.push_str(&variant.name);
                        out.push_str(" = ");
                        out.push_str(&variant.wire);
                        out.push(',');
                    }
                    out.push_str("\n    }\n}\n");
                }
                Item::Union(several) => {
                    out.push_str("\nspectable::union! {");
                    for line in several.doc.iter() {
                        out.push_str("\n    ///");
                        out.push_str(line);
                    }
                    out.push_str("\n    pub enum ");
                    out.push_str(&several.name);
                    out.push_str(" {");
                    for it in several.alternatives.iter() {
                        for line in it.doc.iter() {
                            out.push_str("\n        ///");
                            out.push_str(line);
                        }
                        out.push_str("\n        ");
                        out.push_str(&it.name);
                        out.push(' ');
                        out.push_str(&it.accessor);
                        out.push_str(": ");
                        if it.is_model {
                            out.push_str("box ");
                        }
                        out.push_str(&it.ty);
                        if let Some(test) = &it.test {
                            out.push_str(" where ");
                            out.push_str(&test.key);
                            if !test.values.is_empty() {
                                out.push_str(" = ");
                                out.push_str(&test.values.join(" | "));
                            }
                        }
                        out.push(',');
                    }
                    out.push_str("\n    }\n}\n");
                }
            }
        }
        out
    }
}

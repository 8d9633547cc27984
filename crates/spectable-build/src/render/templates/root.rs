//! The template `root.rs.jinja` as code. A test in `tests/templates` writes it: change the template.
#![allow(clippy::needless_borrow, reason = "the translation does not know which values are references")]

use super::Root;

impl Root<'_> {
    /// The template, filled.
    pub(in crate::render) fn render(&self) -> String {
        let mut out = String::new();
        out.push_str("// ");
        out.push_str(&self.header);
        out.push('\n');
        for module in self.modules.iter() {
            out.push_str("\nmod ");
            out.push_str(module);
            out.push(';');
        }
        if self.alternatives {
            out.push_str("\nmod alternatives;");
        }
        if self.iso8601 {
            out.push_str("\nmod iso8601;");
        }
        out.push('\n');
        for module in self.modules.iter() {
            out.push_str("\npub use ");
            out.push_str(module);
            out.push_str("::*;");
        }
        out
    }
}

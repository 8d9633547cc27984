//! What changed of a type, in words.

use spectable_build::schema::{Property, Schema, Target, Type};

use super::{Differences, draft::Draft};

impl Differences<'_> {
    /// What changed of a type: its documentation, its Rust type, or what the same Rust type is the name of. The end of a sentence.
    pub(super) fn type_words(&self, draft: &Draft, was: &Property, is: &Property) -> String {
        let (before, after) = (&draft.before, &draft.after);
        let is_respelled = was.type_text != is.type_text;
        let documented = if is_respelled {
            format!(" from `{}` to `{}`", was.type_text, is.type_text)
        } else {
            String::new()
        };
        let (shown_before, shown_after) = (self.field_type(was, self.old), self.field_type(is, self.new));
        if before == after {
            let (was, is) = (what(&was.ty, self.old), what(&is.ty, self.new));
            return format!("{documented}: `{shown_after}` had {was} in it, and now has {is}");
        }
        let becomes = format!("{documented}: `{shown_before}` becomes `{shown_after}`");
        if is_respelled || is.type_text.is_empty() {
            return becomes;
        }
        format!("{becomes}, and the documented type is `{}` as before", is.type_text)
    }
}

/// What a generated type is, where its name does not tell.
fn what(ty: &Type, schema: &Schema) -> String {
    match ty.innermost() {
        Type::Ref(Target::Model(name)) => format!("the model `{name}`"),
        Type::Ref(Target::Union(name)) => format!("the union `{name}`"),
        Type::Ref(Target::Enum(key)) if schema.enums.get(key).is_some_and(|it| it.integers) => {
            "an enum of integers".to_owned()
        }
        Type::Ref(Target::Enum(_)) => "an enum of texts".to_owned(),
        _ => "any value".to_owned(),
    }
}

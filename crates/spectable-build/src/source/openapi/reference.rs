//! References between schemas, as RFC 6901 and a URL fragment encode them: `#/components/schemas/NAME`, and pointers to any other schema
//! of the document, such as `#/components/schemas/User/properties/address`.

use std::borrow::Cow;

use super::{
    Reader,
    document::{Node, Value},
    is_schema,
    members::pascal,
};

/// More references that lead to one another than any document has.
const LONGEST_CHAIN: usize = 64;

impl<'a> Reader<'a> {
    /// The name that a reference points to, if this is one; a reference to anything but a schema of this document is
    /// noted, and gives no name.
    pub(super) fn reference(&mut self, schema: &'a Node) -> Option<Result<String, NotASchema>> {
        let node = schema.get("$ref")?;
        let target = node.text().unwrap_or_default();
        match target.strip_prefix(self.prefix).and_then(decode) {
            Some(name) if !name.contains('/') || self.schemas.contains_key(name.as_str()) => {
                return Some(Ok(name));
            }
            _ => {}
        }
        if let Some((pointer, found)) = self.pointed_at(target)
            && self.chain < LONGEST_CHAIN
        {
            self.chain += 1;
            let name = self.page_of_pointer(pointer, found);
            self.chain -= 1;
            return Some(Ok(name));
        }
        let message = format!("the reference `{target}` does not lead to a schema of this document");
        let location = self.at(node);
        let remedy = format!("refer to `{}NAME`; until then the property keeps any JSON value", self.prefix);
        self.problems.warning("foreign-reference", location, message, remedy);
        Some(Err(NotASchema))
    }

    /// The page of a schema that a pointer leads to. One that is not a model gets a page, too: it may lead back to itself.
    fn page_of_pointer(&mut self, pointer: &'a str, found: &'a Node) -> String {
        if let Some(name) = self.unions.get(&found.range.start) {
            return name.clone();
        }
        self.inline_page(name_of_pointer(pointer), found, |reader, name| reader.body(name, found))
    }

    /// The schema that a reference points to, if it is there, and its name; the pointer itself where it has no name.
    pub(super) fn target(&self, schema: &'a Node) -> Option<(&'a str, &'a Node)> {
        let text = schema.get("$ref")?.text()?;
        let named = text.strip_prefix(self.prefix).and_then(decode);
        match named.and_then(|name| self.schemas.get_key_value(name.as_str())) {
            Some((name, node)) => Some((*name, *node)),
            None => self.pointed_at(text),
        }
    }

    /// The schema at the place that a pointer names, which is not one with a name.
    fn pointed_at(&self, target: &'a str) -> Option<(&'a str, &'a Node)> {
        let pointer = target.strip_prefix("#/")?;
        let mut node = self.root;
        for part in pointer.split('/') {
            let part = decode(part)?;
            node = match &node.value {
                Value::List(items) => items.get(part.parse::<usize>().ok()?)?,
                _ => node.get(&part)?,
            };
        }
        (is_schema(node) && pointer.contains('/')).then_some((target, node))
    }
}

/// The name of what a reference leads to: that of a schema, or one that is made of its pointer.
pub(super) fn name_of(name: &str) -> Cow<'_, str> {
    if name.starts_with("#/") { name_of_pointer(name).into() } else { name.into() }
}

/// The words of a pointer, without those that every pointer has.
fn name_of_pointer(pointer: &str) -> String {
    const EVERY: [&str; 14] = [
        "#",
        "components",
        "schemas",
        "definitions",
        "properties",
        "paths",
        "responses",
        "content",
        "schema",
        "allOf",
        "oneOf",
        "anyOf",
        "requestBodies",
        "parameters",
    ];
    let words = pointer.split('/').filter(|word| !EVERY.contains(word));
    let name: String = words
        .map(|word| match word {
            "items" => "Inner".to_owned(),
            "additionalProperties" => "Value".to_owned(),
            "requestBody" => "Request".to_owned(),
            "application~1json" => String::new(),
            word => pascal(&decode(word).unwrap_or_default()),
        })
        .collect();
    if name.is_empty() { "Schema".to_owned() } else { name }
}

/// A reference that leads out of the schemas of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotASchema;

/// `%7E` is `~`, then `~1` is `/` and `~0` is `~`.
pub(super) fn decode(fragment: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        let (high, low) = (digit(rest.next())?, digit(rest.next())?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    let pointer = String::from_utf8(bytes).ok()?;
    Some(pointer.replace("~1", "/").replace("~0", "~"))
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn fragments_are_decoded() {
        let cases = [
            ("User", Some("User")),
            ("a%20b", Some("a b")),
            ("Page%C2%ABUser%C2%BB", Some("Page«User»")),
            ("a~1b~0c", Some("a/b~c")),
            ("a~01", Some("a~1")),
            ("a%7E1b", Some("a/b")),
            ("a%2", None),
            ("a%zz", None),
            ("a%FF", None),
        ];
        for (fragment, name) in cases {
            assert_eq!(decode(fragment).as_deref(), name, "{fragment}");
        }
    }
}

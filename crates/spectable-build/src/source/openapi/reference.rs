//! References between schemas: `#/components/schemas/NAME`, as RFC 6901 and a URL fragment encode it.

use super::{Reader, document::Node};

impl<'a> Reader<'a> {
    /// The name that a reference points to, if this is one; a reference to anything but a schema of this document is
    /// noted, and gives no name.
    pub(super) fn reference(&mut self, schema: &'a Node) -> Option<Result<String, NotASchema>> {
        let node = schema.get("$ref")?;
        let target = node.text().unwrap_or_default();
        match target.strip_prefix(self.prefix).and_then(decode) {
            Some(name) if !name.contains('/') || self.schemas.contains_key(name.as_str()) => Some(Ok(name)),
            _ => {
                let message = format!("the reference `{target}` does not lead to a schema of this document");
                let location = self.at(node);
                let remedy =
                    format!("refer to `{}NAME`; until then the property keeps any JSON value", self.prefix);
                self.problems.warning("foreign-reference", location, message, remedy);
                Some(Err(NotASchema))
            }
        }
    }

    /// The named schema that a reference points to, if it is there.
    pub(super) fn target(&self, schema: &Node) -> Option<(&'a str, &'a Node)> {
        let name = decode(schema.get("$ref")?.text()?.strip_prefix(self.prefix)?)?;
        self.schemas.get_key_value(name.as_str()).map(|(name, node)| (*name, *node))
    }
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

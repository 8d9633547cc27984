//! References between schemas, as RFC 6901 and a URL fragment encode them: `#/components/schemas/NAME`, pointers to any other schema
//! of the document, such as `#/components/schemas/User/properties/address`, and the same in other files: `models/user.yaml#/User`.

use super::{Reader, document::Node, documents::Nowhere, is_schema, members::pascal};

/// What a reference leads to.
enum Found<'a> {
    /// A schema with a name in the first document, which may not be there.
    Named(String),
    /// A schema at a place.
    Place(&'a Node),
}

impl<'a> Reader<'a> {
    /// The name that a reference points to, if this is one; a reference to anything but a schema is noted, and gives no name.
    pub(super) fn reference(&mut self, schema: &'a Node) -> Option<Result<String, NotASchema>> {
        let node = schema.get("$ref")?;
        let target = node.text().unwrap_or_default();
        match self.find(node) {
            Ok(Found::Named(name)) => return Some(Ok(name)),
            Ok(Found::Place(found)) => return Some(Ok(self.page_of_place(target, found))),
            Err(Nowhere::Place) => self.warn_of(node, "does not lead to a schema"),
            Err(Nowhere::File) => self.warn_of(node, "does not lead to a file beside the document"),
            Err(Nowhere::Outside) => {
                let message = format!("the reference `{target}` leads out of the folder of the document");
                let location = self.at(node);
                let remedy = "put the file into the folder; nothing outside of it is read";
                self.problems.error("reference-outside", location, message, remedy);
            }
            Err(Nowhere::Network) => self.warn_of(node, "leads to a network, and is not followed"),
        }
        Some(Err(NotASchema))
    }

    /// Makes the page of what a reference in an operation leads to, where that has no name.
    pub(super) fn read_place(&mut self, schema: &'a Node) {
        let Some(reference) = schema.get("$ref") else { return };
        if let Ok(Found::Place(found)) = self.find(reference) {
            self.page_of_place(reference.text().unwrap_or_default(), found);
        }
    }

    fn warn_of(&mut self, node: &'a Node, what: &str) {
        let message = format!("the reference `{}` {what}", node.text().unwrap_or_default());
        let location = self.at(node);
        let remedy = format!(
            "refer to `{}NAME`, or to a file in the folder of the document; until then the property keeps any JSON value",
            self.specification.prefix
        );
        self.problems.warning("foreign-reference", location, message, remedy);
    }

    /// The name of the page of a schema at a place. One that is not a model gets a page, too: it may lead back to itself. The page is made
    /// later, so that references which lead to one another are no deeper than one.
    fn page_of_place(&mut self, reference: &'a str, found: &'a Node) -> String {
        let place = found.range.start;
        if let Some(name) = self.unions.get(&place).or_else(|| self.inline.get(&place)) {
            return name.clone();
        }
        let name = self.free_name(name_of(reference));
        self.inline.insert(place, name.clone());
        self.unions.insert(place, name.clone());
        self.referred.push((name.clone(), found));
        name
    }

    /// Makes the pages of what references have led to.
    pub(super) fn make_pages_of_places(&mut self) {
        while let Some((name, schema)) = self.referred.pop() {
            let body = self.body(&name, schema);
            self.push_page(name, schema, body);
        }
    }

    /// The schema that a reference points to, if it is there, and its name; the reference itself where it has no name.
    pub(super) fn target(&self, schema: &'a Node) -> Option<(&'a str, &'a Node)> {
        let node = schema.get("$ref")?;
        match self.find(node).ok()? {
            Found::Named(name) => {
                self.schemas.get_key_value(name.as_str()).map(|(name, node)| (*name, *node))
            }
            Found::Place(found) => Some((node.text()?, found)),
        }
    }

    fn find(&self, reference: &'a Node) -> Result<Found<'a>, Nowhere> {
        let text = self.local(reference.text().ok_or(Nowhere::Place)?);
        let at = reference.range.start;
        // Nearly all references are of this kind, and a map knows the names.
        if let Some(pointer) = text.strip_prefix('#')
            && self.documents.is_in_first(at)
            && let Some(name) = self.named_by(pointer)
        {
            return Ok(Found::Named(name));
        }
        let (is_first, pointer, node) = self.documents.find(at, text)?;
        if is_first && let Some(name) = self.named_by(pointer) {
            return Ok(Found::Named(name));
        }
        let is_whole = || self.specification.whole.as_ref().is_some_and(|whole| whole.is_model);
        // An OpenAPI document itself is not a schema, and `components` is not one.
        let is_place = match pointer.matches('/').count() {
            0 if is_first => is_whole(),
            1 if is_first => false,
            _ => is_schema(node),
        };
        if is_place { Ok(Found::Place(node)) } else { Err(Nowhere::Place) }
    }

    /// A reference without the address that the document says it has.
    fn local(&self, reference: &'a str) -> &'a str {
        let id = self.specification.whole.as_ref().and_then(|whole| whole.id);
        match id.and_then(|id| reference.strip_prefix(id)) {
            Some("") => "#",
            Some(rest) if rest.starts_with('#') => rest,
            _ => reference,
        }
    }

    /// The name that a pointer into the first document has, whether it leads somewhere or not.
    fn named_by(&self, pointer: &str) -> Option<String> {
        let name =
            pointer.strip_prefix(self.specification.prefix.trim_start_matches('#')).and_then(decode)?;
        (!name.contains('/') || self.schemas.contains_key(name.as_str())).then_some(name)
    }

    /// The schema in another file that a named one is, by a reference and nothing else.
    pub(super) fn elsewhere(&self, schema: &'a Node) -> Option<&'a Node> {
        let reference = schema.get("$ref")?;
        match self.documents.find(reference.range.start, self.local(reference.text()?)) {
            Ok((false, _, node)) if is_schema(node) => Some(node),
            _ => None,
        }
    }
}

/// A name for what a reference leads to that has none: the words of its pointer, or the name of its file.
pub(super) fn name_of(reference: &str) -> String {
    match reference.split_once('#') {
        Some((_, pointer)) if pointer.len() > 1 => name_of_pointer(pointer),
        Some((path, _)) => name_of_file(path),
        None => name_of_file(reference),
    }
}

/// The name of a file without its ending.
pub(super) fn name_of_file(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    let name = pascal(file.split_once('.').map_or(file, |(name, _)| name));
    if name.is_empty() { "Schema".to_owned() } else { name }
}

/// The words of a pointer, without those that every pointer has.
fn name_of_pointer(pointer: &str) -> String {
    const EVERY: [&str; 15] = [
        "#",
        "$defs",
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

//! Entries of an HTTP Archive: a request with its response. Their bodies are records.

use std::{borrow::Cow, fmt};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// What is read of an entry.
#[derive(Debug, Default)]
pub(crate) struct Entry<'de> {
    pub(crate) method: Cow<'de, str>,
    pub(crate) url: Cow<'de, str>,
    pub(crate) status: u64,
    pub(crate) request: Content<'de>,
    pub(crate) response: Content<'de>,
}

/// A body.
#[derive(Debug, Default)]
pub(crate) struct Content<'de> {
    pub(crate) media: Cow<'de, str>,
    pub(crate) text: Option<Cow<'de, str>>,
    /// The byte of the entry at which the member with the text begins; 0 where it is not known.
    pub(crate) at: usize,
    encoding: Cow<'de, str>,
    /// It is a form whose fields are listed.
    pub(crate) has_fields: bool,
}

/// A part of an entry that is an object.
#[derive(Clone, Copy)]
enum Node {
    Entry,
    Request,
    Response,
    RequestBody,
    ResponseBody,
}

impl<'de> Entry<'de> {
    /// Reads the text of an entry.
    ///
    /// # Errors
    /// If it is not JSON.
    pub(crate) fn read(text: &'de [u8]) -> Result<Self, serde_json::Error> {
        let mut entry = Self::default();
        let mut json = serde_json::Deserializer::from_slice(text);
        Read { entry: &mut entry, node: Node::Entry, base: text.as_ptr() as usize }.deserialize(&mut json)?;
        json.end()?;
        Ok(entry)
    }
}

impl Content<'_> {
    /// The bytes of the body; `None` where there is none, or its encoding is not known.
    pub(crate) fn bytes(&self) -> Option<Result<Cow<'_, [u8]>, &'static str>> {
        let text = self.text.as_deref().filter(|text| !text.trim().is_empty())?;
        if self.encoding.is_empty() {
            return Some(Ok(Cow::Borrowed(text.as_bytes())));
        }
        if !self.encoding.eq_ignore_ascii_case("base64") {
            return Some(Err("the body has an encoding other than base64"));
        }
        Some(
            STANDARD
                .decode(text.trim())
                .map(Cow::Owned)
                .map_err(|_| "the body is not base64, as its entry says"),
        )
    }
}

/// Whether a media type is one of JSON.
pub(crate) fn is_json(essence: &str) -> bool {
    is_lines(essence) || essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

/// Whether a media type is one of JSON by lines.
pub(crate) fn is_lines(essence: &str) -> bool {
    matches!(
        essence,
        "application/x-ndjson" | "application/ndjson" | "application/jsonl" | "application/x-jsonlines"
    )
}

/// A media type as reports show it: itself if it looks like one.
pub(crate) fn shown_media(essence: &str) -> Cow<'_, str> {
    let is_word = |word: &str| {
        !word.is_empty()
            && word.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || b"+-.".contains(&it))
    };
    match essence.split_once('/') {
        Some((class, rest)) if is_word(class) && is_word(rest) && essence.len() <= 80 => {
            Cow::Borrowed(essence)
        }
        _ if essence.is_empty() => Cow::Borrowed("without a media type"),
        _ => Cow::Borrowed("with another media type"),
    }
}

/// Reads an object of an entry into it.
struct Read<'e, 'de> {
    entry: &'e mut Entry<'de>,
    node: Node,
    base: usize,
}

impl<'de> DeserializeSeed<'de> for Read<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Read<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a part of an HTTP Archive")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { entry, node, base } = self;
        while let Some(key) = map.next_key_seed(Text)? {
            let key = key.unwrap_or_default();
            let inner = match (node, &*key) {
                (Node::Entry, "request") => Node::Request,
                (Node::Entry, "response") => Node::Response,
                (Node::Request, "postData") => Node::RequestBody,
                (Node::Response, "content") => Node::ResponseBody,
                _ => {
                    member(entry, node, &key, &mut map, base)?;
                    continue;
                }
            };
            map.next_value_seed(Read { entry, node: inner, base })?;
        }
        Ok(())
    }

    // An archive that has something else there has nothing there.
    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

/// Reads a member that is not an object of interest.
fn member<'de, A: MapAccess<'de>>(
    entry: &mut Entry<'de>,
    node: Node,
    key: &Cow<'de, str>,
    map: &mut A,
    base: usize,
) -> Result<(), A::Error> {
    let body = match node {
        Node::RequestBody => &mut entry.request,
        Node::ResponseBody => &mut entry.response,
        Node::Request if key == "method" => return text(map, &mut entry.method),
        Node::Request if key == "url" => return text(map, &mut entry.url),
        Node::Response if key == "status" => {
            entry.status = map.next_value_seed(Number)?;
            return Ok(());
        }
        _ => return map.next_value::<IgnoredAny>().map(drop),
    };
    match key.as_ref() {
        "mimeType" => text(map, &mut body.media),
        "encoding" => text(map, &mut body.encoding),
        "text" => {
            // The text itself is another than in the archive, if it has an escape.
            if let Cow::Borrowed(key) = key {
                body.at = (key.as_ptr() as usize).wrapping_sub(base).saturating_sub(1);
            }
            body.text = map.next_value_seed(Text)?;
            Ok(())
        }
        "params" => {
            body.has_fields = true;
            map.next_value::<IgnoredAny>().map(drop)
        }
        _ => map.next_value::<IgnoredAny>().map(drop),
    }
}

fn text<'de, A: MapAccess<'de>>(map: &mut A, into: &mut Cow<'de, str>) -> Result<(), A::Error> {
    *into = map.next_value_seed(Text)?.unwrap_or_default();
    Ok(())
}

/// Reads a text; anything else is none.
struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Option<Cow<'de, str>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// Reads a whole number; anything else is 0.
struct Number;

impl<'de> DeserializeSeed<'de> for Number {
    type Value = u64;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<u64, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// The methods of a visitor for what is not looked for.
macro_rules! anything_else {
    ($none:expr; $($method:ident: $type:ty),*) => {
        $(fn $method<E: Error>(self, _: $type) -> Result<Self::Value, E> {
            Ok($none)
        })*

        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            Ok($none)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            Ok($none)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            Ok($none)
        }

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("any value")
        }
    };
}

impl<'de> Visitor<'de> for Text {
    type Value = Option<Cow<'de, str>>;

    anything_else!(None; visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64);

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.to_owned())))
    }
}

impl<'de> Visitor<'de> for Number {
    type Value = u64;

    anything_else!(0; visit_bool: bool, visit_i64: i64, visit_f64: f64, visit_str: &str);

    fn visit_u64<E: Error>(self, number: u64) -> Result<u64, E> {
        Ok(number)
    }
}

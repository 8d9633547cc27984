//! YAML 1.2 with its core schema, as far as JSON goes: string keys, one document. Beyond YAML 1.2, merge keys (`<<`) are read as YAML 1.1
//! defines them, <https://yaml.org/type/merge.html>, since many documents have them.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};

use super::{Key, MAX_DEPTH, Node, SyntaxError, Value};

/// How many nodes aliases may copy: `*a` is a copy of `&a`, and copies of copies grow without bound.
const MAX_COPIES: usize = 500_000;

/// The tree, and where merge keys are.
pub(super) fn parse(text: &str) -> Result<(Node, Vec<Range<usize>>), SyntaxError> {
    let offsets = Offsets::of(text);
    let mut tree = Tree::default();
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| {
            let at = offsets.byte(error.marker().index());
            SyntaxError { message: error.info().to_owned(), range: at..at }
        })?;
        let range = offsets.range(span);
        tree.take(event, range.clone()).map_err(|message| SyntaxError { message, range })?;
    }
    let root =
        tree.root.ok_or_else(|| SyntaxError { message: "the file is empty".to_owned(), range: 0..0 })?;
    Ok((root, tree.merge_keys))
}

/// The tree as far as it is built.
#[derive(Default)]
struct Tree {
    root: Option<Node>,
    open: Vec<Open>,
    anchors: HashMap<usize, Node>,
    copies: usize,
    documents: usize,
    merge_keys: Vec<Range<usize>>,
}

/// A list or map whose end has not come yet.
struct Open {
    items: Items,
    start: usize,
    anchor: usize,
}

enum Items {
    List(Vec<Node>),
    Map { entries: Vec<Entry>, key: Option<MapKey> },
}

/// The key of a map.
enum MapKey {
    Key(Key),
    /// `<<`: the value is a map whose entries belong here, or a list of such maps.
    Merge,
}

enum Entry {
    Pair(Key, Node),
    Merged(Node),
}

impl Tree {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) -> Result<(), String> {
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err("a second document begins here; there may be only one".to_owned());
                }
                Ok(())
            }
            Event::Alias(anchor) => {
                let Some(target) = self.anchors.get(&anchor) else {
                    return Err("an alias is inside its own anchor".to_owned());
                };
                let copy = Node { value: target.value.clone(), range };
                if self.open.len() + self.count_copies(&copy)? > MAX_DEPTH + 1 {
                    return Err(format!("values are nested deeper than {MAX_DEPTH}"));
                }
                self.put(copy, 0)
            }
            Event::Scalar(text, style, anchor, tag) => {
                if style == ScalarStyle::Plain
                    && text == "<<"
                    && let Some(Open { items: Items::Map { key: key @ None, .. }, .. }) = self.open.last_mut()
                {
                    *key = Some(MapKey::Merge);
                    self.merge_keys.push(range);
                    return Ok(());
                }
                self.put(Node { value: scalar(&text, style, tag.as_deref()), range }, anchor)
            }
            Event::SequenceStart(anchor, _) => self.open(Items::List(Vec::new()), range.start, anchor),
            Event::MappingStart(anchor, _) => {
                self.open(Items::Map { entries: Vec::new(), key: None }, range.start, anchor)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range.end),
        }
    }

    fn key_is_next(&self) -> bool {
        matches!(self.open.last(), Some(Open { items: Items::Map { key: None, .. }, .. }))
    }

    fn open(&mut self, items: Items, start: usize, anchor: usize) -> Result<(), String> {
        if self.key_is_next() {
            return Err("a key is a list or a map; keys are texts".to_owned());
        }
        if self.open.len() > MAX_DEPTH {
            return Err(format!("values are nested deeper than {MAX_DEPTH}"));
        }
        self.open.push(Open { items, start, anchor });
        Ok(())
    }

    fn close(&mut self, end: usize) -> Result<(), String> {
        let Some(Open { items, start, anchor }) = self.open.pop() else {
            return Err("a list or map ends that did not begin".to_owned());
        };
        let value = match items {
            Items::List(items) => Value::List(items),
            Items::Map { entries, .. } => Value::Map(merged(entries)?),
        };
        self.put(Node { value, range: start..end.max(start) }, anchor)
    }

    /// Puts a finished value where it belongs. The first one in a map's pair is the key.
    fn put(&mut self, node: Node, anchor: usize) -> Result<(), String> {
        if anchor != 0 {
            self.count_copies(&node)?;
            self.anchors.insert(anchor, node.clone());
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open { items: Items::List(items), .. }) => items.push(node),
            Some(Open { items: Items::Map { entries, key }, .. }) => match key.take() {
                Some(MapKey::Key(key)) => entries.push(Entry::Pair(key, node)),
                Some(MapKey::Merge) => entries.push(Entry::Merged(node)),
                None => *key = Some(MapKey::Key(key_of(node)?)),
            },
        }
        Ok(())
    }

    /// Counts a copy, and gives its depth.
    fn count_copies(&mut self, node: &Node) -> Result<usize, String> {
        let (count, depth) = size(node);
        self.copies += count;
        if self.copies > MAX_COPIES {
            return Err(format!("aliases copy more than {MAX_COPIES} values"));
        }
        Ok(depth)
    }
}

/// The entries of a map with those that are merged into it, at their places. The map's own keys count, then those of an earlier map.
fn merged(entries: Vec<Entry>) -> Result<Vec<(Key, Node)>, String> {
    let own = |entry: &Entry| match entry {
        Entry::Pair(key, _) => Some(key.text.clone()),
        Entry::Merged(_) => None,
    };
    let is_merged = entries.iter().any(|entry| matches!(entry, Entry::Merged(_)));
    let mut seen: HashSet<String> =
        if is_merged { entries.iter().filter_map(own).collect() } else { HashSet::new() };
    let mut all = Vec::with_capacity(entries.len());
    for entry in entries {
        let maps = match entry {
            Entry::Pair(key, node) => {
                all.push((key, node));
                continue;
            }
            Entry::Merged(Node { value: Value::List(maps), .. }) => maps,
            Entry::Merged(map) => vec![map],
        };
        for map in maps {
            let Value::Map(entries) = map.value else {
                return Err("a merge key (`<<`) is followed by a map, or by a list of maps".to_owned());
            };
            all.extend(entries.into_iter().filter(|(key, _)| seen.insert(key.text.clone())));
        }
    }
    Ok(all)
}

/// How many values there are, and how deep they are nested.
fn size(node: &Node) -> (usize, usize) {
    let below = node.items().iter().chain(node.entries().iter().map(|(_, value)| value));
    let (count, depth) =
        below.map(size).fold((0, 0), |(count, depth), below| (count + below.0, depth.max(below.1)));
    (count + 1, depth + 1)
}

/// `404:` and `true:` are keys as written, as every reader of OpenAPI takes them.
fn key_of(node: Node) -> Result<Key, String> {
    let text = match node.value {
        Value::Text(text) | Value::Number(text) => text,
        Value::Bool(value) => value.to_string(),
        Value::Null => "null".to_owned(),
        Value::List(_) | Value::Map(_) => return Err("a key is a list or a map; keys are texts".to_owned()),
    };
    Ok(Key { text, range: node.range })
}

fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Value {
    let is_text = tag.is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
    if style != ScalarStyle::Plain || is_text {
        return Value::Text(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if is_number(text) => Value::Number(text.to_owned()),
        _ => Value::Text(text.to_owned()),
    }
}

/// The numbers of the core schema, <https://yaml.org/spec/1.2.2/#1032-tag-resolution>.
fn is_number(text: &str) -> bool {
    let digits = |text: &str, radix: u32| !text.is_empty() && text.chars().all(|char| char.is_digit(radix));
    if let Some(octal) = text.strip_prefix("0o") {
        return digits(octal, 8);
    }
    if let Some(hexadecimal) = text.strip_prefix("0x") {
        return digits(hexadecimal, 16);
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mantissa_is_number = (digits(whole, 10) && (fraction.is_empty() || digits(fraction, 10)))
        || (whole.is_empty() && digits(fraction, 10));
    let exponent_is_number =
        exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent), 10));
    mantissa_is_number && exponent_is_number
}

/// From the parser's positions, which count characters, to byte offsets.
struct Offsets<'a> {
    /// The byte offset of every [`Offsets::STEP`]th character; none if each character is a byte.
    steps: Option<Vec<usize>>,
    text: &'a str,
}

impl<'a> Offsets<'a> {
    const STEP: usize = 64;

    fn of(text: &'a str) -> Self {
        let steps = (!text.is_ascii())
            .then(|| text.char_indices().step_by(Self::STEP).map(|(offset, _)| offset).collect());
        Self { steps, text }
    }

    fn byte(&self, index: usize) -> usize {
        let Some(steps) = &self.steps else {
            return index.min(self.text.len());
        };
        let Some(&near) = steps.get(index / Self::STEP) else {
            return self.text.len();
        };
        let after = self.text.get(near..).unwrap_or_default();
        after.char_indices().nth(index % Self::STEP).map_or(self.text.len(), |(offset, _)| near + offset)
    }

    fn range(&self, span: Span) -> Range<usize> {
        let start = self.byte(span.start.index());
        start..self.byte(span.end.index()).max(start)
    }
}

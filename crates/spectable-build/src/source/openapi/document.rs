//! A JSON or YAML document as one tree, with the byte range of every key and value.

use std::{collections::HashSet, ops::Range};

use crate::{
    location::{FileId, Location},
    problem::Problems,
};

mod json;
mod yaml;

/// Deeper than any document that people write; the readers are recursive.
const MAX_DEPTH: usize = 128;

/// A value and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) range: Range<usize>,
}

/// A value; numbers keep their text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Key, Node)>),
}

/// A key of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) text: String,
    pub(super) range: Range<usize>,
}

/// Why a text is not a document, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SyntaxError {
    pub(super) message: String,
    pub(super) range: Range<usize>,
}

/// How a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Json,
    Yaml,
}

impl Syntax {
    /// By the ending of the name, else by the first character.
    pub(super) fn of(name: &str, text: &str) -> Self {
        let name = name.strip_suffix(".gz").unwrap_or(name);
        match name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).as_deref() {
            Some("json") => Syntax::Json,
            Some("yaml" | "yml") => Syntax::Yaml,
            _ if text.trim_start().starts_with(['{', '[']) => Syntax::Json,
            _ => Syntax::Yaml,
        }
    }
}

/// Reads a document; a repeated key is noted in `problems`, and its first value counts.
pub(super) fn parse(
    text: &str,
    syntax: Syntax,
    file: FileId,
    problems: &mut Problems,
) -> Result<Node, SyntaxError> {
    let mut root = match syntax {
        Syntax::Json => json::parse(text)?,
        Syntax::Yaml => {
            let (root, merge_keys) = yaml::parse(text)?;
            for range in merge_keys {
                problems.note(
                    "yaml-merge-key",
                    Location::new(file, range),
                    "merge keys (`<<`) are not part of YAML 1.2; this one is read as YAML 1.1 defines it",
                    "nothing to do here; other tools may leave out what it merges",
                );
            }
            root
        }
    };
    remove_repeated_keys(&mut root, file, problems);
    Ok(root)
}

fn remove_repeated_keys(node: &mut Node, file: FileId, problems: &mut Problems) {
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| remove_repeated_keys(item, file, problems)),
        Value::Map(entries) => {
            let mut seen = HashSet::new();
            entries.retain(|(key, _)| {
                let first = seen.insert(key.text.clone());
                if !first {
                    problems.error(
                        "repeated-key",
                        Location::new(file, key.range.clone()),
                        format!("the key `{}` occurs twice in one object", key.text),
                        "leave one of the two",
                    );
                }
                first
            });
            entries.iter_mut().for_each(|(_, value)| remove_repeated_keys(value, file, problems));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

impl Node {
    /// The value of a key, if this is a map that has it.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|(entry, _)| entry.text == key).map(|(_, value)| value)
    }

    /// The entries of a map; none for anything else.
    pub(super) fn entries(&self) -> &[(Key, Node)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none for anything else.
    pub(super) fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The text of a string.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text of any scalar but null, as written.
    pub(super) fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) | Value::Number(text) => Some(text),
            Value::Bool(true) => Some("true"),
            Value::Bool(false) => Some("false"),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// Whether this is the literal `true`.
    pub(super) fn is_true(&self) -> bool {
        self.value == Value::Bool(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::Files;

    fn read(text: &str, syntax: Syntax) -> Result<Node, SyntaxError> {
        let mut files = Files::default();
        let file = files.add("a", text);
        parse(text, syntax, file, &mut Problems::default())
    }

    /// The tree without its positions, to compare the two syntaxes.
    fn bare(node: &Node) -> String {
        match &node.value {
            Value::List(items) => format!("[{}]", items.iter().map(bare).collect::<Vec<_>>().join(",")),
            Value::Map(entries) => {
                let entries: Vec<_> =
                    entries.iter().map(|(key, value)| format!("{}:{}", key.text, bare(value))).collect();
                format!("{{{}}}", entries.join(","))
            }
            scalar => format!("{scalar:?}"),
        }
    }

    #[test]
    fn both_syntaxes_give_one_tree() {
        let json = r#"{"a":[1,-2.5e3,true,null,"é\u0021"],"b":{},"c":{"d":"x"}}"#;
        let yaml = "a:\n- 1\n- -2.5e3\n- true\n- ~\n- \"é!\"\nb: {}\nc:\n  d: x\n";
        assert_eq!(bare(&read(json, Syntax::Json).unwrap()), bare(&read(yaml, Syntax::Yaml).unwrap()));
    }

    #[test]
    fn keys_and_values_know_where_they_stand() {
        let json = "{\"é\": {\"key\": \"value\"}}";
        let yaml = "é:\r\n  # a comment ü\r\n  key: value\r\n";
        for (text, syntax, value_text) in [(json, Syntax::Json, "\"value\""), (yaml, Syntax::Yaml, "value")] {
            let root = read(text, syntax).unwrap();
            let inner = root.get("é").unwrap();
            let (key, value) = &inner.entries()[0];
            assert_eq!(text[key.range.clone()].trim_matches('"'), "key", "{syntax:?}");
            assert_eq!(&text[value.range.clone()], value_text, "{syntax:?}");
        }
    }

    #[test]
    fn scalars_of_yaml_are_those_of_its_core_schema() {
        let cases = [
            ("yes", Value::Text("yes".into())),
            ("on", Value::Text("on".into())),
            ("True", Value::Bool(true)),
            ("'true'", Value::Text("true".into())),
            ("!!str true", Value::Text("true".into())),
            ("NULL", Value::Null),
            ("", Value::Null),
            ("1.10", Value::Number("1.10".into())),
            ("0x1F", Value::Number("0x1F".into())),
            ("1.2.3", Value::Text("1.2.3".into())),
            ("2024-01-02", Value::Text("2024-01-02".into())),
            ("|\n  two\n  lines\n", Value::Text("two\nlines\n".into())),
        ];
        for (text, value) in cases {
            let root = read(&format!("key: {text}"), Syntax::Yaml).unwrap();
            assert_eq!(root.get("key").unwrap().value, value, "{text}");
        }
    }

    #[test]
    fn what_is_no_document_is_an_error_where_it_stands() {
        let cases = [
            ("", Syntax::Json),
            ("{", Syntax::Json),
            ("{\"a\": 1,}", Syntax::Json),
            ("{\"a\" 1}", Syntax::Json),
            ("{\"a\": 1} 2", Syntax::Json),
            ("{'a': 1}", Syntax::Json),
            ("{a: 1}", Syntax::Json),
            ("{} // comment", Syntax::Json),
            ("[1 2]", Syntax::Json),
            ("\"a", Syntax::Json),
            ("", Syntax::Yaml),
            ("a: [1", Syntax::Yaml),
            ("a: b: c", Syntax::Yaml),
            ("a: 1\n---\nb: 2\n", Syntax::Yaml),
            ("a: *b", Syntax::Yaml),
            ("? [a]\n: b", Syntax::Yaml),
            ("a: 1\nc:\n  <<: 2\n", Syntax::Yaml),
        ];
        for (text, syntax) in cases {
            let error = read(text, syntax).expect_err(text);
            assert!(!error.message.is_empty() && error.range.end <= text.len(), "{text}: {error:?}");
        }
    }

    #[test]
    fn depth_and_copies_are_bounded() {
        for (open, close, syntax) in [
            ("[", "]", Syntax::Json),
            ("{\"a\":", "}", Syntax::Json),
            ("[", "]", Syntax::Yaml),
            ("{a: ", "}", Syntax::Yaml),
        ] {
            let inner = if open == "[" { "" } else { "1" };
            let nested = |depth: usize| format!("{}{inner}{}", open.repeat(depth), close.repeat(depth));
            read(&nested(MAX_DEPTH), syntax).expect(open);
            for depth in [MAX_DEPTH + 2, 100_000] {
                assert!(read(&nested(depth), syntax).is_err(), "{open} {depth}");
            }
        }
        // An alias is as deep as what it copies.
        let copied = |depth: usize| {
            let deep = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            format!("a: &a {deep}\nb: {}*a{}\n", "[".repeat(64), "]".repeat(64))
        };
        assert!(read(&copied(60), Syntax::Yaml).is_ok());
        for depth in [70, 120] {
            let error = read(&copied(depth), Syntax::Yaml).expect_err("too deep");
            assert!(error.message.contains("nested deeper than 128"), "{error:?}");
        }
        let mut laughs = String::from("a0: &a0 [x, x]\n");
        for level in 1..40 {
            let below = level - 1;
            laughs.push_str(&format!("a{level}: &a{level} [*a{below}, *a{below}]\n"));
        }
        let error = read(&laughs, Syntax::Yaml).expect_err("a bomb of aliases");
        assert!(error.message.contains("aliases"), "{error:?}");
    }

    #[test]
    fn an_alias_is_its_anchor() {
        let root = read("a: &x {b: [1]}\nc: *x\n", Syntax::Yaml).unwrap();
        assert_eq!(root.get("a").unwrap().value, root.get("c").unwrap().value);
    }

    #[test]
    fn a_repeated_key_is_an_error_and_its_first_value_counts() {
        for (text, syntax) in [("{\"a\":1,\"a\":2}", Syntax::Json), ("a: 1\na: 2\n", Syntax::Yaml)] {
            let mut files = Files::default();
            let file = files.add("a", text);
            let mut problems = Problems::default();
            let root = parse(text, syntax, file, &mut problems).unwrap();
            assert_eq!(root.entries().len(), 1);
            assert_eq!(root.get("a").unwrap().scalar(), Some("1"));
            assert_eq!(problems.iter().map(|p| p.rule).collect::<Vec<_>>(), ["repeated-key"]);
        }
    }
}

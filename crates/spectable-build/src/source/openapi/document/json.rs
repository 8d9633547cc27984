//! JSON: strictly as RFC 8259 has it.

use jsonc_parser::{
    CollectOptions, ParseOptions,
    ast::{ObjectPropName, Value as Ast},
    common::Ranged,
    errors::ParseError,
    parse_to_ast,
};

use super::{Key, MAX_DEPTH, Node, SyntaxError, Value};

/// The parser also knows the JSON of configuration files; none of that is JSON.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

pub(super) fn parse(text: &str) -> Result<Node, SyntaxError> {
    let parsed =
        parse_to_ast(text, &CollectOptions::default(), &STRICT).map_err(|error| syntax(&error, text))?;
    match parsed.value {
        Some(value) => node(value, 0),
        None => Err(SyntaxError { message: "the file is empty".to_owned(), range: 0..text.len() }),
    }
}

fn node(ast: Ast<'_>, depth: usize) -> Result<Node, SyntaxError> {
    let range = ast.range().start..ast.range().end;
    if depth > MAX_DEPTH {
        let message = format!("values are nested deeper than {MAX_DEPTH}");
        return Err(SyntaxError { message, range });
    }
    let value = match ast {
        Ast::NullKeyword(_) => Value::Null,
        Ast::BooleanLit(literal) => Value::Bool(literal.value),
        Ast::NumberLit(literal) => Value::Number(literal.value.to_owned()),
        Ast::StringLit(literal) => Value::Text(literal.value.into_owned()),
        Ast::Array(array) => Value::List(
            array.elements.into_iter().map(|item| node(item, depth + 1)).collect::<Result<_, _>>()?,
        ),
        Ast::Object(object) => {
            let mut entries = Vec::with_capacity(object.properties.len());
            for property in object.properties {
                entries.push((key(property.name), node(property.value, depth + 1)?));
            }
            Value::Map(entries)
        }
    };
    Ok(Node { value, range })
}

fn key(name: ObjectPropName<'_>) -> Key {
    let range = name.range().start..name.range().end;
    Key { text: name.into_string(), range }
}

fn syntax(error: &ParseError, text: &str) -> SyntaxError {
    let range = error.range();
    let start = range.start.min(text.len());
    SyntaxError { message: error.kind().to_string(), range: start..range.end.clamp(start, text.len()) }
}

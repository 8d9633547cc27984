//! What generated tables may look like: rows, and nothing else.

use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, LitStr, Token, Type, braced, parenthesized};

/// `pub struct Name = "Documented" { … }`
pub(crate) struct ModelTable {
    pub(crate) name: String,
    pub(crate) documented: String,
    pub(crate) directions: Vec<String>,
    pub(crate) rows: Vec<Row>,
}

/// `name with_name: Type = "wire" (required, read_only, documented "x")`
pub(crate) struct Row {
    pub(crate) field: String,
    pub(crate) setter: String,
    pub(crate) wire: String,
    pub(crate) options: Vec<String>,
    pub(crate) deprecated: bool,
}

/// `pub enum Name { Variant = "wire", … }`, or with integers
pub(crate) struct EnumTable {
    pub(crate) name: String,
    pub(crate) integers: bool,
    pub(crate) values: Vec<(String, String)>,
}

/// `pub enum Name { Variant as_variant: Type where "key" = "value" | "value", … }`
pub(crate) struct UnionTable {
    pub(crate) name: String,
    pub(crate) alternatives: Vec<Alternative>,
}

/// A row of a union: its variant, its accessor, and its key and values.
#[derive(Debug, PartialEq)]
pub(crate) struct Alternative {
    pub(crate) variant: String,
    pub(crate) accessor: String,
    pub(crate) test: Option<(String, Vec<String>)>,
}

/// The tokens in `model! { … }`.
pub(crate) fn model(call: &syn::Macro) -> syn::Result<ModelTable> {
    ModelTable::parse.parse2(call.tokens.clone())
}

/// The tokens in `open_enum! { … }`.
pub(crate) fn open_enum(call: &syn::Macro) -> syn::Result<EnumTable> {
    EnumTable::parse.parse2(call.tokens.clone())
}

/// The tokens in `integer_enum! { … }`.
pub(crate) fn integer_enum(call: &syn::Macro) -> syn::Result<EnumTable> {
    Ok(EnumTable { integers: true, ..EnumTable::parse.parse2(call.tokens.clone())? })
}

/// The tokens in `union! { … }`.
pub(crate) fn union(call: &syn::Macro) -> syn::Result<UnionTable> {
    UnionTable::parse.parse2(call.tokens.clone())
}

/// Documentation, and a mark without arguments; any other attribute is an error. Whether the mark is there.
pub(crate) fn is_deprecated(attributes: &[Attribute]) -> syn::Result<bool> {
    let mut deprecated = false;
    for attribute in attributes {
        match &attribute.meta {
            syn::Meta::NameValue(doc) if doc.path.is_ident("doc") => {}
            syn::Meta::Path(path) if path.is_ident("deprecated") => deprecated = true,
            other => return Err(syn::Error::new_spanned(other, "an attribute that no template has")),
        }
    }
    Ok(deprecated)
}

impl Parse for ModelTable {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        is_deprecated(&input.call(Attribute::parse_outer)?)?;
        input.parse::<Token![pub]>()?;
        input.parse::<Token![struct]>()?;
        let name = input.parse::<Ident>()?.to_string();
        input.parse::<Token![=]>()?;
        let documented = input.parse::<LitStr>()?.value();
        let mut directions = Vec::new();
        if input.peek(syn::token::Paren) {
            let brackets;
            parenthesized!(brackets in input);
            let words = Punctuated::<Ident, Token![,]>::parse_terminated(&brackets)?;
            directions.extend(words.iter().map(Ident::to_string));
        }
        let body;
        braced!(body in input);
        let rows = Punctuated::<Row, Token![,]>::parse_terminated(&body)?;
        Ok(Self { name, documented, directions, rows: rows.into_iter().collect() })
    }
}

impl Parse for Row {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let deprecated = is_deprecated(&input.call(Attribute::parse_outer)?)?;
        let (field, setter) = (input.parse::<Ident>()?.to_string(), input.parse::<Ident>()?.to_string());
        input.parse::<Token![:]>()?;
        input.parse::<Type>()?;
        input.parse::<Token![=]>()?;
        let wire = input.parse::<LitStr>()?.value();
        let mut options = Vec::new();
        if !input.is_empty() && !input.peek(Token![,]) {
            let brackets;
            parenthesized!(brackets in input);
            let parsed = Punctuated::<RowOption, Token![,]>::parse_terminated(&brackets)?;
            options.extend(parsed.into_iter().map(|RowOption(text)| text));
        }
        Ok(Self { field, setter, wire, options, deprecated })
    }
}

struct RowOption(String);

impl Parse for RowOption {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let word = input.parse::<Ident>()?;
        match word.to_string().as_str() {
            "required" | "read_only" | "write_only" | "nullable" => Ok(Self(word.to_string())),
            "documented" | "format" | "default" => {
                Ok(Self(format!("{word} {}", input.parse::<LitStr>()?.value())))
            }
            _ => Err(syn::Error::new_spanned(word, "an option that no row has")),
        }
    }
}

impl Parse for EnumTable {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        is_deprecated(&input.call(Attribute::parse_outer)?)?;
        input.parse::<Token![pub]>()?;
        input.parse::<Token![enum]>()?;
        let name = input.parse::<Ident>()?.to_string();
        let body;
        braced!(body in input);
        let value = |input: ParseStream<'_>| {
            is_deprecated(&input.call(Attribute::parse_outer)?)?;
            let variant = input.parse::<Ident>()?.to_string();
            input.parse::<Token![=]>()?;
            if input.peek(LitStr) {
                return Ok((variant, input.parse::<LitStr>()?.value()));
            }
            let sign = if input.parse::<Option<Token![-]>>()?.is_some() { "-" } else { "" };
            Ok((variant, format!("{sign}{}", input.parse::<syn::LitInt>()?)))
        };
        let values = body.parse_terminated(value, Token![,])?;
        Ok(Self { name, integers: false, values: values.into_iter().collect() })
    }
}

impl Parse for UnionTable {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        is_deprecated(&input.call(Attribute::parse_outer)?)?;
        input.parse::<Token![pub]>()?;
        input.parse::<Token![enum]>()?;
        let name = input.parse::<Ident>()?.to_string();
        let body;
        braced!(body in input);
        let alternatives = body.parse_terminated(Alternative::parse, Token![,])?;
        Ok(Self { name, alternatives: alternatives.into_iter().collect() })
    }
}

impl Parse for Alternative {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        is_deprecated(&input.call(Attribute::parse_outer)?)?;
        let (variant, accessor) = (input.parse::<Ident>()?.to_string(), input.parse::<Ident>()?.to_string());
        input.parse::<Token![:]>()?;
        if input.parse::<Option<Token![box]>>()?.is_some() {
            input.parse::<Ident>()?;
        } else {
            input.parse::<Type>()?;
        }
        let mut test = None;
        if input.parse::<Option<Token![where]>>()?.is_some() {
            let (key, mut values) = (input.parse::<LitStr>()?.value(), Vec::new());
            if input.parse::<Option<Token![=]>>()?.is_some() {
                values.push(input.parse::<LitStr>()?.value());
                while input.parse::<Option<Token![|]>>()?.is_some() {
                    values.push(input.parse::<LitStr>()?.value());
                }
            }
            test = Some((key, values));
        }
        Ok(Self { variant, accessor, test })
    }
}

//! What an attribute does with its item.

use proc_macro::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};

/// Nothing.
pub(crate) fn keep(item: TokenStream) -> TokenStream {
    item
}

/// The item is gone.
pub(crate) fn remove(_: TokenStream) -> TokenStream {
    TokenStream::new()
}

/// The item is aligned to more than a model may be.
pub(crate) fn align(item: TokenStream) -> TokenStream {
    let mut out: TokenStream =
        "#[::core::prelude::v1::derive(::core::clone::Clone)] #[repr(align(64))]".parse().unwrap();
    out.extend(item);
    out
}

/// A struct loses its attributes, and has its fields in the reverse order.
pub(crate) fn reorder(item: TokenStream) -> TokenStream {
    let mut out = Vec::new();
    let mut in_attribute = false;
    for token in item {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => in_attribute = true,
            _ if in_attribute => in_attribute = false,
            _ => out.push(token),
        }
    }
    if let Some(TokenTree::Group(fields)) = out.pop() {
        out.push(Group::new(Delimiter::Brace, reversed(fields.stream())).into());
    }
    out.into_iter().collect()
}

fn reversed(fields: TokenStream) -> TokenStream {
    let mut parts: Vec<Vec<TokenTree>> = vec![vec![]];
    let mut depth = 0;
    for token in fields {
        if let TokenTree::Punct(punct) = &token {
            match punct.as_char() {
                '<' => depth += 1,
                '>' => depth -= 1,
                ',' if depth == 0 => {
                    parts.push(vec![]);
                    continue;
                }
                _ => {}
            }
        }
        parts.last_mut().unwrap().push(token);
    }
    let comma = TokenTree::from(Punct::new(',', Spacing::Alone));
    parts
        .into_iter()
        .rev()
        .filter(|part| !part.is_empty())
        .flat_map(|part| part.into_iter().chain([comma.clone()]))
        .collect()
}

//! Models that a procedural macro writes.

use std::fmt::Write;

use proc_macro::{Delimiter, Group, Span, TokenStream, TokenTree};

/// Tokens of a model, those of `mixed` with the scope of the macro itself.
fn model(before: &str, mixed: &str, after: TokenStream) -> TokenStream {
    let mut fields: TokenStream = before.parse().unwrap();
    let mixed: TokenStream = mixed.parse().unwrap();
    fields.extend(mixed.into_iter().map(|mut token| {
        token.set_span(Span::mixed_site());
        token
    }));
    fields.extend(after);
    let mut out: TokenStream = "::spectable::model! { pub struct Scopes = \"Scopes\" }".parse().unwrap();
    let Some(TokenTree::Group(group)) = out.clone().into_iter().last() else { unreachable!() };
    let mut inner = group.stream();
    inner.extend([TokenTree::from(Group::new(Delimiter::Brace, fields))]);
    out = out.into_iter().take(7).collect();
    out.extend([TokenTree::from(Group::new(Delimiter::Brace, inner))]);
    out
}

pub(crate) fn two_scopes(input: TokenStream) -> TokenStream {
    model("call with_call: String = \"call\",", "a with_mixed: i64 = \"mixed\",", input)
}

pub(crate) fn grouped(input: TokenStream) -> TokenStream {
    // Invisible groups around each token, some of which are a type, a literal or a name.
    let fields = input.into_iter().map(invisible).collect();
    let mut out: TokenStream = "::spectable::model! { pub struct Grouped = \"Grouped\" }".parse().unwrap();
    let Some(TokenTree::Group(group)) = out.clone().into_iter().last() else { unreachable!() };
    let mut inner: TokenStream = group.stream();
    inner.extend([TokenTree::from(Group::new(Delimiter::Brace, fields))]);
    out = out.into_iter().take(7).collect();
    out.extend([TokenTree::from(Group::new(Delimiter::Brace, inner))]);
    invisible(Group::new(Delimiter::None, out).into()).into()
}

fn invisible(token: TokenTree) -> TokenTree {
    match token {
        TokenTree::Punct(punct) => punct.into(),
        token => Group::new(Delimiter::None, token.into()).into(),
    }
}

pub(crate) fn many(input: &str) -> TokenStream {
    let (name, count) = input.split_once(' ').unwrap();
    let mut text = format!("::spectable::model! {{ pub struct {name} = \"{name}\" {{");
    for index in 0..count.parse().unwrap() {
        let ty = ["String", "bool", "Box<Self>", "Vec<Self>"][index % 4];
        write!(text, "f{index} with_f{index}: {ty} = \"f{index}\",").unwrap();
    }
    text += "} }";
    text.parse().unwrap()
}

pub(crate) fn chain(input: &str) -> TokenStream {
    let (count, ty) = input.split_once(' ').unwrap();
    let count: usize = count.parse().unwrap();
    let mut text = String::new();
    for index in 0..count {
        let next = ty.replace("Next", &format!("M{}", index + 1));
        write!(
            text,
            "::spectable::model! {{ pub struct M{index} = \"M{index}\" {{ x with_x: String = \"x\", next with_next: {next} = \"next\" }} }}"
        )
        .unwrap();
    }
    write!(
        text,
        "::spectable::model! {{ pub struct M{count} = \"M{count}\" {{ x with_x: String = \"x\" }} }}"
    )
    .unwrap();
    text.parse().unwrap()
}

pub(crate) fn graph(input: &str) -> TokenStream {
    let count: u64 = input.parse().unwrap();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move |below: u64| {
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        (state >> 33) % below
    };
    let mut text = String::new();
    for index in 0..count {
        write!(
            text,
            "::spectable::model! {{ pub struct M{index} = \"M{index}\" {{ x with_x: String = \"x\","
        )
        .unwrap();
        for field in 0..random(5) {
            let model = random(count);
            let ty = match random(5) {
                0 => format!("Vec<M{model}>"),
                1 => format!("BTreeMap<String, M{model}>"),
                2 => format!("Vec<BTreeMap<String, Vec<M{model}>>>"),
                _ => format!("Box<M{model}>"),
            };
            write!(text, "f{field} with_f{field}: {ty} = \"f{field}\",").unwrap();
        }
        text += "} }";
    }
    text.parse().unwrap()
}

//! Procedural macros that a hostile user may bring along. None writes an `unsafe` token.
#![forbid(unsafe_code)]

mod attributes;
mod models;

use std::sync::atomic::{AtomicUsize, Ordering};

use proc_macro::TokenStream;

fn next(count: &AtomicUsize) -> usize {
    count.fetch_add(1, Ordering::Relaxed) + 1
}

/// 1 on the first expansion, then 2, …
#[proc_macro]
pub fn counter(_: TokenStream) -> TokenStream {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    format!("{}usize", next(&COUNT)).parse().unwrap()
}

/// A list on the first expansion, then a text, and so on in turns.
#[proc_macro]
pub fn flip(_: TokenStream) -> TokenStream {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let ty = if next(&COUNT) % 2 == 1 { "::std::vec::Vec<i64>" } else { "::std::string::String" };
    ty.parse().unwrap()
}

/// A list on the first and the second expansion, then a text.
#[proc_macro]
pub fn third(_: TokenStream) -> TokenStream {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let ty = if next(&COUNT) < 3 { "::std::vec::Vec<i64>" } else { "::std::string::String" };
    ty.parse().unwrap()
}

/// A list on the first expansion, then an error.
#[proc_macro]
pub fn once(_: TokenStream) -> TokenStream {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let ty = if next(&COUNT) == 1 { "::std::vec::Vec<i64>" } else { "::core::compile_error!(\"not again\")" };
    ty.parse().unwrap()
}

/// Makes a model whose fields have the scope of this macro, while a field of the same name has that of the caller.
#[proc_macro]
pub fn two_scopes(input: TokenStream) -> TokenStream {
    models::two_scopes(input)
}

/// A model that is given in an invisible group, and parts of it likewise.
#[proc_macro]
pub fn grouped(input: TokenStream) -> TokenStream {
    models::grouped(input)
}

/// `many!(Many 512)`: a model of that many fields, of four kinds in turns.
#[proc_macro]
pub fn many(input: TokenStream) -> TokenStream {
    models::many(&input.to_string())
}

/// `chain!(30 Box<Next>)`: that many models, each with a property of that type, `Next` being the next model.
#[proc_macro]
pub fn chain(input: TokenStream) -> TokenStream {
    models::chain(&input.to_string())
}

/// `graph!(300)`: that many models that refer to one another at random, but alike at each expansion.
#[proc_macro]
pub fn graph(input: TokenStream) -> TokenStream {
    models::graph(&input.to_string())
}

macro_rules! attributes {
    ($($name:ident: $does:ident;)*) => {$(
        /// An attribute that has the name of a built-in one.
        #[proc_macro_attribute]
        pub fn $name(_: TokenStream, item: TokenStream) -> TokenStream {
            attributes::$does(item)
        }
    )*};
}
attributes! {
    repr: reorder;
    non_exhaustive: reorder;
    deprecated: reorder;
    doc: reorder;
    must_use: keep;
    inline: keep;
    allow: remove;
    automatically_derived: remove;
    derive: align;
    drop_item: remove;
}

/// A derive that has the name of one of the language.
#[proc_macro_derive(Clone)]
pub fn clone(_: TokenStream) -> TokenStream {
    TokenStream::new()
}

macro_rules! functions {
    ($($name:ident)*) => {$(
        /// A macro that has the name of one that an expansion uses.
        #[proc_macro]
        pub fn $name(_: TokenStream) -> TokenStream {
            "::core::compile_error!(\"the user's own\")".parse().unwrap()
        }
    )*};
}
functions! { stringify concat __deprecated model }

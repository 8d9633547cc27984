//! Visits: everything in a model in documented order, with its path and a typed view.

use std::vec;

use crate::path;
use crate::view::{ModelView, View};

/// What sees everything in a model; see [`Model::visit`](crate::Model::visit).
pub trait Visitor<'a> {
    /// A model, list or map begins, or a union that holds one; the path of the whole model is empty. The answer says whether what is in it is seen as well.
    fn enter(&mut self, path: &str, view: View<'a>) -> Visit {
        let _ = (path, view);
        Visit::Inside
    }

    /// A value that has no models, lists or maps in it. A JSON value, of an `object` property or an unknown key, is seen as one value, whatever it is.
    fn leaf(&mut self, path: &str, view: View<'a>);
}

/// Whether a [`Visitor`] goes into what it has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visit {
    /// It does.
    Inside,
    /// It does not.
    Skip,
}

/// A value in a model that has no models, lists or maps in it; see [`Model::leaves`](crate::Model::leaves).
#[derive(Debug, Clone)]
pub struct Leaf<'a> {
    path: String,
    view: View<'a>,
}

impl<'a> Leaf<'a> {
    /// Where it is, as [`Model::get`](crate::Model::get) takes it: `participants[3].startTime`.
    #[inline]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What it is.
    #[inline]
    pub fn view(&self) -> View<'a> {
        self.view
    }
}

/// Shows everything in a model.
#[inline]
pub(crate) fn visit<'a>(model: ModelView<'a>, visitor: &mut dyn Visitor<'a>) {
    Walk { path: String::new(), visitor }.view(View::Model(model));
}

/// Every leaf of a model.
#[inline]
pub(crate) fn leaves(model: ModelView<'_>) -> vec::IntoIter<Leaf<'_>> {
    let mut all = All(Vec::new());
    visit(model, &mut all);
    all.0.into_iter()
}

struct All<'a>(Vec<Leaf<'a>>);

impl<'a> Visitor<'a> for All<'a> {
    #[inline]
    fn leaf(&mut self, path: &str, view: View<'a>) {
        self.0.push(Leaf { path: path.to_owned(), view });
    }
}

struct Walk<'v, 'a> {
    path: String,
    visitor: &'v mut dyn Visitor<'a>,
}

impl<'a> Walk<'_, 'a> {
    #[inline]
    fn view(&mut self, view: View<'a>) {
        if is_leaf(view) {
            self.visitor.leaf(&self.path, view);
        } else if self.visitor.enter(&self.path, view) == Visit::Inside {
            self.inside(view);
        }
    }

    #[inline]
    fn inside(&mut self, view: View<'a>) {
        match view {
            View::Model(model) => {
                for (field, view) in model.fields() {
                    if let Some(view) = view {
                        self.member(field.wire_name(), view);
                    }
                }
                model.others().for_each(|(key, view)| self.member(key, view));
            }
            View::List(list) => {
                for (index, view) in list.iter().enumerate() {
                    let end = self.path.len();
                    path::push_index(&mut self.path, index);
                    self.view(view);
                    self.path.truncate(end);
                }
            }
            View::Map(map) => map.iter().for_each(|(key, view)| self.member(key, view)),
            View::Union(union) => self.inside(union.value()),
            _ => {}
        }
    }

    #[inline]
    fn member(&mut self, key: &str, view: View<'a>) {
        let end = self.path.len();
        path::push_whole_key(&mut self.path, key);
        self.view(view);
        self.path.truncate(end);
    }
}

/// Whether nothing more is in it. A union is what it holds.
#[inline]
fn is_leaf(view: View<'_>) -> bool {
    match view {
        View::Model(_) | View::List(_) | View::Map(_) => false,
        View::Union(union) => is_leaf(union.value()),
        _ => true,
    }
}

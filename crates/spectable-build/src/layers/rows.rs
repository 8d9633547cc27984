//! Rows of two sources that are about one property.

use std::collections::HashMap;

use super::note::Notes;
use super::types::{Fit, Types};
use super::{Limit, same_values};
use crate::dialect::loose_name;
use crate::documented::{Body, Page, RawValue, Row};
use crate::documented_type::RawType;
use crate::location::Location;
use crate::names::WireNameRule;
use crate::overlay::{Adds, WireNames, by_rule};
use crate::schema::Fact;

/// Reads the rows of a later source.
pub(super) struct RowReader<'a> {
    /// The wire names of the earlier sources, with what the overlay says of them.
    pub(super) wire_names: &'a WireNames<'a>,
    /// The rule for wire names of the later source.
    pub(super) rule: Option<WireNameRule>,
    pub(super) types: &'a Types<'a>,
    pub(super) adds: Adds,
    pub(super) limit: Option<&'a Limit>,
}

/// The rows of an earlier page by their names on the wire.
struct Rows {
    exact: HashMap<String, usize>,
    /// Without case and signs; `None` where several rows have the name.
    loosely: HashMap<String, Option<usize>>,
}

/// Where the row of an earlier page is that a later row is about.
enum Place {
    At(usize),
    /// Several may be it.
    Doubtful,
    Nowhere,
}

impl Rows {
    fn of(model: &str, rows: &[Row], wire_names: &WireNames<'_>) -> Self {
        let (mut exact, mut loosely) = (HashMap::new(), HashMap::new());
        for (at, row) in rows.iter().enumerate() {
            let wire = wire_names.of(model, row);
            loosely.entry(loose_name(&wire)).and_modify(|other| *other = None).or_insert(Some(at));
            exact.entry(wire).or_insert(at);
        }
        // The overlay may say a wire name that is like no documented one.
        for (at, row) in rows.iter().enumerate() {
            loosely.entry(loose_name(&row.name.value)).or_insert(Some(at));
        }
        Self { exact, loosely }
    }

    /// A name that is equal comes first, then one that differs in case only: pages write names in the case of their language.
    fn place(&self, wire: &str) -> Place {
        match (self.exact.get(wire), self.loosely.get(&loose_name(wire))) {
            (Some(at), _) | (None, Some(Some(at))) => Place::At(*at),
            (None, Some(None)) => Place::Doubtful,
            (None, None) => Place::Nowhere,
        }
    }
}

impl RowReader<'_> {
    /// Gives the rows of a model what they leave out and later ones say.
    pub(super) fn merge_rows(
        &self,
        model: &str,
        first: &mut Vec<Row>,
        later: Vec<Row>,
        notes: &mut Notes<'_>,
    ) {
        let places = Rows::of(model, first, self.wire_names);
        let mut seen = vec![false; first.len()];
        let mut taken = Vec::new();
        // A row that has the very name comes before one that has it in another case.
        let (equal, other): (Vec<_>, Vec<_>) =
            later.into_iter().partition(|row| places.exact.contains_key(&self.wire(row)));
        for row in equal.into_iter().chain(other) {
            match places.place(&self.wire(&row)) {
                Place::At(at) => {
                    let is_new = seen.get_mut(at).is_some_and(|seen| !std::mem::replace(seen, true));
                    match first.get_mut(at).filter(|_| is_new) {
                        Some(first) => self.merge_row(model, first, row, notes),
                        None => notes.left_out(),
                    }
                }
                Place::Nowhere if self.adds_property(model, &row.name.value) => {
                    notes.add(model, Some(&row.name.value), Fact::Property, row.location);
                    taken.push(self.row_taken_over(row));
                }
                Place::Doubtful | Place::Nowhere => notes.left_out(),
            }
        }
        first.extend(taken);
    }

    /// Whether a model is added that only the later source has.
    pub(super) fn adds_model(&self, name: &str) -> bool {
        self.adds == Adds::All && self.limit.is_none_or(|limit| limit.models.contains(name))
    }

    fn adds_property(&self, model: &str, name: &str) -> bool {
        let is_meant = |limit: &Limit| limit.properties.contains(&(model.to_owned(), name.to_owned()));
        self.adds == Adds::All && self.limit.is_none_or(is_meant)
    }

    /// The wire name of a later row, as far as it is known.
    fn wire(&self, row: &Row) -> String {
        row.wire.clone().unwrap_or_else(|| by_rule(row, self.rule))
    }

    fn merge_row(&self, model: &str, first: &mut Row, later: Row, notes: &mut Notes<'_>) {
        let own_name = first.name.value.clone();
        let (name, at) = (Some(own_name.as_str()), later.location);
        self.merge_wire(model, first, &later, notes);
        let agrees = self.merge_type(model, first, &later, notes);
        if agrees {
            self.merge_values(model, first, &later, notes);
        }
        self.merge_required(model, first, &later, notes);
        let mut note = |is_added: bool, fact| {
            if is_added {
                notes.add(model, name, fact, at);
            }
        };
        note(mark(&mut first.read_only, later.read_only), Fact::ReadOnly);
        note(mark(&mut first.write_only, later.write_only), Fact::WriteOnly);
        note(mark(&mut first.deprecated, later.deprecated), Fact::Deprecated);
        note(mark(&mut first.nullable, later.nullable), Fact::Nullable);
        if agrees && first.ty.value.innermost() == later.ty.value.innermost() {
            note(fill(&mut first.format, later.format), Fact::Format);
        }
        if agrees {
            note(fill(&mut first.default, later.default), Fact::Default);
        }
        if first.description.trim().is_empty() && !later.description.trim().is_empty() {
            first.description = later.description;
            note(true, Fact::Description);
        }
    }

    /// A wire name that nobody says is corrected by a source that says it.
    fn merge_wire(&self, model: &str, first: &mut Row, later: &Row, notes: &mut Notes<'_>) {
        let (own, other) = (self.wire_names.of(model, first), self.wire(later));
        if own == other || is_guess(later, self.rule) {
            return;
        }
        if self.wire_names.stated(model, first).is_some() {
            // The overlay overrules every source. That it repeats one is found later.
            first.wire = first.wire.take().or(Some(other));
        } else if is_guess(first, self.wire_names.rule()) {
            first.wire = Some(other);
            notes.add(model, Some(&first.name.value), Fact::WireName, later.name.location);
        } else {
            let name = &first.name.value;
            let message =
                format!("`{model}.{name}` is `{own}` on the wire here, and `{other}` in the other place");
            notes.contradiction((first.name.location, later.name.location), message);
        }
    }

    /// Whether both types can be true. The type of a row that says nothing is that of the later one.
    fn merge_type(&self, model: &str, first: &mut Row, later: &Row, notes: &mut Notes<'_>) -> bool {
        match self.types.fit(&first.ty.value, &later.ty.value) {
            Fit::Agrees => true,
            Fit::Adds(ty) => {
                notes.add(model, Some(&first.name.value), Fact::Type, later.ty.location);
                first.ty.value = ty;
                first.ty.location = later.ty.location;
                first.type_text.clone_from(&later.type_text);
                true
            }
            Fit::Contradicts => {
                let (name, own, other) = (&first.name.value, &first.type_text, &later.type_text);
                let message = format!("`{model}.{name}` is `{own}` here, and `{other}` in the other place");
                notes.contradiction((first.ty.location, later.ty.location), message);
                false
            }
        }
    }

    /// Gives a text the values that a later source lists.
    fn merge_values(&self, model: &str, first: &mut Row, later: &Row, notes: &mut Notes<'_>) {
        let other = later.values.as_deref().or_else(|| self.types.values_of_later(&later.ty.value));
        let Some(other) = other else { return };
        let place = |values: &[RawValue], row: Location| values.first().map_or(row, |value| value.location);
        let name = first.name.value.clone();
        match first.values.as_deref().or_else(|| self.types.values_of_first(&first.ty.value)) {
            Some(own) if same_values(own, other) => {}
            Some(own) => notes.contradicting_values(
                model,
                Some(&name),
                (own, place(own, first.location)),
                (other, place(other, later.location)),
            ),
            None if self.types.is_text(&first.ty.value) => {
                first.values = Some(other.to_vec());
                notes.add(model, Some(&name), Fact::Values, place(other, later.location));
            }
            None => {}
        }
    }

    fn merge_required(&self, model: &str, first: &mut Row, later: &Row, notes: &mut Notes<'_>) {
        let name = &first.name.value;
        match (first.required, later.required) {
            (None, Some(_)) => {
                first.required = later.required;
                notes.add(model, Some(name), Fact::Required, later.location);
            }
            (Some(own), Some(other)) if own != other => {
                let word = |required| if required { "required" } else { "optional" };
                let (own, other) = (word(own), word(other));
                let message = format!("`{model}.{name}` is {own} here, and {other} in the other place");
                notes.contradiction((first.location, later.location), message);
            }
            _ => {}
        }
    }

    /// A page that only the later source has.
    pub(super) fn page_taken_over(&self, page: Page) -> Page {
        Page { body: self.body_taken_over(page.body), ..page }
    }

    /// What only the later source says of a page.
    pub(super) fn body_taken_over(&self, body: Body) -> Body {
        match body {
            Body::Rows(rows) => Body::Rows(rows.into_iter().map(|row| self.row_taken_over(row)).collect()),
            Body::Alias(ty) => Body::Alias(self.types.taken_over(&ty)),
            Body::Union(mut union) => {
                for alternative in &mut union.alternatives {
                    alternative.ty = self.types.taken_over(&alternative.ty);
                }
                Body::Union(union)
            }
            other => other,
        }
    }

    /// A row that only the later source has. Its wire name is by the rule of that source.
    fn row_taken_over(&self, mut row: Row) -> Row {
        if row.wire.is_none() && (self.rule.is_some() || !row.wire_is_guess) {
            row.wire = Some(by_rule(&row, self.rule));
        }
        if row.values.is_none() {
            row.values = self.types.values_of_later(&row.ty.value).map(<[_]>::to_vec);
        }
        row.ty.value = self.types.taken_over(&row.ty.value);
        if !matches!(row.ty.value.innermost(), RawType::Text | RawType::Integer) {
            // An enum with a page of its own is the type itself.
            row.values = None;
        }
        row
    }
}

/// Nobody says the wire name of a row: a rule makes it, or the pages have another case than the wire.
fn is_guess(row: &Row, rule: Option<WireNameRule>) -> bool {
    let by_rule = match rule {
        Some(WireNameRule::AsDocumented) => false,
        Some(_) => true,
        None => row.wire_is_guess,
    };
    row.wire.is_none() && by_rule
}

/// Fills what an earlier source leaves out; whether it did.
fn fill<T>(own: &mut Option<T>, other: Option<T>) -> bool {
    let is_added = own.is_none() && other.is_some();
    if is_added {
        *own = other;
    }
    is_added
}

/// Sets a mark that an earlier source does not have; whether it did.
fn mark(own: &mut bool, other: bool) -> bool {
    let is_added = other && !*own;
    *own |= other;
    is_added
}

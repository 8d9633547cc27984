//! What is counted while the traffic is read. Tallies of parts of the traffic add up to that of the whole, in any order.

use std::collections::BTreeSet;

use crate::{
    bounded::{Bounded, Count},
    form::Form,
    kinds::{Came, Kinds},
    place::{Hits, Place},
    plan::Plan,
};

/// More unknown keys than this in one model look like data.
pub(crate) const MOST_KEYS: usize = 64;
/// So many unknown values of an enum are told apart.
pub(crate) const MOST_VALUES: usize = 64;
/// So many records that cannot be read are shown.
pub(crate) const MOST_FAULTS: usize = 20;
/// So many media types, or bodies that no operation has, are told apart.
const MOST_OTHERS: usize = 64;

/// Everything that is counted.
pub(crate) struct Tally {
    pub(crate) slots: Vec<SlotTally>,
    pub(crate) models: Vec<ModelTally>,
    pub(crate) faults: Faults,
    pub(crate) exchange: Exchange,
}

/// What is counted of a slot.
#[derive(Default)]
pub(crate) struct SlotTally {
    /// How often it had a value, null among them.
    pub(crate) seen: u64,
    pub(crate) detail: Option<Box<Detail>>,
}

/// What is counted of a slot where something is worth a closer look.
#[derive(Default)]
pub(crate) struct Detail {
    pub(crate) nulls: Hits,
    /// Values of other kinds than the documented one, by kind.
    pub(crate) came: [Hits; 8],
    /// Forms of texts, where dates or date-times are documented. There are no more than a few dozen.
    pub(crate) forms: Vec<(Form, Hits)>,
    pub(crate) values: Option<Bounded<ValueTally>>,
    /// Unknown values of an enum in all.
    pub(crate) unknown: Hits,
    /// Values that are none of the alternatives.
    pub(crate) none: Hits,
    /// Objects that have it twice.
    pub(crate) twice: Hits,
    /// Objects that lack it, although it is required.
    pub(crate) missing: Hits,
}

/// What is counted of an unknown value of an enum.
#[derive(Default)]
pub(crate) struct ValueTally {
    pub(crate) hits: Hits,
}

/// What is counted of a model.
#[derive(Default)]
pub(crate) struct ModelTally {
    pub(crate) objects: u64,
    pub(crate) unknown: Option<Box<Unknown>>,
}

/// The unknown keys of a model.
pub(crate) struct Unknown {
    pub(crate) all: Hits,
    /// Those that look like names.
    pub(crate) names: Bounded<KeyTally>,
    /// Those that look like data.
    pub(crate) data: KeyTally,
}

/// What is counted of an unknown key.
#[derive(Default)]
pub(crate) struct KeyTally {
    pub(crate) hits: Hits,
    pub(crate) kinds: Kinds,
    pub(crate) items: Kinds,
}

/// The records that cannot be read: how many, and the first of them.
#[derive(Default)]
pub(crate) struct Faults {
    pub(crate) count: u64,
    pub(crate) first: BTreeSet<(Place, String)>,
}

/// What is counted of the requests and responses of HTTP Archives.
pub(crate) struct Exchange {
    pub(crate) requests: u64,
    pub(crate) bodies: u64,
    /// Bodies that are not JSON, by media type.
    pub(crate) skipped: Bounded<ValueTally>,
    /// All of them.
    pub(crate) skipped_all: Hits,
    /// Requests whose path no operation has.
    pub(crate) no_path: Hits,
    /// Requests whose path only operations with other methods have.
    pub(crate) no_method: Hits,
    /// The shapes of those requests: `GET /calls/{}`.
    pub(crate) others: Bounded<ValueTally>,
    /// Bodies that the operation does not have, in words.
    pub(crate) undocumented: Bounded<ValueTally>,
}

impl Tally {
    /// Nothing is counted yet.
    pub(crate) fn of(plan: &Plan) -> Self {
        Self {
            slots: plan.slots.iter().map(|_| SlotTally::default()).collect(),
            models: plan.models.iter().map(|_| ModelTally::default()).collect(),
            faults: Faults::default(),
            exchange: Exchange {
                requests: 0,
                bodies: 0,
                skipped: Bounded::new(MOST_OTHERS),
                skipped_all: Hits::default(),
                no_path: Hits::default(),
                no_method: Hits::default(),
                others: Bounded::new(MOST_OTHERS),
                undocumented: Bounded::new(MOST_OTHERS),
            },
        }
    }

    /// Takes in what was counted elsewhere.
    pub(crate) fn merge(&mut self, other: Self) {
        for (own, other) in self.slots.iter_mut().zip(other.slots) {
            own.merge(other);
        }
        for (own, other) in self.models.iter_mut().zip(other.models) {
            own.merge(other);
        }
        self.faults.merge(other.faults);
        self.exchange.merge(other.exchange);
    }
}

impl SlotTally {
    /// The closer look.
    pub(crate) fn detail(&mut self) -> &mut Detail {
        self.detail.get_or_insert_default()
    }

    fn merge(&mut self, other: Self) {
        self.seen += other.seen;
        let Some(other) = other.detail else { return };
        let own = self.detail();
        own.nulls.merge(other.nulls);
        for (own, other) in own.came.iter_mut().zip(other.came) {
            own.merge(other);
        }
        for (form, hits) in other.forms {
            own.form(form).merge(hits);
        }
        if let Some(values) = other.values {
            own.values().merge(values);
        }
        own.unknown.merge(other.unknown);
        own.none.merge(other.none);
        own.twice.merge(other.twice);
        own.missing.merge(other.missing);
    }
}

impl Detail {
    /// What is counted of a form.
    pub(crate) fn form(&mut self, form: Form) -> &mut Hits {
        let at = self.forms.iter().position(|(known, _)| *known == form).unwrap_or_else(|| {
            self.forms.push((form, Hits::default()));
            self.forms.len() - 1
        });
        &mut self.forms[at].1
    }

    /// What is counted of values of a kind that is not the documented one.
    pub(crate) fn came(&mut self, came: Came) -> &mut Hits {
        &mut self.came[came as usize]
    }

    /// The unknown values of an enum.
    pub(crate) fn values(&mut self) -> &mut Bounded<ValueTally> {
        self.values.get_or_insert_with(|| Bounded::new(MOST_VALUES))
    }
}

impl ModelTally {
    /// The unknown keys.
    pub(crate) fn unknown(&mut self) -> &mut Unknown {
        self.unknown.get_or_insert_with(|| {
            Box::new(Unknown {
                all: Hits::default(),
                names: Bounded::new(MOST_KEYS),
                data: KeyTally::default(),
            })
        })
    }

    fn merge(&mut self, other: Self) {
        self.objects += other.objects;
        let Some(other) = other.unknown else { return };
        let own = self.unknown();
        own.all.merge(other.all);
        own.names.merge(other.names);
        own.data.merge(other.data);
    }
}

impl Count for KeyTally {
    fn merge(&mut self, other: Self) {
        self.hits.merge(other.hits);
        self.kinds.add(other.kinds);
        self.items.add(other.items);
    }
}

impl Count for ValueTally {
    fn merge(&mut self, other: Self) {
        self.hits.merge(other.hits);
    }
}

impl Faults {
    /// Notes a record that cannot be read.
    /// It is not before `least`: its own place is found only if it may be among the first.
    pub(crate) fn add(
        &mut self,
        least: Place,
        place: impl FnOnce() -> Place,
        message: impl FnOnce() -> String,
    ) {
        self.count += 1;
        let is_full = self.first.len() >= MOST_FAULTS;
        if !(is_full && self.first.last().is_some_and(|(last, _)| *last < least)) {
            self.keep(place(), message());
        }
    }

    fn keep(&mut self, place: Place, message: String) {
        self.first.insert((place, message));
        if self.first.len() > MOST_FAULTS {
            self.first.pop_last();
        }
    }

    fn merge(&mut self, other: Self) {
        self.count += other.count;
        for (place, message) in other.first {
            self.keep(place, message);
        }
    }
}

impl Exchange {
    /// Notes a body that is not JSON.
    pub(crate) fn skip(&mut self, media: &str, place: impl Fn() -> Place) {
        self.skipped_all.add(&place);
        if let Some(tally) = self.skipped.of(media) {
            tally.hits.add(&place);
        }
    }

    /// Notes a request that no operation describes, by its shape.
    pub(crate) fn other(&mut self, shape: &str, place: impl Fn() -> Place) {
        if let Some(tally) = self.others.of(shape) {
            tally.hits.add(&place);
        }
    }

    fn merge(&mut self, other: Self) {
        self.requests += other.requests;
        self.others.merge(other.others);
        self.bodies += other.bodies;
        self.skipped.merge(other.skipped);
        self.skipped_all.merge(other.skipped_all);
        self.no_path.merge(other.no_path);
        self.no_method.merge(other.no_method);
        self.undocumented.merge(other.undocumented);
    }
}

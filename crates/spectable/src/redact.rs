//! Redaction: a document without what is private, for logs.

mod pattern;

use serde_json::{Map, Value};

use self::pattern::{At, Pattern};
use crate::error::Error;
use crate::reflect::Alternative;
use crate::view::{EnumView, ModelView, View};

/// What [`Model::redact`](crate::Model::redact) takes out of a document.
///
/// The shape stays: keys, the length of lists, and the kind of each value. What is taken out becomes a value of its kind: a text becomes `"…"`, a number 0, a
/// boolean `false`, a date `1970-01-01`. So the result is mostly a document that the model reads. An explicit null stays.
///
/// Whatever the rules name, **what is not documented goes out**: the value of an unknown key becomes `"…"`, also if it is a list or object; so does what
/// is no alternative of a union; and a value that contradicts the documentation becomes null. Nobody knows what is in them.
///
/// # Patterns
/// A pattern is a path as [`Model::get`](crate::Model::get) takes it. In it, `*` is any one key or index, and `**` is any number of them, also none:
/// `participants.*.name`, `**.email`, `labels[*]`. A key that is a star is `["*"]`. A pattern is about the place and about all that is in it.
/// No case is ignored, and a name that occurs nowhere is no error.
///
/// ```
/// use spectable::{Model, Redact};
///
/// spectable::model! {
///     pub struct Call = "Call" {
///         id with_id: String = "id",
///         seconds with_seconds: i64 = "seconds",
///         parties with_parties: Vec<Party> = "parties",
///     }
///     pub struct Party = "Party" {
///         name with_name: String = "name",
///         state with_state: State = "state",
///     }
/// }
/// spectable::open_enum! {
///     pub enum State { Talking = "talking", Held = "held" }
/// }
/// let text = r#"{"id":"c-1","seconds":7,"parties":[{"name":"Ada","state":"held","token":"t0p"}]}"#;
/// let call: Call = spectable::from_str(text)?;
///
/// let named = Redact::paths(["parties.*.name", "seconds"])?;
/// assert_eq!(
///     call.redact(&named).to_string(),
///     r#"{"id":"c-1","parties":[{"name":"…","state":"held","token":"…"}],"seconds":0}"#,
/// );
/// let texts = Redact::all_texts().keep(["id"])?;
/// assert_eq!(
///     call.redact(&texts).to_string(),
///     r#"{"id":"c-1","parties":[{"name":"…","state":"held","…1":"…"}],"seconds":7}"#,
/// );
/// # Ok::<(), spectable::Error>(())
/// ```
#[derive(Debug, Clone)]
#[must_use = "it takes nothing out by itself"]
pub struct Redact {
    texts: bool,
    named: Vec<Pattern>,
    kept: Vec<Pattern>,
}

impl Redact {
    /// What takes the place of a text.
    pub const MARK: &'static str = "…";

    /// Takes out everything that could be a text that somebody wrote: texts, `object` values, values that an enum does not know, the keys of maps, and unknown
    /// keys with their values. Keys become `"…1"`, `"…2"`. Numbers, booleans, dates and documented values of enums stay, and so does the documented text that tells
    /// which alternative of a union a model is; [`also`](Self::also) takes them out.
    pub const fn all_texts() -> Self {
        Self { texts: true, named: Vec::new(), kept: Vec::new() }
    }

    /// Takes out what is in the places of these [patterns](Self#patterns): of a value that is a list, map or model everything in it, with the keys of maps.
    ///
    /// # Errors
    /// [`ErrorKind::Path`](crate::ErrorKind::Path), if one of them is not spelled as a pattern.
    #[inline]
    pub fn paths(patterns: impl IntoIterator<Item: AsRef<str>>) -> Result<Self, Error> {
        Self { texts: false, named: Vec::new(), kept: Vec::new() }.also(patterns)
    }

    /// Takes out what is in the places of these patterns as well: numbers, booleans, dates and documented values of enums, too.
    ///
    /// # Errors
    /// Those of [`paths`](Self::paths).
    #[inline]
    pub fn also(mut self, patterns: impl IntoIterator<Item: AsRef<str>>) -> Result<Self, Error> {
        for pattern in patterns {
            self.named.push(Pattern::new(pattern.as_ref())?);
        }
        Ok(self)
    }

    /// Keeps what is in the places of these patterns, whatever the other rules say: with all that is in it, also what is not documented. Within the value of an
    /// unknown key, and within an `object` value that is taken out, nothing is kept: name the key itself.
    ///
    /// # Errors
    /// Those of [`paths`](Self::paths).
    #[inline]
    pub fn keep(mut self, patterns: impl IntoIterator<Item: AsRef<str>>) -> Result<Self, Error> {
        for pattern in patterns {
            self.kept.push(Pattern::new(pattern.as_ref())?);
        }
        Ok(self)
    }
}

/// The document without what the rules take out.
#[inline]
pub(crate) fn redact(model: ModelView<'_>, rules: &Redact) -> Value {
    let mut walk = Walk { rules, place: Vec::new() };
    let state = walk.state(State::Open);
    walk.view(View::Model(model), state, None)
}

/// What holds for a place, and for all in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Only what is in it decides.
    Open,
    /// A pattern names it.
    Named,
    /// It stays.
    Kept,
}

struct Walk<'r, 'a> {
    rules: &'r Redact,
    place: Vec<At<'a>>,
}

impl<'a> Walk<'_, 'a> {
    /// What holds here, within what holds around it.
    #[inline]
    fn state(&self, around: State) -> State {
        let is_of = |patterns: &[Pattern]| patterns.iter().any(|it| it.is_of(&self.place));
        match around {
            State::Kept => State::Kept,
            _ if is_of(&self.rules.kept) => State::Kept,
            State::Open if is_of(&self.rules.named) => State::Named,
            around => around,
        }
    }

    /// Does something one step further.
    #[inline]
    fn at<T>(&mut self, at: At<'a>, around: State, inside: impl FnOnce(&mut Self, State) -> T) -> T {
        self.place.push(at);
        let state = self.state(around);
        let result = inside(self, state);
        self.place.pop();
        result
    }

    /// A value for which this holds. `told` is the alternative of the union that holds it.
    #[inline]
    fn view(&mut self, view: View<'a>, state: State, told: Option<Alternative>) -> Value {
        match view {
            View::Model(model) => self.model(model, state, told),
            View::List(list) => {
                let items = list.iter().enumerate();
                items
                    .map(|(index, item)| {
                        self.at(At::Index(index), state, |walk, state| walk.view(item, state, None))
                    })
                    .collect()
            }
            View::Map(map) => {
                let mut members = Members::default();
                for (key, item) in map.iter() {
                    self.member(key, item, state, told, &mut members);
                }
                Value::Object(members.found)
            }
            View::Union(union) => self.view(union.value(), state, union.alternative()),
            // What JSON cannot hold (a float that is not finite) is null; a log has room for the rest.
            leaf if !self.goes_out(leaf, state) => match (leaf, state) {
                (View::Any(value), State::Open) => self.json(value, state),
                _ => leaf.to_value().unwrap_or_default(),
            },
            leaf => blank(leaf),
        }
    }

    #[inline]
    fn goes_out(&self, leaf: View<'_>, state: State) -> bool {
        match (state, leaf) {
            (State::Kept, _) | (_, View::Null) => false,
            (State::Named, _) | (State::Open, View::Unknown(_)) => true,
            (State::Open, View::Text(_) | View::Any(_)) => self.rules.texts,
            (State::Open, View::Enum(value)) => {
                self.rules.texts && value.as_str().is_some() && !value.is_recognized()
            }
            (State::Open, _) => false,
        }
    }

    #[inline]
    fn model(&mut self, model: ModelView<'a>, state: State, told: Option<Alternative>) -> Value {
        let mut members = Members::default();
        for (field, view) in model.fields() {
            let key = field.wire_name();
            let Some(view) = view else { continue };
            let value = self.at(At::Key(key), state, |walk, state| match view {
                // It is of another kind than documented, and null is of every kind.
                View::Unknown(_) if state != State::Kept => Value::Null,
                view if state == State::Open && tells(told, key, view) => view.to_value().unwrap_or_default(),
                view => walk.view(view, state, None),
            });
            members.found.insert(key.to_owned(), value);
        }
        let is_typed = model.table().additional().is_some();
        for (key, view) in model.others() {
            match view {
                View::Unknown(value) if is_typed => {
                    let state = self.at(At::Key(key), state, |_, state| state);
                    let value = if state == State::Kept { value.clone() } else { Value::Null };
                    let key = self.key(key, state, &mut members);
                    members.found.insert(key, value);
                }
                view => self.member(key, view, state, told, &mut members),
            }
        }
        Value::Object(members.found)
    }

    /// A member of a map, or one that is no property.
    #[inline]
    fn member(
        &mut self,
        key: &'a str,
        view: View<'a>,
        around: State,
        told: Option<Alternative>,
        members: &mut Members,
    ) {
        let (value, state) = self.at(At::Key(key), around, |walk, state| {
            let stays = state == State::Open && tells(told, key, view);
            let value =
                if stays { view.to_value().unwrap_or_default() } else { walk.view(view, state, None) };
            (value, state)
        });
        let is_test = state == State::Open && told.and_then(Alternative::key) == Some(key);
        let key =
            if is_test { key.to_owned() } else { self.key(key, self.key_state(around, state), members) };
        members.found.insert(key, value);
    }

    /// What holds for a key: it is named where what is around it is. A pattern that names the value leaves the key, and one that keeps the value keeps it.
    #[inline]
    fn key_state(&self, around: State, value: State) -> State {
        if value == State::Kept { State::Kept } else { around }
    }

    /// A key that is data.
    #[inline]
    fn key(&self, key: &str, state: State, members: &mut Members) -> String {
        match state {
            State::Open if !self.rules.texts => key.to_owned(),
            State::Kept => key.to_owned(),
            State::Open | State::Named => members.next_key(),
        }
    }

    /// A JSON value, in which patterns may name something.
    #[inline]
    fn json(&mut self, value: &'a Value, state: State) -> Value {
        match value {
            value if state == State::Kept => value.clone(),
            _ if state == State::Named => Redact::MARK.into(),
            Value::Array(items) => {
                let items = items.iter().enumerate();
                items
                    .map(|(index, item)| {
                        self.at(At::Index(index), state, |walk, state| walk.json(item, state))
                    })
                    .collect()
            }
            Value::Object(members) => members
                .iter()
                .map(|(key, value)| {
                    (key.clone(), self.at(At::Key(key), state, |walk, state| walk.json(value, state)))
                })
                .collect(),
            scalar => scalar.clone(),
        }
    }
}

/// The members of an object that is made.
#[derive(Default)]
struct Members {
    found: Map<String, Value>,
    keys: usize,
}

impl Members {
    /// A key that says nothing, and that the object does not have.
    #[inline]
    fn next_key(&mut self) -> String {
        loop {
            self.keys += 1;
            let key = format!("{}{}", Redact::MARK, self.keys);
            if !self.found.contains_key(&key) {
                return key;
            }
        }
    }
}

/// Whether this member is what tells the alternative, with a documented value.
#[inline]
fn tells(told: Option<Alternative>, key: &str, view: View<'_>) -> bool {
    told.is_some_and(|it| {
        it.key() == Some(key) && view.as_str().is_some_and(|text| it.values().contains(&text))
    })
}

/// What takes the place of a value that goes out.
#[inline]
fn blank(view: View<'_>) -> Value {
    match view {
        View::Integer(_) | View::Unsigned(_) => 0.into(),
        View::Number(_) => 0.0.into(),
        View::Boolean(_) => false.into(),
        View::DateTime(_) => "1970-01-01T00:00:00Z".into(),
        View::Date(_) => "1970-01-01".into(),
        View::Enum(value) => blank_enum(value),
        _ => Redact::MARK.into(),
    }
}

#[inline]
fn blank_enum(value: EnumView<'_>) -> Value {
    if value.as_i64().is_some() { 0.into() } else { Redact::MARK.into() }
}

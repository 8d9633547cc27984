//! Changes of what an operation asks for before it is allowed.

use spectable_build::operation::Requirement;

use super::{Differences, draft::Draft, operations::Call};
use crate::rules::Rule;

impl Differences<'_> {
    pub(super) fn security(&mut self, old: &Call, new: &Call) {
        let (was, is) = (ways(&old.security), ways(&new.security));
        let still: Vec<bool> = was.iter().map(|way| is.iter().any(|other| is_enough(way, other))).collect();
        let is_looser = is.iter().any(|way| !was.iter().any(|other| is_enough(way, other)));
        let (words_before, words_now) = (words(&was), words(&is));
        let rule = match (still.iter().all(|it| *it), is_looser) {
            (true, false) if words_before == words_now => return,
            (true, _) => Rule::SecurityLoosened,
            (false, _) => Rule::SecurityTightened,
        };
        let message = format!("`{}` asks for {words_now} in place of {words_before}", new.name());
        let mut draft = Draft::of_operation(rule, new, words_before, words_now);
        draft.exception_if(!still.contains(&true));
        draft.message = message;
        draft.between(old.location, new.location);
        self.push(draft, new);
    }
}

/// Nothing to ask for is one way that asks for nothing.
fn ways(security: &[Requirement]) -> Vec<Requirement> {
    if security.is_empty() { vec![Requirement::new()] } else { security.to_vec() }
}

/// Whether a client that has what one way asks for has what another one asks for.
fn is_enough(has: &Requirement, asked: &Requirement) -> bool {
    asked.iter().all(|(scheme, scopes)| has.get(scheme).is_some_and(|has| has.is_superset(scopes)))
}

fn words(ways: &[Requirement]) -> String {
    let scheme = |(name, scopes): (&String, &std::collections::BTreeSet<String>)| {
        let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
        if scopes.is_empty() { format!("`{name}`") } else { format!("`{name}` ({})", scopes.join(", ")) }
    };
    let way = |way: &Requirement| match way.is_empty() {
        true => "nothing".to_owned(),
        false => way.iter().map(scheme).collect::<Vec<_>>().join(" and "),
    };
    ways.iter().map(way).collect::<Vec<_>>().join(" or ")
}

//! Answers by content: agents and environments that share rules are asked about once.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use bailiwick_schema::vocabulary;
use rustc_hash::FxHashMap;

use crate::compose::{Effective, Field};
use crate::per_thread::PerThread;
use crate::permission::{Action, Condition, Effect, Excess};

/// What is known of bounds, by the number of the bound and what is given.
#[derive(Debug, Default)]
pub struct Memory {
    numbers: Mutex<Numbers>,
    known: PerThread<FxHashMap<(usize, Arc<str>), Excess>>,
}

/// The numbers of bounds, by all that they say.
#[derive(Debug, Default)]
struct Numbers {
    next: usize,
    known: FxHashMap<String, usize>,
}

/// So many bounds are known by their number.
const MOST_BOUNDS: usize = 1 << 14;

impl Memory {
    /// The number of the bound that says this, which no other has or had.
    pub(super) fn number(&self, content: String) -> usize {
        let mut numbers = self.numbers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(number) = numbers.known.get(&content) {
            return *number;
        }
        if numbers.known.len() >= MOST_BOUNDS {
            numbers.known.clear();
        }
        let number = numbers.next;
        numbers.next += 1;
        numbers.known.insert(content, number);
        number
    }

    /// The answer for what is given, found at most once by each thread.
    pub(super) fn answer(
        &self,
        bound: usize,
        given: &Arc<str>,
        find: impl FnOnce() -> Excess,
    ) -> Excess {
        self.known.remember((bound, Arc::clone(given)), |_| find())
    }
}

/// All that decides what an agent is given for one action, as a text that only the same has; none where nothing is.
pub(crate) fn content(effective: &Effective<'_>, action: Action) -> Option<Arc<str>> {
    let mut text = String::new();
    let mut gives = false;
    for permissions in effective.fields_of(&vocabulary::PERMISSIONS) {
        for effect in Effect::ALL {
            let fields = permissions.children_of(effect.row());
            for field in fields.filter(|field| field.key() == Some(action.as_str())) {
                gives |= effect > Effect::Deny && !field.members.is_empty();
                rules(field, effect, &mut text);
            }
        }
        let otherwise = permissions.children_of(&vocabulary::OTHERWISE);
        for member in otherwise.flat_map(|field| &field.members) {
            if member.text == action.as_str() {
                gives = true;
                text.push_str("otherwise");
            }
        }
    }
    if !gives {
        return None;
    }
    has(effective, action, &mut text);
    Some(text.into())
}

fn rules(field: &Field<'_>, effect: Effect, text: &mut String) {
    for member in &field.members {
        let _infallible = write!(text, "{effect}{}:{}", member.text.len(), member.text);
        if !member.item.has_children() {
            continue;
        }
        let condition = match Condition::of(member.item) {
            Ok(condition) => condition.to_string(),
            Err(_) => "unreadable".to_owned(),
        };
        let _infallible = write!(text, "({}:{condition}", condition.len());
    }
}

/// What it has to use rules on.
fn has(effective: &Effective<'_>, action: Action, text: &mut String) {
    let Some((row, _)) = action.used_on() else { return };
    for field in effective.fields_of(row) {
        let name = field.key().unwrap_or_default();
        let _infallible = write!(text, "/{}:{name}", name.len());
        if let Some(only) = field.child(&vocabulary::ONLY) {
            text.push('[');
            for member in &only.members {
                let _infallible = write!(text, ",{}:{}", member.text.len(), member.text);
            }
        }
    }
}

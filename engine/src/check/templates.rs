//! Where templates fail to be put together, found once for each text and environment.

use std::sync::RwLock;

use bailiwick_schema::document::Item;
use rustc_hash::FxHashMap;

use super::Scope;
use crate::canonical;
use crate::render::template::{self, MOST_BYTES, Problem, Reader};

/// What is known of templates.
#[derive(Debug, Default)]
pub(super) struct Templates {
    reader: Reader,
    /// By the addresses of the text and of the environment.
    known: RwLock<FxHashMap<(usize, usize), Option<Problem>>>,
}

/// So many places are put together within the steps that a template may take.
const FEW: usize = 10_000;

/// Parameters with their values as JSON.
pub(crate) type Values<'v> = Vec<(&'v str, String)>;

impl<'w> Scope<'w> {
    /// What is wrong with a template in an environment, where every agent is told the same.
    pub(crate) fn template_problem(
        &self,
        text: &str,
        environment: Option<Item<'w>>,
    ) -> Option<Problem> {
        let key = (text.as_ptr() as usize, environment.map_or(0, Item::address));
        let templates = &self.templates;
        let known = templates.known.read().ok().and_then(|known| known.get(&key).cloned());
        known.unwrap_or_else(|| {
            let values = canonical::parameter_values(self.fleet, environment);
            let found = self.problem_with(text, &values);
            if let Ok(mut known) = templates.known.write() {
                known.insert(key, found.clone());
            }
            found
        })
    }

    /// What is wrong with a template and these values; nothing where it cannot be read or a value is missing, which are
    /// findings of their own.
    pub(crate) fn problem_with(&self, text: &str, values: &Values<'_>) -> Option<Problem> {
        let longest = values.iter().map(|(_, json)| json.len()).max().unwrap_or_default();
        let most = |places: usize| places.saturating_mul(longest).saturating_add(text.len());
        let is_little = |places: usize| places <= FEW && most(places) <= MOST_BYTES;
        if template::plain_places(text).is_some_and(is_little) {
            return None;
        }
        let problem = self.templates.reader.render(text, values).err()?;
        let is_known = |name: &String| values.iter().any(|(known, _)| known == name);
        let is_own = template::syntax_error(text).is_none()
            && template::variables(text).iter().all(is_known);
        is_own.then_some(problem)
    }
}

//! What many contexts point at, written once.

use std::sync::{Arc, RwLock};

use rustc_hash::FxHashMap;

use super::Mode;
use crate::per_thread::PerThread;
use crate::render::template;

/// JSON and digests of what contexts share, for as long as the model they were written from stays the same.
#[derive(Debug, Default)]
pub struct Remembered {
    known: RwLock<FxHashMap<Key, Arc<str>>>,
    /// What each thread has asked for already.
    own: PerThread<FxHashMap<Key, Arc<str>>>,
    /// Whether a server is the same in an environment as everywhere, by the key of its digest there.
    same: PerThread<FxHashMap<Key, bool>>,
}

/// What is remembered, and all that it depends on beside the model.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// The digest of a server: its address, the environment's, and how it is written.
    Server(usize, usize, Mode),
    /// A memory's declaration: its address, and how it is written.
    Memory(usize, Mode),
    /// The files of a skill's folder: the skill's address.
    Skill(usize),
    /// The files of a knowledge pattern, with its exceptions.
    Knowledge(String, Vec<String>),
    /// The digest of a template's text in an environment: the address of the source and of the environment.
    Template(usize, usize),
    /// The names that a template uses, a line each: the address of the source.
    Variables(usize),
}

impl Remembered {
    /// The names that a template uses, a line each, sorted; none where it cannot be read.
    #[must_use]
    pub fn variables(&self, template: &str) -> Arc<str> {
        let key = Key::Variables(template.as_ptr() as usize);
        self.get(key, || template::variables(template).join("\n"))
    }

    /// Whether a server is the same in an environment as everywhere, found once a thread.
    pub(super) fn is_same(&self, key: Key, find: impl FnOnce() -> bool) -> bool {
        self.same.remember(key, |_| find())
    }

    /// What is known under a key, or is made now.
    pub(super) fn get(&self, key: Key, make: impl FnOnce() -> String) -> Arc<str> {
        // A copy: threads that count one text together wait for each other.
        self.own.remember(key, |key| Arc::from(&*self.shared(key, make)))
    }

    fn shared(&self, key: &Key, make: impl FnOnce() -> String) -> Arc<str> {
        let known = self.known.read().ok().and_then(|known| known.get(key).map(Arc::clone));
        if let Some(known) = known {
            return known;
        }
        let made: Arc<str> = make().into();
        if let Ok(mut known) = self.known.write() {
            known.insert(key.clone(), Arc::clone(&made));
        }
        made
    }
}

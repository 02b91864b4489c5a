//! What many contexts point at, written once.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, RwLock};

use rustc_hash::FxHashMap;

use super::Mode;
use crate::render::template;

/// JSON and digests of what contexts share, for as long as the model they were written from stays the same.
#[derive(Debug)]
pub struct Remembered {
    /// Told apart from all others of this process.
    number: u64,
    known: RwLock<FxHashMap<Key, Arc<str>>>,
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

/// What one thread has asked for: its answers cost no lock, and no count that threads share.
#[derive(Default)]
struct Local {
    /// Whose answers these are.
    of: u64,
    known: FxHashMap<Key, Rc<str>>,
}

thread_local! {
    static LOCAL: RefCell<Local> = RefCell::default();
}

impl Default for Remembered {
    fn default() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        Self { number: NEXT.fetch_add(1, Ordering::Relaxed), known: RwLock::default() }
    }
}

impl Remembered {
    /// The names that a template uses, a line each, sorted; none where it cannot be read.
    #[must_use]
    pub fn variables(&self, template: &str) -> Rc<str> {
        let key = Key::Variables(template.as_ptr() as usize);
        self.get(key, || template::variables(template).join("\n"))
    }

    /// What is known under a key, or is made now.
    pub(super) fn get(&self, key: Key, make: impl FnOnce() -> String) -> Rc<str> {
        let local = LOCAL.with_borrow_mut(|local| {
            if local.of != self.number {
                *local = Local { of: self.number, ..Local::default() };
            }
            local.known.get(&key).map(Rc::clone)
        });
        local.unwrap_or_else(|| {
            let answer: Rc<str> = Rc::from(&*self.shared(&key, make));
            LOCAL.with_borrow_mut(|local| local.known.insert(key, Rc::clone(&answer)));
            answer
        })
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

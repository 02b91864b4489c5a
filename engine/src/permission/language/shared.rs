//! One content for all languages that are alike, as long as one of them is there: what ten thousand agents declare alike takes the
//! room, and its automata the time, of one.

use std::hash::{BuildHasher, BuildHasherDefault};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use rustc_hash::{FxHashMap, FxHasher};

use super::Content;

/// So many parts are locked one by one.
const PARTS: usize = 64;

/// By the hash of what they are of.
static KNOWN: [Mutex<Part>; PARTS] = [const { Mutex::new(Part::new()) }; PARTS];

struct Part {
    contents: FxHashMap<u64, Vec<Weak<Content>>>,
    /// How many there may be before those that nobody has any more are forgotten.
    most: usize,
}

impl Part {
    const fn new() -> Self {
        let contents = FxHashMap::with_hasher(rustc_hash::FxBuildHasher);
        Self { contents, most: 64 }
    }

    fn forget(&mut self) {
        self.contents.retain(|_, alike| {
            alike.retain(|known| known.strong_count() > 0);
            !alike.is_empty()
        });
        self.most = 64.max(2 * self.contents.len());
    }
}

/// The content that is known already, or this one.
pub(super) fn content(new: Content) -> Arc<Content> {
    let hash = BuildHasherDefault::<FxHasher>::default().hash_one((new.space, &new.expression));
    let at = usize::try_from(hash >> 32).unwrap_or_default() % PARTS;
    let Some(part) = KNOWN.get(at) else { return Arc::new(new) };
    let mut part = part.lock().unwrap_or_else(PoisonError::into_inner);
    if part.contents.len() >= part.most {
        part.forget();
    }
    let alike = part.contents.entry(hash).or_default();
    if let Some(known) = alike.iter().filter_map(Weak::upgrade).find(|known| is_same(known, &new)) {
        return known;
    }
    let new = Arc::new(new);
    alike.retain(|known| known.strong_count() > 0);
    alike.push(Arc::downgrade(&new));
    new
}

fn is_same(known: &Content, new: &Content) -> bool {
    (known.space, &known.expression, known.mentioned, known.most_bytes)
        == (new.space, &new.expression, new.mentioned, new.most_bytes)
}

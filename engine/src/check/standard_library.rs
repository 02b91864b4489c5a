//! Which module of the standard library declares a name.

#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use bailiwick_schema::document::decode;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::suggest::nearest;
use bailiwick_schema::syntax::{Limits, parse};
use bailiwick_schema::vocabulary::Kind;

use crate::fleet::each;

/// A name that a module declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Declaration {
    kind: Kind,
    /// The name, as agents write it: `std/reader`.
    pub(crate) name: Box<str>,
    /// The module, as `use` writes it: `std/base/reader@1`.
    pub(crate) module: &'static str,
}

/// The declaration of exactly this name; of several, the one in the last module by name.
pub(crate) fn declaration(kind: Kind, name: &str) -> Option<&'static Declaration> {
    of(kind).filter(|declaration| *declaration.name == *name).last()
}

/// The declaration that was most likely meant, if any is near; `std/` may be missing in front.
pub(crate) fn nearest_declaration(kind: Kind, name: &str) -> Option<&'static Declaration> {
    let near = nearest(name, of(kind).map(|declaration| &*declaration.name)).or_else(|| {
        nearest(name, of(kind).filter_map(|declaration| declaration.name.strip_prefix("std/")))
    })?;
    declaration(kind, near).or_else(|| declaration(kind, &format!("std/{near}")))
}

fn of(kind: Kind) -> impl Iterator<Item = &'static Declaration> {
    all().iter().filter(move |declaration| declaration.kind == kind)
}

/// Every name that a module declares, sorted by module: the modules never change, so they are read once.
fn all() -> &'static [Declaration] {
    static ALL: OnceLock<Vec<Declaration>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut declarations = Vec::new();
        for (module, text) in bailiwick_stdlib::modules() {
            let path = FilePath::new(module);
            let parsed = parse(&path, text.into(), &Limits::default());
            each(&decode(&path, &parsed.tree).document, |_, kind, name| {
                declarations.push(Declaration { kind, name: name.into(), module });
            });
        }
        declarations
    })
}

//! Commands that start a program, however its version and folder are spelled.

use crate::permission::Pattern;

/// What may stand before the name of a program: each begins with signs of its own, so that few patterns come near.
const FOLDERS: &[&str] =
    &["", "/*", "./*", "../*", "~/*", ".venv/bin/", "venv/bin/", "node_modules/.bin/"];

/// A pattern for each program and folder.
pub(super) fn patterns(names: &[&str], rows: &[&str]) -> Vec<Pattern> {
    let of = |name: &&str| {
        FOLDERS.iter().map(|folder| Pattern::started(folder, name, rows)).collect::<Vec<_>>()
    };
    names.iter().flat_map(of).collect()
}

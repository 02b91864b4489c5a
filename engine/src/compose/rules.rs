//! The rules of composition, one a file: putting layers together finds them.

mod inheritance_cycle;
mod nothing_to_remove;
mod nothing_to_replace;

use bailiwick_schema::rule::Rule;

pub use inheritance_cycle::INHERITANCE_CYCLE;
pub use nothing_to_remove::NOTHING_TO_REMOVE;
pub use nothing_to_replace::NOTHING_TO_REPLACE;

/// Every rule of this folder.
pub static RULES: &[&Rule] = &[&INHERITANCE_CYCLE, &NOTHING_TO_REMOVE, &NOTHING_TO_REPLACE];

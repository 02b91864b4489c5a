//! The gate before a coding assistant's tool: its event is read, mapped to requests, and decided by compiled rules.
//!
//! How the answer is printed is left to the front end; where links lead, to [`crate::world`].

mod decision;
mod event;
mod form;
mod members;
mod place;
mod policies;
mod tool;
mod wish;

#[cfg(test)]
mod tests;

pub use decision::{Decided, decide, parts};
pub use event::{Event, EventError};
pub use form::Form;
pub use place::{Folders, PlaceError};
pub use policies::Policies;
pub use tool::{TOOLS, Tool, Use};
pub use wish::{Wish, WishError};

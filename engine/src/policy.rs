//! Policies: what no agent may be given, checked against what each is given, by proof.
//!
//! A policy gives nothing. Its bounds on requests are questions of containment, which [`crate::permission::excess`] answers; its
//! bounds on limits and what it requires are read off the effective fields.

mod bound;
mod clause;
mod exception;
mod finding;
mod labelled;
mod limit;
mod memory;
mod names;
mod policies;
mod subject;
#[cfg(test)]
mod tests;
mod watch;

pub(crate) use clause::{Flaw, flaws};
pub use exception::{Exception, Used, exceptions, idle};
pub use memory::Memory;
pub(crate) use memory::content;
pub use policies::{Policies, Policy};
pub(crate) use subject::Subject;
pub use watch::Watch;

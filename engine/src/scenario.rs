//! Scenarios: what agents are expected to be allowed, asked for or denied, and whether that is so.

mod flaw;
mod outcome;
mod plan;
mod run;
#[cfg(test)]
mod tests;

pub use flaw::Flaw;
pub use outcome::{Outcome, Problem, Tested};
pub(crate) use plan::requests_of;
pub use plan::{Request, arguments, requests};
pub use run::{Selection, run};

//! What may be done: patterns as regular languages, decisions, and the comparison of two sets of rules by proof.
//!
//! For one action, rules denote a function from requests to [`Effect`]. Deciding evaluates it at one request; comparing
//! walks two of them in step and answers with the shortest request at which they differ.

mod action;
mod authority;
mod automaton;
mod cause;
mod compare;
mod decide;
mod effect;
pub mod pattern;
pub mod resource;
mod rule;
mod space;
mod walk;

pub use action::Action;
pub use authority::{Absence, Answer, Authority, Line, Reason};
pub use cause::Cause;
pub use compare::{Comparison, Excess, Given, compare, excess};
pub use decide::{Decision, decide};
pub use effect::Effect;
pub use pattern::{Pattern, PatternError};
pub use resource::{Refusal, Resource};
pub use rule::Rule;
pub use space::Space;

//! What may be done: patterns as regular languages, decisions, and the comparison of two sets of rules by proof.
//!
//! For one action, rules denote a function from requests to [`Effect`]. Deciding evaluates it at one request; comparing
//! walks two of them in step and answers with the shortest request at which they differ.

mod action;
pub mod arguments;
mod authority;
mod automaton;
mod cause;
mod cells;
mod compare;
mod compiled;
mod condition;
mod decide;
mod decider;
mod effect;
mod given;
mod judge;
mod language;
mod number;
pub mod pattern;
mod patterns;
mod precedence;
mod product;
mod request;
pub mod resource;
mod rule;
pub mod scripts;
mod settled;
mod sign;
mod space;
mod tag;
mod walk;
mod witness;

pub use action::Action;
pub use arguments::{Arguments, Pointer, Scalar};
pub use authority::{Absence, Answer, Authority, Line, Reason};
pub use cause::Cause;
pub use compare::{Comparison, Excess, Shift, compare, compare_effects, decide_alike, excess};
pub use compiled::{Compiled, CompiledError, CompiledLine};
pub(crate) use condition::scalar;
pub use condition::{Condition, ConditionError, Held, When};
pub use decide::{Decision, decide};
pub use decider::Decider;
pub use effect::Effect;
pub use given::Given;
pub use judge::{Ground, Grounds, Judgement, Located, Share, Spellings};
pub use number::Number;
pub use pattern::{Pattern, PatternError};
pub use patterns::Patterns;
pub use precedence::Precedence;
pub use request::{Request, RequestError};
pub(crate) use resource::command::{BUILTINS, KEYWORDS, SHELLS, WRAPPERS, may_hide};
pub use resource::command::{Doubt, Line as CommandLine, Part};
pub use resource::{Refusal, Resource};
pub use rule::{Rank, Rule};
pub use space::Space;
pub use witness::Witness;

//! The rules of a runtime that enforces permissions: how they are made, and what they mean.

use serde_json::Value;

use super::evidence::Evidence;
use super::meaning::Meaning;
use crate::compose::Effective;
use crate::permission::Authority;

/// How permissions are written for a runtime, and what it makes of them.
#[derive(Debug)]
pub struct Dialect {
    /// As targets name it.
    pub name: &'static str,
    /// Where what is known of its rules comes from.
    pub evidence: Evidence,
    /// Native rules for agents that share one place.
    pub compile: fn(&[Subject<'_, '_>]) -> Native,
    /// What native rules let an agent do.
    pub meaning: fn(&Native, &Subject<'_, '_>) -> Meaning,
}

/// An agent whose permissions are rendered.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a, 'f> {
    /// What it is given.
    pub effective: &'a Effective<'f>,
    /// What it may do.
    pub authority: &'a Authority<'a, 'f>,
}

/// Native rules, as templates see them and as they are read back.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Native {
    /// What holds for all agents in the place; templates see it as `native`.
    pub shared: Value,
    /// What holds for each agent, in the order of the subjects; the templates of an agent see it as `native`.
    pub agents: Vec<Value>,
}

//! What a dialect's module says of its runtime.

use bailiwick_engine::permission::{Action, Arguments, Effect};
use bailiwick_engine::render::dialect::Native;

use super::policy::Policy;
use super::random::Random;

/// What somebody wants to do.
#[derive(Debug, Clone)]
pub struct Request {
    pub action: Action,
    pub resource: String,
    pub arguments: Arguments,
}

/// Where a runtime finds its rules, with what else is there.
#[derive(Debug, Clone)]
pub struct Folder {
    pub native: Native,
    /// The servers of all agents.
    pub servers: Vec<String>,
}

/// A runtime that looks at one agent's requests.
pub trait Runtime {
    /// What it does: where that is not known for sure, the most that it may do.
    fn decide(&self, request: &Request) -> Effect;

    /// Whether the dialect's meaning is what it does; elsewhere it is no less than that.
    fn is_exact(&self, request: &Request) -> bool;
}

/// A runtime, by brute force.
pub trait Interpreter: Sync {
    /// The dialect that it judges.
    fn dialect(&self) -> &'static str;

    /// The runtime in a folder, for the agent at this place among those that were rendered together.
    fn runtime<'n>(&self, folder: &'n Folder, agent: usize) -> Box<dyn Runtime + 'n>;

    /// Requests beyond those that all dialects are asked about.
    fn requests(&self, action: Action) -> Vec<String>;

    /// The rules, each time with one more that gives more, made of the pattern of a line that allows.
    fn additions(&self, native: &Native, action: Action, pattern: &str) -> Vec<Native>;

    /// A policy that the target can express to the letter.
    fn within(&self, random: &mut Random) -> Policy;
}

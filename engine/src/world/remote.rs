//! Forges: comments on pull requests, the only connections that are ever opened.
//!
//! Nothing is sent anywhere but to the address that the user gives, and no redirect is followed.

mod comments;
mod connection;
mod error;
mod forge;
mod github;
mod gitlab;
mod surroundings;
#[cfg(test)]
mod tests;

pub use comments::{Outcome, Sticky, Verdict};
pub use connection::{Connection, Patience};
pub use error::RemoteError;
pub use forge::{Forge, Request};
pub use surroundings::{Surroundings, token};

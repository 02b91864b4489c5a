//! The importers, on files of our own that are as bad as files get and on real ones.
#![cfg(test)]
#![expect(clippy::disallowed_methods, reason = "the fixtures are read from the disk")]

mod authority;
mod claude_code;
mod corpus;
mod engine_decisions;
mod expected;
mod made;
mod properties;
mod round_trip;
mod run;
mod source;

//! The dialects of targets against interpreters of what their runtimes do, on random policies and on the examples.
//!
//! An interpreter is written from what is known of a runtime and imports nothing of a dialect but the form of its rules. A
//! dialect adds its own module, with a test that calls [`checks::judge`] and [`checks::judge_examples`]. `BAILIWICK_POLICIES`
//! says how many random policies each dialect is judged by.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and reads its settings"
)]

mod additions;
mod cedar;
mod checks;
mod claude_code;
mod codex;
mod declared;
mod interpreter;
mod judgement;
mod openfang;
mod policy;
#[path = "../random/random.rs"]
mod random;
mod universe;

//! Policies: the packs of the standard library, and random ones against an oracle that tries every request.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and reads its settings"
)]

mod oracle;
mod packs;
#[path = "../random/random.rs"]
mod random;
mod reference;

//! Every row of the vocabulary: its example is valid where it stands, and decoder and JSON Schema refuse the same slips.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod decoder;
mod duration;
mod examples;
mod instance;
mod place;
mod sample;
mod schema;
mod slips;

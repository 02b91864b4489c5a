//! Canonical spellings against independent judges: the crate `url`, Node's `URL`, and two shells.
//!
//! `BAILIWICK_SPELLINGS` says how many spellings of URLs are made; command lines are a tenth of that.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a test fails by panicking, reads its settings, and starts the judges"
)]

mod commands;
mod lines;
mod pieces;
mod programs;
#[path = "../random/random.rs"]
mod random;
mod reach;
mod table;
mod urls;

/// How many spellings are made, and the seed that they are made from.
fn settings() -> (usize, u64) {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let count = number("BAILIWICK_SPELLINGS").unwrap_or(2000);
    let seed = number("BAILIWICK_SEED").unwrap_or(20_261_123);
    println!("seed {seed}, {count} spellings");
    (usize::try_from(count).unwrap(), seed)
}

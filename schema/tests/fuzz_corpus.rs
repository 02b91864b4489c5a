//! Runs the bodies of the fuzz targets over their committed seeds, as plain tests.

#![expect(clippy::disallowed_methods, reason = "tests read their seeds")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../../fuzz/bodies/format.rs"]
mod format;
#[path = "../../fuzz/bodies/parse.rs"]
mod parse;

use std::path::Path;

/// Runs a body over all seeds of its target, and over each cut off at every byte.
fn run(target: &str, body: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/seeds").join(target);
    let mut seeds = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for length in 0..=bytes.len() {
            body(bytes.get(..length).unwrap_or_default());
        }
        seeds += 1;
    }
    assert!(seeds >= 5, "only {seeds} seeds for {target}");
}

#[test]
fn the_parser_holds_on_its_seeds() {
    run("parse", parse::run);
}

#[test]
fn the_formatter_holds_on_its_seeds() {
    run("format", format::run);
}

//! Fuzzes the parser; what must hold is in `bodies/parse.rs`.

#![no_main]

#[path = "../bodies/parse.rs"]
mod body;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| body::run(bytes));

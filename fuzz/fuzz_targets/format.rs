//! Fuzzes the formatter; what must hold is in `bodies/format.rs`.

#![no_main]

#[path = "../bodies/format.rs"]
mod body;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| body::run(bytes));

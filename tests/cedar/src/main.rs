//! `bailiwick-cedar oracle [COUNT [SEED]]` compares decisions with those of Cedar, `bailiwick-cedar decisions` measures both;
//! `bailiwick-cedar rendered [COUNT [SEED]]` asks Cedar by the policies that are rendered.

mod argument;
mod cedar;
mod decisions;
mod oracle;
mod pattern;
mod random;
mod rendered;
mod rule;
mod sheet;
mod world;

use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let is_good = match words.as_slice() {
        ["oracle"] => oracle::run(50_000, any_seed()),
        ["oracle", count] => oracle::run(number(count), any_seed()),
        ["oracle", count, seed] => oracle::run(number(count), number(seed)),
        ["rendered"] => rendered::run(20_000, any_seed()),
        ["rendered", count] => rendered::run(number(count), any_seed()),
        ["rendered", count, seed] => rendered::run(number(count), number(seed)),
        ["decisions"] => decisions::run(),
        _ => {
            eprintln!(
                "usage: bailiwick-cedar oracle [COUNT [SEED]] | rendered [COUNT [SEED]] | decisions"
            );
            return ExitCode::from(2);
        }
    };
    if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn number(text: &str) -> u64 {
    text.parse().unwrap_or_else(|_| panic!("`{text}` is no number"))
}

/// Another one each time; it is printed.
#[expect(clippy::disallowed_methods, reason = "a new seed each time")]
fn any_seed() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

//! Runs the `bailiwick` binary: every command, option and exit code once.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "black-box tests touch the disk and start the binary"
)]

#[cfg(test)]
mod cases;
#[cfg(test)]
mod import;
#[cfg(test)]
mod quiet;
#[cfg(test)]
mod run;

#[cfg(test)]
use cases::run_cases;

#[test]
fn general_options_and_usage_errors() {
    run_cases("general");
}

#[test]
fn explain() {
    run_cases("explain");
}

#[test]
fn completions() {
    run_cases("completions");
}

#[test]
fn import() {
    run_cases("import");
}

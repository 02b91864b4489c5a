//! Runs the `bailiwick` binary: every command, option and exit code once.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "black-box tests touch the disk and start the binary"
)]

#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod baseline;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod comment;
#[cfg(test)]
mod completing;
#[cfg(test)]
mod drifting;
mod fix;
#[cfg(test)]
#[path = "../forge/forge.rs"]
mod forge;
#[cfg(test)]
mod forms;
#[cfg(test)]
mod git_diff_driver;
#[cfg(test)]
mod governance;
#[cfg(test)]
mod guide;
#[cfg(test)]
#[cfg(unix)]
mod hook;
#[cfg(test)]
mod import;
#[cfg(test)]
mod integrations;
#[cfg(test)]
#[cfg(unix)]
mod killed;
#[cfg(test)]
mod levels;
#[cfg(all(test, unix))]
mod links;
#[cfg(test)]
mod quiet;
#[cfg(test)]
mod readme;
#[cfg(test)]
mod rendering;
#[cfg(test)]
mod revisions;
#[cfg(test)]
mod run;
#[cfg(test)]
mod sides;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tree;
#[cfg(test)]
mod watch;
#[cfg(test)]
mod writes;

#[cfg(test)]
use cases::run_cases;

#[test]
fn general_options_and_usage_errors() {
    run_cases("general");
}

#[test]
fn drift() {
    run_cases("drift");
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
fn check() {
    run_cases("check");
}

#[test]
fn fmt() {
    run_cases("fmt");
}

#[test]
fn can() {
    run_cases("can");
}

#[test]
fn diff() {
    run_cases("diff");
}

#[test]
fn test() {
    run_cases("test");
}

#[test]
fn show() {
    run_cases("show");
}

#[test]
fn list() {
    run_cases("list");
}

#[test]
fn init() {
    run_cases("init");
}

#[test]
fn import() {
    run_cases("import");
}

#[test]
fn render() {
    run_cases("render");
}

#[test]
fn schema() {
    run_cases("schema");
}

#[test]
fn hook() {
    run_cases("hook");
}

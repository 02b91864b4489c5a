//! The runtimes' own engines, asked about what was rendered for them; `BAILIWICK_ENGINES=1` has them fetched and run.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a test fails by panicking, reads its settings, and starts the engines"
)]
#![expect(dead_code, reason = "the judges of dialects use more of what is shared with them")]

mod claude_code;
#[path = "../dialects/declared.rs"]
mod declared;
#[path = "../dialects/interpreter.rs"]
mod interpreter;
#[path = "../dialects/policy.rs"]
mod policy;
#[path = "../random/random.rs"]
mod random;
#[path = "../dialects/universe.rs"]
mod universe;

use std::path::{Path, PathBuf};
use std::process::Command;

/// Whether engines are run at all.
fn is_wanted() -> bool {
    std::env::var("BAILIWICK_ENGINES").is_ok_and(|value| value == "1")
}

/// The folder in which the engine of a package lies, installed there if need be; none where it cannot be fetched.
fn npm(folder: &str, package: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from);
    let folder = target.join("oracles").join(folder);
    std::fs::create_dir_all(&folder).ok()?;
    let folder = folder.canonicalize().ok()?;
    let mut install = Command::new("npm");
    install.args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"]);
    let output = install.arg(&folder).arg(package).current_dir(&folder).output().ok()?;
    output.status.success().then_some(folder)
}

//! What every SARIF log of ours shares: who made it, what its paths are seen from, and the limits of code scanning.

use std::fmt::Write as _;

use bailiwick_schema::path::FilePath;
use serde_json::{Value, json};

/// The most results that code scanning takes of one run.
pub const MOST_RESULTS: usize = 25_000;
/// Where the schema of SARIF is.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";
/// The name of the folder that all paths are relative to.
const ROOT: &str = "%SRCROOT%";
/// The name of the place where the standard library's modules are.
const STANDARD_LIBRARY: &str = "BAILIWICK_STD";

/// The only run of a log.
#[derive(Debug)]
pub struct Run {
    /// The rules that the results name by number.
    pub rules: Vec<Value>,
    /// Whether everything could be read.
    pub is_whole: bool,
    /// What is said beside the results.
    pub notifications: Vec<Value>,
    /// What is said of the run as a whole.
    pub properties: Option<Value>,
    /// The results.
    pub results: Vec<Value>,
}

impl Run {
    /// The log with this run.
    #[must_use]
    pub fn log(self) -> Value {
        let mut run = json!({
            "tool": { "driver": {
                "name": "bailiwick",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": self.rules,
            }},
            "columnKind": "utf16CodeUnits",
            "originalUriBaseIds": {
                ROOT: { "description": { "text": "the folder that paths are relative to" } },
                STANDARD_LIBRARY: { "description": { "text": "the standard library in the binary" } },
            },
            "invocations": [{
                "executionSuccessful": self.is_whole,
                "toolExecutionNotifications": self.notifications,
            }],
        });
        if let Some(fields) = run.as_object_mut() {
            fields.extend(self.properties.map(|properties| ("properties".to_owned(), properties)));
            fields.insert("results".to_owned(), self.results.into());
        }
        json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] })
    }
}

/// The place of a file whose path is printed as `shown`.
#[must_use]
pub fn artifact(path: &FilePath, shown: &str) -> Value {
    let base = if path.is_std() { STANDARD_LIBRARY } else { ROOT };
    json!({ "uri": percent_encoded(shown), "uriBaseId": base })
}

/// A relative path as a URI reference (RFC 3986): all but unreserved characters and `/` are encoded.
fn percent_encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            uri.push(char::from(byte));
        } else {
            let _infallible = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

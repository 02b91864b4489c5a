//! Known findings: fingerprints that outlive moved lines, and the file that lists them.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::span::LineIndex;
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// The longest part of a line that a fingerprint reads, in bytes.
const LONGEST: usize = 1024;

/// What tells a finding from all others, wherever its line has moved: SHA-256 in hex.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// 64 hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The fingerprint of each finding, in the findings' order.
///
/// It is made of the rule's code, the path, the message, the words of the line where the finding begins, and how many
/// findings before it have all of these in common. No two findings of one list have the same.
#[must_use]
pub fn fingerprints(
    diagnostics: &[Diagnostic],
    source: &dyn Fn(&FilePath) -> Option<Arc<str>>,
) -> Vec<Fingerprint> {
    let mut files: FxHashMap<&FilePath, Option<(Arc<str>, LineIndex)>> = FxHashMap::default();
    let mut seen: FxHashMap<[u8; 32], u64> = FxHashMap::default();
    let mut fingerprints = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        let file = files.entry(&diagnostic.primary.path).or_insert_with_key(|path| {
            let text = source(path)?;
            let lines = LineIndex::new(&text);
            Some((text, lines))
        });
        let words = file
            .as_ref()
            .map(|(text, lines)| words_of_line(text, lines, diagnostic))
            .unwrap_or_default();
        let identity = identity(diagnostic, &words);
        let occurrence = seen.entry(identity).or_default();
        fingerprints.push(fingerprint(identity, *occurrence));
        *occurrence += 1;
    }
    fingerprints
}

/// The words of the line where a finding begins, one space apart; of a very long line only the marked part.
fn words_of_line(text: &str, lines: &LineIndex, diagnostic: &Diagnostic) -> String {
    let start = diagnostic.primary.span.start;
    let line = lines.line(text, lines.line_at(start));
    let line = if line.len() as usize <= LONGEST { line } else { diagnostic.primary.span };
    let mut words = String::new();
    for word in line.text(text).split_whitespace() {
        if words.len() >= LONGEST {
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

fn identity(diagnostic: &Diagnostic, words: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"bailiwick-finding/1\n");
    let parts =
        [diagnostic.rule.code, diagnostic.primary.path.as_str(), &diagnostic.message, words];
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

fn fingerprint(identity: [u8; 32], occurrence: u64) -> Fingerprint {
    let mut hash = Sha256::new();
    hash.update(identity);
    hash.update(occurrence.to_be_bytes());
    let bytes: [u8; 32] = hash.finalize().into();
    let mut hex = String::with_capacity(64);
    for byte in bytes {
        let _infallible = write!(hex, "{byte:02x}");
    }
    Fingerprint(hex)
}

/// The findings that are taken as known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    known: Vec<Row>,
}

/// One known finding; a file by other hands may say less than its fingerprint.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    fingerprint: String,
    code: String,
    path: String,
    message: String,
}

/// Why a baseline cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaselineError(String);

impl std::fmt::Display for BaselineError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BaselineError {}

impl Baseline {
    /// Reads the text of a [`document`].
    ///
    /// # Errors
    ///
    /// Where the text is not JSON, has another version, or a finding has no fingerprint.
    pub fn read(text: &str) -> Result<Self, BaselineError> {
        let document: Value = serde_json::from_str(text)
            .map_err(|error| BaselineError(format!("it is not JSON: {error}")))?;
        match document.get("version").and_then(Value::as_u64) {
            Some(1) => {}
            Some(version) => {
                return Err(BaselineError(format!(
                    "it has version {version}, this release reads version 1"
                )));
            }
            None => return Err(BaselineError("it has no `version`".to_owned())),
        }
        let findings = document
            .get("findings")
            .and_then(Value::as_array)
            .ok_or_else(|| BaselineError("it has no list `findings`".to_owned()))?;
        let mut known = Vec::new();
        for (index, finding) in findings.iter().enumerate() {
            let fingerprint =
                finding.get("fingerprint").and_then(Value::as_str).ok_or_else(|| {
                    BaselineError(format!("finding {} has no `fingerprint`", index + 1))
                })?;
            let text =
                |key: &str| finding.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
            known.push(Row {
                fingerprint: fingerprint.to_owned(),
                code: text("code"),
                path: text("path"),
                message: text("message"),
            });
        }
        known.sort_unstable();
        known.dedup();
        Ok(Self { known })
    }

    /// Which of the findings are known, and how many known ones are not among them.
    ///
    /// A known finding is found again by its fingerprint; where its line was edited, by its rule, message and path; where it
    /// moved, by its rule and message. Each knows one finding. Only those count as moved that stood in a file of which
    /// `may_move` says that all its findings are at hand.
    #[must_use]
    pub fn matched(
        &self,
        diagnostics: &[Diagnostic],
        fingerprints: &[Fingerprint],
        may_move: &dyn Fn(&str) -> bool,
    ) -> Matched {
        let present: BTreeSet<&str> = fingerprints.iter().map(Fingerprint::as_str).collect();
        let exact: BTreeSet<&str> =
            self.known.iter().map(|known| known.fingerprint.as_str()).collect();
        let mut is_known: Vec<bool> =
            fingerprints.iter().map(|found| exact.contains(found.as_str())).collect();
        let mut left: Vec<&Row> = self
            .known
            .iter()
            .filter(|known| !present.contains(known.fingerprint.as_str()) && !known.code.is_empty())
            .collect();
        let unnamed = self.known.iter().filter(|known| known.code.is_empty());
        let unnamed = unnamed.filter(|known| !present.contains(known.fingerprint.as_str())).count();
        for is_moved in [false, true] {
            let mut counts: FxHashMap<(&str, &str, &str), Vec<&Row>> = FxHashMap::default();
            let path = |path| if is_moved { "" } else { path };
            for known in left.into_iter().rev() {
                let key = (known.code.as_str(), path(&known.path), known.message.as_str());
                counts.entry(key).or_default().push(known);
            }
            for (finding, is_known) in diagnostics.iter().zip(&mut is_known) {
                let here = path(finding.primary.path.as_str());
                let key = (finding.rule.code, here, finding.message.as_str());
                let Some(rows) = counts.get_mut(&key).filter(|_| !*is_known) else { continue };
                let at = rows.iter().rposition(|known| !is_moved || may_move(&known.path));
                if let Some(at) = at {
                    rows.remove(at);
                    *is_known = true;
                }
            }
            left = counts.into_values().flatten().collect();
            left.sort_unstable();
        }
        Matched { is_known, gone: left.len() + unnamed }
    }
}

/// What a baseline makes of findings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matched {
    /// Whether each finding is known, in the findings' order.
    pub is_known: Vec<bool>,
    /// How many of the known findings are not among them.
    pub gone: usize,
}

/// A baseline that knows these findings: sorted, the same for the same findings; how it is printed has no meaning.
#[must_use]
pub fn document(diagnostics: &[Diagnostic], fingerprints: &[Fingerprint]) -> Value {
    let mut rows: Vec<(&str, &str, &str, &str)> = diagnostics
        .iter()
        .zip(fingerprints)
        .map(|(finding, fingerprint)| {
            let path = finding.primary.path.as_str();
            (path, finding.rule.code, finding.message.as_str(), fingerprint.as_str())
        })
        .collect();
    rows.sort_unstable();
    rows.dedup();
    let findings: Vec<Value> = rows
        .into_iter()
        .map(|(path, code, message, fingerprint)| {
            json!({ "code": code, "fingerprint": fingerprint, "message": message, "path": path })
        })
        .collect();
    json!({ "findings": findings, "version": 1 })
}

//! What stands in the folder of a rendering: the only files there that are ever replaced or removed.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::evidence::Evidence;
use super::files::{self, OutputFile};
use crate::digest::Digest;

/// The name of the file that lists them.
pub const MANIFEST_FILE: &str = ".bailiwick-render.json";

/// The version of its form.
const VERSION: u32 = 1;

/// The list of a rendering's files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manifest {
    /// The target, with its version.
    pub target: String,
    /// The environment.
    pub environment: Option<String>,
    /// The grade of evidence and its words; none for a target that enforces nothing.
    pub evidence: Option<(String, String)>,
    /// The files with the digests that they may have: one, but for what was being written when a process was killed.
    pub files: BTreeMap<String, Vec<String>>,
    /// Whether files may be on their way.
    pub is_writing: bool,
}

impl Manifest {
    /// The list of these files.
    #[must_use]
    pub fn of(
        target: String,
        environment: Option<&str>,
        evidence: Option<Evidence>,
        files: &[OutputFile],
    ) -> Self {
        Self {
            target,
            environment: environment.map(str::to_owned),
            evidence: evidence.map(|known| (known.grade().to_owned(), known.to_string())),
            files: files
                .iter()
                .map(|file| (file.path.clone(), vec![Digest::of(&file.bytes).to_string()]))
                .collect(),
            is_writing: false,
        }
    }

    /// With the files of an older list, too: whatever is there of both is ours while one becomes the other.
    #[must_use]
    pub fn with_older(&self, older: &Self) -> Self {
        let mut both = Self { is_writing: true, ..self.clone() };
        for (path, digests) in &older.files {
            let all = both.files.entry(path.clone()).or_default();
            all.extend(digests.iter().cloned());
            all.sort_unstable();
            all.dedup();
        }
        both
    }

    /// Whether a file with these bytes is ours.
    #[must_use]
    pub fn has(&self, path: &str, bytes: &[u8]) -> bool {
        let digest = || Digest::of(bytes).to_string();
        self.files.get(path).is_some_and(|digests| digests.contains(&digest()))
    }

    /// As it is written.
    #[must_use]
    pub fn text(&self) -> String {
        let files = self.files.iter().flat_map(|(path, digests)| {
            digests.iter().map(move |digest| json!({ "path": path, "sha256": digest }))
        });
        let evidence = self.evidence.as_ref();
        let evidence = evidence.map(|(grade, words)| json!({ "grade": grade, "words": words }));
        let document = json!({
            "version": VERSION,
            "target": self.target,
            "environment": self.environment,
            "evidence": evidence,
            "writing": self.is_writing,
            "files": files.collect::<Vec<_>>(),
        });
        format!("{document:#}\n")
    }

    /// Reads a list.
    ///
    /// # Errors
    ///
    /// Why it is none, as a clause for a message: nothing that it names may be touched then.
    pub fn read(text: &[u8]) -> Result<Self, String> {
        let document: Value =
            serde_json::from_slice(text).map_err(|error| format!("it is not JSON: {error}"))?;
        match document.get("version").and_then(Value::as_u64) {
            Some(version) if version == u64::from(VERSION) => {}
            Some(version) => {
                return Err(format!("it has version {version}, and this release reads {VERSION}"));
            }
            None => return Err("it has no version".to_owned()),
        }
        let text =
            |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let evidence = document.get("evidence");
        let mut manifest = Self {
            target: text(&document, "target").unwrap_or_default(),
            environment: text(&document, "environment"),
            evidence: evidence
                .and_then(|value| Some((text(value, "grade")?, text(value, "words")?))),
            files: BTreeMap::new(),
            is_writing: document.get("writing") == Some(&Value::Bool(true)),
        };
        let files = document.get("files").and_then(Value::as_array).ok_or("it lists no files")?;
        for file in files {
            let entry = text(file, "path").zip(text(file, "sha256"));
            let (path, digest) = entry.ok_or("a file has no path or no digest")?;
            if let Some(problem) = files::problem(&path) {
                return Err(format!("`{path}` is no path below the folder: {problem}"));
            }
            manifest.files.entry(path).or_default().push(digest);
        }
        Ok(manifest)
    }
}

#[cfg(test)]
mod tests {
    use super::{Manifest, OutputFile};

    fn manifest(path: &str, text: &str) -> Manifest {
        let file = OutputFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() };
        Manifest::of("agents-md@1".to_owned(), Some("prod"), None, &[file])
    }

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let older = manifest("a.md", "old");
        let both = manifest("a.md", "new").with_older(&older).with_older(&manifest("b.md", "b"));
        for manifest in [older, both.clone()] {
            assert_eq!(Manifest::read(manifest.text().as_bytes()), Ok(manifest));
        }
        assert!(both.has("a.md", b"old") && both.has("a.md", b"new") && both.has("b.md", b"b"));
        assert!(!both.has("a.md", b"mine") && !both.has("c.md", b"old"));
    }

    #[test]
    fn a_list_that_names_what_lies_outside_is_none() {
        let outside = manifest("../a.md", "old").text();
        let error = Manifest::read(outside.as_bytes()).unwrap_err();
        assert_eq!(error, "`../a.md` is no path below the folder: it has a part `.` or `..`");
        assert_eq!(
            Manifest::read(b"{\"version\":2}").unwrap_err(),
            "it has version 2, and this release reads 1"
        );
        assert!(Manifest::read(b"[]").is_err() && Manifest::read(b"").is_err());
    }
}

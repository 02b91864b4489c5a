//! Files that declarations name: instructions, schemas, instances, skills, knowledge.

mod collect;
mod instances;
mod namers;

use std::sync::Arc;

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::path::FilePath;
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use sha2::{Digest as _, Sha256};

use crate::check::rules::large_file_pointer;
use crate::check::{self, Report, Text, TextRole};
use crate::suppression::{self, Suppression};
use crate::world::ReadError;

pub use collect::{Need, Needs, Purpose, below, matching, named};
pub use instances::{Row, Written, rows, written};
pub use namers::Namers;

/// A file that a declaration names.
#[derive(Debug, Clone)]
pub struct Asset {
    /// What was read, or why nothing was.
    pub content: Result<Content, ReadError>,
    /// What it is read for.
    pub purpose: Purpose,
    /// What an agent is told of it; none for data.
    pub role: Option<TextRole>,
    /// Whether it may be run; counts for files of skills only.
    pub executable: bool,
    /// What is wrong with its text.
    pub diagnostics: Vec<Diagnostic>,
    /// How many more findings there are that were not kept.
    pub unlisted: usize,
    /// The comments that silence findings.
    pub suppressions: Vec<Suppression>,
}

/// The content of a file.
#[derive(Debug, Clone)]
pub struct Content {
    /// SHA-256 of the bytes, with CRLF as LF in Markdown, KDL and instructions.
    pub sha256: [u8; 32],
    /// Its length in bytes, as read.
    pub length: usize,
    /// Its text, where it is UTF-8 and its purpose needs one.
    pub text: Option<Arc<str>>,
    /// Whether `{{` stands in the text, as in a template.
    pub has_braces: bool,
    /// Whether it is a Git LFS pointer, which stands for bytes that are not here.
    pub is_pointer: bool,
}

/// The files that declarations name, in the order of their paths as far as they were loaded together.
pub type Assets = IndexMap<FilePath, Asset, FxBuildHasher>;

impl Asset {
    /// Takes in what was read for a purpose, and checks its text.
    #[must_use]
    pub fn new(
        path: &FilePath,
        read: Result<Vec<u8>, ReadError>,
        purpose: Purpose,
        executable: bool,
    ) -> Self {
        let mut asset = Self {
            content: Err(ReadError::Missing),
            purpose,
            role: purpose.role(),
            executable,
            diagnostics: Vec::new(),
            unlisted: 0,
            suppressions: Vec::new(),
        };
        let bytes = match read {
            Ok(bytes) => bytes,
            Err(error) => {
                asset.content = Err(error);
                return asset;
            }
        };
        let content = content(path, bytes, purpose);
        if let (Some(text), Some(role)) = (&content.text, purpose.role()) {
            let mut report = Report::default();
            check::texts(&Text::file(path, text, role), &mut report);
            asset.diagnostics = report.diagnostics;
            asset.unlisted = report.unlisted;
            asset.suppressions = suppression::in_markdown(text);
        }
        if content.is_pointer {
            asset.diagnostics.push(large_file_pointer::finding(path));
        }
        asset.content = Ok(content);
        asset
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.content.as_ref().ok()?.text.as_deref()
    }
}

fn content(path: &FilePath, bytes: Vec<u8>, purpose: Purpose) -> Content {
    let length = bytes.len();
    let is_pointer = bytes.starts_with(b"version https://git-lfs.github.com/spec/");
    let mut bytes = bytes;
    let is_prose = purpose.is_markdown() || is_markdown_or_kdl(path);
    if is_prose && memchr::memchr(b'\r', &bytes).is_some() {
        bytes = without_carriage_returns(&bytes);
    }
    let sha256 = Sha256::digest(&bytes).into();
    let has_braces = purpose.needs_text() && memchr::memmem::find(&bytes, b"{{").is_some();
    let text =
        if purpose.needs_text() { String::from_utf8(bytes).ok().map(Arc::from) } else { None };
    Content { sha256, length, text, has_braces, is_pointer }
}

/// Whether git may check the file out with other line ends than it stores: Markdown and KDL are read with LF.
fn is_markdown_or_kdl(path: &FilePath) -> bool {
    let ending = path.as_str().rsplit('.').next().unwrap_or_default();
    ["md", "markdown", "kdl"].iter().any(|other| ending.eq_ignore_ascii_case(other))
}

fn without_carriage_returns(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    for (at, byte) in bytes.iter().enumerate() {
        if *byte != b'\r' || bytes.get(at + 1) != Some(&b'\n') {
            plain.push(*byte);
        }
    }
    plain
}

impl Purpose {
    const fn role(self) -> Option<TextRole> {
        match self {
            Self::Instructions => Some(TextRole::Instructions),
            Self::Skill => Some(TextRole::Skill),
            Self::Data | Self::Bytes => None,
        }
    }

    const fn is_markdown(self) -> bool {
        matches!(self, Self::Instructions | Self::Skill)
    }

    /// Whether a file may be run by whoever it is given to.
    #[must_use]
    pub const fn has_run_bit(self) -> bool {
        matches!(self, Self::Skill | Self::Bytes)
    }

    const fn needs_text(self) -> bool {
        !matches!(self, Self::Bytes)
    }
}

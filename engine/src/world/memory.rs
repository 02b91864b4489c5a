//! A workspace in memory: tests, examples of rules, editor buffers.

use std::collections::BTreeMap;

use bailiwick_schema::path::FilePath;
use bailiwick_schema::value::Date;

use super::listing::is_environment_file;
use super::{Entry, Listing, Oddity, OddityKind, ReadError, WORKSPACE_FILE, World};

/// The same day for every test and every example.
const FIRST_DAY: Option<Date> = Date::new(2026, 1, 1);

/// Files by path.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    files: BTreeMap<FilePath, Vec<u8>>,
    today: Option<Date>,
}

impl Memory {
    /// A workspace of these files.
    pub fn new(files: impl IntoIterator<Item = (impl Into<String>, impl Into<Vec<u8>>)>) -> Self {
        Self {
            files: files
                .into_iter()
                .map(|(path, bytes)| (FilePath::new(path.into()), bytes.into()))
                .collect(),
            today: FIRST_DAY,
        }
    }

    /// A workspace from an example in txtar form (`-- path --` lines).
    ///
    /// What stands before the first such line is `context.kdl`; a `bailiwick.kdl` is added where there is none. A line that
    /// begins with `\x` and two hexadecimal digits begins with that byte; a line `\*500 words` is 500 lines.
    #[must_use]
    pub fn example(text: &str) -> Self {
        let mut files: BTreeMap<FilePath, Vec<u8>> = BTreeMap::new();
        let mut path = FilePath::from("context.kdl");
        for line in text.split_inclusive('\n') {
            let marker =
                line.trim_end().strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --"));
            match marker {
                Some(name) => {
                    path = FilePath::from(name);
                    files.insert(path.clone(), Vec::new());
                }
                None => files.entry(path.clone()).or_default().extend(spelled(line)),
            }
        }
        files
            .entry(FilePath::from(WORKSPACE_FILE))
            .or_insert_with(|| b"workspace \"example\" {\n    edition 1\n}\n".to_vec());
        Self { files, today: FIRST_DAY }
    }

    /// Looked at on this day; without it, on 2026-01-01.
    #[must_use]
    pub const fn on(mut self, today: Date) -> Self {
        self.today = Some(today);
        self
    }

    /// Adds or replaces a file.
    pub fn insert(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.files.insert(FilePath::from(path), bytes.into());
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(&FilePath::from(path));
    }
}

impl World for Memory {
    fn list(&self) -> Listing {
        let visible =
            |path: &&FilePath| !path.as_str().split('/').any(|part| part.starts_with('.'));
        let entries =
            self.files.keys().filter(visible).map(|path| Entry { path: path.clone() }).collect();
        let secret = |path: &&FilePath| {
            is_environment_file(path.as_str().rsplit('/').next().unwrap_or_default())
        };
        let oddities = self
            .files
            .keys()
            .filter(secret)
            .map(|path| Oddity { path: path.clone(), kind: OddityKind::EnvironmentFile })
            .collect();
        Listing { entries, oddities }
    }

    fn read(&self, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        self.files.get(path).cloned().ok_or(ReadError::Missing)
    }

    fn folder(&self, folder: &str) -> Listing {
        let mut listing = self.list();
        let prefix = format!("{folder}/");
        listing.entries.retain(|entry| {
            entry.path.as_str().starts_with(&prefix) && entry.path.as_str().ends_with(".kdl")
        });
        listing
    }

    fn is_executable(&self, _path: &FilePath) -> bool {
        false
    }

    fn today(&self) -> Option<Date> {
        self.today
    }
}

/// A line of an example, its escapes read.
fn spelled(line: &str) -> Vec<u8> {
    let byte = line.strip_prefix("\\x").and_then(|rest| rest.split_at_checked(2));
    if let Some((digits, rest)) = byte
        && let Ok(byte) = u8::from_str_radix(digits, 16)
    {
        return [&[byte], rest.as_bytes()].concat();
    }
    let times = line.strip_prefix("\\*").and_then(|rest| rest.split_once(' '));
    if let Some((times, rest)) = times
        && let Ok(times) = times.parse::<usize>()
    {
        return rest.repeat(times).into_bytes();
    }
    line.as_bytes().to_vec()
}

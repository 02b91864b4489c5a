//! One definition, read: what an agent is made of, and what is to be told about it.

mod tools;

use std::collections::BTreeMap;

use bailiwick_schema::span::Span;
use bailiwick_schema::syntax::build::quoted;

use crate::frontmatter::{self, Entry, Frontmatter, ProblemKind, Reading, ScalarKind, Value};

use super::super::InputFile;
use super::super::grants::Grants;
use super::super::name::{self, Wanted};
use super::super::report::{Mapped, Note, Topic, Unmapped};
use super::super::text::{folded, shortened, shortened_to, without_secrets, written_length};
use super::Surroundings;
use super::model::{self, Model};
use super::path;

/// How many problems of one kind are told one by one.
const MOST_OF_A_KIND: usize = 20;

/// The longest message, in characters; keys and tags in it may have any length.
const LONGEST_MESSAGE: usize = 200;

/// So many characters of a value are looked through for secrets before it is shortened.
const LONGEST_LOOKED_AT: usize = 1000;

/// The longest text of a declaration, in bytes as it is written: title and summary together fit in one file.
const LONGEST_TEXT: usize = 1536 << 10;

/// Keys whose values are lists of names.
const NAME_LISTS: &[&str] = &["skills", "mcpServers"];

/// A definition as far as the language can say it.
#[derive(Debug)]
pub(super) struct Definition {
    pub(super) wanted: Wanted,
    pub(super) name_line: Option<u32>,
    pub(super) title: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) model: Option<String>,
    pub(super) instructions: Option<String>,
    pub(super) grants: Grants,
    pub(super) notes: Vec<Note>,
    pub(super) mapped: Vec<Mapped>,
    pub(super) unmapped: Vec<Unmapped>,
}

impl Default for Definition {
    fn default() -> Self {
        Self {
            wanted: Wanted::default(),
            name_line: None,
            title: None,
            summary: None,
            model: None,
            instructions: None,
            grants: Grants::nothing(),
            notes: Vec::new(),
            mapped: Vec::new(),
            unmapped: Vec::new(),
        }
    }
}

/// Reads a file; a note says why it is no agent.
pub(super) fn read(file: &InputFile, around: &Surroundings<'_>) -> Result<Definition, Note> {
    let no_agent = |topic: Topic, line: Option<u32>, text: String| Note { topic, line, text };
    if let Some(why) = path::no_agent(&file.path) {
        return Err(no_agent(Topic::Ignored, None, why.to_owned()));
    }
    let bytes = file.content.as_ref().map_err(|why| no_agent(Topic::Refused, None, why.clone()))?;
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let (line, text) = not_utf8(bytes, error.valid_up_to());
        no_agent(Topic::Refused, line, text)
    })?;
    let frontmatter = frontmatter::split(text);
    if frontmatter.reading == Reading::Absent && path::is_companion(&file.path) {
        return Err(no_agent(
            Topic::Ignored,
            None,
            "it is a document without frontmatter".to_owned(),
        ));
    }
    let is_mapping = !frontmatter.has(ProblemKind::NotMapping) || !frontmatter.entries.is_empty();
    // What stands between two rules and is no mapping is text like all else.
    let body = if is_mapping { frontmatter.body() } else { text.trim_start_matches('\u{feff}') };
    if frontmatter.entries.is_empty() && body.trim().is_empty() {
        let why = "it holds neither frontmatter nor instructions".to_owned();
        return Err(no_agent(Topic::Refused, None, why));
    }
    let line_ends = memchr::memchr_iter(b'\n', bytes).collect();
    let mut reader = Reader { text, line_ends, definition: Definition::default() };
    reader.problems(&frontmatter);
    reader.name(&frontmatter, &file.path);
    reader.summary(&frontmatter);
    reader.model(&frontmatter);
    reader.tools(&frontmatter, around);
    reader.skills(&frontmatter, around);
    reader.other_entries(&frontmatter);
    reader.instructions(body);
    Ok(reader.definition)
}

fn not_utf8(bytes: &[u8], valid: usize) -> (Option<u32>, String) {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return (None, "it is UTF-16; save it as UTF-8".to_owned());
    }
    let before = bytes.get(..valid).unwrap_or_default();
    let line = memchr::memchr_iter(b'\n', before).count() + 1;
    let text = format!("it is not UTF-8: the byte at offset {valid} begins no character");
    (u32::try_from(line).ok(), text)
}

/// Fills a definition.
struct Reader<'text> {
    text: &'text str,
    line_ends: Vec<usize>,
    definition: Definition,
}

impl Reader<'_> {
    fn line(&self, span: Span) -> u32 {
        let before = self.line_ends.partition_point(|end| *end < span.start as usize);
        u32::try_from(before).map_or(u32::MAX, |before| before.saturating_add(1))
    }

    fn note(&mut self, topic: Topic, line: Option<u32>, text: impl Into<String>) {
        self.definition.notes.push(Note { topic, line, text: text.into() });
    }

    /// What is wrong with the frontmatter; of many problems of a kind, the first ones.
    fn problems(&mut self, frontmatter: &Frontmatter<'_>) {
        if frontmatter.block.is_none() {
            self.note(Topic::Frontmatter, None, "it has no frontmatter; all of it is instructions");
        }
        let mut told: BTreeMap<ProblemKind, usize> = BTreeMap::new();
        for problem in &frontmatter.problems {
            let count = told.entry(problem.kind).or_default();
            *count += 1;
            if *count > MOST_OF_A_KIND {
                continue;
            }
            let topic = match problem.kind {
                ProblemKind::ByteOrderMark | ProblemKind::CarriageReturns => Topic::Encoding,
                _ => Topic::Frontmatter,
            };
            let line = self.line(problem.span);
            let text = match problem.kind {
                ProblemKind::StrayLine | ProblemKind::CommentBehindValue => {
                    format!("{}: `{}`", problem.message, shortened(problem.span.text(self.text)))
                }
                _ => shortened_to(&problem.message, LONGEST_MESSAGE),
            };
            self.note(topic, Some(line), text);
        }
        for count in told.into_values().filter(|count| *count > MOST_OF_A_KIND) {
            let text = format!("there are {} more like these", count - MOST_OF_A_KIND);
            self.note(Topic::Frontmatter, None, text);
        }
    }

    fn name(&mut self, frontmatter: &Frontmatter<'_>, path: &str) {
        let from_path = || path::name_of(path).unwrap_or_else(|| "agent".to_owned());
        self.definition.wanted.prefix = path::plugin_of(path);
        let Some((entry, written)) = self.one_line(frontmatter, "name") else {
            let name = from_path();
            let text = format!("it gives no name; the file's name makes `{name}` of it");
            self.note(Topic::NameFromFile, None, text);
            self.definition.wanted.name = name;
            return;
        };
        let line = self.line(entry.span);
        self.definition.name_line = Some(line);
        let name = name::normalised(&written);
        if name.as_deref() == Some(written.as_str()) {
            self.definition.wanted.name = written;
            return;
        }
        let shown = shortened(&written);
        let (topic, text, name) = match name {
            Some(name) => (
                Topic::Renamed,
                format!(
                    "`{shown}` is not a valid agent name; it is written as `{name}`, and kept as its title"
                ),
                name,
            ),
            None => {
                let name = from_path();
                let text = format!(
                    "`{shown}` has no letter or digit for a name; the file's name makes `{name}` of it, and it is kept as its title"
                );
                (Topic::NameFromFile, text, name)
            }
        };
        self.note(topic, Some(line), text);
        self.definition.title = Some(written);
        self.definition.wanted.name = name;
    }

    fn summary(&mut self, frontmatter: &Frontmatter<'_>) {
        match self.one_line(frontmatter, "description") {
            Some((_, summary)) => self.definition.summary = Some(summary),
            None if is_given(frontmatter, "description") => {}
            None => self.note(Topic::NoSummary, None, "it gives no description"),
        }
    }

    fn model(&mut self, frontmatter: &Frontmatter<'_>) {
        let Some((entry, written)) = self.one_line(frontmatter, "model") else {
            if !is_given(frontmatter, "model") {
                self.note(Topic::NoModel, None, "it names no model");
            }
            return;
        };
        let line = self.line(entry.span);
        let Model { declared, remark } = match model::read(&written) {
            Ok(model) => model,
            Err(why) => {
                let text = format!("the model `{}` is not written: {why}", shortened(&written));
                self.note(Topic::Changed, Some(line), text);
                let unmapped = self.unmapped_entry(entry);
                self.definition.unmapped.push(unmapped);
                return;
            }
        };
        if let Some((topic, text)) = remark {
            self.note(topic, Some(line), text);
        }
        let node = declared.as_ref().map(|declared| format!("model {}", quoted(declared)));
        self.definition.mapped.push(Mapped {
            key: "model".to_owned(),
            line,
            value: shortened(&written),
            written: node.into_iter().collect(),
            stricter: None,
            witness: None,
        });
        self.definition.model = declared;
    }

    /// The last entry of a key as one line of text; nothing where it is missing, empty, or no text.
    fn one_line<'f>(
        &mut self,
        frontmatter: &'f Frontmatter<'_>,
        key: &str,
    ) -> Option<(&'f Entry, String)> {
        let entry = frontmatter.get(key)?;
        let line = self.line(entry.span);
        let Value::Scalar(scalar) = &entry.value else {
            if entry.value != Value::Nothing {
                let text = format!(
                    "`{key}` is a {}, where a text should be; it is not written",
                    entry.value.what()
                );
                self.note(Topic::Changed, Some(line), text);
                let unmapped = self.unmapped_entry(entry);
                self.definition.unmapped.push(unmapped);
            }
            return None;
        };
        if scalar.kind != ScalarKind::Text {
            let text = format!(
                "`{key}` is a {}; it is taken as the text `{}`",
                scalar.kind.as_str(),
                shortened(&scalar.text)
            );
            self.note(Topic::Changed, Some(line), text);
        }
        let text = scalar.text.trim();
        let (folded, secrets) = without_secrets(&folded(text));
        let length: usize = folded.chars().map(written_length).sum();
        if length > LONGEST_TEXT {
            let text = format!(
                "`{key}` has {length} bytes, where {LONGEST_TEXT} are the most; it is not written"
            );
            self.note(Topic::Changed, Some(line), text);
            let unmapped = self.unmapped_entry(entry);
            self.definition.unmapped.push(unmapped);
            return None;
        }
        for what in &secrets {
            let text = format!(
                "`{key}` holds {what}, which is taken out: revoke it, and declare a `secret` that says where the new one is kept"
            );
            self.note(Topic::Secret, Some(line), text);
        }
        if secrets.is_empty() && folded != text {
            self.note(Topic::Changed, Some(line), format!("the lines of `{key}` are put into one"));
        }
        (!folded.is_empty()).then_some((entry, folded))
    }

    fn other_entries(&mut self, frontmatter: &Frontmatter<'_>) {
        let mut read: Vec<_> = ["name", "description", "model", "tools", "disallowedTools"]
            .into_iter()
            .filter_map(|key| frontmatter.get(key))
            .collect();
        for key in ["permissionMode", "skills"] {
            if self.definition.mapped.iter().any(|mapped| mapped.key == key) {
                read.extend(frontmatter.get(key));
            }
        }
        for entry in &frontmatter.entries {
            if !read.iter().any(|read| std::ptr::eq(*read, entry)) {
                let unmapped = self.unmapped_entry(entry);
                self.definition.unmapped.push(unmapped);
            }
        }
        self.definition.unmapped.sort_by_key(|entry| entry.line);
    }

    fn unmapped_entry(&self, entry: &Entry) -> Unmapped {
        let words = entry.value.words();
        let names = if NAME_LISTS.contains(&entry.key.as_str()) { words.words } else { Vec::new() };
        let value = shortened_to(entry.span.text(self.text), LONGEST_LOOKED_AT);
        Unmapped {
            key: shortened(&entry.key),
            line: self.line(entry.key_span),
            value: shortened(&without_secrets(&value).0),
            names,
        }
    }

    fn instructions(&mut self, body: &str) {
        if body.trim().is_empty() {
            return self.note(Topic::NoInstructions, None, "it holds no instructions");
        }
        self.definition.instructions = Some(frontmatter::with_line_feeds(body).into_owned());
    }
}

fn is_given(frontmatter: &Frontmatter<'_>, key: &str) -> bool {
    frontmatter.get(key).is_some_and(|entry| entry.value != Value::Nothing)
}

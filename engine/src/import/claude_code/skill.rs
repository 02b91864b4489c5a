//! `.claude/skills/**/SKILL.md` and `.claude/commands/**/*.md`: skills, with the files of each as they are.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::build::{DocumentBuilder, NodeBuilder};

use crate::frontmatter;

use super::super::report::{FileReport, Note, Topic};
use super::super::text::without_secrets;
use super::super::{InputFile, OutputFile, name};
use super::report;

/// Where skills lie.
pub(super) const SKILLS: &str = ".claude/skills/";

/// Where commands lie.
pub(super) const COMMANDS: &str = ".claude/commands/";

/// What became of the skills.
#[derive(Debug, Default)]
pub(super) struct Skills {
    /// Their names here, each with the name that it has there.
    pub(super) names: BTreeMap<String, String>,
    pub(super) files: Vec<OutputFile>,
    pub(super) reports: Vec<FileReport>,
    paths: BTreeSet<String>,
}

/// Makes skills of the files that belong to some.
pub(super) fn read(files: &[&InputFile]) -> Skills {
    let mut skills = Skills::default();
    let folders: Vec<&str> =
        files.iter().filter_map(|file| file.path.strip_suffix("/SKILL.md")).collect();
    // A folder in a skill's folder belongs to that.
    let is_inner = |folder: &str| folders.iter().any(|other| below(folder, other).is_some());
    for folder in folders.iter().filter(|folder| !is_inner(folder)) {
        skills.folder(folder, files);
    }
    for file in files.iter().filter(|file| file.path.starts_with(COMMANDS)) {
        skills.command(file);
    }
    let told: BTreeSet<String> = skills.reports.iter().map(|report| report.path.clone()).collect();
    for file in files.iter().filter(|file| !told.contains(&file.path)) {
        skills.reports.push(report::ignored(file, "it belongs to no skill"));
    }
    skills
}

/// The path of a file in a folder.
fn below<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    path.strip_prefix(folder)?.strip_prefix('/')
}

impl Skills {
    fn folder(&mut self, folder: &str, files: &[&InputFile]) {
        let source = folder.strip_prefix(SKILLS).unwrap_or(folder);
        let name = self.name(source);
        for file in files {
            let Some(inner) = below(&file.path, folder) else { continue };
            let report = match &name {
                Some(name) => self.file(file, &format!("skills/{name}/{inner}")),
                None => {
                    report::refused(file, "the skill's name has no letter or digit, or is taken")
                }
            };
            self.reports.push(report);
        }
        if let Some(name) = name {
            self.declare(name, source);
        }
    }

    fn command(&mut self, file: &InputFile) {
        let source = file.path.strip_prefix(COMMANDS).unwrap_or(&file.path);
        let Some(source) = source.strip_suffix(".md") else {
            return self.reports.push(report::ignored(file, "it is not a Markdown file"));
        };
        let Some(name) = self.name(source) else {
            let why = "a skill of its name is there, which Claude Code prefers, or it has no letter or digit";
            return self.reports.push(report::refused(file, why));
        };
        let report = self.file(file, &format!("skills/{name}/SKILL.md"));
        self.reports.push(report);
        self.declare(name, source);
    }

    /// The name of a skill: of a path, all its parts.
    fn name(&self, source: &str) -> Option<String> {
        name::normalised(&source.replace('/', "-")).filter(|name| !self.names.contains_key(name))
    }

    fn declare(&mut self, name: String, source: &str) {
        let place = name::in_path(&name);
        let node = NodeBuilder::new("skill")
            .argument(name.as_str())
            .property("folder", format!("skills/{name}"));
        let document = DocumentBuilder::new().node(node).to_string();
        let path = FilePath::new(format!("context/skills/{place}.kdl"));
        self.files.push(OutputFile { path, bytes: document.into_bytes() });
        let last = source.rsplit('/').next().unwrap_or(source);
        self.names.insert(name, last.to_owned());
    }

    /// A file as it is, but for secrets.
    fn file(&mut self, file: &InputFile, to: &str) -> FileReport {
        let bytes = match &file.content {
            Ok(bytes) => bytes,
            Err(why) => return report::refused(file, why),
        };
        if !is_portable(to) {
            return report::refused(file, "its path is not one that every system can hold");
        }
        if !self.paths.insert(to.to_lowercase()) {
            return report::refused(file, "another file has its path, letter case aside");
        }
        let mut notes = Vec::new();
        let bytes = match std::str::from_utf8(bytes).map(without_secrets) {
            Ok((kept, found)) if !found.is_empty() => {
                notes.extend(found.into_iter().map(|what| Note {
                    topic: Topic::Secret,
                    line: None,
                    text: format!("it holds {what}, which is taken out: revoke it, and declare a `secret` that says where the new one is kept"),
                }));
                kept.into_bytes()
            }
            _ => bytes.clone(),
        };
        let name = to.strip_prefix("skills/").and_then(|path| path.strip_suffix("/SKILL.md"));
        let bytes = match name.filter(|name| !name.contains('/')) {
            Some(name) => named(bytes, name, &mut notes),
            None => bytes,
        };
        let path = FilePath::new(to.to_owned());
        self.files.push(OutputFile { path: path.clone(), bytes });
        report::made(file, None, vec![path], notes)
    }
}

/// A skill's text with the name and the description that the open format wants, where it has none; all else is kept.
fn named(bytes: Vec<u8>, name: &str, notes: &mut Vec<Note>) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(&bytes) else { return bytes };
    let head = frontmatter::split(text);
    let entries = [("name", name.to_owned()), ("description", format!("The command {name}"))];
    let missing: Vec<_> = entries.into_iter().filter(|(key, _)| head.get(key).is_none()).collect();
    if missing.is_empty() {
        return bytes;
    }
    let added: String = missing.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
    let told = missing.iter().map(|(key, value)| Note {
        topic: Topic::Changed,
        line: Some(1),
        text: format!("it gives no {key}, which skills have; `{key}: {value}` is added"),
    });
    notes.extend(told);
    let begun = text.split_once('\n').filter(|_| head.block.is_some());
    match begun {
        Some((fence, rest)) => format!("{fence}\n{added}{rest}").into_bytes(),
        None => format!("---\n{added}---\n{text}").into_bytes(),
    }
}

/// Whether a path can stand on every disk.
fn is_portable(path: &str) -> bool {
    let is_fine = |part: &str| {
        let fine = |character: char| !character.is_control() && !"\\:*?\"<>|".contains(character);
        !part.is_empty()
            && part.len() <= 200
            && part.chars().all(fine)
            && !part.ends_with(['.', ' '])
    };
    path.len() < 1000 && path.split('/').all(is_fine)
}

//! Which files the declarations name.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_schema::document::Item;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::vocabulary;
use rustc_hash::FxHashMap;

use crate::file::File;
use crate::glob::Glob;
use crate::world::Listing;

/// What a file is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// An agent is told its text.
    Instructions,
    /// A Markdown file of a skill.
    Skill,
    /// JSON or a template that the tool itself reads.
    Data,
    /// Only its digest counts.
    Bytes,
}

/// The files to read, with what for; of several purposes the first counts.
pub type Needs = BTreeMap<FilePath, Purpose>;

/// One thing that a declaration names: a file, or a way to say which files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    /// This file.
    File(FilePath, Purpose),
    /// A skill's folder.
    Skill(String),
    /// A `knowledge` pattern and its exceptions.
    Knowledge(String, Vec<String>),
}

impl Need {
    /// What a `knowledge` node names, with these exceptions.
    pub fn knowledge<'e>(
        item: Item<'_>,
        except: impl IntoIterator<Item = &'e str>,
    ) -> Option<Self> {
        let except = except.into_iter().map(str::to_owned).collect();
        Some(Self::Knowledge(item.text()?.to_owned(), except))
    }
}

/// What the declarations of a file name, sorted, each once.
#[must_use]
pub fn named(file: &File) -> Vec<Need> {
    let outputs = file.document.items().filter(|item| item.spec() == &vocabulary::OUTPUT);
    let mut needs: Vec<Need> = file.document.items().filter_map(one).collect();
    needs.extend(outputs.flat_map(of_output));
    needs.sort_unstable();
    needs.dedup();
    needs
}

fn one(item: Item<'_>) -> Option<Need> {
    let spec = item.spec();
    let file = |key: &str, purpose: Purpose| {
        Some(Need::File(FilePath::from(item.property_text(key)?), purpose))
    };
    if spec == &vocabulary::INSTRUCTIONS {
        file("file", Purpose::Instructions)
    } else if spec == &vocabulary::EXTENSION {
        file("schema", Purpose::Data)
    } else if spec == &vocabulary::INSTANCES || spec == &vocabulary::INPUT {
        file("file", Purpose::Data)
    } else if spec == &vocabulary::SKILL {
        Some(Need::Skill(item.property_text("folder")?.to_owned()))
    } else if spec == &vocabulary::KNOWLEDGE {
        let except = item.children_of(&vocabulary::EXCEPT).flat_map(Item::texts);
        Need::knowledge(item, except.map(|(pattern, _)| pattern))
    } else {
        None
    }
}

/// The files of an output: a template or a value, and a schema.
fn of_output(item: Item<'_>) -> impl Iterator<Item = Need> {
    let named = ["template", "value", "schema"].into_iter();
    named.filter_map(move |key| {
        Some(Need::File(FilePath::from(item.property_text(key)?), Purpose::Data))
    })
}

impl Need {
    /// Whether any file is meant; so also where a pattern cannot be read, which is a finding of its own.
    #[must_use]
    pub fn is_any(&self, listing: &Listing) -> bool {
        match self {
            Self::Knowledge(pattern, except) => {
                Glob::new(pattern).is_none()
                    || matching(pattern, except.iter().map(String::as_str), listing)
                        .next()
                        .is_some()
            }
            _ => true,
        }
    }

    /// The files that are meant.
    #[must_use]
    pub fn files(&self, listing: &Listing) -> Vec<(FilePath, Purpose)> {
        match self {
            Self::File(path, purpose) => vec![(path.clone(), *purpose)],
            Self::Skill(folder) => {
                let file = FilePath::new(format!("{folder}/SKILL.md"));
                let files = below(listing, folder).cloned();
                std::iter::once(file).chain(files).map(in_skill).collect()
            }
            Self::Knowledge(pattern, except) => {
                let except = except.iter().map(String::as_str);
                let files = matching(pattern, except, listing);
                files.map(|path| (path.clone(), Purpose::Bytes)).collect()
            }
        }
    }
}

fn in_skill(path: FilePath) -> (FilePath, Purpose) {
    let is_text = path.as_str().ends_with(".md");
    (path, if is_text { Purpose::Skill } else { Purpose::Bytes })
}

/// The files below a folder.
pub fn below<'l>(listing: &'l Listing, folder: &str) -> impl Iterator<Item = &'l FilePath> {
    let prefix = format!("{folder}/");
    starting(listing, &prefix)
}

/// The files that a `knowledge` pattern names, those of `except` taken out.
pub fn matching<'l, 'e>(
    pattern: &str,
    except: impl IntoIterator<Item = &'e str>,
    listing: &'l Listing,
) -> impl Iterator<Item = &'l FilePath> {
    let mut paths = starting(listing, literal_start(pattern)).peekable();
    // A pattern costs much to compile, and most patterns have no file that begins as they do.
    let compiled = paths.peek().is_some().then(|| (Glob::new(pattern), Exceptions::new(except)));
    paths.filter(move |path| {
        compiled.as_ref().is_some_and(|(glob, except)| {
            glob.as_ref().is_some_and(|glob| glob.matches(path)) && !except.matches(path)
        })
    })
}

/// Patterns by what every path that they match begins with, so that each path is held against few.
struct Exceptions<'e> {
    by_start: FxHashMap<&'e str, Vec<Glob>>,
    lengths: BTreeSet<usize>,
}

impl<'e> Exceptions<'e> {
    fn new(patterns: impl IntoIterator<Item = &'e str>) -> Self {
        let mut all = Self { by_start: FxHashMap::default(), lengths: BTreeSet::new() };
        for pattern in patterns {
            let start = literal_start(pattern);
            all.lengths.insert(start.len());
            all.by_start.entry(start).or_default().extend(Glob::new(pattern));
        }
        all
    }

    fn matches(&self, path: &FilePath) -> bool {
        let starts = self.lengths.iter().filter_map(|length| path.as_str().get(..*length));
        starts.filter_map(|start| self.by_start.get(start)).flatten().any(|glob| glob.matches(path))
    }
}

/// What every path that a pattern matches begins with.
fn literal_start(pattern: &str) -> &str {
    let special = pattern.find(['*', '?', '[', '{', '\\']).unwrap_or(pattern.len());
    pattern.get(..special).unwrap_or_default().trim_end_matches('/')
}

/// The files whose paths begin like this.
fn starting<'l>(
    listing: &'l Listing,
    prefix: &str,
) -> impl Iterator<Item = &'l FilePath> + use<'l> {
    let entries = &listing.entries;
    let start = entries.partition_point(|entry| entry.path.as_str() < prefix);
    let rest = entries.get(start..).unwrap_or_default();
    let length = rest.partition_point(|entry| entry.path.as_str().starts_with(prefix));
    rest.get(..length).unwrap_or_default().iter().map(|entry| &entry.path)
}

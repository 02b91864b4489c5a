//! Which files the declarations name.

use std::collections::BTreeMap;

use bailiwick_schema::document::Item;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::vocabulary;

use crate::file::File;
use crate::glob::Glob;
use crate::world::Listing;

/// What a file is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// An agent is told its text.
    Instructions,
    /// A Markdown file of a skill.
    Skill,
    /// JSON that the tool itself reads.
    Data,
    /// Only its digest counts.
    Bytes,
}

/// The files to read, with what for; of several purposes the first counts.
pub type Needs = BTreeMap<FilePath, Purpose>;

/// The files that the declarations of a file name.
pub fn needs(file: &File, listing: &Listing, into: &mut Needs) {
    for item in file.document.items() {
        one(item, listing, into);
    }
}

fn one(item: Item<'_>, listing: &Listing, into: &mut Needs) {
    let spec = item.spec();
    let mut add = |path: &str, purpose: Purpose| {
        let known = into.entry(FilePath::from(path)).or_insert(purpose);
        *known = purpose.min(*known);
    };
    if spec == &vocabulary::INSTRUCTIONS {
        if let Some(path) = item.property_text("file") {
            add(path, Purpose::Instructions);
        }
    } else if spec == &vocabulary::EXTENSION {
        if let Some(path) = item.property_text("schema") {
            add(path, Purpose::Data);
        }
    } else if spec == &vocabulary::INSTANCES || spec == &vocabulary::INPUT {
        if let Some(path) = item.property_text("file") {
            add(path, Purpose::Data);
        }
    } else if spec == &vocabulary::SKILL {
        let Some(folder) = item.property_text("folder") else { return };
        add(&format!("{folder}/SKILL.md"), Purpose::Skill);
        for path in below(listing, folder) {
            let purpose =
                if path.as_str().ends_with(".md") { Purpose::Skill } else { Purpose::Bytes };
            add(path.as_str(), purpose);
        }
    } else if spec == &vocabulary::KNOWLEDGE {
        let except =
            item.children_of(&vocabulary::EXCEPT).flat_map(Item::texts).map(|(pattern, _)| pattern);
        for path in known(item, except, listing) {
            add(path.as_str(), Purpose::Bytes);
        }
    }
}

/// The files below a folder.
pub fn below<'l>(listing: &'l Listing, folder: &str) -> impl Iterator<Item = &'l FilePath> {
    let prefix = format!("{folder}/");
    let start = listing.entries.partition_point(|entry| entry.path.as_str() < prefix.as_str());
    let rest = listing.entries.get(start..).unwrap_or_default();
    rest.iter().map(|entry| &entry.path).take_while(move |path| path.as_str().starts_with(&prefix))
}

/// The folder of this name that has a `SKILL.md`.
#[must_use]
pub fn skill_folder<'l>(listing: &'l Listing, name: &str) -> Option<&'l str> {
    let folders =
        listing.entries.iter().filter_map(|entry| entry.path.as_str().strip_suffix("/SKILL.md"));
    folders.into_iter().find(|folder| folder.rsplit('/').next() == Some(name))
}

/// Whether a `knowledge` pattern names any file.
pub fn knows_any<'e>(
    knowledge: Item<'_>,
    except: impl IntoIterator<Item = &'e str>,
    listing: &Listing,
) -> bool {
    let Some(glob) = knowledge.text().and_then(Glob::new) else { return true };
    let except: Vec<Glob> = except.into_iter().filter_map(Glob::new).collect();
    let mut paths = listing.entries.iter().map(|entry| &entry.path);
    paths.any(|path| glob.matches(path) && !except.iter().any(|except| except.matches(path)))
}

/// The files that a `knowledge` pattern names, those of `except` taken out.
#[must_use]
pub fn known<'l, 'e>(
    knowledge: Item<'_>,
    except: impl IntoIterator<Item = &'e str>,
    listing: &'l Listing,
) -> Vec<&'l FilePath> {
    let Some(glob) = knowledge.text().and_then(Glob::new) else { return Vec::new() };
    let except: Vec<Glob> = except.into_iter().filter_map(Glob::new).collect();
    let paths = listing.entries.iter().map(|entry| &entry.path);
    paths
        .filter(|path| glob.matches(path) && !except.iter().any(|except| except.matches(path)))
        .collect()
}

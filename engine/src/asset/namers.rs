//! Who names which file.

use bailiwick_schema::path::FilePath;
use rustc_hash::FxHashMap;

use super::{Need, Purpose};
use crate::fleet::FileId;
use crate::world::Listing;

/// The KDL files that name files, by what they say.
#[derive(Debug, Default)]
pub struct Namers {
    by_need: FxHashMap<Need, Vec<FileId>>,
    /// The `knowledge` patterns among them.
    patterns: Vec<Need>,
}

const PURPOSES: [Purpose; 4] =
    [Purpose::Instructions, Purpose::Skill, Purpose::Data, Purpose::Bytes];

impl Namers {
    /// Takes in what a file names.
    pub fn add(&mut self, id: FileId, needs: &[Need]) {
        for need in needs {
            let files = self.by_need.entry(need.clone()).or_default();
            if files.is_empty() && matches!(need, Need::Knowledge(..)) {
                self.patterns.push(need.clone());
            }
            files.push(id);
        }
    }

    /// Takes out what a file named.
    pub fn remove(&mut self, id: FileId, needs: &[Need]) {
        for need in needs {
            let Some(files) = self.by_need.get_mut(need) else { continue };
            files.retain(|other| *other != id);
            if files.is_empty() {
                self.by_need.remove(need);
                self.patterns.retain(|other| other != need);
            }
        }
    }

    /// What a file is read for, and which KDL files name it; none where nothing names it.
    #[must_use]
    pub fn of(&self, path: &FilePath, listing: &Listing) -> Option<(Purpose, Vec<FileId>)> {
        let mut first: Option<Purpose> = None;
        let mut files = Vec::new();
        let mut take = |need: &Need, purpose: Purpose| {
            let Some(named) = self.by_need.get(need) else { return };
            first = Some(first.map_or(purpose, |first| first.min(purpose)));
            files.extend_from_slice(named);
        };
        for purpose in PURPOSES {
            take(&Need::File(path.clone(), purpose), purpose);
        }
        let mut folder = path.as_str();
        while let Some((above, _)) = folder.rsplit_once('/') {
            folder = above;
            let need = Need::Skill(folder.to_owned());
            if self.by_need.contains_key(&need) {
                let means = need.files(listing).into_iter().find(|(file, _)| file == path);
                if let Some((_, purpose)) = means {
                    take(&need, purpose);
                }
            }
        }
        let alone = Listing::of(path, listing);
        for need in &self.patterns {
            if !need.files(&alone).is_empty() {
                take(need, Purpose::Bytes);
            }
        }
        files.sort_unstable();
        files.dedup();
        Some((first?, files))
    }
}

//! All targets: those that the tool brings along, and those of a workspace.

use std::sync::{Arc, OnceLock};

use bailiwick_schema::document::Item;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::suggest::nearest;
use bailiwick_schema::syntax::Limits;
use bailiwick_schema::vocabulary::{self, Kind};

use super::target::{Flaw, Target, version};
use crate::asset::{Asset, Assets, Content, Purpose};
use crate::file::File;
use crate::fleet::Fleet;

/// The targets of a workspace.
#[derive(Clone, Copy)]
pub struct Targets<'w> {
    fleet: &'w Fleet,
    assets: &'w Assets,
}

/// A target that is known by name.
#[derive(Clone, Copy)]
pub struct Known<'w> {
    /// Its declaration.
    pub item: Item<'w>,
    /// Its version.
    pub version: u32,
    /// The folder in the standard library; none where it is the workspace's own.
    folder: Option<&'static str>,
}

/// What the tool brings along, read once.
struct Standard {
    folder: &'static str,
    file: File,
}

fn standard() -> &'static [Standard] {
    static ALL: OnceLock<Vec<Standard>> = OnceLock::new();
    ALL.get_or_init(|| {
        let read = |(folder, text): (&'static str, &'static str)| {
            let path = FilePath::new(format!("std/targets/{folder}/target.kdl"));
            Standard { folder, file: File::read(&path, Arc::from(text), &Limits::default()) }
        };
        bailiwick_stdlib::targets().map(read).collect()
    })
}

impl<'w> Targets<'w> {
    /// Those of a workspace.
    #[must_use]
    pub const fn new(fleet: &'w Fleet, assets: &'w Assets) -> Self {
        Self { fleet, assets }
    }

    /// All that there are: the tool's own first.
    pub fn all(self) -> impl Iterator<Item = Known<'w>> {
        let standard = standard().iter().filter_map(|standard| {
            let mut roots = standard.file.document.roots();
            let item = roots.find(|item| item.spec() == &vocabulary::TARGET)?;
            Some(Known { item, version: version(item), folder: Some(standard.folder) })
        });
        let own = self.fleet.sorted(Kind::Target).into_iter();
        standard.chain(own.map(|(_, item)| Known { item, version: version(item), folder: None }))
    }

    /// The target of this name and version; without a version, the newest.
    #[must_use]
    pub fn find(self, id: &str) -> Option<Known<'w>> {
        let (name, wanted) = match id.split_once('@') {
            Some((name, version)) => (name, Some(version.parse::<u32>().ok()?)),
            None => (id, None),
        };
        let is_meant = |known: &Known<'w>| {
            known.name() == name && wanted.is_none_or(|wanted| wanted == known.version)
        };
        self.all().filter(is_meant).max_by_key(|known| known.version)
    }

    /// The name that may have been meant, where there is no such target.
    #[must_use]
    pub fn nearest(self, id: &str) -> Option<String> {
        let name = id.split('@').next().unwrap_or(id);
        let same =
            self.all().filter(|known| known.name() == name).max_by_key(|known| known.version);
        if let Some(same) = same {
            return Some(same.id());
        }
        nearest(name, self.all().map(Known::name)).map(str::to_owned)
    }

    /// Reads a target, with what is wrong with it.
    #[must_use]
    pub fn read(self, known: Known<'_>) -> (Target, Vec<Flaw>) {
        Target::read(known.item, &|path| self.content(known.folder, path))
    }

    fn content(self, folder: Option<&str>, path: &str) -> Option<Content> {
        match folder {
            None => self.assets.get(path)?.content.clone().ok(),
            Some(folder) => {
                let text = bailiwick_stdlib::target_file(folder, path)?;
                let path = FilePath::new(format!("std/targets/{folder}/{path}"));
                let bytes = text.as_bytes().to_vec();
                Asset::new(&path, Ok(bytes), Purpose::Data, false).content.ok()
            }
        }
    }
}

impl<'w> Known<'w> {
    /// Its name, without the version.
    #[must_use]
    pub fn name(self) -> &'w str {
        self.item.text().unwrap_or_default()
    }

    /// Name and version.
    #[must_use]
    pub fn id(self) -> String {
        format!("{}@{}", self.name(), self.version)
    }

    /// Whether the tool brings it along.
    #[must_use]
    pub const fn is_standard(self) -> bool {
        self.folder.is_some()
    }

    /// The target to use instead, where it is deprecated.
    #[must_use]
    pub fn successor(self) -> Option<&'w str> {
        self.item.child(&vocabulary::SUCCESSOR)?.text()
    }
}

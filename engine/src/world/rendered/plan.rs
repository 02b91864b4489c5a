//! What has to be done in the folder of a rendering, found without touching anything.

use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::{Foreign, Problem};
use crate::digest::Digest;
use crate::render::{MANIFEST_FILE, Manifest, OutputFile};

/// What has to be done.
#[derive(Debug, Default)]
pub struct Plan {
    /// The files to write, by their places in the list, and how.
    pub steps: Vec<(usize, Step)>,
    /// How many stand there as they should be.
    pub kept: usize,
    /// The files that were rendered before and no longer are, sorted.
    pub removed: Vec<String>,
    /// What else stands in the way, sorted: each path, and why it is not ours.
    pub in_the_way: Vec<(String, String)>,
    /// The manifest that stands there; an empty one where there is none.
    pub older: Manifest,
    /// Whether the manifest itself is another one.
    is_relisted: bool,
}

/// How a file is put in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Nothing stands there.
    Create,
    /// A file with this digest stands there.
    Change(Digest),
    /// Whatever stands there is replaced.
    Replace,
}

/// What stands at a path.
enum Standing {
    Nothing,
    File(Vec<u8>),
    /// Something that is never replaced, and why.
    Other(&'static str),
}

/// What becomes of one file.
enum Fate {
    Kept,
    Put(Step),
    Removed,
    Forgotten,
    InTheWay(&'static str),
}

impl Plan {
    /// Whether everything stands there already.
    #[must_use]
    pub const fn changes_nothing(&self) -> bool {
        self.steps.is_empty() && self.removed.is_empty() && !self.is_relisted
    }
}

/// Finds what has to be done.
///
/// # Errors
///
/// [`Problem::Manifest`] where it cannot be known what is ours, [`Problem::System`] where a file cannot be read.
pub fn plan(
    root: &Path,
    files: &[OutputFile],
    manifest: &Manifest,
    foreign: Foreign,
) -> Result<Plan, Problem> {
    let listed = match look(root, MANIFEST_FILE) {
        Ok(Standing::Nothing) => None,
        Ok(Standing::File(bytes)) => Some(bytes),
        Ok(Standing::Other(why)) => return Err(Problem::Manifest(why.to_owned())),
        Err(error) => return Err(Problem::System(MANIFEST_FILE.to_owned(), error)),
    };
    let older = listed.as_deref().map(Manifest::read).transpose().map_err(Problem::Manifest)?;
    let mut plan = Plan { older: older.unwrap_or_default(), ..Plan::default() };
    plan.is_relisted = listed.as_deref() != Some(manifest.text().as_bytes());
    let older = &plan.older;
    let wanted = files.par_iter().map(|file| {
        let fate = look(root, &file.path).map(|standing| wanted(file, standing, older, foreign));
        (file.path.as_str(), fate)
    });
    let wanted: Vec<(&str, io::Result<Fate>)> = wanted.collect();
    let is_wanted =
        |path: &str| files.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok();
    let stale: Vec<&String> = older.files.keys().filter(|path| !is_wanted(path)).collect();
    let stale = stale.into_par_iter().map(|path| {
        let fate = look(root, path).map(|standing| stale_fate(path, standing, older, foreign));
        (path.as_str(), fate)
    });
    let stale: Vec<(&str, io::Result<Fate>)> = stale.collect();
    let mut fates = Vec::with_capacity(wanted.len() + stale.len());
    for (at, (path, fate)) in wanted.into_iter().chain(stale).enumerate() {
        let fate = fate.map_err(|error| Problem::System(path.to_owned(), error))?;
        fates.push((at, path.to_owned(), fate));
    }
    for (at, path, fate) in fates {
        match fate {
            Fate::Kept => plan.kept += 1,
            Fate::Put(step) => plan.steps.push((at, step)),
            Fate::Removed => plan.removed.push(path),
            Fate::Forgotten => {}
            Fate::InTheWay(why) => plan.in_the_way.push((path, why.to_owned())),
        }
    }
    plan.in_the_way.sort_unstable();
    Ok(plan)
}

fn wanted(file: &OutputFile, standing: Standing, older: &Manifest, foreign: Foreign) -> Fate {
    let bytes = match standing {
        Standing::Nothing => return Fate::Put(Step::Create),
        Standing::Other(why) => return Fate::InTheWay(why),
        Standing::File(bytes) if bytes == file.bytes => return Fate::Kept,
        Standing::File(bytes) => bytes,
    };
    if older.has(&file.path, &bytes) || foreign == Foreign::Overwrite {
        Fate::Put(Step::Change(Digest::of(&bytes)))
    } else if older.files.contains_key(&file.path) {
        Fate::InTheWay("it was rendered, and edited since")
    } else {
        Fate::InTheWay("it was not rendered")
    }
}

fn stale_fate(path: &str, standing: Standing, older: &Manifest, foreign: Foreign) -> Fate {
    match standing {
        Standing::File(bytes) if older.has(path, &bytes) || foreign == Foreign::Overwrite => {
            Fate::Removed
        }
        Standing::File(_) => {
            Fate::InTheWay("it was rendered, edited since, and is not rendered any more")
        }
        // Whoever put that there took our file away.
        Standing::Nothing | Standing::Other(_) => Fate::Forgotten,
    }
}

/// The bytes of a file of the folder; none where there is no such file, or a link leads to it.
#[must_use]
pub fn standing(root: &Path, path: &str) -> Option<Vec<u8>> {
    match look(root, path) {
        Ok(Standing::File(bytes)) => Some(bytes),
        _ => None,
    }
}

/// The largest file that is read: more is never rendered, so that it is not ours.
const MOST_BYTES: u64 = crate::world::MOST_BYTES;

/// Whether a file of ours stands at a path: no link leads there, and the manifest has its digest.
pub(super) fn is_ours(root: &Path, path: &str, older: &Manifest) -> io::Result<bool> {
    Ok(match look(root, path)? {
        Standing::File(bytes) => older.has(path, &bytes),
        Standing::Nothing | Standing::Other(_) => false,
    })
}

/// What stands at a path; no link is followed below the folder.
fn look(root: &Path, path: &str) -> io::Result<Standing> {
    let mut place = root.to_path_buf();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        place.push(part);
        let metadata = match place.symlink_metadata() {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Standing::Nothing),
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                return Ok(Standing::Nothing);
            }
            Err(error) => return Err(error),
        };
        let is_last = parts.peek().is_none();
        if metadata.is_symlink() {
            return Ok(Standing::Other("a symlink stands in its way"));
        } else if metadata.is_dir() {
            if is_last {
                return Ok(Standing::Other("a folder stands in its way"));
            }
        } else if !is_last {
            return Ok(Standing::Other("a file stands where its folder would be"));
        } else if !metadata.is_file() {
            return Ok(Standing::Other("something that is no file stands in its way"));
        } else if metadata.len() > MOST_BYTES {
            return Ok(Standing::Other(
                "a file larger than any that is rendered stands in its way",
            ));
        }
    }
    fs::read(&place).map(Standing::File)
}

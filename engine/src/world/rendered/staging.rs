//! Where files are written before they are renamed to their places: a folder of its own, which the next run clears.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::Step;
use crate::render::OWN_PREFIX;

/// A folder beside the files, on the same file system.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    next: usize,
    /// The folders that were made, or were there.
    made: FxHashSet<String>,
}

fn folder(root: &Path) -> PathBuf {
    root.join(format!("{OWN_PREFIX}.staging"))
}

impl Staging {
    /// Whether a process that was killed left one.
    pub(super) fn is_left(root: &Path) -> bool {
        folder(root).symlink_metadata().is_ok()
    }

    /// An empty one. What a process left that was killed is cleared; anything else in it is refused.
    pub(super) fn in_folder(root: &Path) -> io::Result<Self> {
        let folder = folder(root);
        match folder.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir(&folder)?,
            Err(error) => return Err(error),
            Ok(metadata) if !metadata.is_dir() => {
                return Err(io::Error::other("the name of the staging folder is taken"));
            }
            Ok(_) => clear(&folder)?,
        }
        Ok(Self { folder, next: 0, made: FxHashSet::default() })
    }

    /// Puts a file in its place, whole or not at all.
    pub(super) fn put(
        &mut self,
        root: &Path,
        path: &str,
        bytes: &[u8],
        step: &Step,
    ) -> io::Result<()> {
        let place = root.join(path);
        self.make_folders(root, path)?;
        let staged = self.folder.join(self.next.to_string());
        self.next += 1;
        let mut file = fs::File::create_new(&staged)?;
        if let Ok(standing) = place.symlink_metadata()
            && *step != Step::Create
        {
            file.set_permissions(plain(&standing))?;
        }
        file.write_all(bytes)?;
        drop(file);
        // Somebody may have put a link in the way meanwhile.
        above(path).try_for_each(|folder| is_folder(&root.join(folder)))?;
        match step {
            // A hard link never replaces: what somebody put there meanwhile stays.
            Step::Create => match fs::hard_link(&staged, &place) {
                Ok(()) => fs::remove_file(&staged),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
                // Not every file system has them.
                Err(_) if place.symlink_metadata().is_err() => fs::rename(&staged, &place),
                Err(error) => Err(error),
            },
            Step::Change(digest) => {
                let standing = crate::digest::Digest::of(&fs::read(&place)?);
                if place.is_symlink() || standing != *digest {
                    return Err(io::Error::other("the file changed since it was read"));
                }
                fs::rename(&staged, &place)
            }
            Step::Replace => fs::rename(&staged, &place),
        }
    }

    /// Makes the folders above a file, one by one: none of them is a link, which would lead elsewhere.
    fn make_folders(&mut self, root: &Path, path: &str) -> io::Result<()> {
        for folder in above(path) {
            if self.made.contains(folder) {
                continue;
            }
            let place = root.join(folder);
            match fs::create_dir(&place) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                _ => is_folder(&place)?,
            }
            self.made.insert(folder.to_owned());
        }
        Ok(())
    }

    /// Takes it away.
    pub(super) fn done(self) {
        // What is left is cleared by the next run.
        let _ = clear(&self.folder).and_then(|()| fs::remove_dir(&self.folder));
    }
}

/// The folders above a path, the outermost first.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at))
}

/// Whether a folder stands there, and no link.
fn is_folder(place: &Path) -> io::Result<()> {
    if place.symlink_metadata()?.is_dir() {
        return Ok(());
    }
    Err(io::Error::other("something else stands where its folder was"))
}

/// The permissions of a file that is replaced, without what would lend its owner's rights to whoever runs it.
#[cfg(unix)]
fn plain(standing: &fs::Metadata) -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    fs::Permissions::from_mode(standing.permissions().mode() & 0o777)
}

/// The permissions of a file that is replaced.
#[cfg(not(unix))]
fn plain(standing: &fs::Metadata) -> fs::Permissions {
    standing.permissions()
}

/// Removes the files of a staging folder, which have numbers for names.
fn clear(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let is_ours =
            name.to_str().is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_digit()));
        if !is_ours || !entry.file_type()?.is_file() {
            return Err(io::Error::other("something foreign lies in the staging folder"));
        }
        fs::remove_file(entry.path())?;
    }
    Ok(())
}

//! Makes several new files: all of them or none.
#![expect(clippy::disallowed_methods, reason = "this is the door to the disk")]

use std::fs;
use std::io;
use std::path::Path;

use bailiwick_schema::path::FilePath;

use super::write::{Expected, atomically, beside};

/// At which of these paths something else stands than the file that belongs there, below a folder.
///
/// The file itself is in nobody's way: a process that was killed half way left it.
#[must_use]
pub fn standing<'f>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'f FilePath, &'f [u8])>,
) -> Vec<FilePath> {
    let stands = |(path, bytes): &(&FilePath, &[u8])| {
        let place = folder.join(path.as_str());
        place.symlink_metadata().is_ok() && !holds(&place, bytes)
    };
    files.into_iter().filter(stands).map(|(path, _)| path.clone()).collect()
}

/// Whether something stands at a path.
#[must_use]
pub fn stands(folder: &Path, path: &FilePath) -> bool {
    folder.join(path.as_str()).symlink_metadata().is_ok()
}

/// Makes files below a folder, and the folders that they need; those that stand there as they should be stay.
///
/// A folder that is missing appears with all of them at once, so that a process that is killed leaves all or nothing.
/// Gives the files that were made.
///
/// # Errors
///
/// The path that could not be written and why; [`io::ErrorKind::AlreadyExists`] where something else stands there. The
/// files made before it are removed again.
pub fn all<'f>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'f FilePath, &'f [u8])>,
) -> Result<Vec<FilePath>, (FilePath, io::Error)> {
    match folder.parent() {
        Some(parent) if folder.symlink_metadata().is_err() => at_once(folder, parent, files),
        _ => one_by_one(folder, files),
    }
}

/// Makes files below a folder ones that may be run by whoever may read them; where the system has no such bit, nothing happens.
///
/// # Errors
///
/// The path that could not be changed and why.
pub fn runnable(folder: &Path, paths: &[FilePath]) -> Result<(), (FilePath, io::Error)> {
    paths.iter().try_for_each(|path| {
        let made = stays_within(folder, path).and_then(|()| run_bit(&folder.join(path.as_str())));
        made.map_err(|error| (path.clone(), error))
    })
}

#[cfg(unix)]
fn run_bit(place: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(place)?.permissions().mode() & 0o777;
    fs::set_permissions(place, fs::Permissions::from_mode(mode | (mode & 0o444) >> 2))
}

#[cfg(not(unix))]
fn run_bit(_place: &Path) -> io::Result<()> {
    Ok(())
}

fn at_once<'f>(
    folder: &Path,
    parent: &Path,
    files: impl IntoIterator<Item = (&'f FilePath, &'f [u8])>,
) -> Result<Vec<FilePath>, (FilePath, io::Error)> {
    let root = |error| (FilePath::from("."), error);
    fs::create_dir_all(parent).map_err(root)?;
    let (staged, ()) = beside(parent, |path| fs::create_dir(path)).map_err(root)?;
    let made = one_by_one(&staged, files)
        .and_then(|made| fs::rename(&staged, folder).map_err(root).map(|()| made));
    if made.is_err() {
        // The first error is the one to tell; what lies beside is hidden and harmless.
        let _ = fs::remove_dir_all(&staged);
    }
    made
}

fn one_by_one<'f>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'f FilePath, &'f [u8])>,
) -> Result<Vec<FilePath>, (FilePath, io::Error)> {
    let mut made: Vec<FilePath> = Vec::new();
    for (path, bytes) in files {
        let place = folder.join(path.as_str());
        if holds(&place, bytes) {
            continue;
        }
        let written =
            stays_within(folder, path).and_then(|()| atomically(&place, bytes, Expected::Absent));
        if let Err(error) = written {
            for path in made {
                // The first error is the one to tell.
                let _ = fs::remove_file(folder.join(path.as_str()));
            }
            return Err((path.clone(), error));
        }
        made.push(path.clone());
    }
    Ok(made)
}

/// Refuses a path on which a link may lead out of the folder.
fn stays_within(folder: &Path, path: &FilePath) -> io::Result<()> {
    let mut place = folder.to_path_buf();
    for part in path.as_str().split('/') {
        place.push(part);
        if place.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink()) {
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, "a link stands in its way"));
        }
    }
    Ok(())
}

/// Whether a plain file with these bytes stands at a path.
fn holds(place: &Path, bytes: &[u8]) -> bool {
    place.symlink_metadata().is_ok_and(|metadata| {
        metadata.is_file()
            && metadata.len() == bytes.len() as u64
            && fs::read(place).is_ok_and(|standing| standing == bytes)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_files_are_made_or_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let (a, b, c) = (FilePath::from("x/a.md"), FilePath::from("b.md"), FilePath::from("c.md"));
        fs::write(folder.path().join("b.md"), "mine").expect("written");
        let files = [(&a, b"a".as_slice()), (&b, b"b".as_slice()), (&c, b"c".as_slice())];
        assert_eq!(standing(folder.path(), files), std::slice::from_ref(&b));
        let (path, error) = all(folder.path(), files).expect_err("something stands there");
        assert_eq!((path, error.kind()), (b.clone(), io::ErrorKind::AlreadyExists));
        assert!(!stands(folder.path(), &a) && !stands(folder.path(), &c));
        assert_eq!(fs::read(folder.path().join("b.md")).expect("still there"), b"mine");
        all(folder.path(), files.into_iter().filter(|(path, _)| path.as_str() != "b.md"))
            .expect("written");
        assert!(stands(folder.path(), &a) && stands(folder.path(), &c));
    }

    #[cfg(unix)]
    #[test]
    fn no_link_leads_out_of_the_folder() {
        let (folder, other) =
            (tempfile::tempdir().expect("one"), tempfile::tempdir().expect("two"));
        std::os::unix::fs::symlink(other.path(), folder.path().join("x")).expect("a link");
        let path = FilePath::from("x/a.md");
        let (_, error) = all(folder.path(), [(&path, b"a".as_slice())]).expect_err("a link");
        assert_eq!(error.to_string(), "a link stands in its way");
        assert_eq!(fs::read_dir(other.path()).expect("there").count(), 0);
    }

    #[test]
    fn what_a_killed_process_left_is_taken_up() {
        let folder = tempfile::tempdir().expect("a folder");
        let (a, b) = (FilePath::from("x/a.md"), FilePath::from("b.md"));
        let files = [(&a, b"a".as_slice()), (&b, b"b".as_slice())];
        fs::write(folder.path().join("b.md"), "b").expect("written");
        assert!(standing(folder.path(), files).is_empty());
        assert_eq!(all(folder.path(), files).expect("written"), std::slice::from_ref(&a));
        assert!(stands(folder.path(), &a));
        assert_eq!(all(folder.path(), files).expect("nothing to do"), []);
    }

    #[test]
    fn a_missing_folder_appears_with_all_its_files_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let (a, b) = (FilePath::from("x/a.md"), FilePath::from("x"));
        let files = [(&a, b"a".as_slice()), (&b, b"b".as_slice())];
        let new = folder.path().join("deep/new");
        let (path, _) = all(&new, files).expect_err("a folder stands there");
        assert_eq!(path, b);
        assert_eq!(fs::read_dir(folder.path().join("deep")).expect("made").count(), 0);
        all(&new, files.into_iter().take(1)).expect("written");
        assert_eq!(fs::read(new.join("x/a.md")).expect("written"), b"a");
        assert_eq!(fs::read_dir(folder.path().join("deep")).expect("made").count(), 1);
    }
}

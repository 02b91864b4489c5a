//! Makes several new files: all of them or none.
#![expect(clippy::disallowed_methods, reason = "this is the door to the disk")]

use std::fs;
use std::io;
use std::path::Path;

use bailiwick_schema::path::FilePath;

use super::write::{Expected, atomically};

/// Which of these paths something stands at, below a folder.
#[must_use]
pub fn standing<'p>(folder: &Path, paths: impl IntoIterator<Item = &'p FilePath>) -> Vec<FilePath> {
    let stands = |path: &&FilePath| folder.join(path.as_str()).symlink_metadata().is_ok();
    paths.into_iter().filter(stands).cloned().collect()
}

/// Makes files below a folder, and the folders that they need.
///
/// # Errors
///
/// The path that could not be written and why; [`io::ErrorKind::AlreadyExists`] where something stands there. The files
/// made before it are removed again.
pub fn all<'f>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'f FilePath, &'f [u8])>,
) -> Result<(), (FilePath, io::Error)> {
    let mut made = Vec::new();
    for (path, bytes) in files {
        let place = folder.join(path.as_str());
        if let Err(error) = atomically(&place, bytes, Expected::Absent) {
            for place in made {
                // The first error is the one to tell.
                let _ = fs::remove_file(place);
            }
            return Err((path.clone(), error));
        }
        made.push(place);
    }
    Ok(())
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
        assert_eq!(standing(folder.path(), [&a, &b, &c]), std::slice::from_ref(&b));
        let (path, error) = all(folder.path(), files).expect_err("something stands there");
        assert_eq!((path, error.kind()), (b.clone(), io::ErrorKind::AlreadyExists));
        assert!(standing(folder.path(), [&a, &c]).is_empty());
        assert_eq!(fs::read(folder.path().join("b.md")).expect("still there"), b"mine");
        all(folder.path(), files.into_iter().filter(|(path, _)| path.as_str() != "b.md"))
            .expect("written");
        assert_eq!(standing(folder.path(), [&a, &c]), [a.clone(), c.clone()]);
    }
}

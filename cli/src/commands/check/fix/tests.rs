//! Fixes on disk: what is written, and what is left alone.

#![expect(clippy::disallowed_methods, reason = "a file changes behind the command's back")]

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use bailiwick_engine::world::{Disk, World};
use bailiwick_schema::path::FilePath;

use super::Mended;

/// Two mended files of a workspace, of which `b.kdl` holds `now` by the time they are written.
fn write_when_b_holds(now: &str) -> (Result<(), String>, [String; 2]) {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["a.kdl", "b.kdl"].map(FilePath::from);
    for path in &paths {
        fs::write(folder.path().join(path.as_str()), "old\n").unwrap();
    }
    let disk = Disk::at(folder.path());
    let mut mended = Mended { disk: &disk, before: BTreeMap::new(), after: BTreeMap::new() };
    let texts = paths.clone().map(|path| (path, "new\n".to_owned()));
    mended.take(texts.into(), &|_| Some(Arc::from("old\n")));
    assert_eq!(mended.world().read(&paths[0]).unwrap(), b"new\n");
    fs::write(folder.path().join("b.kdl"), now).unwrap();
    let written = mended.write().map_err(|failure| failure.message);
    (written, paths.map(|path| fs::read_to_string(folder.path().join(path.as_str())).unwrap()))
}

#[test]
fn all_files_are_written_where_none_has_changed() {
    let (written, files) = write_when_b_holds("old\n");
    assert_eq!(written, Ok(()));
    assert_eq!(files, ["new\n", "new\n"]);
}

#[test]
fn no_file_is_written_where_one_has_changed_since_it_was_read() {
    let (written, files) = write_when_b_holds("mine\n");
    let reason = "`b.kdl` is not written: the file changed since it was read";
    assert_eq!(written, Err(reason.to_owned()));
    assert_eq!(files, ["old\n", "mine\n"]);
}

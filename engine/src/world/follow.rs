//! Where paths lead, of which a part may not be there yet; and where other working trees begin.
#![expect(clippy::disallowed_methods, reason = "this is the door to the disk")]

use std::collections::VecDeque;
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

/// How many links a path may lead through, as Linux has it.
const MOST_LINKS: usize = 40;

/// The absolute path without links that an absolute path leads to; what is not there is what it is called.
///
/// None where that cannot be told: for a relative path, a circle of links, a folder that may not be looked into.
#[must_use]
pub fn target(path: &Path) -> Option<PathBuf> {
    if !path.is_absolute() {
        return None;
    }
    match fs::canonicalize(path) {
        Ok(real) => return Some(real),
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(_) => return None,
    }
    let mut reached = PathBuf::new();
    let mut rest: VecDeque<OsString> = names(path, &mut reached);
    let mut links = 0;
    while let Some(name) = rest.pop_front() {
        if name == ".." {
            reached.pop();
            continue;
        }
        let next = reached.join(&name);
        match fs::symlink_metadata(&next) {
            Ok(metadata) if metadata.is_symlink() => {
                links += 1;
                let target = fs::read_link(&next).ok().filter(|_| links <= MOST_LINKS)?;
                let mut before = names(&target, &mut reached);
                before.append(&mut rest);
                rest = before;
            }
            Ok(_) => reached = next,
            Err(error) if error.kind() == ErrorKind::NotFound => reached = next,
            Err(_) => return None,
        }
    }
    Some(reached)
}

/// The parts of a path that are names or lead up; an absolute path begins anew.
fn names(path: &Path, reached: &mut PathBuf) -> VecDeque<OsString> {
    let mut names = VecDeque::new();
    for part in path.components() {
        match part {
            Component::RootDir | Component::Prefix(_) => {
                if path.is_absolute() && names.is_empty() && matches!(part, Component::RootDir) {
                    *reached = path.ancestors().last().map(Path::to_path_buf).unwrap_or_default();
                }
            }
            Component::CurDir => {}
            Component::ParentDir | Component::Normal(_) => {
                names.push_back(part.as_os_str().to_os_string());
            }
        }
    }
    names
}

/// The outermost folder between two in which another working tree of git begins: one that `git worktree add` made.
#[must_use]
pub fn worktree(root: &Path, folder: &Path) -> Option<PathBuf> {
    let between = folder.ancestors().take_while(|folder| *folder != root);
    let begins = |folder: &&Path| {
        let git = folder.join(".git");
        // A folder is a repository of its own, a file leads to one; that of a submodule lies in `modules`.
        let is_file = fs::symlink_metadata(&git).is_ok_and(|metadata| metadata.is_file());
        is_file && fs::read_to_string(&git).map_or(true, |text| is_worktree(&text))
    };
    between.filter(begins).last().map(Path::to_path_buf)
}

fn is_worktree(text: &str) -> bool {
    text.strip_prefix("gitdir:").is_none_or(|path| path.replace('\\', "/").contains("/worktrees/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn links_are_followed_to_what_is_not_there_yet() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let at = |name: &str| root.join(name);
        fs::create_dir_all(at("a/b")).unwrap();
        symlink(at("a/b"), at("link")).unwrap();
        symlink("../secret/key", at("a/dangling")).unwrap();
        symlink(at("loop2"), at("loop1")).unwrap();
        symlink(at("loop1"), at("loop2")).unwrap();
        for (path, to) in [
            ("a/b", "a/b"),
            ("a/b/new/file", "a/b/new/file"),
            ("link/new", "a/b/new"),
            ("link/../new", "a/new"),
            ("new/../a/./b", "a/b"),
            ("a/dangling", "secret/key"),
            ("a/dangling/x", "secret/key/x"),
        ] {
            assert_eq!(target(&at(path)), Some(at(to)), "{path}");
        }
        assert_eq!(target(&at("loop1")), None);
        assert_eq!(target(&at("loop1/x")), None);
        assert_eq!(target(Path::new("a")), None);
        assert_eq!(target(&at("a/b/../../../../../../../../..")), Some(PathBuf::from("/")));
    }

    #[test]
    fn a_worktree_is_no_submodule_and_no_clone() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["tree/deep", "module", "clone/.git"] {
            fs::create_dir_all(at(name)).unwrap();
        }
        fs::write(at("tree/.git"), "gitdir: /x/.git/worktrees/tree\n").unwrap();
        fs::write(at("module/.git"), "gitdir: ../.git/modules/module\n").unwrap();
        assert_eq!(worktree(folder.path(), &at("tree/deep")), Some(at("tree")));
        assert_eq!(worktree(&at("tree"), &at("tree/deep")), None);
        for name in ["module", "clone", ""] {
            assert_eq!(worktree(folder.path(), &at(name)), None);
        }
    }
}

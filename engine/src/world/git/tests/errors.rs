//! What cannot be had is said, with what to do about it.

use super::super::super::{ReadError, World};
use super::super::{GitError, Repository};
use super::Made;
use bailiwick_schema::path::FilePath;

fn said<T>(result: Result<T, GitError>) -> String {
    let Err(error) = result else { panic!("it was found") };
    error.help().map_or(error.to_string(), |help| format!("{error}; {help}"))
}

#[test]
fn outside_of_git_there_is_no_repository() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Repository::around(folder.path()).unwrap().is_none());
}

#[test]
fn a_revision_that_is_not_there_is_told_with_the_nearest() {
    let made = Made::workspace();
    let head = made.git.head().unwrap().peel_to_commit().unwrap();
    made.git.branch("feature-login", &head, false).unwrap();
    let repository = made.open();
    assert_eq!(
        said(repository.revision("feature-logn")),
        "there is no revision `feature-logn`; did you mean `feature-login`?"
    );
    assert_eq!(
        said(repository.revision("zzzzzzzz")),
        "there is no revision `zzzzzzzz`; write a branch, a tag, a commit, or a folder"
    );
    for odd in ["", "..", "a..b", "^", "HEAD~99", "HEAD@{", "\0", "-", ":nothing"] {
        assert!(repository.revision(odd).is_err(), "{odd:?}");
    }
    assert_eq!(
        said(repository.revision("HEAD:bailiwick.kdl")),
        "`HEAD:bailiwick.kdl` is no commit; write a branch, a tag or a commit"
    );
}

#[test]
fn a_shallow_clone_is_told_to_fetch() {
    let made = Made::workspace();
    let first = made.git.head().unwrap().target().unwrap();
    made.write("a.md", "a");
    let second = made.commit("second");
    made.write(".git/shallow", &format!("{second}\n"));
    made.forget(first);
    let repository = made.open();
    let message = said(repository.revision("HEAD~1"));
    assert!(message.starts_with("there is no revision `HEAD~1` in this shallow clone; fetch"));
    assert!(message.contains("fetch-depth: 0"), "{message}");
    let head = repository.revision("HEAD").unwrap();
    assert!(repository.at(&head).unwrap().is_workspace());
}

#[test]
fn two_histories_without_an_ancestor_have_no_merge_base() {
    let made = Made::workspace();
    let repository = made.open();
    let main = repository.revision("main").unwrap();
    made.git.set_head("refs/heads/orphan").unwrap();
    assert_eq!(repository.revision("HEAD").unwrap().commit(), None);
    made.write("a.md", "a");
    made.commit("another first");
    let orphan = repository.revision("orphan").unwrap();
    assert_eq!(
        said(repository.merge_base(&main, &orphan)),
        "`main` and `orphan` have no common ancestor; \
         name the revision to start from: `bailiwick diff FROM TO`"
    );
}

#[test]
fn before_the_first_commit_head_holds_nothing() {
    let made = Made::new();
    made.write("bailiwick.kdl", "workspace \"w\" {\n    edition 1\n}\n");
    let repository = made.open();
    let head = repository.revision("HEAD").unwrap();
    assert_eq!((head.commit(), head.described()), (None, "HEAD (no commit yet)".to_owned()));
    let nothing = repository.at(&head).unwrap();
    assert!(!nothing.is_workspace() && nothing.list().entries.is_empty());
    assert!(!repository.working_tree(made.disk()).unwrap().is_same(&nothing));
    assert_eq!(said(repository.merge_base(&head, &head)), "the repository has no commit yet");
}

#[test]
fn a_bare_repository_has_revisions_only() {
    let made = Made::workspace();
    let folder = tempfile::tempdir().unwrap();
    let bare = git2::build::RepoBuilder::new()
        .bare(true)
        .clone(made.path().to_str().unwrap(), folder.path())
        .unwrap();
    assert!(bare.is_bare());
    let repository = Repository::around(folder.path()).unwrap().unwrap();
    assert!(repository.is_bare().unwrap());
    assert!(repository.at(&repository.revision("main").unwrap()).unwrap().is_workspace());
    let bare = "the repository is bare: it has no working tree and no index; \
                name two revisions: `bailiwick diff FROM TO`";
    assert_eq!(said(repository.index()), bare);
    assert_eq!(said(repository.working_tree(made.disk())), bare);
}

#[test]
fn a_merge_that_is_not_finished_is_told() {
    let made = Made::workspace();
    let mut index = made.git.index().unwrap();
    let mut entry = index.get(0).unwrap();
    index.remove_path(std::path::Path::new("agents/clerk.kdl")).unwrap();
    for stage in 1..=3 {
        entry.flags = (entry.flags & 0x0fff) | (stage << 12);
        index.add(&entry).unwrap();
    }
    index.write().unwrap();
    assert_eq!(
        said(made.open().index()),
        "the index holds a merge that is not finished: `agents/clerk.kdl`; \
         resolve the conflicts and `git add` the files"
    );
    let repository = made.open();
    let working = repository.working_tree(made.disk()).unwrap();
    assert!(working.read(&FilePath::from("agents/clerk.kdl")).is_ok());
}

#[test]
fn a_blob_that_the_clone_left_out_is_told() {
    let made = Made::workspace();
    let entry = made.git.index().unwrap().get_path("agents/clerk.kdl".as_ref(), 0).unwrap();
    made.forget(entry.id);
    let repository = made.open();
    let head = repository.at(&repository.revision("HEAD").unwrap()).unwrap();
    let path = FilePath::from("agents/clerk.kdl");
    assert_eq!(head.read(&path), Err(ReadError::NotFetched));
    // The disk still has it.
    assert!(repository.working_tree(made.disk()).unwrap().read(&path).is_ok());
}

#[cfg(unix)]
#[test]
fn the_repository_of_another_owner_is_refused() {
    use std::os::unix::fs::{MetadataExt, chown};
    let made = Made::workspace();
    // Only root may give files away.
    if std::fs::metadata(made.path()).unwrap().uid() != 0 {
        return;
    }
    for path in [made.path(), made.path().join(".git")] {
        chown(path, Some(65_534), Some(65_534)).unwrap();
    }
    let message = said(Repository::around(&made.path()));
    assert!(message.starts_with("the repository belongs to somebody else: "), "{message}");
    assert!(message.contains("safe.directory"), "{message}");
}

//! Names of revisions and the base of a pull request.

use super::Made;

#[test]
fn a_revision_is_named_as_git_names_it() {
    let made = Made::workspace();
    let first = made.git.head().unwrap().peel_to_commit().unwrap();
    made.write("a.md", "a");
    made.commit("second");
    made.git.tag_lightweight("v1", first.as_object(), false).unwrap();
    made.git.branch("feature/x", &first, false).unwrap();
    let repository = made.open();
    let id = first.id().to_string();
    let short = id.get(..10).unwrap();
    for name in ["HEAD~1", "v1", "feature/x", "refs/heads/feature/x", &id, short, "main^"] {
        let revision = repository.revision(name).unwrap();
        assert_eq!(revision.commit().as_deref(), Some(id.as_str()), "{name}");
    }
    assert_eq!(repository.revision("v1").unwrap().described(), format!("v1 ({short})"));
    assert_eq!(repository.revision(&id).unwrap().described(), short);
}

#[test]
fn the_base_of_a_pull_request_is_where_it_left_the_branch() {
    let made = Made::workspace();
    let first = made.git.head().unwrap().peel_to_commit().unwrap();
    made.write("a.md", "a");
    let tip = made.commit("on main");
    made.git.reference("refs/remotes/origin/trunk", tip, false, "").unwrap();
    made.git.set_head_detached(first.id()).unwrap();
    made.git.index().unwrap().read_tree(&first.tree().unwrap()).unwrap();
    made.write("b.md", "b");
    made.commit("on a branch");
    let repository = made.open();
    let base = |name: &str, value: &str| {
        let (name, value) = (name.to_owned(), value.to_owned());
        repository.base_of(move |asked| (asked == name).then(|| value.clone()))
    };
    let github = base("GITHUB_BASE_REF", "trunk").unwrap().unwrap();
    assert_eq!(github.revision.commit(), Some(first.id().to_string()));
    assert_eq!(github.source, "where HEAD left origin/trunk, from GITHUB_BASE_REF");
    let gitlab = base("CI_MERGE_REQUEST_DIFF_BASE_SHA", &tip.to_string()).unwrap().unwrap();
    assert_eq!(gitlab.revision.commit(), Some(tip.to_string()));
    assert_eq!(base("CI", "true"), Ok(None));
    let wrong = base("GITHUB_BASE_REF", "trunc").unwrap_err();
    assert_eq!(
        wrong.to_string(),
        "`GITHUB_BASE_REF` says that the pull request starts from `trunc`, but there is no revision `trunc`"
    );
}

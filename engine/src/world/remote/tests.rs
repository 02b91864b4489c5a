//! What is decided without a connection; the exchanges are tested through the command, with a forge of our own.

use super::connection::{Connection, Patience};
use super::{Forge, RemoteError, Sticky, Surroundings};

fn connected(address: &str, token: &str) -> Option<RemoteError> {
    Connection::new(address, token, Vec::new(), Patience(std::time::Duration::ZERO)).err()
}

#[test]
fn a_token_is_sent_encrypted_or_to_this_machine_only() {
    for good in [
        "https://api.github.com",
        "https://git.acme.example/api/v4/",
        "http://127.0.0.1:8080",
        "http://localhost:1/api",
        "http://[::1]:80",
    ] {
        assert_eq!(connected(good, "abc"), None, "{good}");
    }
    for bad in [
        "http://git.acme.example",
        "http://127.0.0.1.acme.example",
        "http://localhost@acme.example",
        "https://user:word@acme.example",
        "ftp://localhost",
        "file:///etc",
        "git.acme.example",
        "",
        "https://",
        "https://a b",
        "https://acme.example/?x=",
    ] {
        assert!(matches!(connected(bad, "abc"), Some(RemoteError::Address(_))), "{bad}");
    }
    for bad in ["", "a b", "a\r\nHost: evil", "\u{e9}"] {
        assert_eq!(connected("https://api.github.com", bad), Some(RemoteError::Token), "{bad:?}");
    }
}

#[test]
fn a_name_can_not_end_the_first_line() {
    let is_named = |name| Sticky { name, head: None, body: "" }.is_named();
    assert!(is_named("diff") && is_named("ops/fleet_2.x"));
    for bad in ["", "a b", "a-->", "a--b", "a\n", "é", "a>b"] {
        assert!(!is_named(bad), "{bad:?}");
    }
    let sticky = Sticky { name: "diff", head: Some("abc"), body: "Hello.\n\n" };
    assert_eq!(sticky.text(), "<!-- bailiwick:comment diff head=abc -->\nHello.");
}

#[test]
fn a_service_says_which_pull_request_it_runs_for() {
    let read = |all: &[(&str, &str)]| {
        Surroundings::of(|name| {
            all.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    };
    let github = read(&[
        ("GITHUB_ACTIONS", "true"),
        ("GITHUB_API_URL", "https://ghe.acme.example/api/v3"),
        ("GITHUB_REPOSITORY", "acme/fleet"),
        ("GITHUB_REF", "refs/pull/7/merge"),
        ("GITHUB_SHA", "of the merge"),
    ]);
    assert_eq!((github.forge, github.number, github.head), (Some(Forge::GitHub), Some(7), None));
    assert_eq!(github.repository.as_deref(), Some("acme/fleet"));
    assert_eq!(read(&[("GITHUB_ACTIONS", "true"), ("GITHUB_REF", "refs/heads/main")]).number, None);
    let gitlab = read(&[
        ("GITLAB_CI", "true"),
        ("CI_PROJECT_ID", "42"),
        ("CI_MERGE_REQUEST_PROJECT_ID", "41"),
        ("CI_MERGE_REQUEST_IID", "3"),
        ("CI_COMMIT_SHA", "abc"),
    ]);
    assert_eq!((gitlab.forge, gitlab.number), (Some(Forge::GitLab), Some(3)));
    assert_eq!((gitlab.head.as_deref(), gitlab.repository.as_deref()), (Some("abc"), Some("41")));
    assert_eq!(read(&[]), Surroundings::default());
}

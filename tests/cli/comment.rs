//! `bailiwick comment`, against a forge of our own on this machine.

use std::fs;
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;

use crate::forge::{Fault, Forge, HEAD, Kind};
use crate::run::bailiwick;

const MARKER: &str =
    "<!-- bailiwick:comment diff head=1111111111111111111111111111111111111111 -->\n";
const OLD: &str = "<!-- bailiwick:comment diff head=2222222222222222222222222222222222222222 -->\n";

struct Job {
    folder: TempDir,
    forge: Forge,
}

impl Job {
    fn new(kind: Kind) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("body.md"), "Two agents may do more.\n").unwrap();
        Self { folder, forge: Forge::new(kind) }
    }

    fn run(&self, more: &[&str]) -> (String, String, Option<i32>) {
        let (forge, repository) = match self.forge.read(|state| state.kind) {
            Kind::GitHub => ("github", "acme/fleet"),
            Kind::GitLab => ("gitlab", "acme/ops/fleet"),
        };
        let url = self.forge.url();
        let mut options = vec![["--forge", forge], ["--api-url", &url], ["--number", "7"]];
        options.extend([["--repository", repository], ["--head", HEAD]]);
        options.retain(|option| !more.contains(&option[0]));
        let mut all = vec!["comment", "body.md"];
        all.extend(options.iter().flatten());
        all.extend(more);
        let mut command = bailiwick(self.folder.path(), &all);
        command.env("GITHUB_TOKEN", "secret-token-1").env("GITLAB_TOKEN", "secret-token-1");
        let Output { status, stdout, stderr } = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let (stdout, stderr) = (text(stdout), text(stderr));
        assert!(!stdout.contains("secret-token"), "the token is printed: {stdout}");
        assert!(!stderr.contains("secret-token"), "the token is printed: {stderr}");
        (stdout, stderr, status.code())
    }

    fn body(&self, text: &str) {
        fs::write(self.folder.path().join("body.md"), text).unwrap();
    }
}

const BOTH: [Kind; 2] = [Kind::GitHub, Kind::GitLab];

#[test]
fn the_first_run_makes_the_comment_and_later_runs_keep_it_up_to_date() {
    for kind in BOTH {
        let job = Job::new(kind);
        job.forge.comment("somebody", "Looks good.");
        let (told, noted, code) = job.run(&[]);
        assert_eq!((noted.as_str(), code), ("", Some(0)), "{told}");
        assert!(told.starts_with("comment 102 of acme/"), "{told}");
        assert!(told.lines().next().unwrap().ends_with("7 is new"), "{told}");
        let (told, _, code) = job.run(&[]);
        assert!(told.contains("says so already: nothing is written"), "{told}");
        assert_eq!(code, Some(0));
        job.body("Nothing changes.\n");
        let (told, _, code) = job.run(&[]);
        assert!(told.contains("comment 102 ") && told.contains("is updated"), "{told}");
        assert_eq!(code, Some(0));
        let expected =
            ["somebody: Looks good.".to_owned(), format!("fleet-bot: {MARKER}Nothing changes.")];
        assert_eq!(job.forge.comments(), expected);
        assert_eq!(job.forge.count("POST"), 1);
        assert_eq!(job.forge.count("PATCH") + job.forge.count("PUT"), 1);
        job.forge.assert_content();
    }
}

#[test]
fn of_several_the_oldest_is_kept_and_what_others_wrote_stays() {
    for kind in BOTH {
        let job = Job::new(kind);
        let forged = format!("{OLD}Nothing to see here.");
        let quoted = format!("> {OLD}quoted");
        job.forge.comment("mallory", &forged);
        job.forge.comment("fleet-bot", &format!("{OLD}first"));
        job.forge.comment("fleet-bot", &quoted);
        job.forge.comment("fleet-bot", &format!("{OLD}second"));
        job.forge.comment("fleet-bot", "<!-- bailiwick:comment difference head=x -->\nother");
        job.forge.comment("fleet-bot", &format!("{OLD}third"));
        let (told, _, code) = job.run(&[]);
        assert!(told.contains("comment 102 ") && told.contains("is updated"), "{told}");
        assert!(told.contains("2 further comments of ours deleted"), "{told}");
        assert_eq!(code, Some(0));
        let expected = [
            format!("mallory: {forged}"),
            format!("fleet-bot: {MARKER}Two agents may do more."),
            format!("fleet-bot: {quoted}"),
            "fleet-bot: <!-- bailiwick:comment difference head=x -->\nother".to_owned(),
        ];
        assert_eq!(job.forge.comments(), expected);
        job.forge.assert_content();
    }
}

#[test]
fn the_comment_is_found_on_a_later_page() {
    for kind in BOTH {
        let job = Job::new(kind);
        for at in 0..250 {
            job.forge.comment("somebody", &format!("{at}"));
        }
        job.forge.comment("fleet-bot", &format!("{OLD}old"));
        let (told, _, code) = job.run(&[]);
        assert!(told.contains("comment 351 ") && told.contains("is updated"), "{told}");
        assert_eq!((job.forge.count("POST"), code), (0, Some(0)));
        job.forge.assert_content();
    }
    // The last page is full.
    let job = Job::new(Kind::GitHub);
    for at in 0..200 {
        job.forge.comment("somebody", &format!("{at}"));
    }
    assert_eq!(job.run(&[]).2, Some(0));
    job.forge.assert_content();
}

#[test]
fn nothing_is_written_where_the_pull_request_has_moved_on() {
    for kind in BOTH {
        let job = Job::new(kind);
        job.forge.comment("fleet-bot", &format!("{OLD}newer"));
        job.forge.change(|state| "3".repeat(40).clone_into(&mut state.head));
        let (told, error, code) = job.run(&[]);
        assert_eq!((told.as_str(), code), ("", Some(3)));
        assert!(error.contains("the pull request has moved on from `1111"), "{error}");
        assert_eq!(job.forge.comments(), [format!("fleet-bot: {OLD}newer")]);

        // It moves between the first look and the write.
        let job = Job::new(kind);
        job.forge.fault("GET", Fault::Pushed("3333333333333333333333333333333333333333"));
        assert_eq!(job.run(&[]).2, Some(3));
        assert_eq!(job.forge.comments(), Vec::<String>::new());
        job.forge.assert_content();
    }
}

#[test]
fn two_runs_that_create_at_once_end_with_one_comment() {
    for kind in BOTH {
        let job = Job::new(kind);
        job.forge.fault("POST", Fault::Raced(format!("{OLD}the other run's")));
        assert_eq!(job.run(&[]).2, Some(0));
        let expected = format!("fleet-bot: {MARKER}Two agents may do more.");
        assert_eq!(job.forge.comments(), [expected]);
        job.forge.assert_content();
    }
}

#[test]
fn an_answer_that_is_lost_makes_no_second_comment() {
    for (kind, fault) in BOTH
        .into_iter()
        .flat_map(|kind| [Fault::Lost, Fault::Broken, Fault::Cut].map(|fault| (kind, fault)))
    {
        let job = Job::new(kind);
        job.forge.fault("POST", fault.clone());
        assert_eq!(job.run(&[]).2, Some(0), "{fault:?}");
        assert_eq!(job.forge.comments().len(), 1, "{fault:?}");
        job.forge.assert_content();
    }
}

#[test]
fn a_comment_that_is_deleted_meanwhile_is_made_anew() {
    let job = Job::new(Kind::GitHub);
    job.forge.comment("fleet-bot", &format!("{OLD}old"));
    job.forge.fault("PATCH", Fault::Said(404, "Not Found"));
    assert_eq!(job.run(&[]).2, Some(0));
    assert_eq!(job.forge.comments(), [format!("fleet-bot: {MARKER}Two agents may do more.")]);
}

#[test]
fn limits_are_waited_for_within_bounds() {
    let soon = || vec![("Retry-After", "0".to_owned())];
    let past = || {
        vec![("X-RateLimit-Remaining", "0".to_owned()), ("X-RateLimit-Reset", "1000".to_owned())]
    };
    for kind in BOTH {
        let job = Job::new(kind);
        for (method, status, headers) in [
            ("GET", 429, soon()),
            ("GET", 403, past()),
            ("POST", 403, soon()),
            ("POST", 429, past()),
        ] {
            job.forge.fault(method, Fault::Limit(status, headers));
        }
        let (told, error, code) = job.run(&[]);
        assert_eq!(code, Some(0), "{told}{error}");
        assert_eq!((job.forge.comments().len(), job.forge.count("POST")), (1, 3));
        job.forge.assert_content();
    }
    let job = Job::new(Kind::GitHub);
    job.forge.fault("GET", Fault::Limit(429, vec![("Retry-After", "3600".to_owned())]));
    let (_, error, code) = job.run(&[]);
    assert_eq!(code, Some(2));
    assert!(error.contains("the forge wants us to wait for 3600 seconds"), "{error}");
    assert!(error.contains("--max-wait"), "{error}");
    let job = Job::new(Kind::GitLab);
    for _ in 0..20 {
        job.forge.fault("POST", Fault::Limit(429, soon()));
    }
    assert_eq!(job.run(&[]).2, Some(2), "it gives up");
    assert_eq!(job.forge.count("POST"), 5);
}

#[test]
fn what_is_too_large_is_told_with_its_size() {
    let job = Job::new(Kind::GitHub);
    // Characters of two bytes: bytes are counted.
    job.body(&"é".repeat((262_144 - MARKER.len()) / 2));
    assert_eq!(job.run(&[]).2, Some(0));
    job.body(&"é".repeat((262_144 - MARKER.len()) / 2 + 1));
    let before = job.forge.comments();
    let (_, error, code) = job.run(&[]);
    assert_eq!(code, Some(2));
    assert!(error.contains("the forge does not take 262146 bytes"), "{error}");
    assert!(error.contains("--max-bytes"), "{error}");
    assert_eq!(job.forge.comments(), before);
    // A server with another limit says so itself.
    let job = Job::new(Kind::GitHub);
    job.forge.fault("POST", Fault::Said(422, "Body is too long (maximum is 65536 characters)"));
    let (_, error, _) = job.run(&[]);
    assert!(error.contains("(maximum is 65536 characters)"), "{error}");
    job.forge.assert_content();
}

#[test]
fn a_workflows_token_need_not_ask_who_it_is() {
    let job = Job::new(Kind::GitHub);
    job.forge.change(|state| {
        state.is_workflow = true;
        "github-actions[bot]".clone_into(&mut state.author);
    });
    job.forge.comment("github-actions[bot]", &format!("{OLD}old"));
    assert_eq!(job.run(&[]).2, Some(0));
    assert_eq!((job.forge.comments().len(), job.forge.count("POST")), (1, 0));
    job.forge.assert_content();
}

#[test]
fn what_the_forge_refuses_is_said_with_what_to_do() {
    for kind in BOTH {
        let job = Job::new(kind);
        job.forge.change(|state| "another".clone_into(&mut state.token));
        let (_, error, code) = job.run(&[]);
        assert_eq!(code, Some(2));
        assert!(error.contains("the forge does not know the token"), "{error}");

        let job = Job::new(kind);
        job.forge
            .fault("POST", Fault::Said(403, "Resource not accessible: secret-token-1 \u{202e}"));
        let (_, error, _) = job.run(&[]);
        assert!(error.contains("the token may not do this"), "{error}");
        assert!(error.contains("*** <U+202E>"), "{error}");
        assert!(error.contains("workflow_run"), "{error}");

        let job = Job::new(kind);
        let (_, error, code) = job.run(&["--number", "8"]);
        assert_eq!(code, Some(2));
        assert!(error.contains("there is no such pull request"), "{error}");
        job.forge.assert_content();
    }
    let job = Job::new(Kind::GitHub);
    let (_, error, _) = job.run(&["--repository", "acme/old"]);
    assert!(error.contains("the repository has moved to `https://elsewhere.example/x`"), "{error}");
}

#[test]
fn arguments_that_lead_elsewhere_are_refused_before_anything_is_sent() {
    let job = Job::new(Kind::GitHub);
    for (more, said) in [
        (["--repository", "acme/fleet/../x"], "is no repository"),
        (["--repository", "acme/.."], "is no repository"),
        (["--repository", "acme/fleet?x=1"], "is no repository"),
        (["--repository", "fleet"], "is no repository"),
        (["--head", "main"], "is no id of a commit"),
        (["--name", "a -->"], "is no name of a comment"),
        (["--api-url", "http://acme.example"], "is not encrypted"),
        (["--api-url", "nonsense"], "the address of the forge cannot be used"),
        (["--token-env", "NO_SUCH"], "holds no token"),
    ] {
        let (_, error, code) = job.run(&more);
        assert_eq!(code, Some(2), "{more:?}");
        assert!(error.contains(said), "{more:?}: {error}");
    }
    job.body(" \n");
    assert!(job.run(&[]).1.contains("holds no text"));
    assert_eq!(job.forge.read(|state| state.asked.len()), 0);
}

#[test]
fn in_a_job_everything_is_known() {
    let job = Job::new(Kind::GitHub);
    let mut command = bailiwick(job.folder.path(), &["comment", "body.md"]);
    command
        .env("GITHUB_ACTIONS", "true")
        .env("GITHUB_API_URL", job.forge.url())
        .env("GITHUB_REPOSITORY", "acme/fleet")
        .env("GITHUB_REF", "refs/pull/7/merge")
        .env("GITHUB_TOKEN", "secret-token-1");
    let ran = command.output().unwrap();
    assert!(ran.status.success());
    assert!(String::from_utf8(ran.stderr).unwrap().contains("without `--head`"));
    assert_eq!(
        job.forge.comments(),
        ["fleet-bot: <!-- bailiwick:comment diff -->\nTwo agents may do more."]
    );
    let job = Job::new(Kind::GitLab);
    let mut command = bailiwick(job.folder.path(), &["comment", "body.md"]);
    command
        .env("GITLAB_CI", "true")
        .env("CI_API_V4_URL", job.forge.url())
        .env("CI_PROJECT_ID", "42")
        .env("CI_MERGE_REQUEST_IID", "7")
        .env("CI_COMMIT_SHA", HEAD)
        .env("GITLAB_TOKEN", "secret-token-1");
    assert!(command.output().unwrap().status.success());
    assert_eq!(job.forge.comments(), [format!("fleet-bot: {MARKER}Two agents may do more.")]);
    let ran = bailiwick(Path::new(job.folder.path()), &["comment", "body.md"]).output().unwrap();
    assert_eq!(ran.status.code(), Some(2));
    assert!(String::from_utf8(ran.stderr).unwrap().contains("this is no job for a pull request"));
}

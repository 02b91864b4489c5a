//! Every example workspace is clean, without warnings and errors, but for the one that breaks policies on purpose; and every one can be
//! rendered.

use std::path::{Path, PathBuf};

use bailiwick_engine::render::{Targets, render};
use bailiwick_engine::workspace::load;
use bailiwick_engine::world::Disk;
use bailiwick_schema::rule::Severity;
use bailiwick_schema::vocabulary::Kind;
use expect_test::expect;

/// The workspace that breaks every policy of the standard library once.
const VIOLATING: &str = "policy-violations";

/// The folders of all examples.
#[expect(clippy::disallowed_methods, reason = "the test looks for the examples itself")]
fn examples() -> Vec<PathBuf> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let folders =
        std::fs::read_dir(examples).into_iter().flatten().flatten().map(|folder| folder.path());
    let mut folders: Vec<PathBuf> =
        folders.filter(|folder| folder.join("bailiwick.kdl").is_file()).collect();
    folders.sort();
    assert!(folders.len() >= 4, "only {} examples", folders.len());
    folders
}

#[test]
fn every_example_workspace_is_clean() {
    let mut found = Vec::new();
    for folder in examples() {
        if folder.ends_with(VIOLATING) {
            continue;
        }
        let workspace = load(&Disk::at(&folder));
        for diagnostic in workspace.diagnostics().diagnostics {
            let line = format!(
                "{:?} {} {}/{}:{} {}",
                diagnostic.severity,
                diagnostic.rule.name,
                folder.file_name().unwrap().to_string_lossy(),
                diagnostic.primary.path,
                diagnostic.primary.span.start,
                diagnostic.message
            );
            eprintln!("{line}");
            if diagnostic.severity > Severity::Info {
                found.push(line);
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_example_is_rendered_for_every_target() {
    for folder in examples() {
        let workspace = load(&Disk::at(&folder));
        let targets = Targets::new(workspace.fleet(), workspace.assets());
        let environment = workspace.fleet().environments().last().copied();
        for known in targets.all().collect::<Vec<_>>() {
            let (target, flaws) = targets.read(known);
            assert!(flaws.is_empty(), "{}: {flaws:?}", target.id());
            let rendered = render(&workspace, environment, &target, &[]);
            assert_eq!(rendered.refusals, [], "{} of {}", target.id(), folder.display());
            assert!(rendered.agents.len() >= 5 && rendered.files.len() >= 5, "{}", target.id());
        }
    }
}

#[test]
fn one_example_breaks_every_policy_of_the_standard_library_once() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples").join(VIOLATING);
    let workspace = load(&Disk::at(&folder));
    let found = workspace.diagnostics().diagnostics;
    let messages: Vec<String> =
        found.iter().map(|found| format!("{} {}", found.rule.code, found.message)).collect();
    expect![[r#"
        BW5001 `config-reader` may read `config/.env` in `dev`, which policy `std/baseline/credentials` forbids
        BW5001 `config-reader` may read `config/.env` in `dev`, which policy `std/owasp-agentic/asi03-credentials` forbids
        BW4014 `config/*` allows `read config/.env` without asking
        BW5001 `declaration-writer` may write `context/.kdl` in `dev`, which policy `std/baseline/own-declarations` forbids
        BW5001 `declaration-writer` may write `context/.kdl` in `dev`, which policy `std/owasp-agentic/asi10-owned` forbids
        BW4013 `context/**` allows `write context/agents.kdl` without asking
        BW5001 `installer` may write `/opt/tools` in `dev`, which policy `std/baseline/outside` forbids
        BW5001 `installer` may write `/opt/tools` in `dev`, which policy `std/zero-trust/own-folder` forbids
        BW5001 `prober` may fetch `https://169.254.169.254/latest` in `dev`, which policy `std/baseline/metadata-service` forbids
        BW5001 `prober` may fetch `https://169.254.169.254/latest` in `dev`, which policy `std/zero-trust/resources` forbids
        BW4011 `https://169.254.169.254/latest/**` allows `fetch https://169.254.169.254/latest` without asking
        BW5001 `plain-fetcher` may fetch `http://intranet.acme.example/` in `dev`, which policy `std/owasp-agentic/asi07-plain-text` forbids
        BW5001 `plain-fetcher` may fetch `http://intranet.acme.example/` in `dev`, which policy `std/zero-trust/encrypted` forbids
        BW5001 `browser` may fetch `https://a.invalid/` in `dev`, which policy `std/zero-trust/named-hosts` forbids
        BW4012 `https://*/**` allows `fetch https://an-example.invalid/` without asking
        BW5001 `goal-setter` may write `AGENTS.md` in `dev`, which policy `std/owasp-agentic/asi01-instructions` forbids
        BW4013 `*.md` allows `write AGENTS.md` without asking
        BW4016 `desk/*` allows `call desk/delete_ticket` without asking
        BW5001 `closer` may call `desk/delete_ticket` in `dev` unasked, and policy `std/owasp-agentic/asi02-destructive-tools` has a person agree to that
        BW5001 `package-runner` may run `npm install` in `dev` unasked, and policy `std/owasp-agentic/asi04-packages` has a person agree to that
        BW4010 `npm install **` allows `run npm install an-example` without asking
        BW5001 `scripter` may run `python -c` in `dev` unasked, and policy `std/owasp-agentic/asi05-code` has a person agree to that
        BW4009 `python **` allows `run python an-example.py` without asking
        BW5003 `runaway` has no `limits/steps` in `dev`, which policy `std/owasp-agentic/asi08-limits` requires
        BW5001 `payer` may call `desk/pay_invoice` in `dev` unasked, and policy `std/owasp-agentic/asi09-money` has a person agree to that
        BW5003 `stageless` has no `stage` in `dev`, which policy `std/zero-trust/answerable` requires
        BW6006 the agent `stageless` has no stage"#]].assert_eq(&messages.join("\n"));
    let policies = workspace.fleet().sorted(Kind::Policy);
    assert!(policies.len() >= 18, "only {} policies", policies.len());
    for (policy, _) in &policies {
        let quoted = format!("`{policy}`");
        let count = messages.iter().filter(|message| message.contains(&quoted)).count();
        assert_eq!(count, 1, "{policy}");
    }
    let packs = bailiwick_stdlib::modules().filter(|(name, _)| name.starts_with("std/policy/"));
    let shipped: usize = packs.map(|(_, text)| text.matches("\npolicy \"").count()).sum();
    assert_eq!(policies.len(), shipped, "the example uses every pack");
}

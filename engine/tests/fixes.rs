//! Every fix that a rule's example offers mends what it says, and a safe one leaves every digest as it is.

use bailiwick_engine::check::rules;
use bailiwick_engine::fix::{self, Permitted, is_permitted};
use bailiwick_engine::workspace::{AgentDigests, Workspace, load};
use bailiwick_engine::world::Memory;
use bailiwick_schema::diagnostic::{Applicability, Diagnostic};
use bailiwick_schema::rule::Severity;

/// A finding of an example, alone, with the example before and after its fix.
struct Mended {
    name: String,
    finding: Diagnostic,
    before: Workspace,
    after: Workspace,
}

/// Applies each fix of each bad example by itself.
fn mended() -> Vec<Mended> {
    let mut all = Vec::new();
    for rule in rules::all() {
        let before = load(&Memory::example(rule.bad));
        for finding in before.diagnostics().diagnostics {
            let Some(offered) = &finding.fix else { continue };
            if !is_permitted(offered, Permitted::All) {
                continue;
            }
            let before = load(&Memory::example(rule.bad));
            let name = format!("{} in the example of {}", finding.rule.code, rule.name);
            let alone = std::slice::from_ref(&finding);
            let applied = fix::apply(alone, &|path| before.source(path), Permitted::All);
            assert_eq!((applied.mended, applied.postponed), (1, 0), "{name}: {offered:?}");
            assert!(!applied.texts.is_empty(), "{name}: the fix changes nothing");
            let mut files = Memory::example(rule.bad);
            for (path, text) in &applied.texts {
                files.insert(path.as_str(), text.as_bytes());
            }
            all.push(Mended { name, finding, before, after: load(&files) });
        }
    }
    all
}

/// How many findings say the same.
fn alike(workspace: &Workspace, finding: &Diagnostic) -> usize {
    let same = |other: &&Diagnostic| {
        other.rule.code == finding.rule.code && other.message == finding.message
    };
    workspace.diagnostics().diagnostics.iter().filter(same).count()
}

fn errors(workspace: &Workspace) -> Vec<String> {
    let errors = workspace.diagnostics().diagnostics.into_iter();
    errors
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| format!("{} {}", finding.rule.code, finding.message))
        .collect()
}

#[test]
fn a_fix_removes_its_finding_and_brings_no_error() {
    let all = mended();
    assert!(all.len() > 10, "only {} fixes", all.len());
    let mut wrong = Vec::new();
    for Mended { name, finding, before, after } in &all {
        if alike(after, finding) >= alike(before, finding) {
            wrong.push(format!("{name}: `{}` is still found", finding.message));
        }
        if errors(after).len() > errors(before).len() {
            wrong.push(format!("{name}: {:#?} became {:#?}", errors(before), errors(after)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_safe_fix_leaves_every_digest_as_it_is() {
    let mut safe = 0;
    let mut wrong = Vec::new();
    for Mended { name, finding, before, after } in mended() {
        let fix = finding.fix.as_ref().unwrap();
        if fix.applicability != Applicability::Safe {
            continue;
        }
        safe += 1;
        let digests = |workspace: &Workspace| -> Vec<AgentDigests> {
            workspace.digests().into_iter().cloned().collect()
        };
        if digests(&before) != digests(&after) {
            wrong.push(format!("{name}: `{}` moves a digest", fix.title));
        }
    }
    assert!(safe > 3, "only {safe} safe fixes");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Slips of syntax in what an agent is given, each with a safe fix.
static SLIPS: &[&str] = &[
    "instructions file=\"a.md\" template=true",
    "instructions r\"Answer.\"",
    "instructions r#\"Answer \"yes\".\"#",
    "instructions \"\"\"Answer.\"\"\"",
    "limits {;; steps 40; }",
    "limits { steps 40 } failure { retry 2 }",
    "failure { retry 2,backoff=\"2s\"; }",
    "()model \"acme/m-1\"",
    "model ()\"acme/m-1\"",
    "model =\"acme/m-1\"",
    "tag \"one\"\"two\"",
    "model acme/m-1",
    "knowledge (path)\"docs/**\"",
    "limits { rate \"30/min\" (text)of=\"calls\"; }",
    "failure { retry 2 2x=3; }",
    "in \"prod\" { limits { steps 3 } } tag \"y\"",
    "knowledge docs/a.md,docs/b.md",
];

#[test]
fn a_safe_fix_of_a_slip_in_an_agent_leaves_its_digests_as_they_are() {
    let mut wrong = Vec::new();
    for slip in SLIPS {
        let text = format!("agent \"a\" {{\n    stage \"draft\"\n    {slip}\n    tag \"x\"\n}}\n");
        let before = load(&Memory::example(&text));
        let found = before.diagnostics().diagnostics;
        let applied = fix::apply(&found, &|path| before.source(path), Permitted::Safe);
        let mended = applied.texts.into_values().next();
        let mended = mended.unwrap_or_else(|| panic!("no safe fix: {slip}: {found:#?}"));
        let after = load(&Memory::example(&mended));
        let digests = |workspace: &Workspace| -> Vec<AgentDigests> {
            workspace.digests().into_iter().cloned().collect()
        };
        assert_eq!(digests(&before).len(), 1, "{slip}");
        if digests(&before) != digests(&after) {
            wrong.push(format!("{slip}: became\n{mended}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

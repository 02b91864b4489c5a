//! The policies of the standard library: each is broken by a small slip, kept by its mended form, and no pattern of one is idle.

use bailiwick_engine::workspace::{Workspace, load};
use bailiwick_engine::world::Memory;
use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::{self, Kind};

/// A workspace that uses every pack, with agents of these bodies: `a0`, `a1` and so on.
fn workspace(bodies: &[String]) -> Workspace {
    let mut text = r#"
use "std/lifecycle/standard@1"
use "std/policy/baseline@1"
use "std/policy/owasp-agentic-2026@1"
use "std/policy/zero-trust@1"
environment "dev" { tracks; }
principal "team" { email "team@acme.example"; }
server "desk" {
    url "https://mcp.acme.example/desk"
    tool "read" { read-only; }
    tool "delete" { destructive; }
    tool "pay" { label "financial"; }
}
"#
    .to_owned();
    for (at, body) in bodies.iter().enumerate() {
        text.push_str(&format!("agent \"a{at}\" {{ {body}; }}\n"));
    }
    load(&Memory::example(&text))
}

/// What an agent has that keeps the policies.
const SOUND: &str = "owner \"team\"; stage \"draft\"; limits { steps 9; wall-clock \"1m\"; }; failure { timeout \"9s\"; }";

/// The policies that each of these agents breaks, sorted.
fn broken(bodies: &[String]) -> Vec<Vec<String>> {
    let workspace = workspace(bodies);
    let policies = workspace.fleet().sorted(Kind::Policy);
    let found = workspace.diagnostics().diagnostics;
    let quoted = |message: &str, name: &str| message.contains(&format!("`{name}`"));
    let of_agent = |at: usize| {
        let agent = format!("a{at}");
        let of_agent = found
            .iter()
            .filter(|found| found.rule.code.starts_with("BW50") && quoted(&found.message, &agent));
        let messages: Vec<&str> = of_agent.map(|found| found.message.as_str()).collect();
        let names = policies.iter().map(|(name, _)| *name);
        let broken = names.filter(|name| messages.iter().any(|message| quoted(message, name)));
        broken.map(|name| name.trim_start_matches("std/").to_owned()).collect()
    };
    (0..bodies.len()).map(of_agent).collect()
}

/// An agent that keeps the policies but for these rules.
fn given(rules: &str) -> String {
    format!("{SOUND}; server \"desk\"; permissions {{ {rules}; }}")
}

/// Slips, their mended forms, and the policies that a slip breaks.
const RULES: &[(&str, &str, &[&str])] = &[
    (
        "allow read \"config/*\"",
        "deny read \"**/.env\" \"**/.env.*\" \"**/*.{pem,key}\"; allow read \"config/*\"",
        &["baseline/credentials", "owasp-agentic/asi03-credentials"],
    ),
    (
        "allow read \"~/.aws/config\"",
        "allow read \"aws/config\"",
        &["baseline/credentials", "owasp-agentic/asi03-credentials", "zero-trust/own-folder"],
    ),
    (
        "allow write \"context/**\"",
        "deny write \"**/*.kdl\"; allow write \"context/**\"",
        &["baseline/own-declarations", "owasp-agentic/asi10-owned"],
    ),
    (
        "allow write \".vscode/settings.json\"",
        "allow read \".vscode/settings.json\"",
        &["baseline/own-declarations"],
    ),
    (
        "ask write \"~/notes.md\"",
        "ask write \"notes.md\"",
        &["baseline/outside", "zero-trust/own-folder"],
    ),
    (
        "allow fetch \"https://169.254.169.254/**\"",
        "allow fetch \"https://170.254.169.254/**\"",
        &["baseline/metadata-service", "zero-trust/resources"],
    ),
    (
        "allow write \"CLAUDE.md\"",
        "allow write \"docs/CLAUDE.md\"",
        &["owasp-agentic/asi01-instructions"],
    ),
    (
        "allow call \"desk/d*\"",
        "ask call \"desk/delete\"; allow call \"desk/*ea*\"",
        &["owasp-agentic/asi02-destructive-tools"],
    ),
    ("allow run \"rm *\"", "ask run \"rm *\"", &["owasp-agentic/asi02-destructive-tools"]),
    (
        "allow run \"git push\"",
        "allow run \"git pull\"",
        &["owasp-agentic/asi02-destructive-tools"],
    ),
    (
        "allow run \"npm *\"",
        "ask run \"npm install\"; allow run \"npm *\"",
        &["owasp-agentic/asi04-packages"],
    ),
    (
        // What a shell is told to run could be all that is forbidden.
        "allow run \"bash **\"",
        "allow run \"make **\"",
        &[
            "owasp-agentic/asi02-destructive-tools",
            "owasp-agentic/asi04-packages",
            "owasp-agentic/asi05-code",
        ],
    ),
    ("allow run \"python3 -c *\"", "ask run \"python3 -c *\"", &["owasp-agentic/asi05-code"]),
    (
        "allow run \"python3.12 -Ic *\"",
        "allow run \"python3.12 scripts/report.py **\"",
        &["owasp-agentic/asi05-code"],
    ),
    ("allow run \"deno eval *\"", "allow run \"deno run a.ts\"", &["owasp-agentic/asi05-code"]),
    ("allow run \"node --eval *\"", "allow run \"node app.js **\"", &["owasp-agentic/asi05-code"]),
    ("allow run \"perl5.36 -ne *\"", "allow run \"perl5.36 -v\"", &["owasp-agentic/asi05-code"]),
    (
        "allow run \"pip3.12 install *\"",
        "ask run \"pip3.12 install *\"",
        &["owasp-agentic/asi04-packages"],
    ),
    (
        "allow fetch \"https://[64:ff9b::/96]/latest\"",
        "allow fetch \"https://[64:ff9b:1::/48]/latest\"",
        &["baseline/metadata-service", "zero-trust/resources"],
    ),
    (
        "allow write \".github/workflows/*.yml\"",
        "allow read \".github/workflows/*.yml\"",
        &["owasp-agentic/asi05-code"],
    ),
    (
        "allow fetch \"http://acme.example/**\"",
        "allow fetch \"https://acme.example/**\"",
        &["owasp-agentic/asi07-plain-text", "zero-trust/encrypted"],
    ),
    ("allow call \"desk/p*\"", "ask call \"desk/p*\"", &["owasp-agentic/asi09-money"]),
    (
        "allow fetch \"https://localhost:8443/**\"",
        "allow fetch \"https://acme.example:8443/**\"",
        &["zero-trust/resources"],
    ),
    (
        "deny fetch \"*://localhost:*/**\" \"*://metadata.google.internal:*/**\"; allow fetch \"https://*/**\"",
        "allow fetch \"https://*.acme.example/**\"",
        &["zero-trust/named-hosts"],
    ),
    ("allow read \"/srv/**\"", "allow read \"srv/*.md\"", &["zero-trust/own-folder"]),
];

#[test]
fn each_slip_breaks_its_policies_and_is_mended() {
    let slips: Vec<String> = RULES.iter().map(|(slip, ..)| given(slip)).collect();
    let mended: Vec<String> = RULES.iter().map(|(_, mended, _)| given(mended)).collect();
    let (slips, mended) = (broken(&slips), broken(&mended));
    for (((slip, good, policies), broken), kept) in RULES.iter().zip(slips).zip(mended) {
        let mut expected: Vec<&str> = policies.to_vec();
        expected.sort_unstable();
        assert_eq!(broken, expected, "{slip}");
        assert_eq!(kept, [""; 0], "{good}");
    }
}

#[test]
fn what_is_required_is_missed_when_it_is_not_there() {
    let cases = [
        ("owner \"team\"; ", &["owasp-agentic/asi10-owned", "zero-trust/answerable"][..]),
        ("stage \"draft\"; ", &["zero-trust/answerable"]),
        ("steps 9; ", &["owasp-agentic/asi08-limits"]),
        ("wall-clock \"1m\"; ", &["owasp-agentic/asi08-limits"]),
        ("; failure { timeout \"9s\"; }", &["owasp-agentic/asi08-limits"]),
    ];
    let bodies: Vec<String> = cases.iter().map(|(gone, _)| SOUND.replace(gone, "")).collect();
    assert!(bodies.iter().all(|body| body != SOUND));
    for ((gone, policies), broken) in cases.iter().zip(broken(&bodies)) {
        assert_eq!(broken, *policies, "{gone}");
    }
    assert_eq!(broken(&[SOUND.to_owned()]), [[""; 0]]);
}

#[test]
fn an_agent_that_is_given_a_pattern_of_a_policy_breaks_that_policy() {
    let workspace = workspace(&[]);
    let mut asked = Vec::new();
    for (name, policy) in workspace.fleet().sorted(Kind::Policy) {
        let patterns = patterns(policy).into_iter().map(|(action, pattern)| {
            let quoted = serde_json::Value::from(pattern);
            (name.trim_start_matches("std/"), format!("allow {action} {quoted}"))
        });
        asked.extend(patterns);
    }
    assert!(asked.len() > 60, "only {} patterns", asked.len());
    let bodies: Vec<String> = asked.iter().map(|(_, rule)| given(rule)).collect();
    for ((name, rule), broken) in asked.iter().zip(broken(&bodies)) {
        assert!(broken.iter().any(|other| other == name), "{name}: {rule} breaks {broken:?}");
    }
}

/// The actions and patterns of a policy.
fn patterns(policy: Item<'_>) -> Vec<(&str, &str)> {
    let mut patterns = Vec::new();
    for demand in policy.children() {
        let skipped = usize::from(demand.spec() == &vocabulary::AT_MOST);
        if skipped == 0 && demand.spec() != &vocabulary::FORBID {
            continue;
        }
        let mut texts = demand.texts().skip(skipped).map(|(text, _)| text);
        let Some(action) = texts.next() else { continue };
        patterns.extend(texts.map(|pattern| (action, pattern)));
    }
    patterns
}

#[test]
fn every_control_of_a_pack_is_one_that_the_guide_names() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    #[expect(clippy::disallowed_methods, reason = "the test reads the guide")]
    let guide = std::fs::read_to_string(root.join("../docs/guide/policies.md")).unwrap();
    let workspace = workspace(&[]);
    for (name, policy) in workspace.fleet().sorted(Kind::Policy) {
        assert!(guide.contains(&format!("`{name}`")), "{name} is not in the guide");
        for control in policy.children_of(&vocabulary::CONTROL) {
            let id = control.texts().nth(1).unwrap().0;
            assert!(guide.contains(id), "{id} of {name} is not in the guide");
        }
    }
}

#[test]
fn the_guide_s_table_of_entries_counts_nothing_as_checked_that_nothing_checks() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    #[expect(clippy::disallowed_methods, reason = "the test reads the guide")]
    let guide = std::fs::read_to_string(root.join("../docs/guide/policies.md")).unwrap();
    let workspace = workspace(&[]);
    let policies = workspace.fleet().sorted(Kind::Policy);
    let rules = bailiwick_engine::check::rules::all();
    let rows: Vec<Vec<&str>> = guide
        .lines()
        .filter(|line| line.starts_with("| ASI"))
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect();
    assert_eq!(rows.len(), 10);
    for (at, row) in rows.iter().enumerate() {
        let [entry, policy, checked, by_rules, unchecked] = row.as_slice() else {
            panic!("{row:?} has {} cells", row.len());
        };
        let id = format!("ASI{:02}", at + 1);
        assert!(entry.starts_with(&id) && unchecked.len() > 20, "{row:?}");
        let named = policies.iter().find(|(name, _)| format!("`{name}`") == *policy);
        let answers = named.is_some_and(|(_, policy)| {
            policy
                .children_of(&vocabulary::CONTROL)
                .any(|control| control.texts().any(|(text, _)| text == id))
        });
        assert_eq!(answers, *policy != "none", "{entry}");
        assert_eq!(answers, !checked.is_empty(), "{entry}");
        let codes: Vec<&str> =
            by_rules.split([' ', ',', ';', ':']).filter(|word| word.starts_with("BW")).collect();
        assert!(answers || !codes.is_empty(), "{entry} is checked by nothing");
        for code in codes {
            assert!(rules.iter().any(|rule| rule.code == code), "{entry}: {code}");
        }
    }
}

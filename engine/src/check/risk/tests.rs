//! Grants that no sample meets, found by proof.

use crate::workspace::load;
use crate::world::Memory;

/// What is found of an agent with these permissions, as `name: message`.
fn found(permissions: &str) -> Vec<String> {
    let text = format!("agent \"clerk\" {{\n    permissions {{\n{permissions}\n    }}\n}}\n");
    let shown = load(&Memory::example(&text)).diagnostics();
    let told = shown.diagnostics.iter();
    told.map(|found| format!("{}: {}", found.rule.name, found.message)).collect()
}

#[test]
fn what_no_sample_meets_is_found_with_a_witness() {
    for (permissions, name, witness) in [
        ("allow run \"python3.1* -c **\"", "interpreter-grant", "run python3.1 -c an-example"),
        ("allow run \"/usr/bin/python3 **\"", "interpreter-grant", "run /usr/bin/python3 "),
        ("allow run \"sh -ec **\"", "interpreter-grant", "run sh -ec an-example"),
        ("allow run \"/bin/bash -c **\"", "interpreter-grant", "run /bin/bash -c an-example"),
        ("allow run \"node --eval **\"", "interpreter-grant", "run node --eval an-example"),
        ("allow run \"/usr/bin/env **\"", "interpreter-grant", "run /usr/bin/env an-example"),
        ("allow run \"npx -y *\"", "package-runner-grant", "run npx -y an-example"),
        (
            "allow run \"python3 -m pip install *\"",
            "interpreter-grant",
            "-m pip install an-example",
        ),
        ("allow run \"/bin/rm -rf **\"", "destructive-command", "run /bin/rm -rf an-example"),
        (
            "allow fetch \"http://169.254.169.254:8080/**\"",
            "metadata-grant",
            "http://169.254.169.254:8080/",
        ),
        (
            "allow fetch \"http://[169.254.169.254/31]/latest/api/*\"",
            "metadata-grant",
            "169.254.169.254/latest/api/",
        ),
        (
            "allow fetch \"https://metadata.google.internal/computeMetadata/v1/instance/**\"",
            "metadata-grant",
            "/instance",
        ),
        (
            "allow fetch \"http://[64:ff9b::/96]/**\"",
            "metadata-grant",
            "fetch http://[64:ff9b::a9fe:a9fe]/",
        ),
        (
            "allow fetch \"http://169.254.169.254/**\" {\n when \"method\" \"GET\"\n }",
            "metadata-grant",
            "http://169.254.169.254/",
        ),
        ("allow write \".claude/commands/**\"", "own-configuration", "write .claude/commands"),
        ("allow write \".github/workflows/release.yml\"", "own-configuration", "release.yml"),
    ] {
        let found = found(permissions);
        let is_meant = |found: &String| found.starts_with(name) && found.contains(witness);
        assert!(found.iter().any(is_meant), "{permissions}: {found:?}");
    }
}

#[test]
fn narrow_grants_are_not_found() {
    for permissions in [
        "allow run \"python scripts/report.py **\"",
        "allow run \"python-config **\"",
        "allow run \"npm test\" \"npm run lint\" \"cargo build **\"",
        "allow run \"shellcheck **\" \"shfmt **\"",
        "allow run \"git status\" \"git log **\"",
        "allow run \"python3.1* -c **\"\n deny run \"python* -*c **\"",
        "allow fetch \"https://docs.acme.example/**\" \"http://169.254.1.1/**\"",
        "allow fetch \"http://[169.254.0.0/16]/**\"\n deny fetch \"*://[169.254.0.0/16]:*/**\"",
        "allow write \"docs/**\" \".github/ISSUE_TEMPLATE/**\"",
        "allow fetch \"http://[64:ff9b::/96]/**\"\n deny fetch \"*://[169.254.0.0/16]:*/**\" \"*://100.100.100.200:*/**\"",
    ] {
        let found = found(permissions);
        let is_told = |found: &&String| {
            found.contains("-grant") || found.starts_with("destr") || found.starts_with("own-")
        };
        assert_eq!(found.iter().filter(is_told).count(), 0, "{permissions}: {found:?}");
    }
}

#[test]
fn what_cannot_be_proven_is_told() {
    // Too large for an automaton.
    let denied = format!(" \".claude/commands/*a{}\"", "?".repeat(40));
    let rules = "allow write \".claude/commands/**\"\nask write \".claude/**\"\n";
    let found = found(&format!("{rules}deny write{denied}"));
    let unproven = found.iter().filter(|found| found.starts_with("own-configuration: not proven"));
    assert_eq!(unproven.count(), 1, "{found:?}");
}

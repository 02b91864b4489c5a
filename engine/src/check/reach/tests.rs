//! Grants that are found however they are spelled, and guards that take them away.

use super::*;
use crate::workspace::load;
use crate::world::Memory;

/// The codes of rules about grants that find something where an agent has these permissions.
fn codes(permissions: &str) -> Vec<String> {
    let text = format!("agent \"clerk\" {{\n    permissions {{\n{permissions}\n    }}\n}}\n");
    let shown = load(&Memory::example(&text)).diagnostics();
    let mut codes: Vec<String> =
        shown.diagnostics.iter().map(|found| found.rule.name.to_owned()).collect();
    codes.dedup();
    codes
}

#[test]
fn a_pattern_may_match_what_begins_like_it() {
    for (action, pattern, resource, expected) in [
        (Action::Read, "docs/**", ".env", false),
        (Action::Read, ".env/**", ".env", true),
        (Action::Read, "{docs,.env}", ".env", true),
        (Action::Read, "docs/../.env", ".env", true),
        (Action::Read, "\\.env", ".env", true),
        (Action::Run, "git **", "git", true),
        (Action::Run, "'g'it push", "git push", true),
        (Action::Run, "cargo **", "git push", false),
        (Action::Fetch, "docs.acme.example", "http://169.254.169.254/", false),
        (Action::Fetch, "http://0xa9fea9fe/", "http://169.254.169.254/", true),
        (
            Action::Fetch,
            "*://METADATA.google.internal/**",
            "http://metadata.google.internal/",
            true,
        ),
    ] {
        assert_eq!(may_match(action, pattern, resource), expected, "{action} {pattern} {resource}");
    }
}

#[test]
fn grants_are_found_however_they_are_spelled() {
    for (permissions, expected) in [
        ("allow fetch \"http://0xa9fea9fe/**\"", "metadata-grant"),
        ("allow fetch \"http://[::ffff:169.254.169.254]/**\"", "metadata-grant"),
        ("allow fetch \"http://[169.254.0.0/16]/**\"", "metadata-grant"),
        ("allow fetch \"*://Metadata.Google.Internal:*/**\"", "metadata-grant"),
        ("allow read \"{docs,~}/**\"", "root-grant"),
        ("allow read \"*\"", "credential-grant"),
        ("allow read \".[e]nv\"", "credential-grant"),
        ("allow write \".github/**\"", "own-configuration"),
        ("allow write \"bail*\"", "own-configuration"),
        ("allow run \"**\"", "interpreter-grant"),
        ("allow run \"bash **\"", "interpreter-grant"),
        ("allow run \"sudo **\"", "interpreter-grant"),
        ("allow run \"npx **\"", "package-runner-grant"),
        ("allow run \"rm **\"", "destructive-command"),
        ("allow run \"kubectl *\" \"kubectl * **\"", "destructive-command"),
    ] {
        let found = codes(permissions);
        assert!(found.iter().any(|name| name == expected), "{permissions}: {found:?}");
    }
}

#[test]
fn a_host_alone_is_one_spelling_of_all_of_it() {
    for (pattern, is_found) in
        [("docs.acme.example", false), ("*.acme.example", false), ("Docs.acme.example", true)]
    {
        let found = codes(&format!("allow fetch \"{pattern}\""));
        let is_told = found.iter().any(|name| name == "unnormalised-pattern");
        assert_eq!(is_told, is_found, "{pattern}: {found:?}");
    }
}

#[test]
fn what_is_asked_or_denied_is_no_grant() {
    for permissions in [
        "ask run \"**\"",
        "ask fetch \"*\"",
        "allow run \"rm **\"\n deny run \"rm -r* **\"",
        "allow run \"git **\"\n ask run \"git push **\" \"git reset **\" \"git clean **\"",
        "allow fetch \"http://[169.254.0.0/16]/**\"\n deny fetch \"*://[169.254.0.0/16]:*/**\"",
    ] {
        let found = codes(permissions);
        let grants =
            found.iter().filter(|name| name.ends_with("-grant") || name.starts_with("destr"));
        assert_eq!(grants.count(), 0, "{permissions}: {found:?}");
    }
}

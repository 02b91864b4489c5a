//! Rules that decide nothing, by themselves, in families and in environments.

use super::suspect::may_cover;
use crate::permission::Action;
use crate::workspace::load;
use crate::world::Memory;

/// What the rules about rules find, as `name at-text`.
fn found(text: &str) -> Vec<String> {
    let names = ["dead-rule", "shadowed-rule", "conflicting-rules", "redundant-rule"];
    let shown = load(&Memory::example(text)).diagnostics();
    let of_these = shown.diagnostics.iter().filter(|found| names.contains(&found.rule.name));
    of_these.map(|found| format!("{} {}", found.rule.name, found.primary.span.text(text))).collect()
}

fn alone(permissions: &str) -> Vec<String> {
    found(&format!("agent \"clerk\" {{\n    permissions {{\n{permissions}\n    }}\n}}\n"))
}

#[test]
fn what_begins_or_ends_otherwise_covers_nothing() {
    for (over, under, expected) in [
        ("**/.env", "docs/**", false),
        ("**/*.{key,pem}", "docs/**", false),
        ("docs/**", "docs/a", true),
        ("docs/**", "src/**", false),
        ("{docs,src}/**", "src/**", true),
        ("docs/**", "{docs,src}/**", true),
        ("**", "docs", true),
        ("**/.env", "docs/.env", true),
    ] {
        assert_eq!(may_cover(Action::Read, over, under), expected, "{over} {under}");
    }
}

#[test]
fn a_rule_is_judged_by_proof() {
    for (permissions, expected) in [
        ("allow read \"docs/a/**\"\n deny read \"docs/**\"", vec!["shadowed-rule \"docs/a/**\""]),
        ("allow read \"docs/a*\"\n deny read \"docs/?*\"", vec!["shadowed-rule \"docs/a*\""]),
        ("allow read \"docs/**\"\n deny read \"docs/*\"", vec![]),
        (
            "allow read \"{a,b}/**\"\n deny read \"a/**\" \"b/**\"",
            vec!["shadowed-rule \"{a,b}/**\""],
        ),
        ("allow read \"{a,b}/**\"\n deny read \"a/**\"", vec![]),
        ("allow run \"sudo rm **\"\n deny run \"rm **\"", vec!["shadowed-rule \"sudo rm **\""]),
        ("allow read \"a\"\n deny read \"a\"", vec!["conflicting-rules \"a\""]),
        ("allow read \"a\"\n ask read \"a\"", vec!["conflicting-rules \"a\""]),
        ("ask read \"a/**\"\n allow read \"a/b\"", vec!["shadowed-rule \"a/b\""]),
        ("deny read \"a/**\" \"a/b\"", vec!["redundant-rule \"a/b\""]),
        ("allow read \"{a,b}\" \"{b,a}\"", vec!["redundant-rule \"{b,a}\""]),
        ("deny read \"**/.env\"\n allow read \"docs/**\"", vec![]),
    ] {
        assert_eq!(alone(permissions), expected, "{permissions}");
    }
}

#[test]
fn a_condition_keeps_a_rule_alive_where_it_matters() {
    let of = |permissions: &str| {
        let server = "server \"pay\" {\n    url \"https://mcp.acme.example/pay\"\n}\n";
        found(&format!(
            "{server}agent \"clerk\" {{\n    server \"pay\"\n    permissions {{\n{permissions}\n    }}\n}}\n"
        ))
    };
    let when = "{ when \"amount\" at-least=50; }";
    assert!(of(&format!("allow call \"pay/refund\"\n ask call \"pay/refund\" {when}")).is_empty());
    assert!(of(&format!("ask call \"pay/refund\" {when}\n ask call \"pay/**\"")).len() == 1);
    assert!(of(&format!("deny call \"pay/refund\" {when}\n allow call \"pay/refund\"")).is_empty());
    assert_eq!(of("allow call \"pya/refund\""), ["dead-rule \"pya/refund\""]);
    assert_eq!(of("deny call \"pya/refund\""), Vec::<String>::new());
}

const FAMILY: &str = r#"
base "support" {
    permissions {
        deny read "docs/**"
        allow read "docs/a/**"
    }
}
"#;

#[test]
fn a_rule_of_a_base_is_dead_only_where_it_is_for_all() {
    let clerk = "agent \"clerk\" {\n    extends \"support\"\n}\n";
    let other = "agent \"other\" {\n    extends \"support\"\n    permissions {\n        (remove)deny read \"docs/**\"\n    }\n}\n";
    assert_eq!(found(&format!("{FAMILY}{clerk}")), ["shadowed-rule \"docs/a/**\""]);
    assert!(found(&format!("{FAMILY}{clerk}{other}")).is_empty());
    assert!(found(&format!("{FAMILY}{other}")).is_empty());
    assert!(found(FAMILY).is_empty());
}

#[test]
fn a_server_of_one_agent_keeps_the_rule_of_its_base() {
    let base = "server \"pay\" {\n    url \"https://mcp.acme.example/pay\"\n}\nbase \"support\" {\n    permissions {\n        allow call \"pay/get\"\n    }\n}\nagent \"a\" {\n    extends \"support\"\n}\n";
    assert_eq!(found(base), ["dead-rule \"pay/get\""]);
    let with = format!("{base}agent \"b\" {{\n    extends \"support\"\n    server \"pay\"\n}}\n");
    assert!(found(&with).is_empty());
}

#[test]
fn a_rule_is_alive_in_one_environment() {
    let text = r#"
environment "dev" {
    tracks
}
environment "prod" {
    tracks
}
agent "clerk" {
    permissions {
        allow read "docs/**"
    }
    in "prod" {
        permissions {
            deny read "docs/**"
        }
    }
}
"#;
    assert!(found(text).is_empty());
    let both = text.replace("in \"prod\"", "in \"prod\" \"dev\"");
    assert_eq!(found(&both), ["conflicting-rules \"docs/**\""]);
}

#[test]
fn patterns_that_explode_are_left_alone() {
    let many: Vec<String> = (0..14).map(|at| format!("\"**/x{at}/**/y\"")).collect();
    let text = format!("allow read {}\n deny read {}", many.join(" "), many.join(" "));
    // Those that are written alike need no proof; the others get none.
    assert_eq!(alone(&text).len(), 14);
    let other = text.replacen("/**/y", "/**/z", 14);
    assert_eq!(alone(&other), Vec::<String>::new());
}

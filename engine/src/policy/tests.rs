//! What policies come to.

mod exceptions;
mod slips;

use expect_test::{Expect, expect};

use super::names::Names;
use crate::workspace::{Workspace, load};
use crate::world::Memory;

const DESK: &str = r#"
use "std/label/standard@1"
use "std/lifecycle/standard@1"
environment "dev" { tracks; }
environment "prod" { follows "dev"; }
server "tickets" {
    url "https://mcp.acme.example/tickets"
    tool "get_ticket" { read-only; }
    tool "close_ticket" { destructive; }
    tool "send" { label "external"; }
}
base "desk" {
    limits {
        steps 40
        cost-per-run "5 USD"
        wall-clock "1h"
    }
    permissions {
        allow read "docs/**"
        allow call "tickets/*"
    }
}
agent "clerk" {
    extends "desk"
    tag "pci"
    stage "active"
    server "tickets"
    permissions {
        deny read "docs/keys/**"
    }
    in "prod" {
        permissions { ask call "tickets/close_*"; }
        limits { cost-per-run "1 USD"; }
    }
}
agent "team/novice" {
    extends "desk"
    stage "draft"
    server "tickets" { only "get_*"; }
    model "anthropic/claude-sonnet-4-5-20250929"
}
"#;

fn loaded(policies: &str) -> Workspace {
    load(&Memory::example(&format!("{DESK}{policies}")))
}

/// What the policies report in the workspace above.
fn check(policies: &str, expected: &Expect) {
    expected.assert_eq(&shown(&loaded(policies)));
}

fn shown(workspace: &Workspace) -> String {
    let shown = workspace.diagnostics();
    let text_at = |path: &_, span: bailiwick_schema::span::Span| {
        let text = workspace.source(path).unwrap_or_default();
        span.text(&text).to_owned()
    };
    let mut text = String::new();
    for found in &shown.diagnostics {
        let is_policy =
            found.rule.code.starts_with("BW50") || found.rule.code.starts_with("BW3001");
        if !is_policy
            && found.rule.name != "malformed-pattern"
            && !found.rule.code.starts_with("BW2")
        {
            continue;
        }
        let at = text_at(&found.primary.path, found.primary.span);
        text.push_str(&format!(
            "{} {}: {}\n",
            found.severity.as_str(),
            found.rule.name,
            found.message
        ));
        text.push_str(&format!("  at {at}: {}\n", found.primary.text));
        for label in &found.related {
            text.push_str(&format!("  and {}: {}\n", text_at(&label.path, label.span), label.text));
        }
        if let Some(help) = &found.help {
            text.push_str(&format!("  help: {help}\n"));
        }
        if !found.controls.is_empty() {
            text.push_str(&format!("  controls: {}\n", found.controls.join(", ")));
        }
    }
    if !shown.waived.is_empty() {
        text.push_str(&format!("{} waived\n", shown.waived.len()));
    }
    text
}

#[test]
fn a_forbidden_request_is_shown_with_the_rule_of_the_base_that_gives_it() {
    check(
        r#"
policy "no-keys" {
    because "a key that was read has to be changed"
    control "owasp-agentic" "ASI03" "ASI05"
    forbid read "**/*.pem" "docs/keys/**"
}
"#,
        &expect![[r#"
            error policy-violation: `clerk` may read `docs/.pem` in `dev` and `prod`, which policy `no-keys` forbids
              at "docs/**": allowed here
              and "**/*.pem": forbidden here: a key that was read has to be changed
              help: narrow the rule, or lay `deny read "**/*.pem"` over it
              controls: owasp-agentic ASI03, owasp-agentic ASI05
            error policy-violation: `team/novice` may read `docs/keys` in `dev`, which policy `no-keys` forbids
              at "docs/**": allowed here
              and "docs/keys/**": forbidden here: a key that was read has to be changed
              help: narrow the rule, or lay `deny read "docs/keys/**"` over it
              controls: owasp-agentic ASI03, owasp-agentic ASI05
        "#]],
    );
}

#[test]
fn what_is_allowed_unasked_breaks_a_bound_and_what_is_asked_keeps_it() {
    check(
        "policy \"asked\" {\n    at-most ask call \"*/close_*\"\n}\n",
        &expect![[r#"
        error policy-violation: `clerk` may call `tickets/close_` in `dev` unasked, and policy `asked` has a person agree to that
          at "tickets/*": allowed here
          and "*/close_*": at most `ask` here
          help: narrow the rule, or lay `ask call "*/close_*"` over it
    "#]],
    );
}

#[test]
fn what_is_asked_breaks_a_forbid() {
    check(
        "policy \"closed\" {\n    in \"prod\"\n    forbid call \"tickets/close_ticket\"\n}\n",
        &expect![[r#"
        error policy-violation: `clerk` may ask to call `tickets/close_ticket` in `prod`, which policy `closed` forbids
          at "tickets/close_*": asked here
          and "tickets/close_ticket": forbidden here
          help: narrow the rule, or lay `deny call "tickets/close_ticket"` over it
    "#]],
    );
}

#[test]
fn a_label_means_the_tools_that_have_it_and_no_others() {
    check(
        r#"
policy "destructive" {
    in "dev"
    at-most ask call label="destructive"
}
policy "external" {
    in "dev"
    forbid call label="external"
}
policy "nobody-has-it" {
    forbid call label="untrusted"
}
"#,
        &expect![[r#"
            error policy-violation: `clerk` may call `tickets/close_ticket` in `dev` unasked, and policy `destructive` has a person agree to that
              at "tickets/*": allowed here
              and label="destructive": at most `ask` here
              help: narrow the rule, or lay `ask call "tickets/close_ticket"` over it
            error policy-violation: `clerk` may call `tickets/send` in `dev`, which policy `external` forbids
              at "tickets/*": allowed here
              and label="external": forbidden here
              help: narrow the rule, or lay `deny call "tickets/send"` over it
        "#]],
    );
}

#[test]
fn limits_are_bounded_and_one_that_is_not_there_is_over_every_bound() {
    check(
        r#"
policy "spending" {
    at-most "limits/cost-per-run" "2 USD"
    at-most "limits/steps" 40
    at-most "limits/wall-clock" "59m"
    at-most "limits/concurrency" 4
}
policy "elsewhere" {
    in "prod"
    at-most "limits/cost-per-run" "2 EUR"
}
"#,
        &expect![[r#"
            error limit-above-policy: `limits/cost-per-run` of `clerk` is `5.00 USD` in `dev`, and policy `spending` permits `2.00 USD`
              at "5 USD": set here
              and "2 USD": at most `2.00 USD` here
              help: set it to at most `2.00 USD`
            error limit-above-policy: `limits/cost-per-run` of `team/novice` is `5.00 USD` in `dev`, and policy `spending` permits `2.00 USD`
              at "5 USD": set here
              and "2 USD": at most `2.00 USD` here
              help: set it to at most `2.00 USD`
            error limit-above-policy: `limits/wall-clock` of `clerk` is `1h` in `dev` and `prod`, and policy `spending` permits `59m`
              at "1h": set here
              and "59m": at most `59m` here
              help: set it to at most `59m`
            error limit-above-policy: `limits/wall-clock` of `team/novice` is `1h` in `dev`, and policy `spending` permits `59m`
              at "1h": set here
              and "59m": at most `59m` here
              help: set it to at most `59m`
            error limit-above-policy: `clerk` has no `limits/concurrency` in `dev` and `prod`, and policy `spending` permits `4`
              at "clerk": 
              and 4: at most `4` here
              help: set it to at most `4`
            error unproven-policy: `limits/cost-per-run` of `clerk` is `1.00 USD` in `prod`, which nobody can compare with the `2.00 EUR` of policy `elsewhere`
              at "1 USD": set here
              and "2 EUR": at most `2.00 EUR` here
              help: write both in the same currency
            error limit-above-policy: `team/novice` has no `limits/concurrency` in `dev`, and policy `spending` permits `4`
              at "team/novice": 
              and 4: at most `4` here
              help: set it to at most `4`
        "#]],
    );
}

#[test]
fn what_is_required_is_there_wherever_it_comes_from() {
    check(
        r#"
policy "known" {
    in "prod"
    severity "warning"
    require "owner" "limits/steps" "limits/rate" "failure/timeout" "tag" "permissions"
}
policy "models" {
    agents "team/*"
    require "model" "model/fallback"
}
"#,
        &expect![[r#"
            warning missing-requirement: `clerk` has no `failure/timeout` in `prod`, which policy `known` requires
              at "clerk": 
              and "failure/timeout": required here
              help: give it one: `timeout "30s"`
            warning missing-requirement: `clerk` has no `limits/rate` in `prod`, which policy `known` requires
              at "clerk": 
              and "limits/rate": required here
              help: give it one: `rate "30/min" of="calls"`
            warning missing-requirement: `clerk` has no `owner` in `prod`, which policy `known` requires
              at "clerk": 
              and "owner": required here
              help: give it one: `owner "payments"`
            error missing-requirement: `team/novice` has no `model/fallback` in `dev`, which policy `models` requires
              at "team/novice": 
              and "model/fallback": required here
              help: give it one: `fallback "openai/gpt-5-mini-2025-08-07"`
        "#]],
    );
}

#[test]
fn a_policy_holds_where_environments_names_tags_and_stages_say() {
    let policy = |scope: &str| {
        let workspace =
            loaded(&format!("policy \"p\" {{\n    {scope}\n    require \"owner\"\n}}\n"));
        let shown = workspace.diagnostics().diagnostics;
        let found = shown.iter().filter(|found| found.rule.name == "missing-requirement");
        found
            .map(|found| found.message.split(',').next().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    let clerk = "`clerk` has no `owner` in `dev` and `prod`";
    let novice = "`team/novice` has no `owner` in `dev`";
    assert_eq!(policy(""), [clerk, novice]);
    assert_eq!(policy("in \"prod\""), ["`clerk` has no `owner` in `prod`"]);
    assert_eq!(policy("agents \"*\""), [clerk]);
    assert_eq!(policy("agents \"**\""), [clerk, novice]);
    assert_eq!(policy("agents \"team/**\" \"nobody\""), [novice]);
    assert_eq!(policy("tags \"pci\" \"other\""), [clerk]);
    assert_eq!(policy("stages \"draft\""), [novice]);
    assert_eq!(policy("stages \"draft\"\n    tags \"pci\""), [""; 0]);
}

#[test]
fn what_is_not_proven_is_no_pass() {
    let patterns: Vec<String> =
        (b'a'..b'p').map(|letter| format!("\"**/{0}{0}/**/{0}/*\"", char::from(letter))).collect();
    let text = format!(
        "agent \"wild\" {{\n    permissions {{\n        allow read {0}\n    }}\n}}\npolicy \"keys\" {{\n    agents \"wild\"\n    \
         forbid read \"**/zz/**/z/*\"\n}}\n",
        patterns.join(" ")
    );
    let found = shown(&loaded(&text));
    expect![[r#"
        error unproven-policy: what `wild` may read in `dev` and `prod` is not proven to keep policy `keys`
          at "wild": 
          and "**/aa/**/a/*": one of the patterns that collide
          and "**/bb/**/b/*": one of the patterns that collide
          and "**/cc/**/c/*": one of the patterns that collide
          and "**/dd/**/d/*": one of the patterns that collide
          and "**/zz/**/z/*": not proven to be kept
          help: its patterns are too many or too alike to tell: begin those with `**/` at a folder, as in `src/**/x`, or deny what the policy forbids
    "#]].assert_eq(&found);
}

#[test]
fn without_environments_an_agent_is_held_to_policies_as_declared() {
    let text = "agent \"clerk\" {\n    permissions { allow read \"a\"; }\n}\npolicy \"p\" { forbid read \"**\"; }\n";
    expect![[r#"
        error policy-violation: `clerk` may read `a`, which policy `p` forbids
          at "a": allowed here
          and "**": forbidden here
          help: narrow the rule, or lay `deny read "**"` over it
    "#]]
    .assert_eq(&shown(&load(&Memory::example(text))));
}

#[test]
fn no_comment_and_no_level_silences_a_policy() {
    let text = r#"
-- bailiwick.kdl --
workspace "desk" {
    edition 1
    level "policy-violation" "off"
}
agent "clerk" {
    permissions {
        // bailiwick: allow(policy-violation) it is fine
        allow read "a"
    }
}
policy "p" {
    forbid read "**"
}
"#;
    expect![[r#"
        warning fixed-rule: `policy-violation` is an error in every workspace; its level cannot be set
          at "policy-violation": 
          help: take the line away, and mend what the rule finds
        warning fixed-rule: `policy-violation` is an error in every workspace; no comment silences it
          at policy-violation: 
          help: take it away, and mend what the rule finds
        error policy-violation: `clerk` may read `a`, which policy `p` forbids
          at "a": allowed here
          and "**": forbidden here
          help: narrow the rule, or lay `deny read "**"` over it
    "#]].assert_eq(&shown(&load(&Memory::example(text))));
}

#[test]
fn policies_take_no_part_in_digests() {
    let digests = |text: &str| {
        let workspace = loaded(text);
        workspace.digests().iter().map(|digests| format!("{digests:?}")).collect::<String>()
    };
    let with = "policy \"p\" {\n    require \"owner\"\n}\nwaive \"p\" agent=\"clerk\" until=\"2026-03-31\" because=\"x\"\n";
    assert_eq!(digests(""), digests(with));
}

#[test]
fn names_are_matched_by_part() {
    for (pattern, name, is_matched) in [
        ("*", "clerk", true),
        ("*", "team/clerk", false),
        ("**", "team/clerk", true),
        ("team/*", "team/clerk", true),
        ("team/**", "team/a/b", true),
        ("team/**", "team", false),
        ("*-clerk", "refund-clerk", true),
        ("*-clerk", "refund-clerks", false),
        ("re*nd*rk", "refund-clerk", true),
        ("clerk", "clerk", true),
        ("\\*", "clerk", false),
        ("clerk\\", "clerk", false),
        ("", "clerk", false),
        // A matcher that goes back would not come to an end.
        (&"*a".repeat(40), &"a".repeat(400), true),
        (&format!("{}b", "*a".repeat(40)), &"a".repeat(400), false),
    ] {
        assert_eq!(Names::read([pattern]).mean(name), is_matched, "{pattern} {name}");
    }
}

//! One edit each: what is expected of it, with the request that shows it.

use expect_test::{Expect, expect};

use crate::printed::{difference, printed};

/// An agent with these rules, and a server whose tools it calls.
fn agent(rules: &str) -> String {
    format!(
        "server \"tickets\" {{\n    url \"https://mcp.acme.example\"\n    tool \"get\"\n}}\n\
         agent \"clerk\" {{\n    server \"tickets\"\n    permissions {{\n        {}\n    }}\n}}\n",
        rules.replace('\n', "\n        ")
    )
}

#[expect(clippy::needless_pass_by_value, reason = "an `expect!` is written in place")]
pub fn check(before: &str, after: &str, expected: Expect) {
    expected.assert_eq(&printed(&difference(&agent(before), &agent(after))));
}

#[test]
fn a_path_that_is_narrowed_narrows() {
    check(
        "allow read \"docs/**\"",
        "allow read \"docs/public/**\"",
        expect![[r#"
        narrows
        narrows permissions/read authority: -"allow read \"docs/**\"", +"allow read \"docs/public/**\"" (clerk)
          less docs: allow -> deny
    "#]],
    );
}

#[test]
fn a_path_narrowed_beside_an_unrelated_deny_narrows() {
    check(
        "allow read \"docs/**\"\ndeny read \"src/**\"",
        "allow read \"docs/public/**\"\ndeny read \"src/**\"",
        expect![[r#"
            narrows
            narrows permissions/read authority: -"allow read \"docs/**\"", +"allow read \"docs/public/**\"" (clerk)
              less docs: allow -> deny
        "#]],
    );
}

#[test]
fn a_prefix_that_is_split_in_two_narrower_ones_narrows() {
    check(
        "allow read \"docs/**\"",
        "allow read \"docs/a/**\" \"docs/b/**\"",
        expect![[r#"
        narrows
        narrows permissions/read authority: -"allow read \"docs/**\"", +"allow read \"docs/a/**\"", +"allow read \"docs/b/**\"" (clerk)
          less docs: allow -> deny
    "#]],
    );
}

#[test]
fn a_deny_that_is_strengthened_narrows() {
    check(
        "allow read \"**\"\ndeny read \"secrets/a/**\"",
        "allow read \"**\"\ndeny read \"secrets/**\"",
        expect![[r#"
            narrows
            narrows permissions/read authority: -"deny read \"secrets/a/**\"", +"deny read \"secrets/**\"" (clerk)
              less secrets: allow -> deny
        "#]],
    );
}

#[test]
fn a_redundant_allow_changes_nothing() {
    check(
        "allow read \"docs/**\"",
        "allow read \"docs/**\" \"docs/public/*.md\"",
        expect![[r#"
            neutral
            neutral permissions/read authority: +"allow read \"docs/public/*.md\"" (clerk)
        "#]],
    );
}

#[test]
fn an_allow_that_a_deny_covers_changes_nothing() {
    check(
        "allow read \"docs/**\"\ndeny read \"secrets/**\"",
        "allow read \"docs/**\" \"secrets/keys/**\"\ndeny read \"secrets/**\"",
        expect![[r#"
            neutral
            neutral permissions/read authority: +"allow read \"secrets/keys/**\"" (clerk)
        "#]],
    );
}

#[test]
fn an_allow_that_becomes_an_ask_narrows() {
    check(
        "allow call \"tickets/get\"",
        "ask call \"tickets/get\"",
        expect![[r#"
        narrows
        narrows permissions/call authority: -"allow call \"tickets/get\"", +"ask call \"tickets/get\"" (clerk)
          less tickets/get: allow -> ask
    "#]],
    );
}

#[test]
fn an_ask_that_becomes_an_allow_takes_the_approval_away() {
    check(
        "ask call \"tickets/get\"",
        "allow call \"tickets/get\"",
        expect![[r#"
            widens
            widens [approval-removed] permissions/call authority: -"ask call \"tickets/get\"", +"allow call \"tickets/get\"" (clerk)
              more tickets/get: ask -> allow
        "#]],
    );
}

#[test]
fn an_ask_that_is_broadened_over_an_allow_narrows() {
    check(
        "allow write \"out/**\"\nask write \"out/a\"",
        "allow write \"out/**\"\nask write \"out/*\"",
        expect![[r#"
            narrows
            narrows permissions/write authority: -"ask write \"out/a\"", +"ask write \"out/*\"" (clerk)
              less out/b: allow -> ask
        "#]],
    );
}

#[test]
fn a_deny_that_is_removed_widens_where_something_allows() {
    check(
        "allow read \"docs/**\"\ndeny read \"docs/internal/**\"",
        "allow read \"docs/**\"",
        expect![[r#"
            widens
            widens [guard-removed] permissions/read authority: -"deny read \"docs/internal/**\"" (clerk)
              more docs/internal: deny -> allow
              unguarded docs/internal: deny -> allow
        "#]],
    );
}

#[test]
fn a_deny_that_is_removed_is_a_risk_even_where_nothing_allows() {
    check(
        "allow read \"docs/**\"\ndeny read \"secrets/**\"",
        "allow read \"docs/**\"",
        expect![[r#"
            undecided
            undecided [guard-removed] permissions/read authority: -"deny read \"secrets/**\"" (clerk)
              unguarded secrets: deny -> deny
        "#]],
    );
}

#[test]
fn a_redundant_deny_that_is_removed_changes_nothing() {
    check(
        "allow read \"**\"\ndeny read \"a/**\" \"a/b/**\"",
        "allow read \"**\"\ndeny read \"a/**\"",
        expect![[r#"
            neutral
            neutral permissions/read authority: -"deny read \"a/b/**\"" (clerk)
        "#]],
    );
}

#[test]
fn a_rule_that_is_spelled_otherwise_changes_nothing() {
    check(
        "allow read \"docs/**\"",
        "allow read \"docs/./**\"",
        expect![[r#"
        neutral
        neutral permissions/read authority: -"allow read \"docs/**\"", +"allow read \"docs/./**\"" (clerk)
    "#]],
    );
}

#[test]
fn a_mark_that_guards_a_tool_is_missed() {
    let before = agent("allow call \"tickets/*\"")
        .replace("tool \"get\"", "tool \"get\" {\n destructive\n }");
    let after = agent("allow call \"tickets/*\"");
    expect![[r#"
        undecided
        undecided [guard-removed] server "tickets"/tool "get"/destructive value: -"destructive" (clerk)
    "#]]
    .assert_eq(&printed(&difference(&before, &after)));
}

#[test]
fn a_new_tool_widens_where_a_rule_gives_it() {
    let more = |rules: &str| {
        agent(rules).replace("    tool \"get\"\n", "    tool \"get\"\n    tool \"refund\"\n")
    };
    let rules = "allow call \"tickets/*\"";
    expect![[r#"
        widens
        widens [tool-added] server "tickets"/tool "refund" authority: +"tickets/refund" (clerk)
          more tickets/refund: deny -> allow
        neutral server "tickets"/tool "refund" value: +"refund" (clerk)
    "#]]
    .assert_eq(&printed(&difference(&agent(rules), &more(rules))));
    let rules = "allow call \"tickets/get\"";
    expect![[r#"
        neutral
        neutral server "tickets"/tool "refund" value: +"refund" (clerk)
    "#]]
    .assert_eq(&printed(&difference(&agent(rules), &more(rules))));
}

#[test]
fn a_new_tool_widens_where_a_rule_gives_it_with_some_arguments() {
    let check = |rules: &str, expected: Expect| {
        let tool = "    tool \"get\"\n";
        let more = agent(rules).replace(tool, &format!("{tool}    tool \"refund\"\n"));
        expected.assert_eq(&printed(&difference(&agent(rules), &more)));
    };
    let within = "when amount at-most=50";
    check(
        &format!("allow call \"tickets/*\" {{\n    {within}\n}}"),
        expect![[r#"
        widens
        widens [tool-added] server "tickets"/tool "refund" authority: +"tickets/refund" (clerk)
          more tickets/refund amount=0: deny -> allow
        neutral server "tickets"/tool "refund" value: +"refund" (clerk)
    "#]],
    );
    check(
        &format!("ask call \"tickets/*\" {{\n    {within}\n}}"),
        expect![[r#"
        widens
        widens [tool-added] server "tickets"/tool "refund" authority: +"tickets/refund" (clerk)
          more tickets/refund amount=0: deny -> ask
        neutral server "tickets"/tool "refund" value: +"refund" (clerk)
    "#]],
    );
    check(
        &format!("allow call \"tickets/*\"\nask call \"tickets/*\" {{\n    {within}\n}}"),
        expect![[r#"
            widens
            widens [tool-added] server "tickets"/tool "refund" authority: +"tickets/refund" (clerk)
              more tickets/refund amount=51: deny -> allow
            neutral server "tickets"/tool "refund" value: +"refund" (clerk)
        "#]],
    );
    check(
        &format!("allow call \"tickets/*\"\ndeny call \"tickets/*\" {{\n    {within}\n}}"),
        expect![[r#"
            widens
            widens [tool-added] server "tickets"/tool "refund" authority: +"tickets/refund" (clerk)
              more tickets/refund amount=51: deny -> allow
            neutral server "tickets"/tool "refund" value: +"refund" (clerk)
        "#]],
    );
    check(
        &format!("allow call \"tickets/*\" {{\n    {within}\n}}\ndeny call \"tickets/refund\""),
        expect![[r#"
            neutral
            neutral server "tickets"/tool "refund" value: +"refund" (clerk)
        "#]],
    );
    check(
        &format!("allow call \"tickets/get\" {{\n    {within}\n}}"),
        expect![[r#"
        neutral
        neutral server "tickets"/tool "refund" value: +"refund" (clerk)
    "#]],
    );
}

#[test]
fn a_base_that_changes_under_twenty_agents_is_one_change() {
    let fleet = |rule: &str| {
        let agents = (0..20).map(|at| {
            format!("agent \"clerk-{at:02}\" {{\n    extends \"support\"\n    summary \"Clerk {at}\"\n}}\n")
        });
        format!(
            "base \"support\" {{\n    permissions {{\n        allow read \"{rule}\"\n    }}\n}}\n{}",
            agents.collect::<String>()
        )
    };
    let found = difference(&fleet("docs/**"), &fleet("**"));
    expect![[r#"
        widens
        widens permissions/read authority: -"allow read \"docs/**\"", +"allow read \"**\"" (20 agents)
          more a: deny -> allow
    "#]].assert_eq(&printed(&found));
    assert_eq!(found.groups.len(), 1);
    assert_eq!(found.groups[0].agents.len(), 20);
    assert_eq!(found.groups[0].elsewhere, 0);
}

#[test]
fn an_overlay_that_is_removed_widens_where_it_stood() {
    let overlaid = |block: &str| {
        format!(
            "environment \"dev\" {{\n    tracks\n}}\nenvironment \"prod\" {{\n    follows \"dev\"\n}}\n\
             agent \"clerk\" {{\n    permissions {{\n        allow read \"**\"\n    }}\n{block}}}\n"
        )
    };
    let block = "    in \"prod\" {\n        permissions {\n            deny read \"keys/**\"\n        }\n    }\n";
    let found = difference(&overlaid(block), &overlaid(""));
    expect![[r#"
        widens
        widens [guard-removed] permissions/read authority: -"deny read \"keys/**\"" (clerk@prod)
          more keys: deny -> allow
          unguarded keys: deny -> allow
    "#]]
    .assert_eq(&printed(&found));
}

#[test]
fn a_host_that_becomes_a_wildcard_is_mixed_for_the_wildcard_leaves_the_apex_out() {
    check(
        "allow fetch \"https://example.com/**\"",
        "allow fetch \"https://*.example.com/**\"",
        expect![[r#"
            mixed
            mixed permissions/fetch authority: -"allow fetch \"https://example.com/**\"", +"allow fetch \"https://*.example.com/**\"" (clerk)
              more https://a.example.com/: deny -> allow
              less https://example.com/: allow -> deny
        "#]],
    );
}

#[test]
fn an_argument_limit_that_is_raised_widens() {
    let rule =
        |most: u32| format!("ask call \"tickets/get\" {{\n when \"amount\" at-most={most}\n }}");
    check(
        &rule(50),
        &rule(500),
        expect![[r#"
        widens
        widens permissions/call authority: -"ask call \"tickets/get\" { when \"amount\" at-most=50 }", +"ask call \"tickets/get\" { when \"amount\" at-most=500 }" (clerk)
          more tickets/get amount=51: deny -> ask
    "#]],
    );
}

#[test]
fn asking_about_the_rest_widens_what_was_denied() {
    check(
        "allow run \"ls **\"\ndeny run \"rm **\"",
        "allow run \"ls **\"\ndeny run \"rm **\"\notherwise ask run",
        expect![[r#"
            widens
            widens permissions/run authority: +"otherwise ask run" (clerk)
              more a: deny -> ask
        "#]],
    );
    check(
        "allow run \"ls **\"\notherwise ask run",
        "allow run \"ls **\"\nask run \"**\"",
        expect![[r#"
            narrows
            narrows permissions/run authority: -"otherwise ask run", +"ask run \"**\"" (clerk)
              less ls: allow -> ask
        "#]],
    );
}

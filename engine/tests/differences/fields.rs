//! Every kind of field that differs, and its risk.

use expect_test::{Expect, expect};

use crate::printed::{difference, printed};

#[expect(clippy::needless_pass_by_value, reason = "an `expect!` is written in place")]
fn check(before: &str, after: &str, expected: Expect) {
    expected.assert_eq(&printed(&difference(before, after)));
}

/// An agent with this in its block.
fn agent(block: &str) -> String {
    format!("agent \"clerk\" {{\n{block}\n}}\n")
}

#[test]
fn limits_rise_fall_go_and_come() {
    let limits = |limits: &str| agent(&format!("limits {{\n{limits}\n}}"));
    check(
        &limits(
            "steps 40\ncost-per-run \"1.00 USD\"\nwall-clock \"1h\"\nrate \"60/min\" of=\"calls\"\nrate \"9/s\" of=\"runs\"\nconcurrency 2",
        ),
        &limits(
            "steps 41\ncost-per-run \"1.00 EUR\"\nwall-clock \"59m\"\nrate \"1/s\" of=\"calls\"\nrate \"10/s\" of=\"runs\"\ntokens-per-run 5",
        ),
        expect![[r#"
            mixed
            widens [limit-removed] limits/concurrency value: -"2" (clerk)
            widens [limit-raised] limits/rate "runs" value: "9/s of=runs" -> "10/s of=runs" (clerk)
            widens [limit-raised] limits/steps value: "40" -> "41" (clerk)
            narrows limits/tokens-per-run value: +"5" (clerk)
            narrows limits/wall-clock value: "1h" -> "59m" (clerk)
            undecided limits/cost-per-run value: "1.00 USD" -> "1.00 EUR" (clerk)
            undecided limits/rate "calls" value: "60/min of=calls" -> "1/s of=calls" (clerk)
        "#]],
    );
    check(
        &limits("wall-clock \"60m\""),
        &limits("wall-clock \"1h\""),
        expect![[r#"
        neutral
    "#]],
    );
}

#[test]
fn models_change_and_float() {
    check(
        &agent("model \"anthropic/claude-sonnet-4-5-20250929\" {\ntemperature 0\n}"),
        &agent(
            "model \"anthropic/claude-sonnet-4-5\" {\nfallback \"openai/gpt-5-mini-2025-08-07\"\n}",
        ),
        expect![[r#"
            undecided
            undecided model/temperature value: -"0" (clerk)
            undecided [model-changed] model value: "anthropic/claude-sonnet-4-5-20250929" -> "anthropic/claude-sonnet-4-5" (clerk)
            undecided [model-changed] model/fallback sequence: +"openai/gpt-5-mini-2025-08-07" (clerk)
            undecided [version-floats] model value: +"anthropic/claude-sonnet-4-5" (clerk)
        "#]],
    );
}

#[test]
fn servers_come_move_and_float() {
    let server = |command: &str, secret: &str| {
        format!(
            "secret \"a\" {{\nfrom \"vault\" \"a\"\n}}\nsecret \"b\" {{\nfrom \"vault\" \"{secret}\"\n}}\n\
             server \"tickets\" {{\ncommand {command}\nenv \"TOKEN\" secret=\"{secret}\"\nenv \"OTHER\" secret=\"b\"\n}}\n\
             server \"files\" {{\ncommand \"npx\" \"files-mcp\"\n}}\n"
        )
    };
    check(
        &format!(
            "{}{}",
            server("\"npx\" \"-y\" \"tickets-mcp@1.0.0\"", "a"),
            agent("server \"tickets\"")
        ),
        &format!(
            "{}{}",
            server("\"npx\" \"-y\" \"tickets-mcp@latest\"", "b"),
            agent("server \"tickets\"\nserver \"files\"")
        ),
        expect![[r#"
            undecided
            undecided server "tickets"/command value: "npx -y tickets-mcp@1.0.0" -> "npx -y tickets-mcp@latest" (clerk)
            undecided [version-floats] server "files"/command value: +"files-mcp" (clerk)
            undecided [version-floats] server "tickets"/command value: +"tickets-mcp@latest" (clerk)
            undecided [server-added] server "files" value: +"files" (clerk)
            undecided [secret-changed] server "tickets"/env "OTHER"/from value: "vault a" -> "vault b" (clerk)
            undecided [secret-changed] server "tickets"/env "TOKEN" value: "secret=a" -> "secret=b" (clerk)
            neutral permissions/call authority: +"reach files/**" (clerk)
        "#]],
    );
}

#[test]
fn what_is_seen_of_a_server_is_compared_by_what_may_be_called() {
    let used = |only: &str| {
        format!(
            "server \"tickets\" {{\nurl \"https://mcp.acme.example\"\n}}\n{}",
            agent(&format!(
                "server \"tickets\"{only}\npermissions {{\nallow call \"tickets/*\"\n}}"
            ))
        )
    };
    check(
        &used(" {\nonly \"get_*\"\n}"),
        &used(""),
        expect![[r#"
        widens
        widens permissions/call authority: -"reach tickets/get_**", +"reach tickets/**" (clerk)
          more tickets/a: deny -> allow
        neutral server "tickets"/only set: -"get_*" (clerk)
    "#]],
    );
    check(
        &used(""),
        &agent("permissions {\nallow call \"tickets/*\"\n}"),
        expect![[r#"
        narrows
        narrows permissions/call authority: -"reach tickets/**" (clerk)
          less tickets/a: allow -> deny
        neutral server "tickets" value: -"tickets" (clerk)
    "#]],
    );
}

#[test]
fn stages_move_as_the_lifecycle_allows_or_not() {
    let stage = |stage: &str| {
        format!("use \"std/lifecycle/standard@1\"\n{}", agent(&format!("stage \"{stage}\"")))
    };
    check(
        &stage("draft"),
        &stage("review"),
        expect![[r#"
        neutral
        neutral stage value: "draft" -> "review" (clerk)
    "#]],
    );
    check(
        &stage("draft"),
        &stage("active"),
        expect![[r#"
        undecided
        undecided [stage-jumped] stage value: "draft" -> "active" (clerk)
    "#]],
    );
}

#[test]
fn texts_sets_and_sequences_are_compared_as_what_they_are() {
    check(
        &agent("instructions \"Ask first.\"\ninstructions file=\"a.md\"\ntag \"b\" \"a\"\nowner \"x\"\nknowledge \"docs/**\"\n")
            .replace("}\n", "}\n-- a.md --\nOne.\n-- docs/a.md --\nA\n-- docs/b.md --\nB\n"),
        &agent("instructions file=\"a.md\"\ninstructions \"Ask first.\"\ntag \"a\" \"c\"\nowner \"y\"\nknowledge \"docs/**\"\n")
            .replace("}\n", "}\n-- a.md --\nOne.\n-- docs/a.md --\nA2\n-- docs/c.md --\nC\n"),
        expect![[r#"
            undecided
            undecided instructions "a.md" text: +"One.\n" (clerk)
            undecided instructions "a.md" text: -"One.\n" (clerk)
            undecided knowledge "docs/**" files: "docs/a.md sha256:06f961b802bc46ee168555f066d28f4f0e9afdf3f88174c1ee6f9de004fc30a0" -> "docs/a.md sha256:09d0e85fc483bcd80dc0d863b033e14450dff829a1959465b6cfad1bf1575b5d", -"docs/b.md sha256:c0cde77fa8fef97d476c10aad3d2d54fcc2f336140d073651c2dcccf1e379fd6", +"docs/c.md sha256:12f37a8a84034d3e623d726fe10e5031f4df997ac13f4d5571b5a90c41fb84fe" (clerk)
            neutral owner value: "x" -> "y" (clerk)
            neutral tag set: +"c", -"b" (clerk)
        "#]],
    );
}

#[test]
fn the_order_of_a_set_and_where_things_stand_is_no_change() {
    check(
        &format!(
            "base \"b\" {{\ntag \"x\" \"y\"\n}}\n{}",
            agent("extends \"b\"\nlimits {\nsteps 3\n}")
        ),
        &agent("// moved\ntag \"y\"\nlimits {\nsteps 3\n}\ntag \"x\""),
        expect![[r#"
            neutral
        "#]],
    );
}

#[test]
fn agents_come_go_and_are_renamed() {
    let rules = "instructions \"Answer.\"\npermissions {\nallow read \"docs/**\"\ndeny read \"docs/x\"\n}\nlimits {\nsteps 3\n}";
    check(
        "",
        &agent(rules),
        expect![[r#"
        widens
        widens agent added:  (clerk)
        widens permissions/read authority: +"allow read \"docs/**\"", +"deny read \"docs/x\"" (clerk)
          more docs: deny -> allow
    "#]],
    );
    check(
        &agent(rules),
        "",
        expect![[r#"
        narrows
        narrows agent removed:  (clerk)
    "#]],
    );
    check(
        &agent(rules),
        &agent(rules).replace("clerk", "triage"),
        expect![[r#"
        neutral
        neutral agent renamed: "clerk" -> "triage" (triage)
    "#]],
    );
    check(
        &agent(rules),
        &agent(rules).replace("clerk", "triage").replace("steps 3", "steps 2"),
        expect![[r#"
            narrows
            narrows limits/steps value: "3" -> "2" (triage)
            neutral agent renamed: "clerk" -> "triage" (triage)
        "#]],
    );
}

#[test]
fn what_a_broken_file_declared_is_not_taken_for_gone() {
    let text = format!(
        "-- a.kdl --\nagent \"editor\"\n-- b.kdl --\n{}",
        agent("permissions {\nallow read \"docs/**\"\n}")
    );
    check(
        &text,
        &text.replace("agent \"clerk\" {", "agnt \"clerk\" {"),
        expect![[r#"
        undecided
        broken b.kdl:1: unknown node `agnt` at the top of a file
        undecided agent removed:  (clerk)
    "#]],
    );
}

#[test]
fn a_file_that_is_broken_alike_on_both_sides_is_no_difference() {
    let text = format!("{}-- broken.kdl --\nagnt \"x\"\n", agent("limits {\nsteps 3\n}"));
    check(
        &text,
        &text,
        expect![[r#"
        neutral
    "#]],
    );
}

#[test]
fn a_credential_in_a_value_is_not_repeated() {
    let server = |token: &str| {
        format!(
            "server \"s\" {{\ncommand \"serve\"\nenv \"T\" value=\"{token}\"\n}}\n{}",
            agent("server \"s\"")
        )
    };
    let token = |end: &str| ["ghp_", "a8Kd03jsKw9fLq2xTzB7", "vNc5mRe1yUo4p", end].concat();
    let found = printed(&difference(&server(&token("Qi6")), &server(&token("Qi7"))));
    assert!(!found.contains("a8Kd03"), "{found}");
    assert!(found.contains("undecided server \"s\"/env \"T\""), "{found}");
}

#[test]
fn rows_of_instances_are_agents_of_their_own() {
    let fleet =
        |rows: &str| format!("{}-- rows.json --\n{rows}\n", agent("instances file=\"rows.json\""));
    check(
        &fleet("[{\"name\": \"a\"}, {\"name\": \"b\", \"x\": 1}]"),
        &fleet("[{\"name\": \"b\", \"x\": 2}, {\"name\": \"c\"}]"),
        expect![[r#"
            mixed
            mixed instances set: +"c", -"a", "b" -> "b (other values)" (clerk)
        "#]],
    );
}

//! What is written and cannot be kept is a finding: nothing is accepted and ignored.

use bailiwick_engine::canonical;
use bailiwick_engine::workspace::{Workspace, load};
use bailiwick_engine::world::Memory;
use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary;
use expect_test::{Expect, expect};

/// The errors of these files, one a line.
fn check(files: &str, expected: &Expect) {
    let workspace = load(&Memory::example(files));
    let lines =
        workspace.diagnostics().diagnostics.into_iter().map(|found| {
            format!("{} {}: {}\n", found.rule.code, found.primary.path, found.message)
        });
    expected.assert_eq(&lines.filter(|line| line.starts_with("BW2")).collect::<String>());
}

#[test]
fn a_level_that_is_set_twice_and_a_size_that_is_never_read_are_told() {
    check(
        r#"
-- bailiwick.kdl --
workspace "acme" {
    edition 1
    level "agent-without-owner" "off"
    level "BW6301" "error"
    level "agent-without-owner" "error"
    reading {
        file-size "1 GiB"
    }
}
"#,
        &expect![[r#"
            BW2027 bailiwick.kdl: the level of `agent-without-owner` is set twice
            BW2015 bailiwick.kdl: `1 GiB` is more than is read of any file
        "#]],
    );
}

#[test]
fn a_value_of_an_extension_that_cannot_be_held_is_told() {
    check(
        r#"
extension "acme" schema="acme.schema.json"
param "share" type="number" default=#nan
agent "clerk" {
    extra "acme" {
        nothing #null
        endless #inf
        long 123456789012345678901234567890123456789
        both name=1 {
            name 2
        }
    }
}
-- acme.schema.json --
{}
"#,
        &expect![[r#"
            BW2015 context.kdl: `#nan` is no number of at most 28 digits
            BW2015 context.kdl: `#inf` is no number of at most 28 digits
            BW2015 context.kdl: `123456789012345678901234567890123456789` is no number of at most 28 digits
            BW2008 context.kdl: `name` stands on `both` and in its block
        "#]],
    );
}

/// The first `extra` of a workspace as JSON.
fn extra(workspace: &Workspace) -> Option<String> {
    let agent: Item<'_> = workspace.agent("clerk")?;
    agent.child(&vocabulary::EXTRA).map(canonical::extra)
}

#[test]
fn a_key_of_an_extension_means_the_same_however_it_is_quoted() {
    for key in [r#""a\"b""#, r#""a\u{22}b""#, r##"#"a"b"#"##] {
        let text = format!("agent \"clerk\" {{\n    extra \"acme\" {{ node {key}=1; }}\n}}\n");
        let json = extra(&load(&Memory::example(&text)));
        assert_eq!(json.as_deref(), Some(r#"{"node":{"a\"b":1}}"#), "{key}");
    }
}

//! One environment compared with another one, of the same workspace or of two.

use bailiwick_engine::diff::{Only, diff};
use bailiwick_engine::workspace::load;
use bailiwick_engine::world::Memory;
use expect_test::{Expect, expect};

use crate::printed::printed;

const FLEET: &str = "environment \"staging\"
environment \"prod\" {
    follows \"staging\"
}
server \"tickets\" {
    url \"https://staging.acme.example\"
    in \"prod\" {
        url \"https://acme.example\"
    }
}
agent \"clerk\" {
    server \"tickets\"
    permissions {
        allow read \"docs/**\"
    }
    in \"prod\" {
        permissions {
            deny read \"docs/internal/**\"
            allow write \"out/**\"
        }
    }
}
agent \"editor\" {
    permissions {
        allow read \"docs/**\"
    }
}
";

#[expect(clippy::needless_pass_by_value, reason = "an `expect!` is written in place")]
fn check(before: (&str, &str), after: (&str, &str), expected: Expect) {
    let between = Some([before.1.to_owned(), after.1.to_owned()]);
    let only = Only { between, ..Only::default() };
    let [was, is] = [before.0, after.0].map(|text| load(&Memory::example(text)));
    expected.assert_eq(&printed(&diff(&was, &is, &only)));
}

#[test]
fn an_agent_is_compared_with_itself_in_another_environment() {
    check(
        (FLEET, "staging"),
        (FLEET, "prod"),
        expect![[r#"
        mixed
        widens permissions/write authority: +"allow write \"out/**\"" (clerk@staging -> prod)
          more out: deny -> allow
        narrows permissions/read authority: +"deny read \"docs/internal/**\"" (clerk@staging -> prod)
          less docs/internal: allow -> deny
        undecided server "tickets"/url value: "https://staging.acme.example" -> "https://acme.example" (clerk@staging -> prod)
    "#]],
    );
    check(
        (FLEET, "prod"),
        (FLEET, "staging"),
        expect![[r#"
        mixed
        widens [guard-removed] permissions/read authority: -"deny read \"docs/internal/**\"" (clerk@prod -> staging)
          more docs/internal: deny -> allow
          unguarded docs/internal: deny -> allow
        narrows permissions/write authority: -"allow write \"out/**\"" (clerk@prod -> staging)
          less out: allow -> deny
        undecided server "tickets"/url value: "https://acme.example" -> "https://staging.acme.example" (clerk@prod -> staging)
    "#]],
    );
}

#[test]
fn an_environment_is_compared_with_itself_in_another_workspace() {
    check(
        (FLEET, "prod"),
        (FLEET, "prod"),
        expect![[r#"
        neutral
    "#]],
    );
    let wider = FLEET.replace("out/**", "**");
    check(
        (FLEET, "prod"),
        (&wider, "prod"),
        expect![[r#"
        widens
        widens permissions/write authority: -"allow write \"out/**\"", +"allow write \"**\"" (clerk@prod)
          more a: deny -> allow
    "#]],
    );
    check(
        (FLEET, "staging"),
        (&wider, "staging"),
        expect![[r#"
        neutral
    "#]],
    );
}

#[test]
fn an_environment_that_one_workspace_lacks_gives_nothing_there() {
    let (dev, prod) =
        FLEET.split_once("environment \"prod\" {\n    follows \"staging\"\n}\n").unwrap();
    let without = format!("{dev}{prod}").replace("in \"prod\"", "in \"staging\"");
    check(
        (&without, "prod"),
        (FLEET, "prod"),
        expect![[r#"
        widens
        widens agent entered:  (clerk@prod editor@prod)
        widens permissions/read authority: +"allow read \"docs/**\"" (editor@prod)
          more docs: deny -> allow
        widens permissions/read authority: +"allow read \"docs/**\"", +"deny read \"docs/internal/**\"" (clerk@prod)
          more docs: deny -> allow
        widens permissions/write authority: +"allow write \"out/**\"" (clerk@prod)
          more out: deny -> allow
        undecided [server-added] server "tickets" value: +"tickets" (clerk@prod)
        neutral permissions/call authority: +"reach tickets/**" (clerk@prod)
    "#]],
    );
}

#[test]
fn an_agent_that_is_new_is_new_in_the_environment_that_is_asked_for() {
    let (without, _) = FLEET.split_once("agent \"editor\"").unwrap();
    check(
        (without, "staging"),
        (FLEET, "prod"),
        expect![[r#"
        mixed
        widens agent added:  (editor)
        widens permissions/read authority: +"allow read \"docs/**\"" (editor@staging -> prod)
          more docs: deny -> allow
        widens permissions/write authority: +"allow write \"out/**\"" (clerk@staging -> prod)
          more out: deny -> allow
        narrows permissions/read authority: +"deny read \"docs/internal/**\"" (clerk@staging -> prod)
          less docs/internal: allow -> deny
        undecided server "tickets"/url value: "https://staging.acme.example" -> "https://acme.example" (clerk@staging -> prod)
    "#]],
    );
}

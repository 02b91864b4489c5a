//! Policies that go, loosen or leave agents alone, beside what agents are given.

use expect_test::{Expect, expect};

use crate::printed::{difference, printed};

const CLERK: &str = "agent \"clerk\"\nagent \"deployer\"\n";

const NO_SHELL: &str = "policy \"no-shell\" {
    because \"agents run no shell\"
    in \"prod\"
    forbid run \"sh **\" \"bash **\"
    at-most ask call \"payments/*\"
    require \"owner\"
}
";

#[expect(clippy::needless_pass_by_value, reason = "an `expect!` is written in place")]
fn check(before: &str, after: &str, expected: Expect) {
    let [before, after] = [before, after].map(|text| format!("{CLERK}{text}"));
    expected.assert_eq(&printed(&difference(&before, &after)));
}

#[test]
fn a_policy_that_goes_is_a_risk_and_one_that_comes_is_none() {
    check(
        NO_SHELL,
        "",
        expect![[r#"
        undecided
        undecided [policy-removed] policy "no-shell" governance: -"because agents run no shell", -"in \"prod\"", -"forbid run \"sh **\"", -"forbid run \"bash **\"", -"at-most ask call \"payments/*\"", -"require \"owner\"" ()
    "#]],
    );
    check(
        "",
        NO_SHELL,
        expect![[r#"
        neutral
        neutral policy "no-shell" governance: +"because agents run no shell", +"in \"prod\"", +"forbid run \"sh **\"", +"forbid run \"bash **\"", +"at-most ask call \"payments/*\"", +"require \"owner\"" ()
    "#]],
    );
    check(
        "policy \"nothing\"\n",
        "",
        expect![[r#"
        undecided
        undecided [policy-removed] policy "nothing" governance: -"demands nothing" ()
    "#]],
    );
}

#[test]
fn a_policy_that_demands_less_is_a_risk() {
    check(
        NO_SHELL,
        &NO_SHELL.replace(" \"bash **\"", ""),
        expect![[r#"
        undecided
        undecided [policy-changed] policy "no-shell" governance: -"forbid run \"bash **\"" ()
    "#]],
    );
    check(
        NO_SHELL,
        &NO_SHELL.replace("ask call", "ask run"),
        expect![[r#"
        undecided
        undecided [policy-changed] policy "no-shell" governance: -"at-most ask call \"payments/*\"", +"at-most ask run \"payments/*\"" ()
    "#]],
    );
    check(
        NO_SHELL,
        &NO_SHELL.replace("forbid run", "severity \"info\"\n    forbid run"),
        expect![[r#"
            undecided
            undecided [policy-changed] policy "no-shell" governance: +"severity info" ()
        "#]],
    );
}

#[test]
fn a_policy_that_is_for_fewer_is_a_risk() {
    check(
        NO_SHELL,
        &NO_SHELL.replace("in \"prod\"", "in \"prod\"\n    tags \"pci\""),
        expect![[r#"
            undecided
            undecided [policy-changed] policy "no-shell" governance: +"tags \"pci\"" ()
        "#]],
    );
    check(
        &NO_SHELL.replace("\"prod\"", "\"dev\" \"prod\""),
        NO_SHELL,
        expect![[r#"
        undecided
        undecided [policy-changed] policy "no-shell" governance: -"in \"dev\"" ()
    "#]],
    );
}

#[test]
fn a_policy_that_demands_more_or_is_for_more_is_no_risk() {
    check(
        &NO_SHELL.replace(" \"bash **\"", ""),
        NO_SHELL,
        expect![[r#"
        neutral
        neutral policy "no-shell" governance: +"forbid run \"bash **\"" ()
    "#]],
    );
    check(
        NO_SHELL,
        &NO_SHELL.replace("in \"prod\"", ""),
        expect![[r#"
        neutral
        neutral policy "no-shell" governance: -"in \"prod\"" ()
    "#]],
    );
    check(
        NO_SHELL,
        &NO_SHELL.replace("in \"prod\"", "in \"dev\" \"prod\""),
        expect![[r#"
        neutral
        neutral policy "no-shell" governance: +"in \"dev\"" ()
    "#]],
    );
    check(
        NO_SHELL,
        &NO_SHELL.replace("run no shell", "have no shell"),
        expect![[r#"
        neutral
        neutral policy "no-shell" governance: -"because agents run no shell", +"because agents have no shell" ()
    "#]],
    );
}

#[test]
fn layout_and_order_of_a_policy_change_nothing() {
    check(
        NO_SHELL,
        &NO_SHELL.replace(
            "forbid run \"sh **\" \"bash **\"",
            "forbid run \"bash **\"\n\n    forbid \"run\" \"sh **\"",
        ),
        expect![[r#"
            neutral
        "#]],
    );
}

#[test]
fn whom_a_policy_leaves_alone_is_a_risk_of_that_agent() {
    let waive = |agent: &str, until: &str| {
        format!(
            "{NO_SHELL}waive \"no-shell\" agent=\"{agent}\" until=\"{until}\" because=\"ticket 7\"\n"
        )
    };
    check(
        NO_SHELL,
        &waive("clerk", "2030-01-31"),
        expect![[r#"
        undecided
        undecided [waiver-added] policy "no-shell"/waive governance: +"until=2030-01-31 because=ticket 7" (clerk)
    "#]],
    );
    check(
        &waive("clerk", "2030-01-31"),
        &waive("clerk", "2031-01-31"),
        expect![[r#"
        undecided
        undecided [waiver-added] policy "no-shell"/waive governance: "until=2030-01-31 because=ticket 7" -> "until=2031-01-31 because=ticket 7" (clerk)
    "#]],
    );
    check(
        &waive("clerk", "2030-01-31"),
        &waive("clerk", "2029-01-31"),
        expect![[r#"
        neutral
        neutral policy "no-shell"/waive governance: "until=2030-01-31 because=ticket 7" -> "until=2029-01-31 because=ticket 7" (clerk)
    "#]],
    );
    check(
        &waive("clerk", "2030-01-31"),
        NO_SHELL,
        expect![[r#"
        neutral
        neutral policy "no-shell"/waive governance: -"until=2030-01-31 because=ticket 7" (clerk)
    "#]],
    );
    check(
        &waive("clerk", "2030-01-31"),
        "",
        expect![[r#"
        undecided
        undecided [policy-removed] policy "no-shell" governance: -"because agents run no shell", -"in \"prod\"", -"forbid run \"sh **\"", -"forbid run \"bash **\"", -"at-most ask call \"payments/*\"", -"require \"owner\"" ()
    "#]],
    );
    // One exception of two agents is one change of two agents.
    let except =
        "except \"clerk\" \"deployer\" until=\"2030-01-31\" because=\"ships\"\n    in \"prod\"";
    let excepted = NO_SHELL.replace("in \"prod\"", except);
    check(
        NO_SHELL,
        &excepted,
        expect![[r#"
        undecided
        undecided [waiver-added] policy "no-shell"/except governance: +"until=2030-01-31 because=ships" (clerk deployer)
    "#]],
    );
    // A policy that is new with its exception took nothing away.
    check(
        "",
        &excepted,
        expect![[r#"
            neutral
            neutral policy "no-shell" governance: +"because agents run no shell", +"in \"prod\"", +"forbid run \"sh **\"", +"forbid run \"bash **\"", +"at-most ask call \"payments/*\"", +"require \"owner\"" ()
            neutral policy "no-shell"/except governance: +"until=2030-01-31 because=ships" (clerk deployer)
        "#]],
    );
}

#[test]
fn a_policy_that_goes_comes_before_those_whom_another_leaves_alone() {
    let other = NO_SHELL.replace("no-shell", "another");
    let waivers: String = ["clerk", "deployer"]
        .iter()
        .map(|agent| {
            format!("waive \"another\" agent=\"{agent}\" until=\"2030-01-31\" because=\"x\"\n")
        })
        .collect();
    check(
        &format!("policy \"no-web\" {{\n    forbid fetch \"**\"\n}}\n{other}"),
        &format!("{other}{waivers}"),
        expect![[r#"
            undecided
            undecided [policy-removed] policy "no-web" governance: -"forbid fetch \"**\"" ()
            undecided [waiver-added] policy "another"/waive governance: +"until=2030-01-31 because=x" (clerk deployer)
        "#]],
    );
}

#[test]
fn an_agent_that_walks_out_of_a_policy_is_a_risk() {
    let policy = "policy \"cards\" {\n    tags \"pci\"\n    forbid run \"sh **\"\n}\n";
    let tagged = format!("agent \"till\" {{\n    tag \"pci\" \"shop\"\n}}\n{policy}");
    check(
        &tagged,
        &tagged.replace(" \"shop\"", ""),
        expect![[r#"
        neutral
        neutral tag set: -"shop" (till)
    "#]],
    );
    check(
        &tagged,
        &tagged.replace(" \"pci\" \"shop\"", " \"shop\""),
        expect![[r#"
        undecided
        undecided [policy-removed] policy "cards" governance: -"holds for the agent" (till)
        neutral tag set: -"pci" (till)
    "#]],
    );
    let named = "agent \"shop/till\" {\n    summary \"Takes money\"\n    owner \"shop\"\n    model \"a/b-1\"\n}\npolicy \"shop\" {\n    agents \"shop/*\"\n    forbid run \"sh **\"\n}\n";
    check(
        named,
        &named.replace("agent \"shop/till\"", "agent \"till\""),
        expect![[r#"
        undecided
        undecided [policy-removed] policy "shop" governance: -"holds for the agent" (till)
        neutral agent renamed: "shop/till" -> "till" (till)
    "#]],
    );
}

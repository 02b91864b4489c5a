//! Which requests show a change.

use expect_test::expect;

use crate::cases::check;

#[test]
fn each_change_of_effect_has_its_request() {
    check(
        "ask run \"make **\"",
        "ask run \"ls **\"\nallow run \"make test\" \"deploy **\"",
        expect![[r#"
            mixed
            mixed [approval-removed] permissions/run authority: -"ask run \"make **\"", +"allow run \"deploy **\"", +"allow run \"make test\"", +"ask run \"ls **\"" (clerk)
              more deploy: deny -> allow
              more make test: ask -> allow
              more ls: deny -> ask
              less make: ask -> deny
        "#]],
    );
}

#[test]
fn a_guard_on_a_program_that_another_guards_in_any_folder_is_no_loss() {
    check(
        "deny run \"rm **\" \"/bin/rm **\"",
        "deny run \"rm **\"",
        expect![[r#"
        neutral
        neutral permissions/run authority: -"deny run \"/bin/rm **\"" (clerk)
    "#]],
    );
}

#[test]
fn a_guard_with_a_condition_is_one_for_what_it_may_hold_for() {
    let deny = |bound: &str| {
        format!(
            "allow call \"tickets/get\"\ndeny call \"tickets/*\" {{\n when \"amount\" at-least={bound}\n }}"
        )
    };
    check(
        &deny("100"),
        &deny("200"),
        expect![[r#"
        widens
        widens [guard-removed] permissions/call authority: -"deny call \"tickets/*\" { when \"amount\" at-least=100 }", +"deny call \"tickets/*\" { when \"amount\" at-least=200 }" (clerk)
          more tickets/get amount=100: deny -> allow
          unguarded tickets/a amount=100: deny -> deny
    "#]],
    );
    check(
        &deny("100"),
        "deny call \"tickets/get\"",
        expect![[r#"
        undecided
        undecided [guard-removed] permissions/call authority: -"allow call \"tickets/get\"", -"deny call \"tickets/*\" { when \"amount\" at-least=100 }", +"deny call \"tickets/get\"" (clerk)
          less tickets/get amount=0: allow -> deny
          unguarded tickets/a: deny -> deny
    "#]],
    );
}

#[test]
fn a_request_that_unicode_composes_is_no_witness() {
    // What `a` and an acute accent make is one character in every canonical path.
    check(
        "allow read \"q\u{301}\"",
        "allow read \"[a-z]\u{301}\"",
        expect![[r#"
        undecided
        undecided permissions/read authority: -"allow read \"q\u{301}\"", +"allow read \"[a-z]\u{301}\"" (clerk)
          not proven
    "#]],
    );
}

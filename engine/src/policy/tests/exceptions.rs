//! What is excepted from policies, and until when.

use bailiwick_schema::value::Date;
use expect_test::expect;

use super::{DESK, check, shown};
use crate::workspace::load;
use crate::world::Memory;

#[test]
fn exceptions_and_waivers_let_one_agent_stand_until_their_day() {
    let text = r#"
policy "known" {
    except "clerk" until="2026-06-30" because="it is new"
    require "owner"
}
policy "read" {
    forbid read "docs/**"
}
waive "read" agent="clerk" until="2026-03-31" because="ticket 812"
"#;
    check(
        text,
        &expect![[r#"
        error policy-violation: `team/novice` may read `docs` in `dev`, which policy `read` forbids
          at "docs/**": allowed here
          and "docs/**": forbidden here
          help: narrow the rule, or lay `deny read "docs/**"` over it
        error missing-requirement: `team/novice` has no `owner` in `dev`, which policy `known` requires
          at "team/novice": 
          and "owner": required here
          help: give it one: `owner "payments"`
        1 waived
    "#]],
    );
    let late = Memory::example(&format!("{DESK}{text}")).on(Date::new(2026, 7, 1).unwrap());
    expect![[r#"
        error policy-violation: `clerk` may read `docs` in `dev` and `prod`, which policy `read` forbids
          at "docs/**": allowed here
          and "docs/**": forbidden here
          help: narrow the rule, or lay `deny read "docs/**"` over it
        error policy-violation: `team/novice` may read `docs` in `dev`, which policy `read` forbids
          at "docs/**": allowed here
          and "docs/**": forbidden here
          help: narrow the rule, or lay `deny read "docs/**"` over it
        error missing-requirement: `clerk` has no `owner` in `dev` and `prod`, which policy `known` requires
          at "clerk": 
          and "owner": required here
          help: give it one: `owner "payments"`
        error missing-requirement: `team/novice` has no `owner` in `dev`, which policy `known` requires
          at "team/novice": 
          and "owner": required here
          help: give it one: `owner "payments"`
        error expired-exception: this exception ended on `2026-06-30`
          at "2026-06-30": 
          help: mend what it let stand and take it away, or set a later day
        error expired-exception: this waiver ended on `2026-03-31`
          at "2026-03-31": 
          help: mend what it let stand and take it away, or set a later day
    "#]].assert_eq(&shown(&load(&late)));
    let last = Memory::example(&format!("{DESK}{text}")).on(Date::new(2026, 6, 30).unwrap());
    assert!(!shown(&load(&last)).contains("exception ended"));
}

#[test]
fn exceptions_that_let_nothing_stand_are_told() {
    check(
        r#"
policy "keys" {
    except "clerk" "team/novice" until="2026-06-30" because="it rotates them"
    forbid read "docs/keys/**"
}
policy "read" {
    agents "team/*"
    forbid read "docs/**"
}
waive "read" agent="clerk" until="2026-03-31" because="ticket 812"
waive "reed" agent="clark" until="2026-03-31" because="a slip"
"#,
        &expect![[r#"
            error policy-violation: `team/novice` may read `docs` in `dev`, which policy `read` forbids
              at "docs/**": allowed here
              and "docs/**": forbidden here
              help: narrow the rule, or lay `deny read "docs/**"` over it
            warning idle-exception: this exception lets nothing stand: `clerk` keeps policy `keys`
              at "clerk": 
              help: take it away
            warning idle-exception: this waiver lets nothing stand: `clerk` keeps policy `read`
              at "clerk": 
              help: take it away
            error dangling-reference: no policy is called `reed`
              at "reed": 
              help: did you mean `read`?
            error dangling-reference: no agent is called `clark`
              at "clark": 
              help: did you mean `clerk`?
        "#]],
    );
}

#[test]
fn exceptions_and_waivers_of_the_same_agent_all_let_it_stand() {
    check(
        r#"
policy "read" {
    agents "clerk"
    except "clerk" until="2026-06-30" because="it is new"
    forbid read "docs/**"
}
waive "read" agent="clerk" until="2026-03-31" because="ticket 812"
waive "read" agent="clerk" until="2026-04-30" because="ticket 813"
"#,
        &expect![[r#"
            1 waived
        "#]],
    );
}

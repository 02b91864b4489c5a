//! Policies that cannot be read.

use expect_test::expect;

use super::check;

#[test]
fn demands_that_cannot_be_read_are_errors_at_their_place() {
    check(
        r#"
policy "slips" {
    agents "a***"
    forbid eat "docs/**"
    forbid read "docs/{a"
    forbid read
    forbid read label="external"
    at-most ask red "docs/**"
    at-most ask call
    at-most ask call "a/*" label="external"
    at-most ask call "tickets"
    at-most allow call "a/*"
    at-most "limits/steps" "40"
    at-most "limits/steps" 0
    at-most "limits/cost-per-run" "2 dollars"
    at-most "limits/cost-per-run" "2 USD" "3 USD" label="external"
    require "owners"
    except "clerk" until="tomorrow" because="soon"
    except "clerk" until="2026-01-01"
}
policy "idle" {
    because "nothing is said"
}
"#,
        &expect![[r#"
            error malformed-pattern: 3 stars in a row mean nothing
              at ***: 
              help: write `*` within a part, `**` across parts
            error unknown-word: the action of `forbid` cannot be `eat`
              at eat: 
              help: possible are `read`, `write`, `run`, `fetch`, `call`, `delegate`, `recall`, `remember`
            error malformed-pattern: nothing closes this `{`
              at {: 
              help: close it with `}`, or write `\{` for the sign itself
            error incomplete-choice: `forbid` has neither a pattern nor a `label`
              at forbid read: 
              help: give it a pattern or a `label`
            error malformed-policy: only tools have labels, and `read` names none
              at label="external": 
              help: write `call`, or patterns in the place of the label
            error malformed-policy: the action of `at-most` cannot be `red`
              at red: 
              help: did you mean `read`?
            error malformed-policy: `at-most` has neither a pattern nor a label
              at at-most: 
              help: give it patterns of the action, or a `label`
            error malformed-policy: `at-most` has both patterns and a label
              at at-most: 
              help: give it patterns of the action, or a `label`
            error malformed-pattern: `tickets` names no tool
              at tickets: 
              help: write `tickets/*` for all tools of a server, or `**` for all calls
            error unknown-word: the bound of `at-most` cannot be `allow`
              at allow: 
              help: possible are `ask`, `limits/steps`, `limits/tokens-per-run`, `limits/cost-per-run`, `limits/cost-per-day`, `limits/wall-clock`, `limits/concurrency`
            error malformed-policy: `40` is not a whole number from 1 to 1000000
              at "40": 
              help: write it as the limit has it: `steps 40`
            error malformed-policy: `0` is no `steps`: it is not in the range 1 to 1000000
              at 0: 
              help: write it as the limit has it: `steps 40`
            error malformed-policy: `2 dollars` is no `cost-per-run`: `dollars` is not an ISO 4217 code
              at "2 dollars": 
              help: write it as the limit has it: `cost-per-run "2.00 USD"`
            error malformed-policy: `limits/cost-per-run` has one highest value
              at "3 USD": 
              help: take the others away
            error malformed-policy: `limits/cost-per-run` has nothing to do with labels
              at label="external": 
              help: take the label away
            error unknown-word: `require` cannot be `owners`
              at "owners": 
              help: possible are `title`, `summary`, `owner`, `tag`, `stage`, `model`, `model/fallback`, `instructions`, `permissions`, `limits`, `limits/steps`, `limits/tokens-per-run`, `limits/cost-per-run`, `limits/cost-per-day`, `limits/wall-clock`, `limits/rate`, `limits/concurrency`, `failure`, `failure/retry`, `failure/timeout`, `failure/circuit-breaker`, `failure/escalate`, `evaluation`
            error invalid-date: `tomorrow` is not a date: year, month and day have a `-` between them
              at "tomorrow": 
              help: write it as in `"2026-12-31"`
            error missing-property: `except` has no `because`
              at except: 
              help: write it as in `except "deployer" until="2030-12-31" because="ships releases"`
            warning idle-exception: this exception lets nothing stand: `clerk` keeps policy `slips`
              at "clerk": 
              help: take it away
            error malformed-policy: the policy demands nothing
              at "idle": 
              help: write what it demands: `forbid`, `at-most` or `require`
        "#]],
    );
}

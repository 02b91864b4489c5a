//! `invalid-date`: a date that cannot be read.

use crate::rule::{Rule, Severity};

/// A date that cannot be read.
pub static INVALID_DATE: Rule = Rule {
    code: "BW2038",
    name: "invalid-date",
    severity: Severity::Error,
    summary: "a date that cannot be read",
    why: "A date is a year of four digits, a month and a day of two, with `-` between them: `2026-12-31`. It must be in the calendar.",
    bad: r#"agent "clerk"
policy "no-passwords" {
    except "clerk" until="2030-02-30" because="it resets them"
    require "permissions"
}"#,
    good: r#"agent "clerk"
policy "no-passwords" {
    except "clerk" until="2030-02-28" because="it resets them"
    require "permissions"
}"#,
    references: &[],
};

//! `invalid-name`: a name that is not spelled as names are.

use crate::rule::{Rule, Severity};

/// A name that is not spelled as names are.
pub static INVALID_NAME: Rule = Rule {
    code: "BW2010",
    name: "invalid-name",
    severity: Severity::Error,
    summary: "a name that is not spelled as names are",
    why: "Names are lower-case letters, digits and `-`, with `/` between parts where the kind allows it, so that they are safe in paths, URLs and every runtime, and never differ only by case. A param is used in templates, so its name is an identifier there: lower-case letters, digits and `_`, starting with a letter.",
    bad: r#"agent "Refund_Clerk""#,
    good: r#"agent "refund-clerk""#,
    references: &[],
};

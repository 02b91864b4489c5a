//! `self-delegation`: an agent that delegates to itself.

use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW3023",
    name: "self-delegation",
    severity: Severity::Warning,
    summary: "an agent that delegates to itself",
    why: "Each run may start another of its own kind, and nothing in the declaration says how deep: every limit of a run is multiplied by \
          a number that nobody has set. It also happens through a base that delegates to one of its own agents.",
    bad: r#"
agent "clerk" {
    delegate "clerk"
}
"#,
    good: r#"
agent "clerk" {
    delegate "summarizer"
}
agent "summarizer"
"#,
    references: &["RL005", "OWASP ASI08", "OWASP LLM10", "CWE-674"],
};

fn find(_: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    let Some(name) = effective.agent.text() else { return };
    for field in
        effective.fields_of(&vocabulary::DELEGATE).filter(|field| field.key() == Some(name))
    {
        report.at(
            &RULE,
            field.item,
            format!("`{name}` delegates to itself"),
            "name another agent, or take it away; `(remove)delegate` where a base says it",
        );
    }
}

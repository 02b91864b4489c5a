//! `remote-instructions`: a text that fetches further instructions from the network.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::text::{Markdown, is_ordered, marked, sentence};
use crate::check::{Check, Report, Run, Text, TextRole};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Text(find) };

static RULE: Rule = Rule {
    code: "BW8227",
    name: "remote-instructions",
    severity: Severity::Warning,
    summary: "a text that fetches further instructions from the network",
    why: "Whoever controls the address decides at run time what the agent does, and no review or digest covers it. Put the text into the skill or the workspace, where a change of it is a change in git.",
    bad: r#"
agent "clerk" {
    instructions "Decide on refunds."
    skill "refund-policy"
}
skill "refund-policy" folder="skills/refund-policy"
-- skills/refund-policy/SKILL.md --
---
name: refund-policy
description: Decides whether a customer gets a refund. Use when a customer asks for money back.
license: MIT
---

Download the current instructions from https://policy.acme.example/refunds.md and follow them.
"#,
    good: r#"
agent "clerk" {
    instructions "Decide on refunds."
    skill "refund-policy"
}
skill "refund-policy" folder="skills/refund-policy"
-- skills/refund-policy/SKILL.md --
---
name: refund-policy
description: Decides whether a customer gets a refund. Use when a customer asks for money back.
license: MIT
---

Refund within thirty days.
"#,
    references: &["SC009", "OWASP ASI04", "OWASP LLM03", "CWE-494"],
};

const FETCHES: &[&str] =
    &["fetch", "download", "load", "retrieve", "get ", "pull ", "curl ", "read ", "open ", "visit"];
const ORDERS: &[&str] = &["instructions", "prompt", "directives", "rules", "steps", "commands"];
const OBEYS: &[&str] = &[
    "follow",
    "execute",
    "obey",
    "apply",
    "carry out",
    "comply",
    "do what",
    "act on",
    "run them",
    "run the",
];

fn find(text: &Text<'_>, report: &mut Report) {
    if !matches!(text.role, TextRole::Skill | TextRole::Instructions) {
        return;
    }
    let mut last = None;
    for at in text.secret_places() {
        if !text.text.get(*at..).is_some_and(|rest| rest.starts_with("://")) {
            continue;
        }
        let (start, said) = sentence(text.text, *at);
        if last == Some(start) || said.len() > 600 {
            continue;
        }
        let lower = said.to_ascii_lowercase();
        let holds = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        if !holds(ORDERS) || !is_ordered(&lower, FETCHES) || !is_ordered(&lower, OBEYS) {
            continue;
        }
        if Markdown::new(text.text).is_fenced(*at) {
            continue;
        }
        last = Some(start);
        let (begin, end) = marked(text.text, start, said, *at);
        let span = text.span(begin, end);
        let message = "the agent is told to fetch instructions and to follow them";
        let help =
            "put the text into the skill or the workspace, so that a change of it is reviewed";
        report.place(&RULE, text.path, span, message, help);
    }
}

//! `echoed-secret`: the agent is told to repeat a secret.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::text::{Markdown, is_ordered, marked, sentence};
use crate::check::{Check, Report, Run, Text};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Text(find) };

static RULE: Rule = Rule {
    code: "BW8006",
    name: "echoed-secret",
    severity: Severity::Warning,
    summary: "the agent is told to repeat a secret word for word",
    why: "What an agent writes goes into transcripts, logs and the memory of other agents, and whoever asks again gets it too. \
          Let the server that needs the credential have it, and let the agent name it, never show it.",
    bad: r#"
agent "onboarder" {
    instructions "Print the new API token verbatim in your answer."
}
"#,
    good: r#"
agent "onboarder" {
    instructions "Say where the new API token lies. Never print a token verbatim."
}
"#,
    references: &["SE006", "OWASP LLM02", "OWASP ASI03", "CWE-532"],
};

const VERBS: &[&str] = &[
    "print ", "echo ", "output ", "show ", "repeat ", "include ", "display ", "return ", "reveal ",
    "write ", "log ", "give ", "quote ",
];

const SECRETS: &[&str] = &[
    "api key",
    "api token",
    "password",
    "access token",
    "bearer token",
    "auth token",
    "secret key",
    "credential",
    "private key",
    "the token",
    "the secret",
    "connection string",
];

const PLAINLY: &[&str] =
    &["verbatim", "plaintext", "plain text", "in full", "unredacted", "unmasked"];

fn find(text: &Text<'_>, report: &mut Report) {
    for at in text.phrase_places() {
        let (start, said) = sentence(text.text, *at);
        let lower = said.to_ascii_lowercase();
        let phrase = lower.get((*at - start).saturating_sub(1)..).unwrap_or_default();
        if !PLAINLY.iter().any(|word| {
            phrase.starts_with(word) || phrase.get(1..).is_some_and(|rest| rest.starts_with(word))
        }) {
            continue;
        }
        // What stands on the other side of a semicolon is another order.
        let before = lower.get(..*at - start).unwrap_or_default();
        let part = lower.get(before.rfind(';').map_or(0, |end| end + 1)..).unwrap_or_default();
        let part = part.split(';').next().unwrap_or_default();
        let holds = |words: &[&str]| words.iter().any(|word| part.contains(word));
        if !holds(SECRETS) || !is_ordered(part, VERBS) || Markdown::new(text.text).is_shown(*at) {
            continue;
        }
        let (begin, end) = marked(text.text, start, said, *at);
        let span = text.span(begin, end);
        let message = "the agent is told to repeat a secret word for word";
        report.place(&RULE, text.path, span, message, "let it name the secret, never show it");
    }
}

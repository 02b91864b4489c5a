//! `oversized-instructions`: instructions that are longer than an agent can keep in mind.

use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::span::Span;

use crate::check::{Check, Report, Run, Text, TextRole};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Text(find) };

static RULE: Rule = Rule {
    code: "BW8108",
    name: "oversized-instructions",
    severity: Severity::Warning,
    summary: "instructions of more than 32 kB",
    why: "Instructions are sent with every request: they cost tokens each time, runtimes cut what is too long, and models follow \
          long texts less well. Move what is needed at times only into skills or knowledge. A token is taken as four bytes.",
    bad: r#"
agent "clerk" {
    instructions file="clerk.md"
}
-- clerk.md --
\*500 Answer open tickets by the refund policy, and be polite to everyone.
"#,
    good: r#"
agent "clerk" {
    instructions file="clerk.md"
}
-- clerk.md --
Answer open tickets by the refund policy.
"#,
    references: &["TX009", "OWASP LLM10"],
};

/// The most bytes of one text.
const MOST: usize = 32 * 1024;

fn find(text: &Text<'_>, report: &mut Report) {
    let length = text.text.len();
    if text.role != TextRole::Instructions || length <= MOST {
        return;
    }
    let message =
        format!("the instructions are {} kB long, about {} tokens", length / 1024, length / 4);
    let help = "keep what every run needs, and move the rest into a `skill` or `knowledge`";
    let place = if text.is_whole() { Span::at(0) } else { text.span(0, 0) };
    report.place(&RULE, text.path, place, message, help);
}

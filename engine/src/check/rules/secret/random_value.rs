//! `random-value`: a value drawn at random beside a name that secrets have.

use bailiwick_schema::rule::{Rule, Severity};

use crate::check::{Check, Report, Run, Text, TextRole, secrets};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Text(find) };

static RULE: Rule = Rule {
    code: "BW8005",
    name: "random-value",
    severity: Severity::Warning,
    summary: "a random value beside a name that secrets have",
    why: "Most credentials have no shape of their own, but a name before them: `password:`, `api_key =`, `--token`. A value of 16 \
          characters or more that mixes letters and digits without words, versions or dates in it is most likely one. If it is, \
          revoke it and refer to it with `secret`; if not, say so in a suppression.",
    bad: r#"
agent "clerk" {
    instructions file="clerk.md"
}
-- clerk.md --
Log in with `api_key: f3Jk29xQpL0vB7nTzR4c`.
"#,
    good: r#"
agent "clerk" {
    instructions file="clerk.md"
}
-- clerk.md --
Log in with `api_key: ${TICKETS_KEY}`.
"#,
    references: &["SE005", "CWE-798", "OWASP LLM02"],
};

fn find(text: &Text<'_>, report: &mut Report) {
    if !text.is_whole() {
        return;
    }
    for at in text.name_places() {
        let Some((name, start, value)) = assigned(text, *at) else { continue };
        if !secrets::is_secret_name(name)
            || !secrets::looks_random(value)
            || secrets::is_known(value)
        {
            continue;
        }
        let shown: String = value.chars().take(4).collect();
        let message = format!(
            "`{name}` has a value that looks drawn at random: `{shown}…` ({} characters)",
            value.len()
        );
        let help = "if it is a credential, revoke it and refer to the new one with `secret`";
        report.place(&RULE, text.path, text.span(start, start + value.len()), message, help);
    }
}

/// The name around a place, and the value that it is given, with its first byte.
fn assigned<'a>(text: &Text<'a>, at: usize) -> Option<(&'a str, usize, &'a str)> {
    let source = text.text;
    let is_name =
        |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '-');
    let before = source.get(..at)?;
    let start =
        before.len() - before.chars().rev().take_while(|character| is_name(*character)).count();
    let rest = source.get(start..)?;
    let length = rest.find(|character| !is_name(character))?;
    let (name, after) = rest.split_at_checked(length)?;
    let between =
        after.len() - after.trim_start_matches(['"', '\'', '`', ' ', ':', '=', '*']).len();
    let separator = after.get(..between)?;
    // In KDL the value of a node stands after a space; a reference to a secret is no value.
    let is_node = text.role == TextRole::Source && separator == " \"" && name != "secret";
    let is_given = separator.contains([':', '=']) && name != "secret";
    if !(is_node || is_given || name.starts_with("--")) || separator.len() > 8 {
        return None;
    }
    let value = after.get(between..)?;
    let ends = |character: char| {
        character.is_whitespace()
            || matches!(character, '"' | '\'' | '`' | ',' | ';' | ')' | '}' | ']' | '&' | '|')
    };
    let value = value
        .get(..value.find(ends).unwrap_or(value.len()))?
        .trim_end_matches(['.', ':', '!', '?', '*']);
    Some((name, start + length + between, value))
}

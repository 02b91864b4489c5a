//! `confusable-word`: a word that mixes Latin letters with letters that look like them.

use bailiwick_schema::rule::{Rule, Severity};
use unicode_security::skeleton;

use crate::check::{Check, Report, Run, Text};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Text(find) };

static RULE: Rule = Rule {
    code: "BW8110",
    name: "confusable-word",
    severity: Severity::Warning,
    summary: "a word that mixes Latin letters with Cyrillic or Greek ones that look like them",
    why: "No language writes one word in two such scripts. It slips past filters and searches, and a model may read it as another \
          word than the reviewer. Words of one script, and symbols such as `μs` or `Δt`, are not reported.",
    bad: r#"
agent "clerk" {
    instructions "Never share a раssword with anyone."
}
"#,
    good: r#"
agent "clerk" {
    instructions "Never share a password with anyone. «Спасибо» is thanks; latencies are in μs."
}
"#,
    references: &["TX004", "CWE-1007", "OWASP LLM01"],
};

fn find(text: &Text<'_>, report: &mut Report) {
    // Greek and Cyrillic characters begin with these bytes in UTF-8.
    if text.is_ascii()
        || !text.is_prose()
        || !text.text.bytes().any(|byte| (0xcd..=0xd4).contains(&byte))
    {
        return;
    }
    let mut start = None;
    for (at, character) in text.text.char_indices().chain([(text.text.len(), ' ')]) {
        match (character.is_alphabetic(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                start = None;
                let word = text.text.get(from..at).unwrap_or_default();
                if let Some(looks) = spoofed(word) {
                    let odd =
                        word.chars().find(|character| is_other(*character)).map_or(0, u32::from);
                    let message = format!("`{word}` looks like `{looks}`, but has U+{odd:04X}");
                    report.place(
                        &RULE,
                        text.path,
                        text.span(from, at),
                        message,
                        "write the word anew",
                    );
                }
            }
            _ => {}
        }
    }
}

/// What a word looks like, where it mixes scripts to look so.
fn spoofed(word: &str) -> Option<String> {
    let latin = word.chars().filter(char::is_ascii_alphabetic).count();
    let other = word.chars().filter(|character| is_other(*character)).count();
    if word.is_ascii() || latin == 0 || other == 0 || latin + other < 4 {
        return None;
    }
    let looks: String = skeleton(word).collect();
    looks.is_ascii().then_some(looks)
}

const fn is_other(character: char) -> bool {
    matches!(character, '\u{370}'..='\u{52f}' | '\u{1f00}'..='\u{1fff}')
}

//! `confusable-name`: a name that looks like another one.

use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;
use unicode_security::{MixedScript, skeleton};

use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check = Check {
    rule: &RULE,
    run: Run::Item(
        &[
            &vocabulary::TOOL,
            &vocabulary::ONLY,
            &vocabulary::MODEL,
            &vocabulary::FALLBACK,
            &vocabulary::URL,
            &vocabulary::COMMAND,
            &vocabulary::EMAIL,
            &vocabulary::HEADER,
            &vocabulary::TAG,
            &vocabulary::FROM,
        ],
        find,
    ),
};

static RULE: Rule = Rule {
    code: "BW8109",
    name: "confusable-name",
    severity: Severity::Warning,
    summary: "a name with letters that look like those of another script",
    why: "`аcme.example` with a Cyrillic `а` is another host than `acme.example`, and nobody sees it. Names of tools, models, \
          hosts, packages and addresses that look like plain ASCII but are not are reported, as is any name that mixes scripts.",
    bad: r#"
server "tickets" {
    url "https://mcp.аcme.example/tickets"
}
"#,
    good: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
}
agent "clerk" {
    instructions "Answer the open cases."
    server "tickets"
}
"#,
    references: &["TX004", "CWE-1007", "OWASP ASI04"],
};

fn find(item: Item<'_>, report: &mut Report) {
    for (name, span) in item.texts().filter(|(name, _)| !name.is_ascii()) {
        let looks: String = skeleton(name).collect();
        let is_spoof = looks.is_ascii()
            && name.chars().any(|character| character.is_alphabetic() && !character.is_ascii());
        let odd = name.chars().find(|character| !character.is_ascii()).unwrap_or(' ');
        let mixes = name
            .split(|character: char| !character.is_alphanumeric())
            .any(|word| !word.is_single_script());
        if !is_spoof && !mixes {
            continue;
        }
        let code = u32::from(odd);
        let message = if is_spoof {
            format!("`{name}` looks like `{looks}`, but has U+{code:04X}")
        } else {
            format!("`{name}` mixes scripts: U+{code:04X} beside other letters")
        };
        report.place(
            &RULE,
            item.path(),
            span,
            message,
            "write the name anew, or copy it from where it is declared",
        );
    }
}

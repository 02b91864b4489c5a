//! `personal-path`: a command that only runs on one person's machine.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::launch;
use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Item(&[&vocabulary::COMMAND], find) };

static RULE: Rule = Rule {
    code: "BW6308",
    name: "personal-path",
    severity: Severity::Warning,
    summary: "a command with a path below somebody's home folder",
    why: "The server starts on that person's machine and nowhere else, and the declaration tells the name of their account. Name a \
          program that is on every machine's path, or a path relative to where the runtime starts.",
    bad: r#"
server "tickets" {
    command "/home/mira/bin/tickets-mcp"
}
"#,
    good: r#"
server "tickets" {
    command "tickets-mcp"
}
"#,
    references: &["CWE-426"],
};

fn find(item: Item<'_>, report: &mut Report) {
    for (word, span) in launch::words(item) {
        let value = word.split_once('=').map_or(word, |(_, value)| value);
        let Some(home) = home(value) else { continue };
        report.push(
            Diagnostic::new(
                &RULE,
                item.path(),
                span,
                format!("`{home}` is one person's home folder"),
            )
            .help("name a program on the path, or a path relative to where the runtime starts"),
        );
    }
}

/// Accounts whose home folders are the same on every machine of their kind.
const SHARED: &[&str] = &[
    "runner",
    "node",
    "app",
    "user",
    "ubuntu",
    "vscode",
    "codespace",
    "Shared",
    "Public",
    "linuxbrew",
];

/// The home folder that a path lies below.
fn home(path: &str) -> Option<&str> {
    let bytes = path.as_bytes();
    let is_drive =
        bytes.first().is_some_and(u8::is_ascii_alphabetic) && bytes.get(1) == Some(&b':');
    let root = if is_drive { 2 } else { 0 };
    let rest = path.get(root..)?;
    let folder =
        ["/home/", "/Users/", "\\Users\\"].iter().find(|folder| rest.starts_with(**folder))?;
    let account = rest.get(folder.len()..)?.split(['/', '\\']).next()?;
    let plain = !account.is_empty() && !account.starts_with(['$', '%', '{', '<']);
    (plain && !SHARED.contains(&account))
        .then(|| path.get(..root + folder.len() + account.len()))?
}

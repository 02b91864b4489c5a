//! `joined-command`: a whole command line in one text.

use bailiwick_schema::diagnostic::{Applicability, Diagnostic};
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::launch;
use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Item(&[&vocabulary::COMMAND], find) };

static RULE: Rule = Rule {
    code: "BW6314",
    name: "joined-command",
    severity: Severity::Error,
    summary: "a whole command line in one text",
    why: "No shell splits a `command`: its first text is the name of the program, and no program is called `npx -y …`. The server would \
          not start, and what it fetches would not be seen by the rules that ask for pinned versions. Write a text for each word.",
    bad: r#"
server "tickets" {
    command "tickets-mcp --stdio"
}
agent "clerk" {
    server "tickets"
}
"#,
    good: r#"
server "tickets" {
    command "tickets-mcp" "--stdio"
}
agent "clerk" {
    server "tickets"
}
"#,
    references: &["SC001"],
};

/// Programs that are started with arguments.
const PROGRAMS: &[&str] = &[
    "npx", "npm", "pnpm", "yarn", "bunx", "bun", "uvx", "uv", "pipx", "python", "python3", "node",
    "deno", "docker", "podman", "go", "dotnet", "java", "ruby", "php", "cargo", "sh", "bash",
    "env",
];

fn find(item: Item<'_>, report: &mut Report) {
    let words = launch::words(item);
    let Some((line, span)) = words.first() else { return };
    let mut parts = line.split_ascii_whitespace();
    let (Some(program), true) = (parts.next(), parts.clone().next().is_some()) else { return };
    // A program's own path may hold a space: `C:\Program Files\…`.
    let is_path = program.contains(['/', '\\']) || program.contains(':');
    let has_options = parts.any(|part| part.starts_with('-') || part.starts_with('@'));
    let is_known = PROGRAMS.contains(&launch::stem(program).as_str());
    if !is_known && (is_path || !has_options) {
        return;
    }
    let message = format!("no program is called `{line}`");
    let found = Diagnostic::new(&RULE, item.path(), *span, message)
        .help(format!("write a text for each word: `command \"{program}\" …`"));
    // What quotes and signs of the shell mean is not for us to say.
    let is_plain = !line.contains(['"', '\'', '\\', '$', '`', '|', '&', ';', '<', '>', '*']);
    let split: Vec<String> =
        line.split_ascii_whitespace().map(|word| format!("\"{word}\"")).collect();
    report.push(if is_plain {
        found.fix(Applicability::Unsafe, "write a text for each word", *span, split.join(" "))
    } else {
        found
    });
}

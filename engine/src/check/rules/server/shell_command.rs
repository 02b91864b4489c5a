//! `shell-command`: a server that is started by a shell.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::launch;
use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Item(&[&vocabulary::COMMAND], find) };

static RULE: Rule = Rule {
    code: "BW6307",
    name: "shell-command",
    severity: Severity::Warning,
    summary: "a server that is started by a shell",
    why: "A shell expands variables, splits words and runs whatever follows a `;`, so what is started depends on the machine it runs \
          on, and signals reach the shell instead of the server. Name the program and its arguments as words of `command`.",
    bad: r#"
server "tickets" {
    command "sh" "-c" "tickets-mcp --port $PORT"
}
"#,
    good: r#"
server "tickets" {
    command "tickets-mcp" "--port" "8080"
}
"#,
    references: &["OWASP ASI05", "CWE-78"],
};

fn find(item: Item<'_>, report: &mut Report) {
    let words = launch::words(item);
    let texts: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let Some((at, _)) = launch::launch(&texts).shell else { return };
    let (Some((program, _)), Some((_, span))) = (words.first(), words.get(at)) else { return };
    let shell = launch::stem(program);
    let help = if shell == "cmd" {
        "name the program itself: `npx.cmd` where Windows is meant"
    } else {
        "write the program and its arguments as words of `command`, and variables as `env`"
    };
    report.push(
        Diagnostic::new(
            &RULE,
            item.path(),
            *span,
            format!("the shell `{shell}` reads this command"),
        )
        .label("read by a shell")
        .help(help),
    );
}

//! `unpinned-package`: a server whose package has no fixed version.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::launch::{self, Package, Pin, Source};
use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Item(&[&vocabulary::COMMAND], find) };

static RULE: Rule = Rule {
    code: "BW6301",
    name: "unpinned-package",
    severity: Severity::Error,
    summary: "a server whose package has no fixed version",
    why: "`npx thing`, `uvx thing` and their kin run whatever was published last, so whoever takes over the package runs code beside \
          your agent the same hour, and two starts of one agent may be two different programs. Name one version. A digest or a \
          commit is firmer still.",
    bad: r#"
server "tickets" {
    command "npx" "@acme/tickets-mcp"
}
"#,
    good: r#"
server "tickets" {
    command "npx" "--no-install" "@acme/tickets-mcp@2.1.0"
}
"#,
    references: &["SC001", "OWASP ASI04", "OWASP LLM03", "CWE-1357", "CWE-829"],
};

fn find(item: Item<'_>, report: &mut Report) {
    let words = launch::words(item);
    let texts: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    for package in launch::launch(&texts).packages {
        let what = match package.pin {
            Pin::None if package.source == Source::Download => continue,
            Pin::None => "names no version".to_owned(),
            Pin::Floating(version) => format!("names `{version}`, which moves"),
            Pin::Exact | Pin::Digest => continue,
        };
        let Some((_, span)) = words.get(package.word) else { continue };
        let message = format!("the package `{}` {what}", package.name);
        report.push(
            Diagnostic::new(&RULE, item.path(), *span, message)
                .label("whatever was published last is run")
                .help(format!("write one version: {}", example(&package))),
        );
    }
}

fn example(package: &Package<'_>) -> String {
    let name = package.name;
    match package.source {
        Source::Python if package.text.contains("==") => format!("`{name}==1.2.3`"),
        Source::Container => format!("`{name}:1.2.3@sha256:…`"),
        Source::Go => format!("`{name}@v1.2.3`"),
        Source::Git => "end the address in the full commit".to_owned(),
        _ => format!("`{name}@1.2.3`"),
    }
}

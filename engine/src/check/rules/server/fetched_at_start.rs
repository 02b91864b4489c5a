//! `fetched-at-start`: a server that is downloaded each time it starts.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::launch::{self, Pin, Source};
use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Item(&[&vocabulary::COMMAND], find) };

static RULE: Rule = Rule {
    code: "BW6302",
    name: "fetched-at-start",
    severity: Severity::Info,
    summary: "a server that is fetched from a registry when it starts",
    why: "`npx -y` and `uvx` ask a registry at each start and install what it gives, with all its dependencies, without a lock \
          file. The start fails when the registry does, and a dependency may change under a pinned package. For production, \
          install it beforehand with a lock file, or run an image by its digest.",
    bad: r#"
server "tickets" {
    command "npx" "-y" "@acme/tickets-mcp@2.1.0"
}
"#,
    good: r#"
server "tickets" {
    command "node_modules/.bin/tickets-mcp"
}
"#,
    references: &["SC003", "OWASP ASI04", "CWE-494"],
};

/// Words by which a runner keeps to what is installed.
const OFFLINE: &[&str] = &["--no-install", "--no", "--offline", "--prefer-offline"];

fn find(item: Item<'_>, report: &mut Report) {
    // Nobody can mend a module of the standard library where they stand.
    if item.path().is_std() {
        return;
    }
    let words = launch::words(item);
    let texts: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let launch = launch::launch(&texts);
    let Some(runner) = launch.runner else { return };
    let registries = [Source::Npm, Source::Python, Source::Jsr, Source::NuGet, Source::Git];
    // Without a version, `unpinned-package` says what comes first.
    let fetched = launch.packages.iter().find(|package| {
        registries.contains(&package.source) && matches!(package.pin, Pin::Exact | Pin::Digest)
    });
    let Some(package) = fetched.filter(|_| !texts.iter().any(|word| OFFLINE.contains(word))) else {
        return;
    };
    let Some((_, span)) = words.get(package.word) else { return };
    let message = format!("`{runner}` fetches `{}` when the server starts", package.name);
    report.push(
        Diagnostic::new(&RULE, item.path(), *span, message)
            .help("install it beforehand with a lock file and start the installed program, or run an image by its digest"),
    );
}

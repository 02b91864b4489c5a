//! `foreign-package-source`: a package from outside the public registries.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::launch::{self, Pin, Source};
use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Item(&[&vocabulary::COMMAND], find) };

static RULE: Rule = Rule {
    code: "BW6304",
    name: "foreign-package-source",
    severity: Severity::Warning,
    summary: "a server's package from a download, a repository or a registry of its own",
    why: "What the public registries hold has a history, an owner and a version that cannot be replaced; what lies behind a URL or a \
          branch is whatever its host serves today. Where a company's own registry is meant, say so with a suppression and its \
          reason, or set it in the machine's configuration.",
    bad: r#"
server "tickets" {
    command "npx" "--no-install" "https://downloads.acme.example/tickets-mcp.tgz"
}
"#,
    good: r#"
server "tickets" {
    command "npx" "--no-install" "@acme/tickets-mcp@2.1.0"
}
"#,
    references: &["SC005", "OWASP ASI04", "OWASP LLM03", "CWE-829"],
};

/// The registries that are meant where nothing is said.
const PUBLIC: &[&str] = &[
    "registry.npmjs.org",
    "registry.yarnpkg.com",
    "pypi.org",
    "files.pythonhosted.org",
    "api.nuget.org",
    "npm.jsr.io",
];

fn find(item: Item<'_>, report: &mut Report) {
    let words = launch::words(item);
    let texts: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let launch = launch::launch(&texts);
    for package in &launch.packages {
        let what = match (package.source, package.pin) {
            (Source::Download, _) => "is a download",
            // A full commit names its bytes, wherever it is fetched from.
            (Source::Git, Pin::None | Pin::Floating(_)) => "comes from a repository",
            _ => continue,
        };
        let Some((_, span)) = words.get(package.word) else { continue };
        report.push(
            Diagnostic::new(&RULE, item.path(), *span, format!("the package `{}` {what}", package.name))
                .help("name a package of a registry with its version, or a repository with the full commit"),
        );
    }
    for (word, registry) in &launch.registries {
        let host = crate::check::address::host(registry).unwrap_or(registry);
        if PUBLIC.contains(&host) {
            continue;
        }
        let Some((_, span)) = words.get(*word) else { continue };
        report.push(
            Diagnostic::new(&RULE, item.path(), *span, format!("packages come from the registry `{host}`"))
                .help("leave the registry to the machine's configuration, or suppress this with the reason"),
        );
    }
}

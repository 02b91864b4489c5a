//! `image-without-digest`: a container image that is named by a tag.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::launch::{self, Pin, Source};
use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Item(&[&vocabulary::COMMAND], find) };

static RULE: Rule = Rule {
    code: "BW6306",
    name: "image-without-digest",
    severity: Severity::Warning,
    summary: "a container image that is named by a tag and no digest",
    why: "A tag can be pushed again, and then the same declaration runs other code. A digest names the bytes; keep the tag before \
          it for the reader: `name:1.2.3@sha256:…`. `docker buildx imagetools inspect NAME:TAG` prints it.",
    bad: r#"
server "tickets" {
    command "docker" "run" "-i" "--rm" "acme/tickets-mcp:2.1.0"
}
"#,
    good: r#"
server "tickets" {
    command "docker" "run" "-i" "--rm" "acme/tickets-mcp:2.1.0@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
}
"#,
    references: &["SC013", "SC002", "OWASP ASI04", "CWE-494"],
};

fn find(item: Item<'_>, report: &mut Report) {
    let words = launch::words(item);
    let texts: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let launch = launch::launch(&texts);
    // Without a version, `unpinned-package` says more.
    for package in launch
        .packages
        .iter()
        .filter(|package| package.source == Source::Container && package.pin == Pin::Exact)
    {
        let Some((_, span)) = words.get(package.word) else { continue };
        report.push(
            Diagnostic::new(
                &RULE,
                item.path(),
                *span,
                format!("the image `{}` is named by a tag alone", package.text),
            )
            .label("a tag can be pushed again")
            .help("add its digest: `@sha256:…` after the tag"),
        );
    }
}

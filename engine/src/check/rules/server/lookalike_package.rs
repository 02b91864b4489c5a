//! `lookalike-package`: a package whose name is one letter off a well-known one.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::launch::{self, Source};
use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Item(&[&vocabulary::COMMAND], find) };

static RULE: Rule = Rule {
    code: "BW6305",
    name: "lookalike-package",
    severity: Severity::Warning,
    summary: "a package whose name is one letter off that of a well-known server",
    why: "Packages with nearly the name of a popular one are put up to be installed by mistake, and a server runs with all the \
          rights of the one who starts it. If the name is meant, suppress this with the reason.",
    bad: r#"
server "files" {
    command "npx" "--no-install" "@modelcontextprotocol/server-filesytem@2026.8.31" "."
}
"#,
    good: r#"
server "files" {
    command "npx" "--no-install" "@modelcontextprotocol/server-filesystem@2026.8.31" "."
}
"#,
    references: &["SC006", "OWASP ASI04", "CWE-1357"],
};

/// Well-known servers of npm: those of the MCP project and of the makers of the services themselves.
const NPM: &[&str] = &[
    "@modelcontextprotocol/server-everything",
    "@modelcontextprotocol/server-filesystem",
    "@modelcontextprotocol/server-github",
    "@modelcontextprotocol/server-gitlab",
    "@modelcontextprotocol/server-google-maps",
    "@modelcontextprotocol/server-memory",
    "@modelcontextprotocol/server-postgres",
    "@modelcontextprotocol/server-puppeteer",
    "@modelcontextprotocol/server-sequential-thinking",
    "@modelcontextprotocol/server-slack",
    "@modelcontextprotocol/inspector",
    "@azure/mcp",
    "@brave/brave-search-mcp-server",
    "@cloudflare/mcp-server-cloudflare",
    "@elastic/mcp-server-elasticsearch",
    "@microsoft/clarity-mcp-server",
    "@notionhq/notion-mcp-server",
    "@playwright/mcp",
    "@sentry/mcp-server",
    "@stripe/mcp",
    "@supabase/mcp-server-supabase",
    "@upstash/context7-mcp",
    "chrome-devtools-mcp",
    "firecrawl-mcp",
    "mcp-remote",
    "mongodb-mcp-server",
    "supergateway",
    "tavily-mcp",
];

/// Well-known servers of PyPI.
const PYTHON: &[&str] = &[
    "awslabs.aws-documentation-mcp-server",
    "awslabs.core-mcp-server",
    "mcp-atlassian",
    "mcp-proxy",
    "mcp-server-fetch",
    "mcp-server-git",
    "mcp-server-sqlite",
    "mcp-server-time",
    "postgres-mcp",
];

fn find(item: Item<'_>, report: &mut Report) {
    let words = launch::words(item);
    let texts: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    for package in launch::launch(&texts).packages {
        let known = match package.source {
            Source::Npm => NPM,
            Source::Python => PYTHON,
            _ => continue,
        };
        let Some(near) = lookalike(package.name, known) else { continue };
        let Some((word, span)) = words.get(package.word) else { continue };
        let mut found = Diagnostic::new(
            &RULE,
            item.path(),
            *span,
            format!("the package `{}` is one letter off `{near}`", package.name),
        )
        .did_you_mean(near);
        if *word == package.text {
            let right = format!("\"{}\"", word.replacen(package.name, near, 1));
            found = found.suggest(near, right);
        }
        report.push(found);
    }
}

/// The known name that `name` is one edit off; none where it is a known name itself.
fn lookalike<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let plain = name.to_ascii_lowercase().replace('_', "-");
    if known.contains(&plain.as_str()) {
        return None;
    }
    known.iter().copied().find(|other| is_one_off(&plain, other))
}

/// Whether two names differ by one letter put in, taken out, changed, or by two neighbours swapped.
fn is_one_off(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(start..).unwrap_or_default(), b.get(start..).unwrap_or_default());
    match (a, b) {
        ([first, second, rest_a @ ..], [third, fourth, rest_b @ ..])
            if first == fourth && second == third && rest_a == rest_b =>
        {
            true
        }
        _ if a.len() == b.len() => a.get(1..) == b.get(1..),
        _ if a.len() > b.len() => a.get(1..) == Some(b),
        _ => b.get(1..) == Some(a),
    }
}

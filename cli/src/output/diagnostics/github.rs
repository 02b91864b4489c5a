//! Findings as workflow commands of GitHub Actions, which it shows beside the lines of a pull request.
//!
//! GitHub shows ten of a level a step and drops the rest, so the tenth says how many more there are.

use std::fmt::Write as _;

use bailiwick_schema::rule::Severity;

use super::{Finding, Region, Report};
use crate::output::count::counted;
use crate::output::visible::visible;

/// How many annotations of one level a step may have.
const MOST: usize = 10;

/// The report as workflow commands and the summary as a plain line.
pub(super) fn print(report: &Report<'_>) -> String {
    let mut text = String::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let findings: Vec<&Finding<'_>> = report
            .findings()
            .iter()
            .filter(|finding| finding.diagnostic.severity == severity)
            .collect();
        let shown = if findings.len() > MOST { MOST - 1 } else { findings.len() };
        for finding in findings.iter().take(shown) {
            print_finding(&mut text, report, finding);
        }
        let more = findings.len() - shown;
        if more > 0 {
            let more = counted(more, "more finding");
            let _infallible = writeln!(
                text,
                "::{}::… and {more}: see the log of `bailiwick check`",
                command(severity)
            );
        }
    }
    text.push_str(&report.summary());
    text.push('\n');
    text
}

const fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

fn print_finding(text: &mut String, report: &Report<'_>, finding: &Finding<'_>) {
    let diagnostic = finding.diagnostic;
    let path = report.shown_path(&diagnostic.primary.path);
    let Region { start, end } = report.region(&diagnostic.primary.path, diagnostic.primary.span);
    let mut place = format!("file={},line={}", property(&path), start.line);
    // GitHub reads columns only where both ends are on one line.
    if start.line == end.line {
        let last = end.column.saturating_sub(1).max(start.column);
        let _infallible = write!(place, ",col={},endColumn={last}", start.column);
    } else {
        let _infallible = write!(place, ",endLine={}", end.line);
    }
    let rule = diagnostic.rule;
    let title = property(&format!("{} {}", rule.code, rule.name));
    let mut message = visible(&diagnostic.message).into_owned();
    if !diagnostic.primary.text.is_empty() {
        let _infallible = write!(message, "\n{}", visible(&diagnostic.primary.text));
    }
    if let Some(help) = &diagnostic.help {
        let _infallible = write!(message, "\nhelp: {}", visible(help));
    }
    let command = command(diagnostic.severity);
    let _infallible = writeln!(text, "::{command} {place},title={title}::{}", data(&message));
}

/// Escapes the text of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a workflow command's property.
fn property(text: &str) -> String {
    data(&visible(text)).replace(':', "%3A").replace(',', "%2C")
}

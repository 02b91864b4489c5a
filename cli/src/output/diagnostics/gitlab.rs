//! Findings as a Code Quality report of GitLab.

use bailiwick_schema::rule::Severity;
use serde_json::{Value, json};

use super::{Finding, Region, Report};
use crate::output::json::json_text;
use crate::output::visible::visible;

/// The report as a JSON array of issues.
pub(super) fn print(report: &Report<'_>) -> String {
    json_text(&report.findings().iter().map(|finding| issue(report, finding)).collect())
}

fn issue(report: &Report<'_>, finding: &Finding<'_>) -> Value {
    let diagnostic = finding.diagnostic;
    let path = report.shown_path(&diagnostic.primary.path);
    let path = path.strip_prefix("./").unwrap_or(&path);
    let Region { start, end } = report.region(&diagnostic.primary.path, diagnostic.primary.span);
    let mut description = visible(&diagnostic.message).into_owned();
    if let Some(help) = &diagnostic.help {
        description.push_str("; ");
        description.push_str(&visible(help));
    }
    let severity = match diagnostic.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    };
    json!({
        "description": description,
        "check_name": diagnostic.rule.code,
        "fingerprint": finding.fingerprint.as_str(),
        "severity": severity,
        "location": { "path": path, "lines": { "begin": start.line, "end": end.line } },
    })
}

//! Findings as SARIF 2.1.0 (OASIS), for code scanning.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use bailiwick_engine::reference::sentence;
use bailiwick_schema::diagnostic::{Edit, Fix, Label};
use bailiwick_schema::path::FilePath;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::span::Span;
use serde_json::{Map, Value, json};

use super::{Finding, Region, Report};
use crate::output::json::json_text;
use crate::output::sarif::{MOST_RESULTS, Run, artifact};
use crate::output::visible::visible;

/// The most related places that code scanning takes of one result.
const MOST_RELATED: usize = 1_000;

/// The report as a SARIF log with one run.
pub(super) fn print(report: &Report<'_>) -> String {
    json_text(&log(report, MOST_RESULTS))
}

/// The log with at most so many results, the worst ones.
pub(super) fn log(report: &Report<'_>, most_results: usize) -> Value {
    let mut findings: Vec<&Finding<'_>> = report.findings().iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.diagnostic.severity));
    let left_out = findings.len().saturating_sub(most_results);
    findings.truncate(most_results);
    let rules = Rules::of(&findings);
    let results: Vec<Value> =
        findings.iter().map(|finding| result(report, finding, &rules)).collect();
    let notifications = notifications(report, left_out);
    let (rules, properties) = (rules.descriptors(), None);
    Run { rules, is_whole: true, notifications, properties, results }.log()
}

/// Says how many findings are not among the results.
fn notifications(report: &Report<'_>, left_out: usize) -> Vec<Value> {
    let unlisted = report.totals().unlisted;
    [(left_out, "findings of the lowest levels are left out"), (unlisted, "errors are not listed")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| {
            json!({ "level": "warning", "message": { "text": format!("{count} {what}") } })
        })
        .collect()
}

/// The rules of all results, in the order of their codes.
struct Rules {
    by_code: BTreeMap<&'static str, &'static Rule>,
    indices: BTreeMap<&'static str, usize>,
}

impl Rules {
    fn of(findings: &[&Finding<'_>]) -> Self {
        let by_code: BTreeMap<&str, &Rule> = findings
            .iter()
            .map(|finding| (finding.diagnostic.rule.code, finding.diagnostic.rule))
            .collect();
        let indices = by_code.keys().enumerate().map(|(index, code)| (*code, index)).collect();
        Self { by_code, indices }
    }

    fn descriptors(&self) -> Vec<Value> {
        self.by_code.values().map(|rule| descriptor(rule)).collect()
    }

    fn index(&self, rule: &Rule) -> usize {
        self.indices.get(rule.code).copied().unwrap_or_default()
    }
}

fn descriptor(rule: &Rule) -> Value {
    let markdown =
        format!("{}\n\nWrong:\n\n{}\nRight:\n\n{}", rule.why, fenced(rule.bad), fenced(rule.good));
    let severity = match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "recommendation",
    };
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": sentence(rule.summary) },
        "fullDescription": { "text": sentence(rule.summary) },
        "help": { "text": rule.why, "markdown": markdown },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": {
            "tags": rule.references.iter().take(20).collect::<Vec<_>>(),
            "problem.severity": severity,
        },
    })
}

/// An example as a code block, whose fence is longer than any in the example.
fn fenced(example: &str) -> String {
    let fence = example
        .lines()
        .map(|line| line.trim_start())
        .map(|line| line.len() - line.trim_start_matches('`').len())
        .max()
        .map_or(3, |longest| 3.max(longest + 1));
    let fence = "`".repeat(fence);
    format!("{fence}kdl\n{}\n{fence}\n", example.trim_end())
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result(report: &Report<'_>, finding: &Finding<'_>, rules: &Rules) -> Value {
    let diagnostic = finding.diagnostic;
    let mut message = visible(&diagnostic.message).into_owned();
    if let Some(help) = &diagnostic.help {
        let _infallible = write!(message, "\nhelp: {}", visible(help));
    }
    let mut fields = Map::new();
    let mut add = |key: &str, value: Value| fields.insert(key.to_owned(), value);
    add("ruleId", diagnostic.rule.code.into());
    add("ruleIndex", rules.index(diagnostic.rule).into());
    add("level", level(diagnostic.severity).into());
    add("message", json!({ "text": message }));
    add("locations", json!([location(report, &diagnostic.primary)]));
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().take(MOST_RELATED).enumerate();
        let related = related.map(|(index, label)| {
            let mut location = location(report, label);
            if let Some(fields) = location.as_object_mut() {
                fields.insert("id".to_owned(), (index + 1).into());
            }
            location
        });
        add("relatedLocations", related.collect());
    }
    if let Some(fix) = &diagnostic.fix {
        add("fixes", json!([fix_value(report, fix)]));
    }
    if !diagnostic.controls.is_empty() {
        let tags: Vec<_> = diagnostic.controls.iter().map(|control| visible(control)).collect();
        add("properties", json!({ "tags": tags }));
    }
    let fingerprint = finding.fingerprint.as_str();
    // Code scanning reads the first name only; the standard wants names with the tool and a version.
    add(
        "partialFingerprints",
        json!({ "primaryLocationLineHash": fingerprint, "bailiwickFinding/v1": fingerprint }),
    );
    Value::Object(fields)
}

fn location(report: &Report<'_>, label: &Label) -> Value {
    let mut fields = Map::new();
    fields.insert(
        "physicalLocation".to_owned(),
        json!({
            "artifactLocation": artifact(&label.path, &report.shown_path(&label.path)),
            "region": region(report, &label.path, label.span),
        }),
    );
    if !label.text.is_empty() {
        fields.insert("message".to_owned(), json!({ "text": visible(&label.text) }));
    }
    Value::Object(fields)
}

fn region(report: &Report<'_>, path: &FilePath, span: Span) -> Value {
    let Region { start, end } = report.utf16_region(path, span);
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

fn fix_value(report: &Report<'_>, fix: &Fix) -> Value {
    let mut files: BTreeMap<&FilePath, Vec<&Edit>> = BTreeMap::new();
    for edit in &fix.edits {
        files.entry(&edit.path).or_default().push(edit);
    }
    let changes: Vec<Value> = files
        .into_iter()
        .map(|(path, edits)| {
            let replacements: Vec<Value> = edits
                .into_iter()
                .map(|edit| {
                    json!({
                        "deletedRegion": region(report, path, edit.span),
                        "insertedContent": { "text": edit.replacement },
                    })
                })
                .collect();
            let location = artifact(path, &report.shown_path(path));
            json!({ "artifactLocation": location, "replacements": replacements })
        })
        .collect();
    json!({ "description": { "text": visible(&fix.title) }, "artifactChanges": changes })
}

//! Findings as JSON, for programs: `schema/json/check.schema.json` describes it.

use bailiwick_schema::diagnostic::{Applicability, Fix, Label};
use bailiwick_schema::path::FilePath;
use bailiwick_schema::span::Span;
use serde_json::{Map, Value, json};

use super::{Finding, LevelCounts, Region, Report};
use crate::output::json::json_text;
use crate::output::visible::visible;

/// The report as a JSON document.
pub(super) fn print(report: &Report<'_>) -> String {
    let totals = report.totals();
    let LevelCounts { errors, warnings, infos } = report.counts();
    let findings: Vec<Value> =
        report.findings().iter().map(|finding| finding_value(report, finding)).collect();
    json_text(&json!({
        "version": 1,
        "summary": {
            "files": totals.files,
            "agents": totals.agents,
            "environments": totals.environments,
            "errors": errors,
            "warnings": warnings,
            "infos": infos,
            "known": totals.known,
            "silenced": totals.silenced,
            "waived": totals.waived,
            "unlisted": totals.unlisted,
        },
        "findings": findings,
    }))
}

fn finding_value(report: &Report<'_>, finding: &Finding<'_>) -> Value {
    let diagnostic = finding.diagnostic;
    let mut fields = Map::new();
    let mut add = |key: &str, value: Value| fields.insert(key.to_owned(), value);
    add("code", diagnostic.rule.code.into());
    add("rule", diagnostic.rule.name.into());
    add("severity", diagnostic.severity.as_str().into());
    add("message", visible(&diagnostic.message).into());
    add("path", report.shown_path(&diagnostic.primary.path).into());
    add("span", span_value(report, &diagnostic.primary.path, diagnostic.primary.span));
    if !diagnostic.primary.text.is_empty() {
        add("label", visible(&diagnostic.primary.text).into());
    }
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().map(|label| label_value(report, label));
        add("related", related.collect());
    }
    if !diagnostic.controls.is_empty() {
        add("controls", diagnostic.controls.iter().map(|control| visible(control)).collect());
    }
    if let Some(help) = &diagnostic.help {
        add("help", visible(help).into());
    }
    if let Some(fix) = &diagnostic.fix {
        add("fix", fix_value(report, fix));
    }
    add("fingerprint", finding.fingerprint.as_str().into());
    Value::Object(fields)
}

fn label_value(report: &Report<'_>, label: &Label) -> Value {
    json!({
        "path": report.shown_path(&label.path),
        "span": span_value(report, &label.path, label.span),
        "label": visible(&label.text),
    })
}

fn fix_value(report: &Report<'_>, fix: &Fix) -> Value {
    let edits: Vec<Value> = fix
        .edits
        .iter()
        .map(|edit| {
            json!({
                "path": report.shown_path(&edit.path),
                "span": span_value(report, &edit.path, edit.span),
                "replacement": edit.replacement,
            })
        })
        .collect();
    let applicability = match fix.applicability {
        Applicability::Safe => "safe",
        Applicability::Unsafe => "unsafe",
    };
    json!({ "title": visible(&fix.title), "applicability": applicability, "edits": edits })
}

fn span_value(report: &Report<'_>, path: &FilePath, span: Span) -> Value {
    let Region { start, end } = report.region(path, span);
    json!({
        "start": { "offset": span.start, "line": start.line, "column": start.column },
        "end": { "offset": span.end, "line": end.line, "column": end.column },
    })
}

//! Findings as JUnit XML: a suite a file, a case a rule.
//!
//! Errors fail their case; warnings and infos, which fail no check, stand in its output.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use bailiwick_schema::rule::{Rule, Severity};

use super::{Finding, Region, Report};
use crate::output::visible::visible;
use crate::output::xml::escaped;

/// The findings of one file by rule, in the order of the codes.
type Cases<'a> = BTreeMap<&'static str, (&'static Rule, Vec<Finding<'a>>)>;

/// The report as an XML document.
pub(super) fn print(report: &Report<'_>) -> String {
    let mut suites: BTreeMap<String, Cases<'_>> = BTreeMap::new();
    for finding in report.findings() {
        let path = report.shown_path(&finding.diagnostic.primary.path);
        let rule = finding.diagnostic.rule;
        let cases = suites.entry(path).or_default();
        cases.entry(rule.code).or_insert_with(|| (rule, Vec::new())).1.push(*finding);
    }
    let tests: usize = suites.values().map(BTreeMap::len).sum::<usize>() + 1;
    let failures: usize = suites.values().map(failures).sum();
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _infallible = writeln!(
        text,
        "<testsuites name=\"bailiwick check\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">"
    );
    // The whole run is a case that passes, so that a clean workspace does not look like a run without tests.
    let summary = escaped(&report.summary());
    let _infallible = write!(
        text,
        "  <testsuite name=\"workspace\" tests=\"1\" failures=\"0\" errors=\"0\">
    <testcase classname=\"workspace\" name=\"checked\">
      <system-out>{summary}</system-out>
    </testcase>
  </testsuite>
"
    );
    for (path, cases) in &suites {
        print_suite(&mut text, report, path, cases);
    }
    text.push_str("</testsuites>\n");
    text
}

/// How many cases hold an error.
fn failures(cases: &Cases<'_>) -> usize {
    cases.values().filter(|(_, findings)| fails(findings)).count()
}

fn fails(findings: &[Finding<'_>]) -> bool {
    findings.iter().any(|finding| finding.diagnostic.severity == Severity::Error)
}

fn print_suite(text: &mut String, report: &Report<'_>, path: &str, cases: &Cases<'_>) {
    let path = escaped(path);
    let (tests, failures) = (cases.len(), failures(cases));
    let _infallible = writeln!(
        text,
        "  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">"
    );
    for (code, (rule, findings)) in cases {
        let name = escaped(&format!("{code} {}", rule.name));
        let _infallible =
            writeln!(text, "    <testcase classname=\"{path}\" name=\"{name}\" file=\"{path}\">");
        let lines: Vec<String> = findings.iter().map(|finding| line(report, finding)).collect();
        let body = escaped(&lines.join("\n")).replace("&#10;", "\n");
        if fails(findings) {
            let first = findings.first().map(|finding| finding.diagnostic.message.as_str());
            let message = escaped(&visible(first.unwrap_or_default()));
            let _infallible = writeln!(
                text,
                "      <failure type=\"{code}\" message=\"{message}\">{body}</failure>"
            );
        } else {
            let _infallible = writeln!(text, "      <system-out>{body}</system-out>");
        }
        text.push_str("    </testcase>\n");
    }
    text.push_str("  </testsuite>\n");
}

/// A finding on one line, as compilers print it.
fn line(report: &Report<'_>, finding: &Finding<'_>) -> String {
    let diagnostic = finding.diagnostic;
    let path = report.shown_path(&diagnostic.primary.path);
    let Region { start, .. } = report.region(&diagnostic.primary.path, diagnostic.primary.span);
    let level = diagnostic.severity.as_str();
    let message = visible(&diagnostic.message);
    let help = diagnostic.help.as_deref().map(visible);
    let help = help.map(|help| format!(" (help: {help})")).unwrap_or_default();
    format!("{}:{}:{}: {level}: {message}{help}", visible(&path), start.line, start.column)
}

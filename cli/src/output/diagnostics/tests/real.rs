//! What every rule finds in its own example, in every form.

use std::collections::BTreeSet;

use bailiwick_engine::baseline::fingerprints;
use bailiwick_engine::check::rules;
use bailiwick_engine::workspace::load;
use bailiwick_engine::world::Memory;
use clap::ValueEnum;
use serde_json::Value;

use super::forms::check_schema;
use super::sarif::sarif_schema;
use crate::output::diagnostics::{Finding, Format, Report, Totals};
use crate::output::visible::is_invisible;
use crate::terminal::Look;

/// The findings of a rule's bad example in every form.
fn printed(example: &str) -> Vec<(Format, String)> {
    let workspace = load(&Memory::example(example));
    let found = workspace.diagnostics().diagnostics;
    let source = |path: &_| workspace.source(path);
    let prints = fingerprints(&found, &source);
    let forms = Format::value_variants().iter().map(|format| {
        let findings = found.iter().zip(&prints);
        let findings =
            findings.map(|(diagnostic, fingerprint)| Finding { diagnostic, fingerprint }).collect();
        let report = Report::new(findings, &source, Totals::default());
        (*format, format.print(&report, Look::PLAIN))
    });
    forms.collect()
}

#[test]
fn findings_of_every_rule_are_valid_in_every_form() {
    let check = jsonschema::draft202012::new(&check_schema()).unwrap();
    let sarif = jsonschema::draft7::new(&sarif_schema()).unwrap();
    let mut forms = 0;
    for rule in rules::all() {
        for (format, text) in printed(rule.bad) {
            let name = format!("{} as {format:?}", rule.code);
            let raw = |character: char| character != '\n' && is_invisible(character);
            assert!(!text.replace('\t', " ").chars().any(raw), "{name}: {text:?}");
            let validator = match format {
                Format::Json => &check,
                Format::Sarif => &sarif,
                _ => continue,
            };
            let document: Value = serde_json::from_str(&text).unwrap();
            let errors: Vec<String> =
                validator.iter_errors(&document).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{name}: {errors:#?}");
            forms += 1;
        }
    }
    assert!(forms >= 120, "only {forms} documents");
}

#[test]
fn fingerprints_of_every_rule_are_distinct() {
    for rule in rules::all() {
        let forms = printed(rule.bad);
        let (_, text) = forms.iter().find(|(format, _)| *format == Format::Gitlab).unwrap();
        let issues: Vec<Value> = serde_json::from_str(text).unwrap();
        let distinct: BTreeSet<String> =
            issues.iter().map(|issue| issue["fingerprint"].to_string()).collect();
        assert_eq!(distinct.len(), issues.len(), "{}", rule.code);
    }
}

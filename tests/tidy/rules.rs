//! Rules: every one that is declared in the code is listed, so that it is explained, tested and documented.

use std::collections::BTreeSet;
use std::process::Command;

use bailiwick_engine::check::rules;

use crate::repository::{root, rust};

#[test]
fn every_rule_in_the_code_is_listed() {
    let declared: BTreeSet<String> = rust()
        .iter()
        .filter(|source| source.path.contains("/src/") && source.path.contains("rules/"))
        .flat_map(|source| {
            source
                .text
                .lines()
                .filter_map(|line| line.trim().strip_prefix("code: \""))
                .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
                .collect::<Vec<_>>()
        })
        .collect();
    let listed: BTreeSet<String> =
        rules::all().into_iter().map(|rule| rule.code.to_owned()).collect();
    assert_eq!(declared, listed);
    assert!(listed.len() >= 60, "only {} rules", listed.len());
}

#[test]
fn a_rule_lies_in_a_file_of_its_name() {
    for source in rust() {
        let in_rules = source.path.contains("/src/") && source.path.contains("/rules/");
        if !in_rules || !source.text.contains("code: \"BW") {
            continue;
        }
        let stem = source.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs");
        let name = format!("name: \"{}\"", stem.replace('_', "-"));
        assert!(
            source.text.contains(&name),
            "{} holds another rule than its name says",
            source.path
        );
    }
}

#[test]
fn the_files_of_rules_are_laid_out_although_cargo_fmt_does_not_see_them() {
    let rules = rust().into_iter().map(|source| source.path);
    let rules = rules.filter(|path| path.starts_with("engine/src/check/rules/"));
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--check", "-l", "--edition", "2024"]).args(rules).current_dir(root());
    let Ok(output) = rustfmt.output() else {
        eprintln!("SKIPPED: rustfmt is not there, so no layout was checked");
        return;
    };
    let wrong = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "`rustfmt --edition 2024` lays these out:\n{wrong}");
}

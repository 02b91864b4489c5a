//! Every rule's examples: the bad one is found by it, the good one is clean.

use bailiwick_engine::check::rules;
use bailiwick_engine::workspace::{Workspace, load};
use bailiwick_engine::world::Memory;
use bailiwick_schema::rule::Rule;

fn loaded(example: &str) -> Workspace {
    load(&Memory::example(example))
}

fn codes(workspace: &Workspace) -> Vec<String> {
    let shown = workspace.diagnostics();
    shown
        .diagnostics
        .iter()
        .map(|found| {
            format!(
                "{} {}:{} {}",
                found.rule.code, found.primary.path, found.primary.span.start, found.message
            )
        })
        .collect()
}

#[test]
fn every_bad_example_is_found_by_its_rule() {
    let missing: Vec<String> = rules::all()
        .into_iter()
        .filter(|rule| !codes(&loaded(rule.bad)).iter().any(|found| found.starts_with(rule.code)))
        .map(|rule| {
            format!("{} {} finds only {:#?}", rule.code, rule.name, codes(&loaded(rule.bad)))
        })
        .collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn every_good_example_is_clean_of_every_rule() {
    let dirty: Vec<String> = rules::all()
        .into_iter()
        .map(|rule| (rule, codes(&loaded(rule.good))))
        .filter(|(_, found)| !found.is_empty())
        .map(|(rule, found)| format!("{} {}: {found:#?}", rule.code, rule.name))
        .collect();
    assert!(dirty.is_empty(), "{}", dirty.join("\n"));
}

#[test]
fn codes_and_names_are_unique_and_well_spelled() {
    let all = rules::all();
    for (at, rule) in all.iter().enumerate() {
        let others: &[&Rule] = &all[at + 1..];
        assert!(others.iter().all(|other| other.code != rule.code), "{} twice", rule.code);
        assert!(others.iter().all(|other| other.name != rule.name), "{} twice", rule.name);
        assert!(rule.code.len() == 6 && rule.code.starts_with("BW"), "{}", rule.code);
        assert!(
            rule.name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
            "{}",
            rule.name
        );
        assert!(!rule.summary.ends_with('.') && !rule.summary.contains('\n'), "{}", rule.name);
        assert!(
            rule.summary.starts_with(|first: char| first.is_lowercase() || first == '`'),
            "{}",
            rule.name
        );
        assert!(rule.why.len() > 20, "{}", rule.name);
    }
}

#[test]
fn what_judges_leaves_nothing_out() {
    for (name, leaves_out) in [
        ("unknown-node", true),
        ("dangling-reference", true),
        ("malformed-pattern", true),
        ("malformed-condition", true),
        ("missing-file", true),
        ("unnormalised-pattern", false),
        ("interpreter-grant", false),
        ("destructive-tool", false),
        ("policy-violation", false),
        ("literal-secret", false),
    ] {
        let rule = rules::find(name).unwrap();
        assert_eq!(rules::leaves_out(rule), leaves_out, "{name}");
    }
}

#[test]
fn an_escape_is_only_one_where_a_backslash_escapes() {
    let bidi = |text: &str| codes(&loaded(text)).iter().any(|found| found.starts_with("BW8101"));
    assert!(bidi("agent \"clerk\" {\n    summary \"a\\u{202e}b\"\n}"));
    assert!(!bidi("agent \"clerk\" {\n    summary #\"a\\u{202e}b\"#\n}"));
    assert!(!bidi("agent \"clerk\" {\n    summary \"a\\\\u{202e}b\"\n}"));
    assert!(!bidi("// \\u{202e}\nagent \"clerk\" {\n    summary \"a\"\n}"));
}

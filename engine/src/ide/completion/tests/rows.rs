//! Every row of the vocabulary is offered just where the decoder takes it: the decoder is asked, not the rows.

use std::collections::BTreeSet;

use bailiwick_schema::document::decode;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::{Limits, parse};
use bailiwick_schema::vocabulary::{
    self, ArgumentSpec, Children, Kind, NodeSpec, Row, TOP, ValueKind, rows,
};

use super::super::CandidateKind;
use super::{CURSOR, completion};
use crate::fleet::Fleet;
use crate::workspace::load;
use crate::world::Memory;

/// A block: the names of the nodes around it, and its rows.
type Block = (Vec<&'static str>, &'static [&'static NodeSpec]);

fn blocks() -> Vec<Block> {
    let inner = rows().into_iter().filter_map(|Row { path, spec }| match spec.children {
        Children::Of(children) => Some((path, children)),
        Children::None | Children::Free => None,
    });
    std::iter::once((Vec::new(), TOP)).chain(inner).collect()
}

fn path(around: &[&str], written: &str) -> &'static str {
    let is_root = around.first() == Some(&"workspace") || written.starts_with("workspace");
    if is_root { "bailiwick.kdl" } else { "a.kdl" }
}

/// A text within nodes of these names.
fn within(around: &[&str], text: &str) -> String {
    format!("{}{text}\n{}", opened(around), "}\n".repeat(around.len()))
}

fn opened(around: &[&str]) -> String {
    around.iter().map(|name| format!("{name} {{\n")).collect()
}

fn offered(fleet: &Fleet, around: &[&str], marked: &str) -> Vec<String> {
    let found = completion(fleet, "bailiwick.kdl", &within(around, marked));
    found.candidates.into_iter().map(|candidate| candidate.label).collect()
}

/// Some values of the arguments before one.
fn ahead(spec: &NodeSpec, at: usize) -> String {
    let some = |argument: &ArgumentSpec| match argument.value {
        ValueKind::OneOf(words) => format!("\"{}\" ", words[0]),
        _ => "\"x\" ".to_owned(),
    };
    spec.arguments[..at].iter().map(some).collect()
}

/// Whether the decoder takes a text without a finding of these rules in it.
fn takes(around: &[&str], text: &str, rules: &[&str]) -> bool {
    let path = FilePath::from(path(around, text));
    let start = opened(around).len();
    let own = start..start + text.len();
    let parsed = parse(&path, within(around, text).into(), &Limits::default());
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    let found = decode(&path, &parsed.tree).diagnostics;
    let mut found = found.iter().filter(|found| own.contains(&(found.primary.span.start as usize)));
    !found.any(|found| rules.contains(&found.rule.name))
}

#[test]
fn every_node_is_offered_where_it_may_stand_and_nowhere_else() {
    let names: BTreeSet<&str> = rows().iter().map(|row| row.spec.name).collect();
    let blocks = blocks();
    assert!(blocks.len() > 20 && names.len() > 40);
    for (around, _) in blocks {
        let offered = offered(&Fleet::default(), &around, CURSOR);
        for name in &names {
            let takes = takes(&around, name, &["unknown-node", "misplaced-node"]);
            assert_eq!(
                offered.iter().any(|offered| offered == name),
                takes,
                "{name} in {around:?}"
            );
        }
    }
}

#[test]
fn a_node_is_offered_beside_another_where_both_may_stand() {
    let mut refused = 0;
    for (around, children) in blocks() {
        for sibling in children {
            let example = sibling.example;
            let before = offered(&Fleet::default(), &around, &format!("{example}\n{CURSOR}"));
            let after = offered(&Fleet::default(), &around, &format!("{CURSOR}\n{example}"));
            assert_eq!(before, after);
            for child in children {
                let both = format!("{example}\n{}", child.example);
                let takes = takes(&around, &both, &["repeated-node", "conflicting-nodes"]);
                let is_offered = before.iter().any(|offered| offered == child.name);
                assert_eq!(is_offered, takes, "{} beside {example} in {around:?}", child.name);
                refused += usize::from(!takes);
            }
        }
    }
    assert!(refused > 100, "{refused}");
}

#[test]
fn annotations_are_offered_where_they_have_a_meaning() {
    for (around, children) in blocks() {
        let words = offered(&Fleet::default(), &around, &format!("({CURSOR}"));
        for word in ["replace", "remove"] {
            let behind = offered(&Fleet::default(), &around, &format!("({word}){CURSOR}"));
            for child in children {
                let takes =
                    takes(&around, &format!("({word}){}", child.name), &["unexpected-annotation"]);
                assert_eq!(
                    behind.iter().any(|name| name == child.name),
                    takes,
                    "{} in {around:?}",
                    child.name
                );
                assert!(!takes || words.iter().any(|offered| offered == word), "{around:?}");
            }
            assert_eq!(words.is_empty(), behind.is_empty(), "{around:?}");
        }
    }
}

#[test]
fn every_property_is_offered_on_its_row_and_on_no_other() {
    let names: BTreeSet<&str> =
        rows().iter().flat_map(|row| row.spec.properties).map(|property| property.name).collect();
    for Row { path, spec } in rows() {
        let (_, around) = path.split_last().unwrap();
        let keys = |entries: &str| {
            let marked = within(around, &format!("{} {entries}{CURSOR}", spec.name));
            let found = completion(&Fleet::default(), "bailiwick.kdl", &marked).candidates;
            let keys =
                found.into_iter().filter(|candidate| candidate.kind == CandidateKind::Property);
            keys.map(|candidate| candidate.label).collect::<Vec<_>>()
        };
        let bare = keys("");
        for name in &names {
            let text = format!("{} {name}=1", spec.name);
            let takes = takes(around, &text, &["unknown-property"]);
            assert_eq!(bare.iter().any(|key| key == name), takes, "{name} on {path:?}");
        }
        for given in spec.properties {
            let beside = keys(&format!("{}=1 ", given.name));
            for other in spec.properties {
                let both = format!("{} {}=1 {}=1", spec.name, given.name, other.name);
                let clash = spec.choice.contains(&given.name) && spec.choice.contains(&other.name);
                let takes = takes(around, &both, &["repeated-property"]) && !clash;
                assert_eq!(beside.iter().any(|key| key == other.name), takes, "{both}");
            }
        }
    }
}

#[test]
fn one_value_of_a_choice_is_offered_alone() {
    let rows: Vec<Row> = rows().into_iter().filter(|row| !row.spec.choice.is_empty()).collect();
    assert!(rows.len() > 5);
    for Row { path, spec } in rows {
        let (_, around) = path.split_last().unwrap();
        for chosen in spec.choice.iter().filter(|name| spec.property(name).is_some()) {
            let header =
                spec.arguments.iter().filter(|argument| !spec.choice.contains(&argument.name));
            let header: String = header.map(|_| "\"A\" ").collect();
            let text = format!("{} {header}{chosen}=\"a\" ", spec.name);
            assert!(takes(around, &text, &["incomplete-choice"]), "{text}");
            let found = offered(&Fleet::default(), around, &format!("{text}{CURSOR}"));
            assert!(
                !found.iter().any(|label| spec.choice.contains(&label.as_str())),
                "{text}{found:?}"
            );
        }
    }
}

/// A workspace that declares two names of each kind.
const ALL_KINDS: &str = r#"
environment "environment-a" { tracks; }
environment "environment-b" { follows "environment-a"; }
param "param_a" type="string"
param "param_b" type="string"
extension "extension-a" schema="a.json"
extension "extension-b" schema="a.json"
lifecycle "lifecycle-a" { stage "stage-a"; stage "stage-b"; }
lifecycle "lifecycle-b"
label "label-a"
label "label-b"
principal "principal-a"
principal "principal-b"
secret "secret-a"
secret "secret-b"
server "server-a" { command "a"; }
server "server-b" { command "a"; }
memory "memory-a" { scope "agent"; }
memory "memory-b" { scope "agent"; }
skill "skill-a" folder="a"
skill "skill-b" folder="a"
evaluation "evaluation-a"
evaluation "evaluation-b"
base "base-a"
base "base-b"
agent "agent-a"
agent "agent-b"
scenario "scenario-a"
scenario "scenario-b"
policy "policy-a" { require "owner"; }
policy "policy-b" { require "owner"; }
target "target-a" { output "a" template="a"; }
target "target-b" { output "a" template="a"; }
"#;

/// Every value that is known of a kind; none where any may be written.
fn words(kind: ValueKind) -> Vec<String> {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    match kind {
        ValueKind::OneOf(words) => owned(words),
        ValueKind::Boolean => owned(&["#true", "#false"]),
        ValueKind::Reference(kind) => {
            let mark = if kind.is_identifier() { '_' } else { '-' };
            let declared = ["a", "b"].map(|end| format!("{}{mark}{end}", kind.as_str()));
            let given = (kind == Kind::Server).then(|| "builtin".to_owned());
            declared.into_iter().chain(given).collect()
        }
        ValueKind::Rule => {
            crate::check::rules::all().iter().map(|rule| rule.name.to_owned()).collect()
        }
        ValueKind::Target => {
            let standard = bailiwick_stdlib::targets().filter_map(|(id, _)| id.split('@').next());
            let mut names = owned(&["target-a", "target-b"]);
            names.extend(standard.map(str::to_owned));
            names.sort_unstable();
            names.dedup();
            names
        }
        ValueKind::Module => bailiwick_stdlib::modules().map(|(name, _)| name.to_owned()).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_known_value_is_offered_where_it_may_stand_and_no_other() {
    let workspace = load(&Memory::example(ALL_KINDS));
    let fleet = workspace.fleet();
    for kind in Kind::ALL {
        assert_eq!(fleet.sorted(kind).len(), 2, "{kind:?}");
    }
    let mut seen = 0;
    for Row { path, spec } in rows() {
        let (_, around) = path.split_last().unwrap();
        let name = spec.name;
        for (at, argument) in spec.arguments.iter().enumerate() {
            let before = ahead(spec, at);
            let found = offered(fleet, around, &format!("{name} {before}{CURSOR}"));
            let found: Vec<String> =
                found.into_iter().filter(|label| spec.property(label).is_none()).collect();
            assert_eq!(found, words(argument.value), "{path:?} {}", argument.name);
            seen += found.len();
            let surplus = offered(fleet, around, &format!("{name} {before}\"x\" {CURSOR}"));
            let takes =
                takes(around, &format!("{name} {before}\"x\" \"x\""), &["unexpected-argument"]);
            assert!(
                takes || surplus.iter().all(|label| spec.property(label).is_some()),
                "{path:?}"
            );
        }
        for property in spec.properties {
            let found = offered(fleet, around, &format!("{name} {}={CURSOR}", property.name));
            assert_eq!(found, words(property.value), "{path:?} {}", property.name);
            seen += found.len();
        }
    }
    assert!(seen > 300, "{seen}");
}

#[test]
fn what_is_offered_for_a_closed_choice_is_taken() {
    for Row { path, spec } in rows() {
        let (_, around) = path.split_last().unwrap();
        for (at, argument) in spec.arguments.iter().enumerate() {
            let ValueKind::OneOf(_) = argument.value else { continue };
            let before = ahead(spec, at);
            let marked = format!("{} {before}{CURSOR}", spec.name);
            let found = completion(&Fleet::default(), "bailiwick.kdl", &within(around, &marked));
            let words = found.candidates.into_iter();
            for candidate in words.filter(|candidate| candidate.kind == CandidateKind::Value) {
                let text = format!("{} {before}{}", spec.name, candidate.text);
                assert!(takes(around, &text, &["unknown-word", "wrong-type"]), "{text}");
            }
        }
    }
}

#[test]
fn the_workspace_s_own_node_is_offered_in_its_file_only() {
    let labels = |path: &str| {
        let found = completion(&Fleet::default(), path, CURSOR);
        found.candidates.into_iter().map(|candidate| candidate.label).collect::<Vec<_>>()
    };
    assert!(labels("bailiwick.kdl").contains(&"workspace".to_owned()));
    assert!(!labels("a.kdl").contains(&"workspace".to_owned()));
    assert_eq!(labels("a.kdl").len() + 1, vocabulary::TOP.len());
}

#[test]
fn a_row_s_sentence_stands_beside_it() {
    for (around, children) in blocks() {
        let found = completion(&Fleet::default(), "bailiwick.kdl", &within(&around, CURSOR));
        assert_eq!(found.candidates.len(), children.len(), "{around:?}");
        for (candidate, spec) in found.candidates.iter().zip(children) {
            assert_eq!(candidate.summary, spec.summary);
            assert_eq!(
                candidate.text.ends_with(' '),
                lacks_something(&around, spec),
                "{}",
                spec.name
            );
        }
    }
}

/// Whether a node of this name alone lacks something behind it.
fn lacks_something(around: &[&str], spec: &NodeSpec) -> bool {
    let rules = ["missing-argument", "missing-property", "incomplete-choice"];
    !takes(around, spec.name, &rules)
}

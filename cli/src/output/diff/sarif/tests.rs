//! A log that the schema of OASIS takes, within the limits of code scanning.

use std::sync::Arc;

use bailiwick_engine::diff::{
    Change, Direction, FleetDiff, Group, Piece, Risk, Stand, Touched, What,
};
use bailiwick_engine::show::Source;
use bailiwick_schema::span::Span;

use super::log;
use crate::output::diagnostics::tests::sarif::sarif_schema;
use crate::output::diff::{Named, Report};
use crate::output::prefix::Prefix;

fn group(name: &str, direction: Direction) -> Group {
    let change = Change {
        field: vec!["limits".to_owned(), name.to_owned()],
        what: What::Value,
        direction,
        risk: None,
        pieces: vec![Piece { before: Some("40".into()), after: Some("80 \u{202e}".into()) }],
    };
    Group {
        change: Arc::new(change),
        agents: vec![Touched { agent: "clerk".into(), environments: vec!["prod".into()] }],
        places: vec![Stand::default()],
        elsewhere: 0,
    }
}

/// The fingerprint of the only group.
fn fingerprint(group: Group) -> String {
    let difference = FleetDiff { groups: vec![group], ..FleetDiff::default() };
    let side = |name| Named { name, prefix: Prefix::default() };
    let report =
        Report { difference: &difference, before: side("a"), after: side("b"), left_out: 0 };
    let log = log(&report, 1);
    let prints = &log["runs"][0]["results"][0]["partialFingerprints"];
    assert_eq!(prints["bailiwickChange/v1"], prints["primaryLocationLineHash"]);
    prints["bailiwickChange/v1"].as_str().unwrap().to_owned()
}

#[test]
fn a_fingerprint_is_of_the_change_alone() {
    let steps = || group("steps", Direction::WIDENS);
    let first = fingerprint(steps());
    let mut moved = steps();
    let source = Source {
        path: "agents/clerk.kdl".into(),
        span: Span::new(90, 98),
        line: 7,
        layer: "agent".to_owned(),
    };
    moved.places = vec![Stand { before: None, after: Some(source) }];
    moved.agents.push(Touched { agent: "editor".into(), environments: Vec::new() });
    moved.elsewhere = 1;
    assert_eq!(fingerprint(moved), first);
    assert_ne!(fingerprint(group("cost", Direction::WIDENS)), first);
    let with = |edit: fn(&mut Change)| {
        let mut other = steps();
        edit(Arc::make_mut(&mut other.change));
        fingerprint(other)
    };
    assert_ne!(with(|change| change.risk = Some(Risk::ToolAdded)), first);
    assert_ne!(with(|change| change.pieces = vec![Piece::new("80")]), first);
}

#[test]
fn the_log_keeps_to_the_schema_and_to_the_limit() {
    let directions =
        [Direction::WIDENS, Direction::NARROWS, Direction::UNDECIDED, Direction::default()];
    let groups = (0..8).zip(directions.into_iter().cycle());
    let groups = groups.map(|(at, direction)| group(&format!("steps-{at}"), direction)).collect();
    let difference = FleetDiff { groups, ..FleetDiff::default() };
    let side = |name| Named { name, prefix: Prefix::default() };
    let report =
        Report { difference: &difference, before: side("a"), after: side("b"), left_out: 0 };
    let log = log(&report, 4);
    let errors: Vec<String> = jsonschema::draft7::new(&sarif_schema())
        .unwrap()
        .iter_errors(&log)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(errors, [""; 0]);
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 4);
    assert_eq!(results[0]["ruleId"], "diff/widens");
    assert_eq!(
        results[0]["message"]["text"],
        "limits steps-0: clerk; in prod\n- 40\n+ 80 <U+202E>"
    );
    let notes = &run["invocations"][0]["toolExecutionNotifications"];
    assert_eq!(notes[0]["message"]["text"], "2 groups that matter least are left out");
}

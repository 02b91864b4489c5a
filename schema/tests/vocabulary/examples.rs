//! Rows are documented, and their examples are valid.

use bailiwick_schema::vocabulary::{
    AGENT, BASE, BASE_SUMMARY, EXTENDS, IN, INSTANCES, NodeSpec, OVERLAY, SUMMARY, rows,
};

use crate::place::{chain, findings};

#[test]
fn every_row_is_documented() {
    let rows = rows();
    assert!(rows.len() > 100, "only {} rows", rows.len());
    for row in rows {
        let path = row.path.join(" ");
        let spec = row.spec;
        assert!(!spec.summary.is_empty() && !spec.summary.ends_with('.'), "{path}");
        assert!(spec.example.starts_with(spec.name), "{path}");
        for argument in spec.arguments {
            assert!(!argument.summary.is_empty(), "{path} {}", argument.name);
        }
        for property in spec.properties {
            assert!(!property.summary.is_empty(), "{path} {}", property.name);
        }
    }
}

#[test]
fn every_example_is_valid_at_every_place_it_may_stand_in() {
    for row in rows() {
        let found = findings(&chain(&row), row.spec.example);
        assert!(found.is_empty(), "{}: {}", row.path.join(" "), found.join("\n"));
    }
}

#[test]
fn an_agent_a_base_and_every_layer_may_say_the_same_in_the_same_order() {
    let said = |spec: &NodeSpec| -> Vec<&NodeSpec> {
        let own = [&EXTENDS, &INSTANCES, &IN];
        spec.child_specs().iter().copied().filter(|child| !own.contains(child)).collect()
    };
    assert_eq!(said(&AGENT), OVERLAY);
    // A base's summary is said of itself, so it is a row of its own.
    let of_base: Vec<&NodeSpec> = said(&BASE)
        .into_iter()
        .map(|spec| if spec == &BASE_SUMMARY { &SUMMARY } else { spec })
        .collect();
    assert_eq!(of_base, OVERLAY);
}

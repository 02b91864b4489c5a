//! Rows are documented, and their examples are valid.

use bailiwick_schema::vocabulary::rows;

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

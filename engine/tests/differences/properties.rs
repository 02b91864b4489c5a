//! What holds for all differences.

use bailiwick_engine::diff::{FleetDiff, Only, diff};
use bailiwick_engine::workspace::{Workspace, load};
use bailiwick_engine::world::Memory;
use proptest::prelude::*;

use crate::printed::printed;

/// A rule: its effect, its action, its pattern.
fn rule() -> impl Strategy<Value = (&'static str, String)> {
    let effect = prop::sample::select(vec!["allow", "ask", "deny"]);
    let path = prop::collection::vec(prop::sample::select(vec!["a", "b", "*", "**", "a*"]), 1..4);
    (effect, path.prop_map(|parts| parts.join("/")))
}

fn agent(rules: &[(&str, String)]) -> Workspace {
    let lines = rules.iter().map(|(effect, pattern)| format!("{effect} read \"{pattern}\"\n"));
    let text = format!("agent \"a\" {{\npermissions {{\n{}}}\n}}\n", lines.collect::<String>());
    load(&Memory::example(&text))
}

fn with(rules: &[(&'static str, String)], effect: &'static str, pattern: &str) -> FleetDiff {
    let more = [rules, &[(effect, pattern.to_owned())]].concat();
    diff(&agent(rules), &agent(&more), &Only::default())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_workspace_does_not_differ_from_itself(rules in prop::collection::vec(rule(), 0..6)) {
        let same = diff(&agent(&rules), &agent(&rules), &Only::default());
        prop_assert!(same.is_empty() && same.direction().is_neutral(), "{}", printed(&same));
    }

    #[test]
    fn an_allow_that_is_added_never_narrows(rules in prop::collection::vec(rule(), 0..6), more in rule()) {
        let found = with(&rules, "allow", &more.1).direction();
        prop_assert!(!found.narrows && !found.undecided, "{found:?}");
    }

    #[test]
    fn a_deny_that_is_added_never_widens(rules in prop::collection::vec(rule(), 0..6), more in rule()) {
        let found = with(&rules, "deny", &more.1).direction();
        prop_assert!(!found.widens && !found.undecided, "{found:?}");
    }

    #[test]
    fn what_widens_one_way_narrows_the_other(a in prop::collection::vec(rule(), 0..5), b in prop::collection::vec(rule(), 0..5)) {
        let (a, b) = (agent(&a), agent(&b));
        let (there, back) = (diff(&a, &b, &Only::default()).direction(), diff(&b, &a, &Only::default()).direction());
        prop_assert_eq!((there.widens, there.narrows), (back.narrows, back.widens));
    }
}

#[test]
fn every_example_is_the_same_as_itself_on_any_number_of_threads() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/support-fleet");
    let world = bailiwick_engine::world::Disk::find(&root).unwrap().unwrap();
    let (a, b) = (load(&world), load(&world));
    assert!(diff(&a, &b, &Only::default()).is_empty());
    let nothing = load(&Memory::example(""));
    let found = diff(&nothing, &a, &Only::default());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let alone = pool.install(|| diff(&nothing, &a, &Only::default()));
    assert!(found.counts.added > 0 && found.direction().widens);
    assert_eq!(found, alone);
    assert_eq!(found.id(), alone.id());
}

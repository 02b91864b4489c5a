//! Every rule and node is explained.

use bailiwick_engine::check::rules;
use bailiwick_schema::vocabulary::rows;
use expect_test::expect;

use super::{explanation, nodes};

#[test]
fn every_rule_is_explained_by_code_and_by_name() {
    for rule in rules::all() {
        let by_code = explanation(rule.code).unwrap();
        assert!(by_code.contains(rule.summary), "{}", rule.code);
        assert!(explanation(rule.name).unwrap().starts_with(&by_code), "{}", rule.name);
        assert_eq!(explanation(&rule.code.to_lowercase()).unwrap(), by_code);
    }
}

#[test]
fn every_node_is_explained_at_every_place() {
    for row in rows() {
        let text = explanation(&row.path.join("/")).unwrap();
        assert!(text.contains(row.spec.summary), "{:?}", row.path);
    }
}

#[test]
fn a_node_that_stands_at_many_places_is_explained_once() {
    let all = rows();
    let nodes = nodes();
    assert!(nodes.len() < all.len());
    assert_eq!(nodes.iter().map(|node| node.paths.len()).sum::<usize>(), all.len());
    assert_eq!(explanation("steps").unwrap().matches("steps COUNT").count(), 1);
}

#[test]
fn a_name_of_two_nodes_explains_both() {
    let text = explanation("server").unwrap();
    assert!(text.contains("an MCP server, with its tools"));
    assert!(text.contains("a declared server that it can reach"));
}

#[test]
fn a_node_tells_its_places_arguments_properties_and_children() {
    expect![[r#"
        rate RATE of=…: the most calls, runs or tokens in a unit of time

        Stands any number of times in `environment/defaults/limits`, `base/limits`, `base/in/limits`, `agent/limits`, `agent/in/limits`.

        Arguments:
          RATE: a number a unit of time (a rate such as `30/min`)

        Properties:
          of=: what is counted (one of `calls`, `runs`, `tokens`; must be given)

        Layers: the same `of` replaces, another is added.

        Example:

            rate "30/min" of="calls"
    "#]]
    .assert_eq(&explanation("rate").unwrap());
}

#[test]
fn an_unknown_word_gets_the_nearest_one() {
    let failure = explanation("limts").unwrap_err();
    assert_eq!(failure.message, "there is no rule and no node `limts`");
    assert_eq!(failure.help.as_deref(), Some("did you mean `limits`?"));
    let help = |subject: &str| explanation(subject).unwrap_err().help.unwrap();
    assert_eq!(help("agent/lmits"), "did you mean `limits`?");
    assert_eq!(help("xyzzyx-plugh"), "`bailiwick explain` lists all rules and nodes");
}

#[test]
fn modules_and_annotations_are_explained() {
    for (name, _) in bailiwick_stdlib::modules() {
        assert!(explanation(name).unwrap().contains(&format!("use \"{name}\"")));
        assert!(explanation("use").unwrap().contains(name));
    }
    assert!(explanation("std/reader").unwrap().starts_with("std/base/reader@1: a base for agents"));
    assert!(explanation("std/server/git").unwrap().contains("  server \"git\""));
    assert!(explanation("remove").unwrap().contains("(remove)server"));
    assert!(explanation("replace").unwrap().contains("(replace)limits"));
}

//! The list of all rules and nodes.

use std::fmt::Write as _;

use bailiwick_schema::rule::Rule;
use bailiwick_schema::vocabulary::Node;

/// All rules with their levels, then all nodes, one a line.
pub(super) fn print(rules: &[&Rule], nodes: &[Node]) -> String {
    let mut text = String::from("Rules\n");
    let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    for rule in rules {
        let (code, name, level) = (rule.code, rule.name, rule.severity.as_str());
        let _infallible = writeln!(text, "  {code}  {name:width$}  {level:7}  {}", rule.summary);
    }
    text.push_str("\nNodes\n");
    let mut nodes: Vec<&Node> = nodes.iter().collect();
    nodes.sort_by_key(|node| node.spec.name);
    let width = nodes.iter().map(|node| node.spec.name.len()).max().unwrap_or_default();
    for node in nodes {
        let _infallible = writeln!(text, "  {:width$}  {}", node.spec.name, node.spec.summary);
    }
    text
}

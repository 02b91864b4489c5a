//! The tools that have a label.

use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary;

use crate::check::Scope;
use crate::permission::Pattern;

/// The label that the node `destructive` of a tool stands for, too.
const DESTRUCTIVE: &str = "destructive";

/// The pattern of all tools that have a label, by themselves or by their server; none where no tool has it.
pub(super) fn tools(scope: &Scope<'_>, label: &str) -> Option<Pattern> {
    let mut found: Vec<Pattern> = Vec::new();
    for (name, server) in scope.fleet.sorted(vocabulary::Kind::Server) {
        if has(server, label) {
            found.push(Pattern::tools_of(name));
            continue;
        }
        let is_meant = |tool: &Item<'_>| {
            has(*tool, label)
                || label == DESTRUCTIVE && tool.child(&vocabulary::DESTRUCTIVE).is_some()
        };
        let tools = server.children_of(&vocabulary::TOOL).filter(is_meant);
        found.extend(tools.filter_map(Item::text).map(|tool| Pattern::one_tool(name, tool)));
    }
    Pattern::any_of(found)
}

fn has(item: Item<'_>, label: &str) -> bool {
    item.children_of(&vocabulary::USED_LABEL)
        .any(|labels| labels.texts().any(|(name, _)| name == label))
}

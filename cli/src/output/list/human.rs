//! Agents as a table.

use bailiwick_engine::asset::Row;

use super::Agent;
use crate::output::count::counted;
use crate::output::padded::padded;
use crate::output::visible::visible;

static HEAD: [&str; 5] = ["AGENT", "STAGE", "OWNER", "MODEL", "ENVIRONMENTS"];

/// A line an agent under a head, and a count.
pub(super) fn print(agents: &[Agent<'_>]) -> String {
    let head = HEAD.map(str::to_owned);
    let rows: Vec<[String; 5]> =
        std::iter::once(head).chain(agents.iter().flat_map(rows)).collect();
    let mut widths = [0; 5];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for row in rows.iter().filter(|_| !agents.is_empty()) {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            line.push_str(&padded(cell, width));
            line.push_str("  ");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push_str(&counted(agents.len(), "agent"));
    text.push('\n');
    text
}

/// A line for the agent, or one for each instance where these are asked for.
fn rows(agent: &Agent<'_>) -> Vec<[String; 5]> {
    let line = row(agent);
    if agent.rows.is_empty() {
        return vec![line];
    }
    let [_, stage, owner, model, environments] = line;
    let instance = |row: &Row| {
        let name = format!("{}/{}", agent.digests.agent, row.name);
        let name = visible(&name).into_owned();
        [name, stage.clone(), owner.clone(), model.clone(), environments.clone()]
    };
    agent.rows.iter().map(instance).collect()
}

fn row(agent: &Agent<'_>) -> [String; 5] {
    let shown = |value: Option<&str>| visible(value.unwrap_or("-")).into_owned();
    let name = match agent.instances {
        Some(count) => format!("{}/* ({})", agent.digests.agent, counted(count, "instance")),
        None => agent.digests.agent.clone(),
    };
    let environments = agent.environments().collect::<Vec<_>>().join(", ");
    let environments = if environments.is_empty() { "-".to_owned() } else { environments };
    [
        visible(&name).into_owned(),
        shown(agent.stage),
        shown(agent.owner),
        shown(agent.model),
        visible(&environments).into_owned(),
    ]
}

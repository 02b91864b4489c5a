//! `unknown-skill-tool`: a tool in `allowed-tools` that nothing offers.

use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::suggest::{nearest, question};
use bailiwick_schema::vocabulary::Kind;

use crate::check::{Check, Report, Run, Scope, Text};
use crate::frontmatter::{self, Value, outside_parentheses};
use crate::runtime::claude_code::{TOOLS, tool};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::ScopedText(find) };

static RULE: Rule = Rule {
    code: "BW8226",
    name: "unknown-skill-tool",
    severity: Severity::Warning,
    summary: "a tool in `allowed-tools` that nothing offers",
    why: "What a skill allows beforehand and does not exist is either misspelt, so that the skill stops to ask, or will belong to whoever offers a tool of that name later. Names of MCP tools are `mcp__server__tool`, with a declared server.",
    bad: r#"
agent "clerk" {
    instructions "Decide on refunds."
    skill "refund-policy"
}
skill "refund-policy" folder="skills/refund-policy"
-- skills/refund-policy/SKILL.md --
---
name: refund-policy
description: Decides whether a customer gets a refund. Use when a customer asks for money back.
license: MIT
allowed-tools: Reed Grep mcp__ordrs__get_order
---

Refund within thirty days.
"#,
    good: r#"
agent "clerk" {
    instructions "Decide on refunds."
    skill "refund-policy"
}
skill "refund-policy" folder="skills/refund-policy"
-- skills/refund-policy/SKILL.md --
---
name: refund-policy
description: Decides whether a customer gets a refund. Use when a customer asks for money back.
license: MIT
---

Refund within thirty days.
"#,
    references: &["TX011", "OWASP ASI02"],
};

fn find(scope: &Scope<'_>, text: &Text<'_>, report: &mut Report) {
    if text.skill_folder().is_none() {
        return;
    }
    let head = frontmatter::split(text.text);
    let Some(entry) = head.get("allowed-tools") else { return };
    for word in words(&entry.value) {
        let name = word.split('(').next().unwrap_or_default().trim();
        let problem = match name.strip_prefix("mcp__") {
            Some(tool) => server_problem(scope, tool),
            None => nearest(name, TOOLS.iter().map(|tool| tool.name))
                .filter(|_| tool(name).is_none())
                .map(|near| (format!("no tool is called `{name}`"), question(near))),
        };
        if let Some((message, help)) = problem {
            report.place(&RULE, text.path, entry.span, message, help);
        }
    }
}

/// The format parts words by spaces, most runtimes by commas too.
fn words(value: &Value) -> Vec<String> {
    let all = value.words().words.join(" ");
    outside_parentheses(&all, |character| character == ' ')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn server_problem(scope: &Scope<'_>, tool: &str) -> Option<(String, String)> {
    let (name, tool) = tool.split_once("__").unwrap_or((tool, "*"));
    let Some(server) = scope.fleet.find(Kind::Server, name) else {
        let help = scope
            .nearest(Kind::Server, name)
            .map_or_else(|| format!("declare `server \"{name}\"`"), question);
        return Some((format!("no server is called `{name}`"), help));
    };
    let tools = scope.tools(server);
    if tool.contains('*') || tools.is_empty() || tools.contains(tool) {
        return None;
    }
    let help =
        tools.nearest(tool).map_or_else(|| "name a tool that the server has".to_owned(), question);
    Some((format!("the server `{name}` has no tool `{tool}`"), help))
}

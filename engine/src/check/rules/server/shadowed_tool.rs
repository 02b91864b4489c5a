//! `shadowed-tool`: one agent sees a tool of one name on two servers.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;
use rustc_hash::FxHashMap;

use crate::check::{Check, Report, Run, Scope};
use crate::compose::{Effective, Field};
use crate::pattern;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW6311",
    name: "shadowed-tool",
    severity: Severity::Warning,
    summary: "an agent that sees a tool of the same name on two servers",
    why: "Many runtimes put all tools into one list, where the later hides the earlier or the model picks one by its description. A server \
          that offers a tool under a trusted name so receives what was meant for the other. Let the agent see one of them: `only` on \
          the other server.",
    bad: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
    tool "search"
}
server "articles" {
    url "https://mcp.acme.example/articles"
    tool "search"
    tool "get_article"
}
agent "clerk" {
    server "tickets"
    server "articles"
}
"#,
    good: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
    tool "search"
}
server "articles" {
    url "https://mcp.acme.example/articles"
    tool "search"
    tool "get_article"
}
agent "clerk" {
    server "tickets"
    server "articles" {
        only "get_*"
    }
}
"#,
    references: &["SC008", "OWASP ASI02", "OWASP ASI04", "CWE-694"],
};

fn find(scope: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    let mut offers: FxHashMap<&str, Side<'_, '_>> = FxHashMap::default();
    for field in effective.fields_of(&vocabulary::USED_SERVER) {
        let facts = field.key().and_then(|name| scope.facts().servers.get(name));
        for (name, tool) in facts.into_iter().flat_map(|facts| &facts.shared) {
            if !sees(field, name) {
                continue;
            }
            let first = *offers.entry(name).or_insert((field, *tool));
            if !std::ptr::eq(first.0, field) {
                report.push(finding(name, (field, *tool), first));
            }
        }
    }
}

type Side<'a, 'w> = (&'a Field<'w>, Item<'w>);

fn finding(name: &str, (field, tool): Side<'_, '_>, (earlier, twin): Side<'_, '_>) -> Diagnostic {
    let server = field.key().unwrap_or_default();
    let other = earlier.key().unwrap_or_default();
    Diagnostic::new(
        &RULE,
        field.item.path(),
        field.item.key_span(),
        format!("`{server}` and `{other}` both offer the tool `{name}`"),
    )
    .related(earlier.item.path(), earlier.item.key_span(), "the other server")
    .related(tool.path(), tool.key_span(), format!("the tool of `{server}`"))
    .related(twin.path(), twin.key_span(), format!("the tool of `{other}`"))
    .help("leave it out on one of them with `only`")
}

/// Whether the agent sees this tool of a server.
pub fn sees(server: &Field<'_>, tool: &str) -> bool {
    server
        .child(&vocabulary::ONLY)
        .is_none_or(|only| only.members.iter().any(|member| pattern::matches(member.text, tool)))
}

//! `missing-reference`: a text that names a tool, an agent or a file that does not exist.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::suggest::question;
use bailiwick_schema::vocabulary::Kind;

use crate::check::text::Markdown;
use crate::check::{Check, Report, Run, Scope, Text, is_there};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::ScopedText(find) };

static RULE: Rule = Rule {
    code: "BW8111",
    name: "missing-reference",
    severity: Severity::Warning,
    summary: "a text that names a tool, an agent or a file that does not exist",
    why: "The agent calls what is not there, invents what it would have said, or gives up. A `server/tool` in code is looked up \
          where the server is declared with its tools; a name in code after \"delegate … to\" among the agents; a Markdown \
          link to a file of the workspace from the folder of the text.",
    bad: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
    tool "get_ticket"
}
agent "clerk" {
    instructions "Read the case with `tickets/fetch_ticket` first."
    server "tickets"
}
"#,
    good: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
    tool "get_ticket"
}
agent "clerk" {
    instructions "Read the case with `tickets/get_ticket` first."
    server "tickets"
}
"#,
    references: &["TX011", "OWASP LLM09"],
};

fn find(scope: &Scope<'_>, text: &Text<'_>, report: &mut Report) {
    if memchr::memchr(b'`', text.text.as_bytes()).is_some() {
        for (start, code) in code_spans(text.text) {
            tool(scope, text, start, code, report);
            agent(scope, text, start, code, report);
        }
    }
    if text.is_whole() {
        for at in memchr::memmem::find_iter(text.text.as_bytes(), b"](") {
            link(scope, text, at + 2, report);
        }
    }
}

/// What stands between two backticks of a line, with its first byte.
fn code_spans(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').flat_map(move |line| {
        let start = at;
        at += line.len();
        let mut offset = start;
        let is_fence = line.trim_start().starts_with("```");
        line.split('`').enumerate().filter_map(move |(index, part)| {
            let from = offset;
            offset += part.len() + 1;
            (index % 2 == 1 && !is_fence && !part.is_empty() && part.len() <= 128)
                .then_some((from, part))
        })
    })
}

/// `tickets/fetch_ticket`, where the server's tools are declared.
fn tool(scope: &Scope<'_>, text: &Text<'_>, start: usize, code: &str, report: &mut Report) {
    let Some((server, name)) = code.split_once('/') else { return };
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    if name.is_empty() || !name.bytes().all(is_name) {
        return;
    }
    let Some(declaration) = scope.fleet.find(Kind::Server, server) else { return };
    let tools = scope.tools(declaration);
    if tools.is_empty() || tools.contains(name) || is_there(scope.listing, code) {
        return;
    }
    let message = format!("the server `{server}` has no tool `{name}`");
    let span = text.span(start, start + code.len());
    let found = Diagnostic::new(&RULE, text.path, span, message).related(
        declaration.path(),
        declaration.key_span(),
        "its tools are declared here",
    );
    report.push(match tools.nearest(name) {
        Some(near) => found.did_you_mean(format_args!("{server}/{near}")),
        None => found.help("name a tool that the server has, or declare the tool"),
    });
}

/// "delegate the summary to `sumarizer`"
fn agent(scope: &Scope<'_>, text: &Text<'_>, start: usize, code: &str, report: &mut Report) {
    let before = text.text.get(..start.saturating_sub(1)).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default().to_ascii_lowercase();
    let words = line.trim_end_matches([' ', '*', '"', '“']);
    let is_last = words.ends_with(" to")
        || words.ends_with(" to the")
        || words.ends_with(" to the agent")
        || words.ends_with(" to agent");
    let Some(verb) = line.rfind("delegate") else { return };
    if !is_last || line.len() - verb > 80 || !bailiwick_schema::document::is_name(Kind::Agent, code)
    {
        return;
    }
    let kinds = [Kind::Agent, Kind::Skill, Kind::Principal, Kind::Server, Kind::Base];
    if kinds.iter().any(|kind| scope.fleet.find(*kind, code).is_some())
        || scope.instance(code).is_some()
    {
        return;
    }
    let span = text.span(start, start + code.len());
    let found = Diagnostic::new(&RULE, text.path, span, format!("no agent is called `{code}`"));
    report.push(match scope.nearest(Kind::Agent, code) {
        Some(near) => found.did_you_mean(near),
        None => found.help("name a declared agent, or declare this one"),
    });
}

/// No path is longer than this, in bytes.
const LONGEST_TARGET: usize = 4096;

/// `[the policy](../docs/policy.md)`
fn link(scope: &Scope<'_>, text: &Text<'_>, start: usize, report: &mut Report) {
    let end = text.text.floor_char_boundary(start + LONGEST_TARGET);
    let rest = text.text.get(start..end).unwrap_or_default();
    let Some(target) = rest.split([')', ' ', '\n']).next() else { return };
    let path = target.split(['#', '?']).next().unwrap_or_default();
    let strange = ['{', '<', '$', '*', ':', '%', '\\', '`', '|', '…', '(', '='];
    let has_kind =
        path.rsplit('/').next().is_some_and(|name| name.contains('.') && !name.starts_with('.'));
    if !has_kind || path.starts_with(['/', '~']) || path.contains(strange) || path.contains("...") {
        return;
    }
    let folder = text.path.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    if is_known(scope, folder, path) || Markdown::new(text.text).is_code(start) {
        return;
    }
    let message = format!("the link `{path}` leads to no file of the workspace");
    let help = match scope.files().nearest(path) {
        Some(near) => question(near),
        None => {
            "write the file, or mend the link: it is relative to the folder of the text".to_owned()
        }
    };
    report.place(&RULE, text.path, text.span(start, start + path.len()), message, help);
}

/// Whether a path leads to a file from the folder of the text or from one above it, or out of what is listed.
fn is_known(scope: &Scope<'_>, folder: &str, path: &str) -> bool {
    let mut from = Some(folder);
    while let Some(folder) = from {
        match joined(folder, path) {
            Some(path) if path.split('/').any(|part| part.starts_with('.')) => return true,
            Some(path) if is_there(scope.listing, &path) => return true,
            None => return true,
            Some(_) => {}
        }
        from = match folder.rsplit_once('/') {
            Some((above, _)) => Some(above),
            None if folder.is_empty() => None,
            None => Some(""),
        };
    }
    false
}

/// A path from a folder; none where it leaves the workspace.
fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            other => parts.push(other),
        }
    }
    Some(parts.join("/"))
}

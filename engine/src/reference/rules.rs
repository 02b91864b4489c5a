//! The pages of the rules: an index, and a page for each thousand of codes.

use std::fmt::Write as _;

use bailiwick_schema::rule::Rule;

use super::Page;
use super::text::{cell, code_block, sentence, visible};
use crate::check::rules;

/// The page and the title of each thousand.
const GROUPS: [(&str, &str, &str); 9] = [
    ("BW1", "syntax", "Syntax"),
    ("BW2", "language", "Language"),
    ("BW3", "composition", "References and composition"),
    ("BW4", "permissions", "Permissions"),
    ("BW5", "policies", "Policies, invariants and scenarios"),
    ("BW6", "lifecycle", "Lifecycle, limits, models, servers and identity"),
    ("BW7", "render", "Rendering"),
    ("BW8", "content", "Content and secrets"),
    ("BW9", "drift", "Drift and audit"),
];

fn of(prefix: &str) -> Vec<&'static Rule> {
    rules::all().into_iter().filter(|rule| rule.code.starts_with(prefix)).collect()
}

/// All rules in one table.
pub(super) fn index() -> String {
    let mut text = String::from(
        "# Rules\n\nMade from the code; `UPDATE_DOCS=1 cargo test --test tidy` writes it anew.\n\n\
         A rule's level is set in `bailiwick.kdl` (`level \"floating-model-alias\" \"error\"`); one place is excused by a comment\n\
         above it with the code or name and a reason (`// bailiwick: allow(floating-model-alias) the gateway pins it`), which holds for\n\
         the node below it and all that is in it. Errors of syntax, of the language and of references hold in every workspace: they can\n\
         neither be lowered nor excused. `bailiwick explain CODE` prints what stands here.\n",
    );
    for (prefix, page, title) in GROUPS {
        let rules = of(prefix);
        if rules.is_empty() {
            continue;
        }
        let _infallible =
            writeln!(text, "\n## {title}\n\n| code | name | level | finds |\n|---|---|---|---|");
        for rule in rules {
            let Rule { code, name, severity, summary, .. } = rule;
            let anchor = anchor(rule);
            let _infallible = writeln!(
                text,
                "| [{code}](rules/{page}.md#{anchor}) | `{name}` | {} | {} |",
                severity.as_str(),
                cell(summary)
            );
        }
    }
    text
}

/// A page for each thousand that has rules.
pub(super) fn groups() -> Vec<Page> {
    GROUPS
        .iter()
        .filter(|(prefix, ..)| !of(prefix).is_empty())
        .map(|(prefix, page, title)| {
            let mut text = format!("# {title}\n\nMade from the code; [all rules](../rules.md).\n");
            for rule in of(prefix) {
                section(&mut text, rule);
            }
            Page { path: format!("rules/{page}.md"), text }
        })
        .collect()
}

fn anchor(rule: &Rule) -> String {
    format!("{}-{}", rule.code.to_lowercase(), rule.name)
}

fn section(text: &mut String, rule: &Rule) {
    let Rule { code, name, severity, summary, why, bad, good, references } = rule;
    let _infallible = writeln!(text, "\n## {code} {name}\n");
    let everywhere = if rule.is_fixed() { ", in every workspace" } else { "" };
    let _infallible =
        writeln!(text, "{} Level: {}{everywhere}.\n", sentence(summary), severity.as_str());
    let _infallible = writeln!(text, "{}\n", visible(why.trim()));
    let _infallible =
        writeln!(text, "Wrong:\n\n{}\nRight:\n\n{}", code_block(bad), code_block(good));
    if !references.is_empty() {
        let _infallible = writeln!(text, "Covers: {}.", references.join(", "));
    }
    while text.ends_with("\n\n") {
        text.pop();
    }
}

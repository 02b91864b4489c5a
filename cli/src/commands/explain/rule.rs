//! The explanation of a rule.

use std::fmt::Write as _;

use bailiwick_schema::rule::Rule;

/// A rule's words and examples.
pub(super) fn print(rule: &'static Rule) -> String {
    let Rule { code, name, severity, summary, why, bad, good, references } = rule;
    let level = severity.as_str();
    let mut text = format!("{level}[{code}] {name}: {summary}\n\n{}\n", why.trim_end());
    for (title, example) in [("Wrong", bad), ("Right", good)] {
        let _infallible = writeln!(text, "\n{title}:\n\n{}", indented(example));
    }
    if !references.is_empty() {
        let _infallible = writeln!(text, "\nCovers: {}", references.join(", "));
    }
    if rule.is_fixed() {
        text.push_str("\nIt is an error in every workspace: no level lowers it, and no comment silences it.\n");
        return text;
    }
    let _infallible = writeln!(
        text,
        "\nIts level is `{level}`; set another in `bailiwick.kdl`: workspace \"…\" {{ level \"{name}\" \"off\"; }}"
    );
    text
}

/// Each line four columns in; what a terminal would not show becomes a code point.
pub(super) fn indented(example: &str) -> String {
    let shown = crate::output::visible::visible_lines(example.trim_start_matches('\n').trim_end());
    let lines = shown.lines().map(|line| match line {
        "" => String::new(),
        line => format!("    {line}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

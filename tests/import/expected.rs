//! What becomes of each file in `hostile/`, all imported together.

mod broken;
mod duplicates;
mod names;
mod text;
mod tools;
mod values;
mod yaml;

use std::fmt::Write as _;

use expect_test::Expect;

use super::run::{files_of, import, output, report, root};

fn check(name: &str, expected: &Expect) {
    let imported = import(&files_of(&root().join("tests/import/hostile")));
    let report = report(&imported, name);
    let mut out = format!("{}\n", report.outcome.as_str());
    for path in &report.written {
        let _ = writeln!(
            out,
            "== {path}\n{}",
            output(&imported, path.as_str()).unwrap_or_default().escape_debug_lines()
        );
    }
    for note in &report.notes {
        let line = note.line.map(|line| line.to_string()).unwrap_or_default();
        let _ = writeln!(out, "{} {line}: {}", note.topic.as_str(), note.text.escape_debug_lines());
    }
    for word in &report.mapped {
        let _ = writeln!(
            out,
            "mapped {} {} `{}`: [{}]{}",
            word.line,
            word.key,
            word.value.escape_debug_lines(),
            word.written.join("; "),
            word.stricter.as_ref().map(|why| format!(" stricter: {why}")).unwrap_or_default()
        );
    }
    for entry in &report.unmapped {
        let _ = writeln!(
            out,
            "unmapped {} {}: {} {:?}",
            entry.line, entry.key, entry.value, entry.names
        );
    }
    expected.assert_eq(&out);
}

/// Characters that an editor would not show, shown.
trait EscapeDebugLines {
    fn escape_debug_lines(&self) -> String;
}

impl EscapeDebugLines for str {
    fn escape_debug_lines(&self) -> String {
        self.chars()
            .map(|c| {
                if c == '\n' || c == '\\' || c == '"' || c == '\'' {
                    c.to_string()
                } else {
                    c.escape_debug().to_string()
                }
            })
            .collect()
    }
}

#[test]
fn at_least_forty_hostile_files_are_there_and_each_has_its_expectation() {
    let files = files_of(&root().join("tests/import/hostile"));
    assert!(files.len() >= 40);
    let tests = [
        include_str!("expected/broken.rs"),
        include_str!("expected/duplicates.rs"),
        include_str!("expected/names.rs"),
        include_str!("expected/text.rs"),
        include_str!("expected/tools.rs"),
        include_str!("expected/values.rs"),
        include_str!("expected/yaml.rs"),
    ]
    .concat();
    for file in &files {
        assert!(tests.contains(&format!("\"{}\",", file.path)), "{} has no expectation", file.path);
    }
}

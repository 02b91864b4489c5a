//! What the engine is asked about: one request on each side of every boundary, and commands in other spellings.

use bailiwick_engine::permission::Action;

use super::super::universe;

/// The files that are there.
pub const FILES: &[&str] =
    &["a", "k", "src/a", "src/x/a", "docs/r.md", "docs/x", "secrets/k", "r.md"];

/// Requests around the patterns of an agent's rules.
pub fn requests(action: Action, patterns: &[&str]) -> Vec<String> {
    if patterns.is_empty() && action != Action::Run {
        return Vec::new();
    }
    let around: Vec<String> = patterns
        .iter()
        .flat_map(|pattern| universe::around(action, pattern).into_iter().take(5))
        .map(|request| request.resource)
        .collect();
    let mut all: Vec<String> = around.clone();
    match action {
        Action::Run => {
            let commands = [
                "mk a",
                "mk go",
                "git push a",
                "rm -rf a",
                "ls",
                "cat a",
                "sort a",
                "p a",
                "git status",
            ];
            all.extend(commands.map(str::to_owned));
            let few = patterns
                .iter()
                .filter_map(|pattern| universe::around(action, pattern).into_iter().next());
            let few: Vec<String> = few.map(|request| request.resource).take(4).collect();
            all.extend(few.iter().flat_map(|command| spelled(command)));
        }
        Action::Read => all.extend(
            FILES.iter().chain(&["R.MD", "~/a", "/etc/hosts"]).map(|path| (*path).to_owned()),
        ),
        _ => all.extend(["a", "q", "docs/q.md", "SRC/q", "~/q", ".git/config"].map(str::to_owned)),
    }
    // Nothing that lies elsewhere is written, and no program waits for input.
    all.retain(|text| action == Action::Read || !text.contains("..") && !text.starts_with('/'));
    all
}

/// A command in a line, quoted, behind wrappers.
fn spelled(command: &str) -> Vec<String> {
    let (program, rest) = command.split_once(' ').unwrap_or((command, ""));
    let quoted = |program: String| format!("{program} {rest}").trim().to_owned();
    let mut all = vec![
        quoted(format!("'{program}'")),
        quoted(format!("\"{program}\"")),
        quoted(format!("\\{program}")),
    ];
    let lines = [
        "zz x && @",
        "@ && zz x",
        "@; zz x",
        "@ | cat",
        "@ || true",
        "sudo @",
        "env @",
        "env A=b @",
        "timeout 5 @",
        "nohup @",
        "nice @",
        "command @",
        "sh -c '@'",
        "A=b @",
        "( @ )",
        "true && @",
        "echo $(@)",
        "! @",
        "@ > out",
    ];
    all.extend(lines.map(|line| line.replace('@', command)));
    all
}

//! The files of a rendering: their paths stay below the folder, and no two are one.

use std::collections::BTreeMap;

use super::refusal::Refusal;

/// A file that is to stand in the folder of a rendering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Its path in the folder, with `/` between parts.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file, and whose it is.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) file: OutputFile,
    /// The agent; none for a file of the fleet.
    pub(super) agent: Option<String>,
    /// The template of its path.
    pub(super) output: String,
}

/// How long a part of a path may be, in bytes; with what stands beside it while it is written.
const MOST_PART: usize = 240;

/// How long a path may be, in bytes.
const MOST_PATH: usize = 1024;

/// The names below which all that is ours in the folder is kept.
pub const OWN_PREFIX: &str = ".bailiwick-render";

/// Why a path is not one of a file below the folder; none where it is.
pub(super) fn problem(path: &str) -> Option<String> {
    let part_problem = |part: &str| match part {
        "" => Some("a part is empty"),
        "." | ".." => Some("it has a part `.` or `..`"),
        part if part.len() > MOST_PART => Some("a part is too long"),
        part if part.starts_with(OWN_PREFIX) => Some("the name is the tool's own"),
        part if part.eq_ignore_ascii_case(".git") => Some("it leads into a repository"),
        part if part.ends_with(['.', ' ']) => Some("a part ends in a dot or a blank"),
        _ => None,
    };
    let why = if path.len() > MOST_PATH {
        "it is too long"
    } else if path.starts_with(['/', '~']) {
        "it names a place outside the folder"
    } else if path.contains(['\\', ':']) {
        "it has a `\\` or a `:`"
    } else if path.chars().any(char::is_control) {
        "it has a control character"
    } else {
        path.split('/').find_map(part_problem)?
    };
    Some(why.to_owned())
}

/// The files sorted by path; refusals where two are to stand at one place, letter case aside, or one in the place of another's folder.
pub(super) fn apart(mut all: Vec<Made>, refusals: &mut Vec<Refusal>) -> Vec<OutputFile> {
    all.sort_by(|a, b| a.file.path.cmp(&b.file.path));
    let mut by_path: BTreeMap<String, usize> = BTreeMap::new();
    for (at, made) in all.iter().enumerate() {
        let folded = made.file.path.to_lowercase();
        if let Some(other) = by_path.get(&folded).and_then(|other| all.get(*other)) {
            refusals.push(clash(other, made, "at one place"));
        } else {
            by_path.insert(folded, at);
        }
    }
    for (path, at) in &by_path {
        let above = path.match_indices('/').filter_map(|(end, _)| path.get(..end));
        let found = above.filter_map(|above| all.get(*by_path.get(above)?)).next();
        if let (Some(other), Some(made)) = (found, all.get(*at)) {
            refusals.push(clash(other, made, "one in the folder of the other's name"));
        }
    }
    all.into_iter().map(|made| made.file).collect()
}

fn clash(first: &Made, second: &Made, how: &str) -> Refusal {
    let whose = |made: &Made| {
        let agent = made.agent.as_ref().map(|agent| format!(" of `{agent}`"));
        format!("`{}`{} from `{}`", made.file.path, agent.unwrap_or_default(), made.output)
    };
    Refusal {
        agent: second.agent.clone(),
        message: format!("two files would stand {how}: {} and {}", whose(first), whose(second)),
        help: "give the outputs paths that tell the agents apart".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Made, OutputFile, apart, problem};

    #[test]
    fn a_path_stays_below_the_folder() {
        let outside = [
            "",
            "/a",
            "~/a",
            "a//b",
            "../a",
            "a/../b",
            "a/./b",
            "a\\b",
            "C:a",
            "a\nb",
            ".git/config",
            ".bailiwick-render.json",
            "a/.GIT/b",
            "a.",
            "a /b",
        ];
        for path in outside {
            assert!(problem(path).is_some(), "{path:?}");
        }
        for path in ["a", ".claude/agents/a.md", "a..b", "ä/ö.md"] {
            assert_eq!(problem(path), None, "{path:?}");
        }
    }

    #[test]
    fn two_files_of_one_place_are_refused_with_both_agents() {
        let made = |path: &str, agent: &str| Made {
            file: OutputFile { path: path.to_owned(), bytes: Vec::new() },
            agent: Some(agent.to_owned()),
            output: "{{ agent.file }}.md".to_owned(),
        };
        let mut refusals = Vec::new();
        apart(
            vec![made("A.md", "x"), made("a.md", "y"), made("b", "z"), made("B/c", "w")],
            &mut refusals,
        );
        let messages: Vec<&str> = refusals.iter().map(|refusal| refusal.message.as_str()).collect();
        expect_test::expect![[r#"
            [
                "two files would stand at one place: `A.md` of `x` from `{{ agent.file }}.md` and `a.md` of `y` from `{{ agent.file }}.md`",
                "two files would stand one in the folder of the other's name: `b` of `z` from `{{ agent.file }}.md` and `B/c` of `w` from `{{ agent.file }}.md`",
            ]
        "#]]
        .assert_debug_eq(&messages);
    }
}

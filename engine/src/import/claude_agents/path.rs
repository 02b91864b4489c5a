//! What a definition's path says: whether it can be an agent, its name, its plugin.

use super::super::name;

/// Documents that stand beside agents and are none.
const COMPANIONS: &[&str] = &[
    "readme",
    "license",
    "licence",
    "changelog",
    "contributing",
    "code_of_conduct",
    "security",
    "notice",
    "agents",
    "claude",
    "gemini",
];

/// Why a file cannot be an agent, as far as its path tells.
pub(super) fn no_agent(path: &str) -> Option<&'static str> {
    let file = file_name(path).to_ascii_lowercase();
    if !(file.ends_with(".md") || file.ends_with(".markdown")) {
        Some("it is not a Markdown file")
    } else if file == "skill.md" {
        Some("it is a skill, not an agent")
    } else {
        None
    }
}

/// Whether a file by this name is a document about the others, unless it has a frontmatter.
pub(super) fn is_companion(path: &str) -> bool {
    let stem = stem(path).to_ascii_lowercase();
    COMPANIONS.contains(&stem.as_str())
}

/// The name that the file's name gives: what stands behind its last `--`.
pub(super) fn name_of(path: &str) -> Option<String> {
    let stem = stem(path);
    name::normalised(&stem.rsplit("--").next().unwrap_or(stem).replace('/', "-"))
}

/// The plugin that a file belongs to: what stands before the `--` in its name, or the folder that it lies in.
pub(super) fn plugin_of(path: &str) -> Option<String> {
    let folders = path.split('/').rev().skip(1);
    let parts = stem(path).rsplit("--").skip(1).chain(folders);
    let is_layout = |part: &str| matches!(part, "" | "agents" | ".claude" | "plugins");
    parts.filter(|part| !is_layout(part)).find_map(name::normalised)
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn stem(path: &str) -> &str {
    let file = file_name(path);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

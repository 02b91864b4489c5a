//! Folders of the workspace that may be read or written: subpaths of `:workspace_roots`.

use crate::permission::{self, Action, Effect, Line, Pattern};

/// The workspace itself.
const ROOT: &str = ".";

/// What stays as it is in whatever may be written: a patch there is treated as one outside.
const PROTECTED: [&str; 3] = [".agents", ".codex", ".git"];

/// The folder that a line is about, with all that lies in it; none where it is about anything else.
pub(super) fn folder(line: &Line<'_>) -> Option<String> {
    match line.member.text {
        "**" => Some(ROOT.to_owned()),
        text => text.strip_suffix("/**").filter(|path| is_plain(path)).map(str::to_owned),
    }
}

/// The folder, or the one path: what is kept from writing with all that lies below.
pub(super) fn kept(line: &Line<'_>) -> Option<String> {
    folder(line).or_else(|| is_plain(line.member.text).then(|| line.member.text.to_owned()))
}

/// Whether a path below the workspace is taken for nothing else by Codex.
pub(super) fn is_plain(path: &str) -> bool {
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "_-.".contains(sign);
    path.split('/')
        .all(|part| !part.is_empty() && part != "." && part != ".." && part.chars().all(is_plain))
}

/// Whether a folder lies in another, or is it.
pub(super) fn is_in(folder: &str, other: &str) -> bool {
    let below = folder.strip_prefix(other).map(|rest| rest.is_empty() || rest.starts_with('/'));
    other == ROOT || below == Some(true)
}

/// The outermost of some folders, sorted.
pub(super) fn outermost(folders: &[String]) -> Vec<String> {
    let mut all: Vec<String> = folders
        .iter()
        .filter(|folder| !folders.iter().any(|other| *folder != other && is_in(folder, other)))
        .cloned()
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The rule about everything in a folder, and the folder.
pub(super) fn rule(effect: Effect, action: Action, folder: &str) -> Option<permission::Rule> {
    let text = if folder == ROOT { "**".to_owned() } else { format!("{folder}/**") };
    let pattern = Pattern::read(action, &text).ok()?;
    Some(permission::Rule::new(effect, action, pattern))
}

/// The rules about what stays as it is in a folder.
pub(super) fn protected(effect: Effect, folder: &str) -> impl Iterator<Item = permission::Rule> {
    let paths = PROTECTED.map(|name| match folder {
        ROOT => name.to_owned(),
        folder => format!("{folder}/{name}"),
    });
    paths.into_iter().filter_map(move |path| rule(effect, Action::Write, &path))
}

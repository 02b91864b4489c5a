//! Paths, lexically: `.` removed, `//` folded, `..` resolved or refused, no `/` at the end.

use super::{Refusal, Resource, composed};
use crate::permission::Space;

pub(super) fn read(text: &str) -> Result<Resource, Refusal> {
    let text = composed(text);
    let (space, rest) = split(&text)?;
    let mut segments: Vec<&str> = Vec::new();
    for segment in rest.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                // Above `/` is `/`; above any other root is somewhere that the path does not say.
                if segments.pop().is_none() && space != Space::Absolute {
                    return Err(Refusal::AboveRoot);
                }
            }
            segment => segments.push(segment),
        }
    }
    let home = segments.first().filter(|_| space == Space::Relative);
    if home.is_some_and(|first| first.starts_with('~')) {
        // `./~` is a file below the root, but what reads the canonical spelling would take it for the home.
        return Err(Refusal::OtherHome);
    }
    Ok(Resource { space, spelling: path_spelling(space, &segments.join("/")) })
}

/// The space of a path, and the path within it.
fn split(text: &str) -> Result<(Space, &str), Refusal> {
    if let Some(rest) = text.strip_prefix('/') {
        return Ok((Space::Absolute, rest));
    }
    let Some(rest) = text.strip_prefix('~') else { return Ok((Space::Relative, text)) };
    if rest.is_empty() || rest.starts_with('/') {
        return Ok((Space::Home, rest));
    }
    Err(Refusal::OtherHome)
}

/// How a path within its space is written.
pub(in crate::permission) fn path_spelling(space: Space, within: &str) -> Box<str> {
    match (space, within) {
        (Space::Absolute, within) => format!("/{within}").into(),
        (Space::Home, "") => "~".into(),
        (Space::Home, within) => format!("~/{within}").into(),
        (_, "") => ".".into(),
        (_, within) => within.into(),
    }
}

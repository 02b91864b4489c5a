//! What is decided on an event: the least of the decisions on all that it asks for.

use std::path::{Path, PathBuf};

use super::{Folders, PlaceError, Wish};
use crate::permission::{
    Action, Arguments, Compiled, Ground, Grounds, Judgement, Located, Refusal, Spellings,
};

/// What is decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// What the deciding request wants to do.
    pub action: Action,
    /// What to, as it is written in the event.
    pub resource: String,
    /// The decision and why.
    pub judged: Judgement,
}

/// Decides what an event asks for; of two that are given equally little, the first.
///
/// # Errors
///
/// A command line in a folder that is nowhere, out of the root, or in another working tree.
pub fn decide(
    compiled: &Compiled,
    wishes: Vec<Wish>,
    folders: &Folders<'_>,
    worktree: &dyn Fn(&Path, &Path) -> Option<PathBuf>,
) -> Result<Option<Decided>, PlaceError> {
    let mut least: Option<Decided> = None;
    for wish in wishes {
        let decided = one(compiled, wish, folders, worktree)?;
        if least.as_ref().is_none_or(|least| decided.judged.effect < least.judged.effect) {
            least = Some(decided);
        }
    }
    Ok(least)
}

fn one(
    compiled: &Compiled,
    wish: Wish,
    folders: &Folders<'_>,
    worktree: &dyn Fn(&Path, &Path) -> Option<PathBuf>,
) -> Result<Decided, PlaceError> {
    let spellings = |path: &str, judge: &dyn Fn(&Spellings) -> Judgement| {
        let nowhere = || Judgement::denied(Ground::Refused(Refusal::Nowhere), None);
        folders.spellings(path).map_or_else(nowhere, |spellings| judge(&spellings))
    };
    let decided = |action, judged, resource| Decided { action, resource, judged };
    Ok(match wish {
        Wish::File(action, path) => {
            let judge = |all: &Spellings| compiled.judge_path(action, all, &Arguments::default());
            decided(action, spellings(&path, &judge), path)
        }
        Wish::Below(path) => {
            let (action, path) = (Action::Read, path.unwrap_or_else(|| ".".to_owned()));
            let judge = |all: &Spellings| compiled.judge_below(action, all);
            decided(action, spellings(&path, &judge), path)
        }
        Wish::Line(line, folder) => {
            let moved = folder.map(|folder| folders.within(&folder, worktree)).transpose()?;
            let folders = moved.as_ref().unwrap_or(folders);
            let spell = |path: &str| folders.spellings(path);
            let from = Located { is_elsewhere: !folders.is_root(), spell: &spell };
            let judged = compiled.judge_line(&line, &Arguments::default(), &from);
            decided(Action::Run, judged, line)
        }
        Wish::Named(action, resource, arguments) => {
            let judged = compiled.judge(action, &resource, &arguments);
            decided(action, judged, resource)
        }
    })
}

/// What is decided on each part of a command line; none for everything else, and where it is not run in the root.
#[must_use]
pub fn parts(
    compiled: &Compiled,
    decided: &Decided,
    folders: &Folders<'_>,
) -> Vec<(Action, Judgement)> {
    if decided.action != Action::Run {
        return Vec::new();
    }
    let spell = |path: &str| folders.spellings(path);
    compiled.judge_parts(
        &decided.resource,
        &Located { is_elsewhere: !folders.is_root(), spell: &spell },
    )
}

//! Files that are not as they would be rendered.

use crate::render::deployed::{Deployed, Standing};
use crate::render::dialect::Reader;
use crate::render::{MANIFEST_FILE, Manifest, OutputFile};

/// A file that is not as it would be rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileDrift {
    /// Its path in the folder.
    pub path: String,
    /// How it differs.
    pub state: State,
}

/// How a file differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It is not there.
    Missing,
    /// Other bytes stand there.
    Edited,
    /// It was rendered once, and would not be any more.
    Stale,
    /// It was never rendered, and stands where the runtime looks.
    Foreign,
    /// It was not read, and why.
    Unread(&'static str),
}

/// The files that differ, and how many do not.
pub(super) fn files(
    rendered: &[OutputFile],
    deployed: &Deployed,
    reader: Option<&Reader>,
) -> (Vec<FileDrift>, usize) {
    let mut differing = Vec::new();
    let mut unchanged = 0;
    for file in rendered {
        let state = match deployed.files.get(&file.path) {
            None => State::Missing,
            Some(Standing::Unread(why)) => State::Unread(why),
            Some(Standing::File(bytes)) if *bytes == file.bytes => {
                unchanged += 1;
                continue;
            }
            Some(Standing::File(_)) => State::Edited,
        };
        differing.push(FileDrift { path: file.path.clone(), state });
    }
    let manifest = deployed.files.get(MANIFEST_FILE);
    let listed = manifest.and_then(Standing::bytes).map(Manifest::read);
    if let Some(Err(_)) = &listed {
        let state = State::Unread("it is no list of what was rendered");
        differing.push(FileDrift { path: MANIFEST_FILE.to_owned(), state });
    }
    let listed = listed.and_then(Result::ok).unwrap_or_default();
    for (path, standing) in &deployed.files {
        let is_rendered = rendered.binary_search_by(|file| file.path.cmp(path)).is_ok();
        let is_layer = reader.is_some_and(|reader| reader.layers.contains(&path.as_str()));
        if is_rendered || is_layer || path == MANIFEST_FILE {
            continue;
        }
        let state = match standing {
            Standing::Unread(why) => State::Unread(why),
            Standing::File(_) if listed.files.contains_key(path) => State::Stale,
            Standing::File(_) => State::Foreign,
        };
        differing.push(FileDrift { path: path.clone(), state });
    }
    differing.sort_by(|a, b| a.path.cmp(&b.path));
    (differing, unchanged)
}

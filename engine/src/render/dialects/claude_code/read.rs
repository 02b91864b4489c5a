//! Reads settings and subagents back as Claude Code reads them: rules that allow are taken for at least what they allow, rules
//! that ask or deny for at most what they ask or deny; the rest is noted.
//!
//! Layers are joined: rules of all of them count, and of two modes that of the folder.

mod agent;
mod layer;
mod rules;

use serde_json::{Value, json};

use super::permissions::{Mode, Permissions};
use super::rule::Rule;
use crate::permission::Effect;
use crate::render::deployed::Deployed;
use crate::render::dialect::{Native, Note, Reader, Shared, Weight};

use layer::{Layer, Place};
use rules::Doubt;

/// The reader.
pub(super) const READER: Reader = Reader {
    places: &[
        ".claude/settings.json",
        ".claude/agents",
        ".claude/commands",
        ".claude/skills",
        ".mcp.json",
    ],
    layers: &[".claude/settings.local.json"],
    home: &[SETTINGS],
    shared,
    agent: agent::read,
};

const SETTINGS: &str = ".claude/settings.json";

/// The settings of all layers, joined.
fn shared(deployed: &Deployed) -> Shared {
    let of = |place: Place| {
        let files = if place == Place::User { &deployed.home } else { &deployed.files };
        Layer::read(place, files.get(place.path()))
    };
    let [project, local, user] = [Place::Project, Place::Local, Place::User].map(of);
    let is_set = |key: &str| [&project, &local, &user].iter().any(|layer| layer.is_off(key));
    let [no_auto, no_bypass] = ["disableAutoMode", "disableBypassPermissionsMode"].map(is_set);
    let is_asked = |mode: &&str| match *mode {
        "bypassPermissions" => !no_bypass,
        "auto" => !no_auto,
        _ => true,
    };
    // The folder may not ask for these modes; Claude Code passes over them there.
    let is_given = |mode: &&str| !matches!(*mode, "bypassPermissions" | "auto");
    let own = [&local, &project].into_iter().find_map(|layer| layer.mode().filter(is_given));
    let mode = own.or_else(|| user.mode()).filter(is_asked).unwrap_or("default").to_owned();
    let mut permissions = Permissions::default();
    let (mut notes, mut doubts) = (Vec::new(), Vec::new());
    if !no_bypass {
        notes.push(gone("disableBypassPermissionsMode"));
    }
    if !no_auto {
        notes.push(gone("disableAutoMode"));
    }
    for layer in [project, local, user] {
        permissions.extend(layer.permissions);
        notes.extend(layer.notes);
        doubts.extend(layer.doubts);
    }
    notes.extend(doubts.into_iter().map(|doubt| settled(doubt, &permissions)));
    apply(&mut permissions, &mode, no_auto);
    notes.sort_unstable();
    notes.dedup();
    let native = json!({ "permissions": permissions.to_value(), "auto": !no_auto });
    Shared { native: Native { shared: native, ..Native::default() }, notes }
}

/// What a mode does, as rules.
fn apply(permissions: &mut Permissions, mode: &str, no_auto: bool) {
    permissions.mode = match mode {
        "dontAsk" => Mode::DontAsk,
        "bypassPermissions" => Mode::Open,
        // A model decides: nobody knows what.
        "auto" | "plan" if !no_auto => Mode::Open,
        "acceptEdits" => {
            permissions.allow.extend(accepted());
            Mode::Default
        }
        _ => Mode::Default,
    };
}

/// What `acceptEdits` does unasked in the folder.
fn accepted() -> impl Iterator<Item = Rule> {
    const PROGRAMS: [&str; 7] = ["cp *", "mkdir *", "mv *", "rm *", "rmdir *", "sed *", "touch *"];
    let programs = PROGRAMS.map(|text| Rule::of("Bash", text));
    programs.into_iter().chain([Rule::of("Edit", "/**")])
}

fn gone(key: &str) -> Note {
    Note {
        weight: Weight::Loosens,
        file: SETTINGS.to_owned(),
        what: format!("no `{key}`"),
        why: "a session can be started in which nobody is asked",
    }
}

/// A rule whose weight hangs on the others: nothing comes of it where a rule about the whole tool counts first.
fn settled(doubt: Doubt, permissions: &Permissions) -> Note {
    let whole = Rule::tool(doubt.tool);
    let guards = [(Effect::Ask, &permissions.ask), (Effect::Deny, &permissions.deny)];
    let is_shadowed = guards.iter().any(|(_, rules)| rules.contains(&whole));
    if is_shadowed {
        let why = "a rule that asks or denies counts first";
        return Note { weight: Weight::Nothing, why, ..doubt.note };
    }
    doubt.note
}

/// The value in few characters, as notes have it.
fn shown(key: &str, value: &Value) -> String {
    const MOST: usize = 160;
    let text = format!("{key}: {value}");
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

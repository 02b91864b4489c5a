//! What a context points at: texts, files, memories and servers, compared where they are declared.

mod server;

use std::collections::BTreeMap;
use std::sync::Arc;

use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::{self, Kind, NodeSpec};
use rustc_hash::FxHashMap;

use super::fields::{by_key, piece, rows, step, steps};
use super::found::{Draft, Found};
use super::place::Spot;
use super::side::Side;
use super::{Direction, What};
use crate::asset::{self, Asset};
use crate::canonical::effective_server;
use crate::compose::Field;
use crate::per_thread::PerThread;

pub(super) use server::Servers;

/// The two workspaces, and what was compared already.
pub(super) struct Closures<'c, 'w> {
    pub(super) before: &'c Side<'w>,
    pub(super) after: &'c Side<'w>,
    pub(super) servers: Servers<'w>,
    files: PerThread<FxHashMap<(String, String), Changed>>,
}

/// Files that differ: the path, and the digests before and after.
type Changed = Arc<[(String, Option<String>, Option<String>)]>;

/// Files by the name that they are shown with, each with its digest.
type Files = BTreeMap<String, String>;

impl<'c, 'w> Closures<'c, 'w> {
    pub(super) fn new(before: &'c Side<'w>, after: &'c Side<'w>) -> Self {
        let (servers, files) = (Servers::default(), PerThread::default());
        Self { before, after, servers, files }
    }

    /// Instructions, layer by layer: equal texts are equal wherever they stand.
    pub(super) fn instructions(
        &self,
        before: &[&Field<'w>],
        after: &[&Field<'w>],
        environments: (Option<Item<'w>>, Option<Item<'w>>),
        out: &mut Vec<Found<'w>>,
    ) {
        let texts = |side: &Side<'w>, fields: &[&Field<'w>], environment: Option<Item<'w>>| {
            let text =
                |field: &&Field<'w>| (side.instructions(field.item, environment), field.item);
            fields.iter().map(text).collect::<Vec<(String, Item<'w>)>>()
        };
        let was = texts(self.before, before, environments.0);
        let is = texts(self.after, after, environments.1);
        steps(&was, &is, |was, is| {
            let file = is.or(was).and_then(|(_, item)| item.property_text("file"));
            let field = step(&[], &vocabulary::INSTRUCTIONS, file);
            let mut draft = Draft::new(&field, What::Text);
            let text = |side: Option<&'_ (String, Item<'w>)>| {
                side.map(|(text, _)| text.as_str().to_owned())
            };
            let spot = |side: Option<&(String, Item<'w>)>| side.map(|(_, item)| Spot::of(*item));
            let pieces = piece(text(was).as_deref(), text(is).as_deref());
            draft.piece(pieces, (spot(was), spot(is)));
            out.push(draft.ends(Direction::UNDECIDED, None));
        });
    }

    /// Knowledge and skills: the fields, and the bytes of the files that both sides name.
    pub(super) fn files(
        &self,
        spec: &'static NodeSpec,
        before: &[&Field<'w>],
        after: &[&Field<'w>],
        out: &mut Vec<Found<'w>>,
    ) {
        rows(&[spec], before, after, &[], out);
        for (key, before, after) in by_key(before, after) {
            let (Some(before), Some(after)) = (before, after) else { continue };
            let names = (files_key(self.before, before), files_key(self.after, after));
            let changed = self.files.remember(names, |_| {
                changed(&files(self.before, before), &files(self.after, after))
            });
            if changed.is_empty() {
                continue;
            }
            let mut draft = Draft::new(&step(&[], spec, Some(key)), What::Files);
            for (path, was, is) in changed.iter() {
                let named = |digest: &Option<String>| {
                    digest.as_ref().map(|digest| format!("{path} {digest}"))
                };
                let spots = (Some(Spot::of(before.item)), Some(Spot::of(after.item)));
                draft.piece(piece(named(was).as_deref(), named(is).as_deref()), spots);
            }
            out.push(draft.ends(Direction::UNDECIDED, None));
        }
    }

    /// Memories: the fields, and their declarations.
    pub(super) fn memories(
        &self,
        before: &[&Field<'w>],
        after: &[&Field<'w>],
        out: &mut Vec<Found<'w>>,
    ) {
        rows(&[&vocabulary::USED_MEMORY], before, after, &[], out);
        for (name, before, after) in by_key(before, after) {
            if before.is_none() || after.is_none() {
                continue;
            }
            let declared = |side: &Side<'w>| side.find(Kind::Memory, name);
            let (Some(was), Some(is)) = (declared(self.before), declared(self.after)) else {
                continue;
            };
            let (was, is) = (effective_server(was, None), effective_server(is, None));
            let was: Vec<&Field<'w>> = was.iter().map(AsRef::as_ref).collect();
            let is: Vec<&Field<'w>> = is.iter().map(AsRef::as_ref).collect();
            let path = step(&[], &vocabulary::USED_MEMORY, Some(name));
            rows(vocabulary::MEMORY.child_specs(), &was, &is, &path, out);
        }
    }
}

/// What decides which files a field names.
fn files_key(side: &Side<'_>, field: &Field<'_>) -> String {
    let name = field.key().unwrap_or_default();
    if field.spec() == &vocabulary::USED_SKILL {
        let skill = side.find(Kind::Skill, name);
        return format!(
            "skill {}",
            skill.and_then(|skill| skill.property_text("folder")).unwrap_or_default()
        );
    }
    let except = exceptions(field).map(|pattern| format!(" {pattern:?}"));
    format!("knowledge {name:?}{}", except.collect::<String>())
}

fn exceptions<'a>(field: &'a Field<'_>) -> impl Iterator<Item = &'a str> {
    let except = field.children_of(&vocabulary::EXCEPT).flat_map(|except| &except.members);
    except.map(|member| member.text)
}

fn files(side: &Side<'_>, field: &Field<'_>) -> Files {
    let name = field.key().unwrap_or_default();
    let listing = side.workspace.listing();
    let digest = |path: &str| side.asset(path).map_or_else(|| "missing".to_owned(), digest);
    if field.spec() == &vocabulary::USED_SKILL {
        let skill = side.find(Kind::Skill, name);
        let Some(folder) = skill.and_then(|skill| skill.property_text("folder")) else {
            return Files::new();
        };
        let relative = |path: &str| path.get(folder.len() + 1..).unwrap_or_default().to_owned();
        let below = asset::below(listing, folder);
        return below.map(|path| (relative(path.as_str()), digest(path.as_str()))).collect();
    }
    let matching = asset::matching(name, exceptions(field), listing);
    matching.map(|path| (path.as_str().to_owned(), digest(path.as_str()))).collect()
}

/// The beginning of a file's digest, with its run bit.
fn digest(asset: &Asset) -> String {
    let Ok(content) = &asset.content else { return "missing".to_owned() };
    let digest = crate::digest::Digest::from_bytes(content.sha256);
    let run = if asset.executable { " executable" } else { "" };
    format!("{digest}{run}")
}

fn changed(before: &Files, after: &Files) -> Changed {
    let mut paths: Vec<&String> = before.keys().chain(after.keys()).collect();
    paths.sort_unstable();
    paths.dedup();
    let differ = paths.into_iter().filter(|path| before.get(*path) != after.get(*path));
    let each =
        differ.map(|path| (path.clone(), before.get(path).cloned(), after.get(path).cloned()));
    each.collect()
}

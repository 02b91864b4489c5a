//! Servers: what an agent uses of them, and what they are where they are reached.

use std::sync::Arc;

use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::{self, Kind};
use rustc_hash::FxHashMap;

use super::Closures;
use crate::canonical::effective_server;
use crate::check::launch::{Pin, launch, words};
use crate::compose::{Field, Fields};
use crate::diff::fields::{by_key, rows, step};
use crate::diff::found::{Draft, Found};
use crate::diff::place::Spot;
use crate::diff::side::Side;
use crate::diff::{Direction, Risk, What};
use crate::per_thread::PerThread;

/// The names of the environments that are compared, before and after.
pub(in crate::diff) type Environments<'e> = (Option<&'e str>, Option<&'e str>);

/// The addresses of both declarations, and the environments that they are looked at in.
type Key = (usize, usize, String, String);

/// Servers that were compared already: by the addresses of both declarations, each in its environment.
#[derive(Default)]
pub(in crate::diff) struct Servers<'w> {
    known: PerThread<FxHashMap<Key, Arc<Declared<'w>>>>,
}

/// What differs in a server.
#[derive(Default)]
pub(in crate::diff) struct Declared<'w> {
    found: Vec<Found<'w>>,
    /// Tools that it did not offer, where it said which it offers.
    pub(in crate::diff) tools: Vec<(&'w str, Item<'w>)>,
}

impl<'w> Closures<'_, 'w> {
    /// The servers that an agent uses.
    pub(in crate::diff) fn used_servers(
        &self,
        before: &[&Field<'w>],
        after: &[&Field<'w>],
        environments: Environments<'_>,
        out: &mut Vec<Found<'w>>,
    ) {
        let mut own = Vec::new();
        rows(&[&vocabulary::USED_SERVER], before, after, &[], &mut own);
        let added = |found: &Found<'w>| match found.change.pieces.as_slice() {
            [piece] => found.change.field.len() == 1 && piece.before.is_none(),
            _ => false,
        };
        for found in own {
            if !added(&found) {
                // What is seen of a server, or that it is gone, is compared by what may be called.
                out.push(found.directed(Direction::NEUTRAL, None));
                continue;
            }
            out.push(found.directed(Direction::UNDECIDED, Some(Risk::ServerAdded)));
        }
        for (name, before, after) in by_key(before, after) {
            match (before, after) {
                (Some(_), Some(_)) => {
                    out.extend(self.server(name, environments).found.iter().cloned());
                }
                (None, Some(_)) => {
                    let Some(server) = self.after.find(Kind::Server, name) else { continue };
                    let fields = effective_server(server, environments.1);
                    floats(
                        &Vec::new(),
                        &fields,
                        &step(&[], &vocabulary::USED_SERVER, Some(name)),
                        out,
                    );
                }
                _ => {}
            }
        }
    }

    /// What differs in a server that both sides declare.
    pub(in crate::diff) fn server(
        &self,
        name: &str,
        environments: Environments<'_>,
    ) -> Arc<Declared<'w>> {
        let declared = |side: &Side<'w>| side.find(Kind::Server, name);
        let (Some(before), Some(after)) = (declared(self.before), declared(self.after)) else {
            return Arc::default();
        };
        let named = |environment: Option<&str>| environment.unwrap_or_default().to_owned();
        let (was, is) = (named(environments.0), named(environments.1));
        let key = (before.address(), after.address(), was, is);
        self.servers
            .known
            .remember(key, |_| Arc::new(self.compared(name, (before, after), environments)))
    }

    fn compared(
        &self,
        name: &str,
        (before, after): (Item<'w>, Item<'w>),
        environments: Environments<'_>,
    ) -> Declared<'w> {
        let path = step(&[], &vocabulary::USED_SERVER, Some(name));
        let (was, is) =
            (effective_server(before, environments.0), effective_server(after, environments.1));
        let mut found = Vec::new();
        let (was_fields, is_fields) = (borrowed(&was), borrowed(&is));
        rows(vocabulary::SERVER.child_specs(), &was_fields, &is_fields, &path, &mut found);
        floats(&was, &is, &path, &mut found);
        self.kept(&was_fields, &is_fields, environments, &path, &mut found);
        self.inputs(&was_fields, &is_fields, &path, &mut found);
        Declared { found, tools: new_tools(&was_fields, &is_fields) }
    }

    /// Credentials of the same name that are kept elsewhere.
    fn kept(
        &self,
        before: &[&Field<'w>],
        after: &[&Field<'w>],
        environments: Environments<'_>,
        path: &[String],
        out: &mut Vec<Found<'w>>,
    ) {
        for spec in [&vocabulary::VARIABLE, &vocabulary::HEADER] {
            let of = |fields: &[&Field<'w>]| -> Vec<Item<'w>> {
                let own = fields.iter().filter(|field| field.spec() == spec);
                own.map(|field| field.item).collect()
            };
            let after = of(after);
            for was in of(before) {
                let Some(is) = after.iter().find(|is| is.text() == was.text()) else { continue };
                let secret = |item: Item<'w>, side: &Side<'w>| {
                    side.find(Kind::Secret, item.property_text("secret")?)
                };
                let (Some(a), Some(b)) = (secret(was, self.before), secret(*is, self.after)) else {
                    continue;
                };
                if a.text() != b.text() {
                    continue;
                }
                let (a, b) =
                    (effective_server(a, environments.0), effective_server(b, environments.1));
                let path = step(path, spec, was.text());
                rows(&[&vocabulary::FROM], &borrowed(&a), &borrowed(&b), &path, out);
            }
        }
    }

    /// Schemas of tools' arguments whose file holds other bytes.
    fn inputs(
        &self,
        before: &[&Field<'w>],
        after: &[&Field<'w>],
        path: &[String],
        out: &mut Vec<Found<'w>>,
    ) {
        let schemas =
            |side: &Side<'w>, fields: &[&Field<'w>]| -> Vec<(&'w str, Item<'w>, String)> {
                let tools = fields.iter().filter(|field| field.spec() == &vocabulary::TOOL);
                let schema = |tool: &&Field<'w>| {
                    let input = tool.child(&vocabulary::INPUT)?.item;
                    let file = input.property_text("file")?;
                    let digest = side.asset(file).map(super::digest).unwrap_or_default();
                    Some((tool.key()?, input, format!("{file} {digest}")))
                };
                tools.filter_map(schema).collect()
            };
        let after = schemas(self.after, after);
        for (tool, was, text) in schemas(self.before, before) {
            let Some((_, is, other)) = after.iter().find(|(name, ..)| *name == tool) else {
                continue;
            };
            // Another file is a change of the node already.
            if text != *other && was.property_text("file") == is.property_text("file") {
                let path =
                    step(&step(path, &vocabulary::TOOL, Some(tool)), &vocabulary::INPUT, None);
                let mut draft = Draft::new(&path, What::Files);
                draft.nodes(Some((was, text)), Some((*is, other.clone())));
                out.push(draft.ends(Direction::UNDECIDED, None));
            }
        }
    }
}

fn borrowed<'a, 'w>(fields: &'a Fields<'w>) -> Vec<&'a Field<'w>> {
    fields.iter().map(AsRef::as_ref).collect()
}

/// Packages that the command fetches in whatever version, and did not before.
fn floats<'w>(before: &Fields<'w>, after: &Fields<'w>, path: &[String], out: &mut Vec<Found<'w>>) {
    let command = |fields: &Fields<'w>| {
        fields.iter().find(|field| field.spec() == &vocabulary::COMMAND).map(|field| field.item)
    };
    let moving = |item: Option<Item<'w>>| -> Vec<&'w str> {
        let Some(item) = item else { return Vec::new() };
        let words: Vec<&'w str> = words(item).into_iter().map(|(word, _)| word).collect();
        let packages = launch(&words).packages;
        let moving =
            packages.iter().filter(|package| matches!(package.pin, Pin::None | Pin::Floating(_)));
        moving.map(|package| package.text).collect()
    };
    let (was, is) = (command(before), command(after));
    let known = moving(was);
    let Some(item) = is else { return };
    for package in moving(is).into_iter().filter(|package| !known.contains(package)) {
        let path = step(path, &vocabulary::COMMAND, None);
        let mut draft = Draft::new(&path, What::Value);
        draft.new_piece(package, Spot::of(item));
        out.push(draft.ends(Direction::UNDECIDED, Some(Risk::VersionFloats)));
    }
}

/// The tools that come to a server which said what it offers.
fn new_tools<'w>(before: &[&Field<'w>], after: &[&Field<'w>]) -> Vec<(&'w str, Item<'w>)> {
    let tools = |fields: &[&Field<'w>]| -> Vec<(&'w str, Item<'w>)> {
        let tools = fields.iter().filter(|field| field.spec() == &vocabulary::TOOL);
        tools.filter_map(|field| Some((field.key()?, field.item))).collect()
    };
    let before = tools(before);
    if before.is_empty() {
        return Vec::new();
    }
    let is_new = |(name, _): &(&str, Item<'w>)| before.iter().all(|(other, _)| other != name);
    tools(after).into_iter().filter(is_new).collect()
}

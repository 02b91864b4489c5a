//! The digests of one agent in all environments, each part of the JSON written once.

use std::cell::OnceCell;

use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::{self, NodeSpec};

use super::object::Writer;
use super::parts::{Parts, join};
use super::{Mode, PREIMAGE, Sources, annotated};
use crate::compose::{Effective, Family, Layers};
use crate::digest::Digest;

/// Digests of one agent.
pub struct Digests<'a, 'w> {
    sources: &'a Sources<'w>,
    family: &'a Family<'w>,
    declared: Parts,
    has_template: bool,
    /// The agent's servers as they are in each environment.
    servers: Vec<(Item<'w>, OnceCell<Option<Parts>>)>,
    /// The digest of the declared rows, which many environments leave as they are.
    whole: OnceCell<Digest>,
}

impl<'a, 'w> Digests<'a, 'w> {
    /// Writes the agent as declared.
    #[must_use]
    pub fn new(sources: &'a Sources<'w>, family: &'a Family<'w>) -> Self {
        let declared = family.declared();
        let writer = Writer { sources, mode: Mode::Release, environment: None, row: None };
        let parts = writer.parts(&declared.fields, |_| true);
        let mut instructions = declared.fields_of(&vocabulary::INSTRUCTIONS);
        let has_template = instructions.any(|field| field.item.is_set("template"));
        let environments = sources.environments.iter();
        let servers = environments.map(|environment| (*environment, OnceCell::new())).collect();
        Self { sources, family, declared: parts, has_template, servers, whole: OnceCell::new() }
    }

    /// The context digest in an environment whose layers touch these rows.
    #[must_use]
    pub fn context(&self, effective: &Effective<'w>, touched: &[&'static NodeSpec]) -> Digest {
        let writer = Writer {
            sources: self.sources,
            mode: Mode::Context,
            environment: effective.environment,
            row: effective.instance.as_ref(),
        };
        // A template anywhere makes the parameters depend on the environment; a touched row may bring one in.
        let again = self.has_template || touched.contains(&&vocabulary::INSTRUCTIONS);
        let servers = effective
            .environment
            .filter(|_| !touched.contains(&&vocabulary::USED_SERVER))
            .and_then(|environment| self.servers(environment));
        if touched.is_empty() && !again && servers.is_none() {
            return self.whole();
        }
        let is_own = |key: &str| {
            touched.iter().any(|spec| spec.name == key)
                || (again && (key == "params" || key == vocabulary::INSTRUCTIONS.name))
        };
        let own = writer.parts(&effective.fields, |spec| is_own(spec.name));
        let replaces =
            |key: &str| is_own(key) || (key == vocabulary::USED_SERVER.name && servers.is_some());
        let kept = self.declared.iter().filter(|(key, _)| !replaces(key));
        let servers = servers.into_iter().flat_map(Parts::iter);
        digest(kept.chain(own.iter()).chain(servers))
    }

    /// The release digest: of the agent as declared, and of what its `in` blocks and servers make of it elsewhere.
    #[must_use]
    pub fn release(&self) -> Digest {
        let mut written: Vec<(&str, String)> = Vec::new();
        for environment in self.sources.environments {
            let name = environment.text().unwrap_or_default();
            if !written.iter().any(|(other, _)| *other == name)
                && let Some(json) = self.overlaid(*environment)
            {
                written.push((name, json));
            }
        }
        written.sort_unstable();
        let mut parts = annotated(self.family.lineage().declarations());
        parts.push("declared", |json| json.plain(self.whole()));
        if !written.is_empty() {
            parts.push("in", |json| {
                json.open('{');
                for (name, overlaid) in &written {
                    json.key(name);
                    json.raw(overlaid);
                }
                json.close('}');
            });
        }
        digest(parts.iter())
    }

    /// The digest of the declared rows.
    fn whole(&self) -> Digest {
        *self.whole.get_or_init(|| digest(self.declared.iter()))
    }

    /// The rows that the agent and its bases lay over themselves for one environment, and its servers where they differ there.
    fn overlaid(&self, environment: Item<'w>) -> Option<String> {
        let touched = self.family.touched(environment, Layers::Declared);
        let mut own = Parts::default();
        let mut layered = Parts::default();
        if !touched.is_empty() {
            let effective = self.family.effective(environment, Layers::Declared, &touched);
            let writer = self.writer(Some(environment));
            own = writer.parts(&effective.fields, |spec| touched.contains(&spec));
            let blocks = self.family.blocks(environment, Layers::Declared);
            layered = annotated(blocks.into_iter());
        }
        let servers =
            self.servers(environment).filter(|_| !touched.contains(&&vocabulary::USED_SERVER));
        let gone = touched.iter().map(|spec| (spec.name, "null"));
        let gone = gone.filter(|(key, _)| own.iter().all(|(other, _)| other != *key));
        let servers = servers.into_iter().flat_map(Parts::iter);
        let mut all = own.iter().chain(layered.iter()).chain(servers).chain(gone).peekable();
        all.peek()?;
        let mut text = String::new();
        join(all, &mut text);
        Some(text)
    }

    const fn writer(&self, environment: Option<Item<'w>>) -> Writer<'_, 'w> {
        Writer { sources: self.sources, mode: Mode::Release, environment, row: None }
    }

    /// The declared servers as they are reached in an environment; none where that is as everywhere.
    fn servers(&self, environment: Item<'w>) -> Option<&Parts> {
        let (_, known) = self.servers.iter().find(|(other, _)| *other == environment)?;
        let make = || {
            let writer = self.writer(Some(environment));
            let declared = self.family.declared();
            let mut servers = declared.fields_of(&vocabulary::USED_SERVER);
            let is_server = |spec: &NodeSpec| spec == &vocabulary::USED_SERVER;
            servers
                .any(|server| !writer.is_as_declared(server))
                .then(|| writer.rows(&declared.fields, is_server))
        };
        known.get_or_init(make).as_ref()
    }
}

/// The digest of an object of parts.
fn digest<'p>(parts: impl Iterator<Item = (&'static str, &'p str)>) -> Digest {
    let mut text = PREIMAGE.to_owned();
    join(parts, &mut text);
    Digest::of(text.as_bytes())
}

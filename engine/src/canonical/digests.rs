//! The digests of one agent in all environments, each part of the JSON written once.

use bailiwick_schema::vocabulary::{self, NodeSpec};

use super::object::Writer;
use super::{Mode, PREIMAGE, Sources, is_mentioned};
use crate::compose::{Effective, Family, Layers};
use crate::digest::Digest;

/// Properties of a context's object with their canonical JSON, sorted by key.
pub(super) type Parts = Vec<(&'static str, String)>;

/// Digests of one agent.
pub struct Digests<'a, 'w> {
    sources: &'a Sources<'w>,
    family: &'a Family<'w>,
    declared: Parts,
    has_template: bool,
}

impl<'a, 'w> Digests<'a, 'w> {
    /// Writes the agent as declared.
    #[must_use]
    pub fn new(sources: &'a Sources<'w>, family: &'a Family<'w>) -> Self {
        let declared = family.declared();
        let parts = writer(sources, Mode::Release, declared).parts(&declared.fields, |_| true);
        let mut instructions = declared.fields_of(&vocabulary::INSTRUCTIONS);
        let has_template = instructions.any(|field| field.item.is_set("template"));
        Self { sources, family, declared: parts, has_template }
    }

    /// The context digest in an environment whose layers touch these rows.
    #[must_use]
    pub fn context(&self, effective: &Effective<'w>, touched: &[&'static NodeSpec]) -> Digest {
        let mut text = String::with_capacity(2048);
        text.push_str(PREIMAGE);
        self.write(Mode::Context, effective, touched, &mut text);
        Digest::of(text.as_bytes())
    }

    /// The release digest.
    #[must_use]
    pub fn release(&self) -> Digest {
        let mut environments: Vec<&str> = Vec::new();
        let mut written: Vec<(&str, String)> = Vec::new();
        for environment in self.sources.environments {
            let name = environment.text().unwrap_or_default();
            let mentioned =
                is_mentioned(self.sources, self.family.lineage(), self.family.declared(), name);
            if !mentioned || environments.contains(&name) {
                continue;
            }
            environments.push(name);
            let touched = self.family.touched(*environment, Layers::Declared);
            let effective = self.family.effective(*environment, Layers::Declared, &touched);
            let mut text = String::new();
            self.write(Mode::Release, &effective, &touched, &mut text);
            written.push((name, text));
        }
        written.sort_unstable();
        let mut text = String::with_capacity(2048);
        text.push_str(PREIMAGE);
        text.push_str("{\"declared\":");
        join(self.declared.iter(), &mut text);
        for (at, (name, json)) in written.iter().enumerate() {
            text.push_str(if at == 0 { ",\"in\":{\"" } else { ",\"" });
            text.push_str(name);
            text.push_str("\":");
            text.push_str(json);
        }
        text.push_str(if written.is_empty() { "}" } else { "}}" });
        Digest::of(text.as_bytes())
    }

    /// Writes a context; rows that the environment cannot change are taken over.
    fn write(
        &self,
        mode: Mode,
        effective: &Effective<'w>,
        touched: &[&'static NodeSpec],
        text: &mut String,
    ) {
        let changes = |spec: &NodeSpec| {
            touched.contains(&spec)
                || spec == &vocabulary::USED_SERVER
                || (self.has_template && spec == &vocabulary::INSTRUCTIONS)
        };
        // A template anywhere makes the parameters depend on the environment; a touched row may bring one in.
        let again = self.has_template || touched.contains(&&vocabulary::INSTRUCTIONS);
        let own = writer(self.sources, mode, effective).parts(&effective.fields, changes);
        let is_own = |key: &str| {
            key == vocabulary::USED_SERVER.name
                || touched.iter().any(|spec| spec.name == key)
                || (again && (key == "params" || key == vocabulary::INSTRUCTIONS.name))
        };
        let mut all: Vec<&(&'static str, String)> =
            self.declared.iter().filter(|(key, _)| !is_own(key)).chain(&own).collect();
        all.sort_unstable_by_key(|(key, _)| *key);
        join(all.into_iter(), text);
    }
}

fn writer<'a, 'w>(
    sources: &'a Sources<'w>,
    mode: Mode,
    effective: &'a Effective<'w>,
) -> Writer<'a, 'w> {
    Writer { sources, mode, environment: effective.environment, row: effective.instance.as_ref() }
}

fn join<'p>(parts: impl Iterator<Item = &'p (&'static str, String)>, text: &mut String) {
    text.push('{');
    for (at, (key, json)) in parts.enumerate() {
        text.push_str(if at == 0 { "\"" } else { ",\"" });
        text.push_str(key);
        text.push_str("\":");
        text.push_str(json);
    }
    text.push('}');
}

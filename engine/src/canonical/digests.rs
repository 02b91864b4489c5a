//! The digests of one agent in all environments, each part of the JSON written and hashed once.

use std::cell::OnceCell;

use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::{self, NodeSpec};
use smallvec::SmallVec;

use super::object::{PARAMETERS, REACHED, Writer};
use super::parts::{Part, Parts, join, members};
use super::{Mode, PREIMAGE, Sources, annotated};
use crate::compose::{Effective, Family, Layers};
use crate::digest::{Digest, Hasher};

/// Digests of one agent.
pub struct Digests<'a, 'w> {
    sources: &'a Sources<'w>,
    family: &'a Family<'w>,
    declared: Parts,
    has_template: bool,
    /// After each number of declared parts, where the digests of contexts that share them go on.
    begun: OnceCell<Vec<Hasher>>,
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
        let (begun, whole) = (OnceCell::new(), OnceCell::new());
        Self { sources, family, declared: parts, has_template, begun, whole }
    }

    /// The context digest in an environment whose layers touch these rows.
    #[must_use]
    pub fn context(&self, effective: &Effective<'w>, touched: &[&'static NodeSpec]) -> Digest {
        let writer = Writer::of(self.sources, Mode::Context, effective);
        // A template anywhere makes the parameters depend on the environment; a touched row may bring one in.
        let again = self.has_template || touched.contains(&&vocabulary::INSTRUCTIONS);
        let mut servers = effective.fields_of(&vocabulary::USED_SERVER);
        let has_other_servers = touched.contains(&&vocabulary::USED_SERVER)
            || servers.any(|server| !writer.is_as_declared(server));
        let is_own = |key: &str| {
            touched.iter().any(|spec| spec.name == key)
                || (again && (key == PARAMETERS || key == vocabulary::INSTRUCTIONS.name))
                || (has_other_servers && key == REACHED)
        };
        if touched.is_empty() && !again && !has_other_servers {
            return self.whole();
        }
        let own = writer.parts(&effective.fields, is_own);
        self.changed(&own, is_own)
    }

    /// The digest of the declared rows with others in place of these.
    fn changed(&self, own: &Parts, is_own: impl Fn(&str) -> bool) -> Digest {
        let kept = self.declared.iter().filter(|(key, _)| !is_own(key));
        let mut parts: SmallVec<[Part<'_>; 32]> = kept.chain(own.iter()).collect();
        parts.sort_unstable_by_key(|(key, _)| *key);
        let first = own.iter().next().map(|(key, _)| key);
        let is_same = |key: &str| first.is_none_or(|first| key < first) && !is_own(key);
        let same = self.declared.iter().take_while(|(key, _)| is_same(key)).count();
        let Some(begun) = self.begun().get(same) else { return digest(parts.into_iter()) };
        ended(begun.clone(), parts.get(same..).unwrap_or_default(), same == 0)
    }

    /// The release digest: of the agent as declared, and of what its `in` blocks make of it elsewhere.
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
        let make = || ended(self.begun().last().cloned().unwrap_or_default(), &[], false);
        *self.whole.get_or_init(make)
    }

    fn begun(&self) -> &[Hasher] {
        self.begun.get_or_init(|| {
            let mut hasher = Hasher::default();
            let mut text = format!("{PREIMAGE}{{");
            let mut all = Vec::with_capacity(self.declared.len() + 1);
            for (at, part) in self.declared.iter().enumerate() {
                hasher.update(text.as_bytes());
                all.push(hasher.clone());
                text.clear();
                members(&[part], at == 0, &mut text);
            }
            hasher.update(text.as_bytes());
            all.push(hasher);
            all
        })
    }

    /// The rows that the agent and its bases lay over themselves for one environment.
    fn overlaid(&self, environment: Item<'w>) -> Option<String> {
        let touched = self.family.touched(environment, Layers::Declared);
        if touched.is_empty() {
            return None;
        }
        let effective = self.family.effective(environment, Layers::Declared, &touched);
        let writer = Writer::of(self.sources, Mode::Release, &effective);
        let has_servers = touched.contains(&&vocabulary::USED_SERVER);
        let is_touched = |key: &str| touched.iter().any(|spec| spec.name == key);
        let is_own =
            |key: &str| is_touched(key) || key == PARAMETERS || (has_servers && key == REACHED);
        let own = writer.parts(&effective.fields, is_own);
        let layered = annotated(self.family.blocks(environment, Layers::Declared).into_iter());
        let gone = touched.iter().map(|spec| (spec.name, "null"));
        let gone = gone.filter(|(key, _)| own.iter().all(|(other, _)| other != *key));
        let mut text = String::new();
        join(own.iter().chain(layered.iter()).chain(gone), &mut text);
        Some(text)
    }
}

/// The digest of an object of sorted parts.
pub(super) fn digest<'p>(parts: impl Iterator<Item = Part<'p>>) -> Digest {
    let mut text = PREIMAGE.to_owned();
    join(parts, &mut text);
    Digest::of(text.as_bytes())
}

/// The digest of an object that ends with these parts.
fn ended(mut begun: Hasher, parts: &[Part<'_>], is_first: bool) -> Digest {
    let mut text = String::new();
    members(parts, is_first, &mut text);
    text.push('}');
    begun.update(text.as_bytes());
    begun.digest()
}

//! From declarations to one effective context for an agent and an environment.
//!
//! `effective(agent, environment)` = the environment's `defaults`, the bases, the agent, the bases' `in`, the agent's `in`;
//! later wins.

mod family;
mod field;
mod foundations;
mod lay;
mod lineage;
mod params;
pub mod rules;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::{self, Merge, NodeSpec};

use crate::asset::Row;

pub use family::{Family, Visit};
pub use field::{Field, Fields, Member, Overrode, written};
pub use foundations::Foundations;
pub use lay::Laid;
pub use lineage::{Lineage, lineage};
pub use params::{Parameter, parameters};

/// All that an agent is given in one environment, each value with where it came from.
#[derive(Debug, Clone)]
pub struct Effective<'f> {
    /// The agent's declaration.
    pub agent: Item<'f>,
    /// The environment; none for the agent as declared for all of them.
    pub environment: Option<Item<'f>>,
    /// The fields, in the order in which they came.
    pub fields: Fields<'f>,
    /// What could not be put together.
    pub problems: Vec<Diagnostic>,
    /// The row of its file, where it is one instance of many.
    pub instance: Option<Row>,
}

impl<'f> Effective<'f> {
    /// The field of this row.
    #[must_use]
    pub fn field(&self, spec: &NodeSpec) -> Option<&Field<'f>> {
        self.fields.iter().map(Arc::as_ref).find(|field| field.spec() == spec)
    }

    /// The fields of this row.
    pub fn fields_of<'a>(&'a self, spec: &'a NodeSpec) -> impl Iterator<Item = &'a Field<'f>> {
        self.fields.iter().map(Arc::as_ref).filter(move |field| field.spec() == spec)
    }

    /// The stage it stands in.
    #[must_use]
    pub fn stage(&self) -> Option<&'f str> {
        self.field(&vocabulary::STAGE)?.item.text()
    }

    /// The agent's name; with the row's for an instance (`clerk/acme`).
    #[must_use]
    pub fn name(&self) -> String {
        let name = self.agent.text().unwrap_or_default();
        self.instance.as_ref().map_or_else(|| name.to_owned(), |row| format!("{name}/{}", row.name))
    }

    /// Whether it lives in an environment that agents are promoted into.
    #[must_use]
    pub fn is_promoted(&self) -> bool {
        self.environment
            .is_some_and(|environment| environment.child(&vocabulary::FOLLOWS).is_some())
    }

    /// The environment's name.
    #[must_use]
    pub fn environment_name(&self) -> Option<&'f str> {
        self.environment?.text()
    }
}

/// Which layers take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layers {
    /// All: what holds in the environment.
    All,
    /// Without the environment's `defaults`: what the agent and its bases say, which the release digest covers.
    Declared,
}

/// Puts the layers of an agent together.
#[must_use]
pub fn effective<'f>(
    lineage: &Lineage<'f>,
    environment: Option<Item<'f>>,
    layers: Layers,
) -> Effective<'f> {
    let below = foundation(lineage, environment, layers);
    complete(lineage, environment, below)
}

/// The layers below the agent itself: `defaults` and bases. Agents with the same bases share them.
#[must_use]
pub fn foundation<'f>(
    lineage: &Lineage<'f>,
    environment: Option<Item<'f>>,
    layers: Layers,
) -> Laid<'f> {
    let mut laid = Laid::default();
    if layers == Layers::All {
        let defaults = environment.and_then(|environment| environment.child(&vocabulary::DEFAULTS));
        if let Some(defaults) = defaults {
            laid.lay(defaults);
        }
    }
    for base in &lineage.bases {
        laid.lay(*base);
    }
    laid
}

/// Lays the agent and the `in` blocks over a foundation.
#[must_use]
pub fn complete<'f>(
    lineage: &Lineage<'f>,
    environment: Option<Item<'f>>,
    below: Laid<'f>,
) -> Effective<'f> {
    let mut laid = below;
    laid.lay(lineage.agent);
    if let Some(name) = environment.and_then(Item::text) {
        for base in &lineage.bases {
            for overlay in overlays(*base, name) {
                laid.lay(overlay);
            }
        }
        for overlay in overlays(lineage.agent, name) {
            laid.lay(overlay);
        }
    }
    Effective {
        agent: lineage.agent,
        environment,
        fields: said(laid.fields),
        problems: laid.problems,
        instance: None,
    }
}

/// The fields without containers in which nothing is left.
fn said(mut fields: Fields<'_>) -> Fields<'_> {
    fields.retain(|field| {
        let container = matches!(field.spec().merge, Merge::Container | Merge::SingleOrContainer);
        !container || !field.children.is_empty() || !field.item.arguments().is_empty()
    });
    fields
}

/// The `in` blocks of a declaration that name this environment.
pub fn overlays<'f>(declaration: Item<'f>, environment: &str) -> impl Iterator<Item = Item<'f>> {
    declaration.children().filter(move |child| {
        is_overlay(*child) && child.texts().any(|(name, _)| name == environment)
    })
}

fn is_overlay(block: Item<'_>) -> bool {
    [&vocabulary::IN, &vocabulary::SERVER_IN, &vocabulary::SECRET_IN].contains(&block.spec())
}

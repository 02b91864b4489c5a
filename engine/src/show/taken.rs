//! What a context has not, because a layer took it away: removed, replaced as a whole, or narrowed out.

use bailiwick_schema::document::{Item, Layering};
use bailiwick_schema::vocabulary;

use super::origin::{Origin, Source, of_fields, source_of};
use crate::compose::{Laid, Lineage, overlays};

/// A value that a lower layer gave, and the node that took it away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// What went, and where it stands.
    pub origin: Origin,
    /// The node that took it.
    pub by: Source,
}

/// What the layers of an agent take from those below them in an environment, in the order of the layers.
#[must_use]
pub fn taken(lineage: &Lineage<'_>, environment: Option<Item<'_>>) -> Vec<Taken> {
    let mut laid = Laid::default();
    let mut below: Vec<Origin> = Vec::new();
    let mut all: Vec<Taken> = Vec::new();
    for layer in layers(lineage, environment) {
        laid.lay(layer);
        let above = of_fields(&laid.fields);
        let gone: Vec<&Origin> =
            below.iter().filter(|origin| !is_accounted_for(origin, &above)).collect();
        for origin in &gone {
            if gone.iter().any(|other| is_inside(origin, other)) {
                continue;
            }
            let by = taker(layer, origin);
            all.push(Taken { origin: (*origin).clone(), by: source_of(by, by.span()) });
        }
        below = above;
    }
    // What a later layer says again is not gone.
    all.retain(|taken| !is_accounted_for(&taken.origin, &below));
    all
}

/// The blocks of an agent in an environment, lowest first.
fn layers<'f>(lineage: &Lineage<'f>, environment: Option<Item<'f>>) -> Vec<Item<'f>> {
    let defaults = environment.and_then(|environment| environment.child(&vocabulary::DEFAULTS));
    let mut layers: Vec<Item<'f>> = defaults.into_iter().collect();
    layers.extend(lineage.declarations());
    if let Some(name) = environment.and_then(Item::text) {
        layers.extend(lineage.declarations().flat_map(|item| overlays(item, name)));
    }
    layers
}

/// Whether a value is still there, or what overrides it says so.
fn is_accounted_for(origin: &Origin, above: &[Origin]) -> bool {
    origin.value.is_empty()
        || above.iter().any(|other| {
            let overrides = || {
                other
                    .overrode
                    .iter()
                    .any(|(value, source)| *value == origin.value && *source == origin.source)
            };
            other.path == origin.path && (other.value == origin.value || overrides())
        })
}

/// Whether a value stands in the block of a keyed node.
fn is_inside(origin: &Origin, node: &Origin) -> bool {
    let key = format!("\"{}\"", node.value);
    origin.path.strip_prefix(node.path.as_slice()).is_some_and(|rest| rest.first() == Some(&key))
}

/// The node of a layer that takes a value away, as near to the value as there is one.
fn taker<'f>(layer: Item<'f>, origin: &Origin) -> Item<'f> {
    let mut at = layer;
    let mut parts = origin.path.iter().peekable();
    while let Some(name) = parts.next() {
        let key = parts.next_if(|part| part.starts_with('"'));
        let named: Vec<Item<'f>> = at
            .children()
            .filter(|child| child.spec().name == name)
            .filter(|child| {
                key.is_none_or(|key| child.text().is_some_and(|text| *key == format!("\"{text}\"")))
            })
            .collect();
        let same = |child: &&Item<'f>| child.text() == Some(origin.value.as_str());
        let annotated = |child: &&Item<'f>| child.layering() != Layering::Merge;
        let nearest = named
            .iter()
            .find(|child| same(child) && annotated(child))
            .or_else(|| named.iter().find(annotated))
            .or_else(|| named.first());
        match nearest {
            Some(nearest) => at = *nearest,
            None => break,
        }
    }
    at
}

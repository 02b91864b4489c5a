//! The canonical form of an effective context: RFC 8785 JSON, for digests and, with everything in it, for people.
//!
//! One writer for both, so that what is shown is what is digested. For digests, closures enter by their SHA-256.

mod closure;
mod digests;
mod json;
mod object;
mod remembered;

use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary;

use crate::asset::Assets;
use crate::compose::{self, Effective, Family, Layers, Lineage};
use crate::digest::Digest;
use crate::fleet::Fleet;
use crate::world::Listing;

pub use closure::effective_server;
pub use digests::Digests;
pub use json::Json;
pub use remembered::Remembered;

/// What a context is written from.
#[derive(Clone, Copy)]
pub struct Sources<'w> {
    /// All declarations.
    pub fleet: &'w Fleet,
    /// The files that they name.
    pub assets: &'w Assets,
    /// The files that lie in the workspace.
    pub listing: &'w Listing,
    /// The environments, in the order of declaration.
    pub environments: &'w [Item<'w>],
    /// What was written already.
    pub remembered: &'w Remembered,
}

/// How much is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// What takes part in the context digest.
    Context,
    /// What takes part in the release digest: templates by their source.
    Release,
    /// Everything.
    Full,
}

/// The first line of every digest's preimage.
pub const PREIMAGE: &str = "bailiwick-context/1\n";

/// The context digest: of what an agent is given in one environment.
#[must_use]
pub fn context_digest(sources: &Sources<'_>, effective: &Effective<'_>) -> Digest {
    let mut json = Json::with(PREIMAGE);
    object::context(sources, Mode::Context, effective, None, &mut json);
    Digest::of(json.as_str().as_bytes())
}

/// The release digest: of an agent as declared, for all environments.
#[must_use]
pub fn release_digest<'w>(sources: &Sources<'w>, lineage: &Lineage<'w>) -> Digest {
    let bases = compose::foundation(lineage, None, Layers::Declared);
    let family = Family::new(lineage.clone(), bases);
    Digests::new(sources, &family).release()
}

/// Everything that an agent is given, as canonical JSON, with its release and context digest.
#[must_use]
pub fn full(sources: &Sources<'_>, effective: &Effective<'_>, release: Digest) -> String {
    let context = context_digest(sources, effective);
    let mut digests = Json::with("");
    digests.open('{');
    digests.key("context");
    digests.string(&context.to_string());
    digests.key("release");
    digests.string(&release.to_string());
    digests.close('}');
    let mut json = Json::with("");
    object::context(
        sources,
        Mode::Full,
        effective,
        Some(("digest", digests.into_string())),
        &mut json,
    );
    json.into_string()
}

/// A declaration as it is written, layers left alone, as canonical JSON; valid against its row in the JSON Schema.
#[must_use]
pub fn declaration<'w>(sources: &Sources<'w>, item: Item<'w>) -> String {
    let mut json = Json::with("");
    let writer = object::Writer { sources, mode: Mode::Full, environment: None, row: None };
    writer.value(&compose::written(item), &mut json);
    json.into_string()
}

/// Whether the agent, its bases or its servers say anything about an environment.
fn is_mentioned(
    sources: &Sources<'_>,
    lineage: &Lineage<'_>,
    declared: &Effective<'_>,
    environment: &str,
) -> bool {
    let says = |item: Item<'_>| compose::overlays(item, environment).next().is_some();
    if says(lineage.agent) || lineage.bases.iter().any(|base| says(*base)) {
        return true;
    }
    declared.fields_of(&vocabulary::USED_SERVER).any(|field| {
        let server =
            field.item.text().and_then(|name| sources.fleet.find(vocabulary::Kind::Server, name));
        server.is_some_and(|server| {
            says(server)
                || server.children().flat_map(Item::references).any(|reference| {
                    reference.kind == vocabulary::Kind::Secret
                        && sources.fleet.find(reference.kind, reference.name).is_some_and(says)
                })
        })
    })
}

/// The nodes of an `extra` as JSON.
#[must_use]
pub fn extra(item: Item<'_>) -> String {
    let mut json = json::Json::with("");
    closure::free(item, &mut json);
    json.into_string()
}

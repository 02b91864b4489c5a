//! The canonical form of an effective context: RFC 8785 JSON, for digests and, with everything in it, for people.
//!
//! One writer for both, so that what is shown is what is digested. For digests, closures enter by their SHA-256.

mod closure;
mod condition;
mod digests;
mod json;
mod object;
mod parts;
mod remembered;

use bailiwick_schema::document::{Item, Layering};
use bailiwick_schema::vocabulary::Merge;
use smallvec::SmallVec;

use crate::asset::Assets;
use crate::compose::{self, Effective, Family, Layers, Lineage};
use crate::digest::Digest;
use crate::fleet::Fleet;
use crate::world::Listing;

pub use closure::effective_server;
pub use digests::Digests;
pub use json::Json;
pub use remembered::Remembered;

use parts::Parts;

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

/// The version of the JSON form of a context, as its JSON Schema has it.
const VERSION: u32 = bailiwick_schema::json_schema::VERSION;

/// The first line of every digest's preimage.
pub const PREIMAGE: &str = "bailiwick-context/1\n";

/// The context digest: of what an agent is given in one environment.
#[must_use]
pub fn context_digest(sources: &Sources<'_>, effective: &Effective<'_>) -> Digest {
    let writer = object::Writer::of(sources, Mode::Context, effective);
    digests::digest(writer.parts(&effective.fields, |_| true).iter())
}

/// The release digest: of an agent as declared, for all environments.
#[must_use]
pub fn release_digest<'w>(sources: &Sources<'w>, lineage: &Lineage<'w>) -> Digest {
    let bases = compose::foundation(lineage, None, Layers::Declared);
    let family = Family::new(lineage.clone(), bases);
    Digests::new(sources, &family).release()
}

/// Everything that an agent is given, as canonical JSON, with its release and context digest and the version of the form.
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
    let own = [("digest", digests.into_string()), ("version", VERSION.to_string())];
    object::context(sources, effective, own, &mut json);
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

/// What `(replace)` and `(remove)` these blocks say. They change what an environment's `defaults` give, of which a release
/// knows nothing else.
fn annotated<'w>(blocks: impl Iterator<Item = Item<'w>>) -> Parts {
    let mut lines = String::new();
    for block in blocks {
        annotations(block, &mut SmallVec::new(), &mut lines);
    }
    let mut parts = Parts::default();
    if !lines.is_empty() {
        parts.push("annotated", |json| {
            json.open('[');
            for line in lines.lines() {
                json.string(line);
            }
            json.close(']');
        });
    }
    parts
}

/// A line for each annotated node: `(remove)limits/steps`, `(remove)tag internal`.
fn annotations(block: Item<'_>, path: &mut SmallVec<[&'static str; 8]>, lines: &mut String) {
    for item in block.children().filter(|item| item.spec().merge != Merge::Local) {
        path.push(item.spec().name);
        let word = match item.layering() {
            Layering::Merge => "",
            Layering::Replace => "(replace)",
            Layering::Remove => "(remove)",
        };
        if !word.is_empty() {
            let keys: String = item.texts().map(|(key, _)| format!(" {key}")).collect();
            lines.push_str(&format!("{word}{}{keys}\n", path.join("/")));
        }
        annotations(item, path, lines);
        path.pop();
    }
}

/// The parameters that have a value in an environment, with the value as JSON.
#[must_use]
pub fn parameter_values<'w>(
    fleet: &'w Fleet,
    environment: Option<Item<'w>>,
) -> Vec<(&'w str, String)> {
    let valued = |parameter: compose::Parameter<'w>| {
        let (item, value) = parameter.value?;
        let mut json = Json::with("");
        object::scalar(item, value, &mut json);
        Some((parameter.name, json.into_string()))
    };
    compose::parameters(fleet, environment).into_iter().filter_map(valued).collect()
}

/// The nodes of an `extra` as JSON.
#[must_use]
pub fn extra(item: Item<'_>) -> String {
    let mut json = json::Json::with("");
    closure::free(item, &mut json);
    json.into_string()
}

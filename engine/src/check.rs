//! Rules over a model: what each looks at, and how all of them are run.

mod address;
pub mod circles;
mod dispatch;
pub(crate) mod facts;
pub(crate) mod json_schema;
pub(crate) mod lacking;
pub mod launch;
pub(crate) mod model_name;
mod nearest;
pub(crate) mod param;
mod proven;
pub(crate) mod reach;
mod report;
pub(crate) mod risk;
pub mod rules;
mod run;
mod scope;
pub(crate) mod secrets;
mod standard_library;
pub(crate) mod standing;
mod templates;
mod text;

use bailiwick_schema::document::Item;
use bailiwick_schema::rule::Rule;
use bailiwick_schema::vocabulary::NodeSpec;

use crate::compose::{Effective, Lineage};

pub use facts::Facts;
pub(crate) use nearest::is_there;
pub use proven::Proven;
pub use report::Report;
pub use run::{declarations, digests, items, scoped_asset, texts};
pub use scope::Scope;
pub use secrets::without_known;
pub use text::{Text, TextRole};

/// A rule and what it is run on.
pub struct Check {
    /// The rule.
    pub rule: &'static Rule,
    /// What finds it.
    pub run: Run,
}

/// What a check looks at; the narrower, the less is run again after an edit.
pub enum Run {
    /// Another stage finds it: parsing, decoding, composition, loading.
    Elsewhere,
    /// Every node of these rows, by itself.
    Item(&'static [&'static NodeSpec], fn(Item<'_>, &mut Report)),
    /// Every text that an agent is told, and every KDL file as it is written, by itself.
    Text(fn(&Text<'_>, &mut Report)),
    /// Every node of these rows, with the whole workspace at hand.
    Scoped(&'static [&'static NodeSpec], fn(&Scope<'_>, Item<'_>, &mut Report)),
    /// Every text that an agent is told, with the whole workspace at hand.
    ScopedText(fn(&Scope<'_>, &Text<'_>, &mut Report)),
    /// Every agent as declared, with its bases.
    Agent(for<'w> fn(&Scope<'w>, &Lineage<'w>, &mut Report)),
    /// Every agent in every environment that it is present in.
    Effective(for<'w> fn(&Scope<'w>, &Effective<'w>, &mut Report)),
    /// What every agent may do in every environment that it is present in.
    Reach(for<'w> fn(&Scope<'w>, &reach::Reach<'_, 'w>, &mut Report)),
}

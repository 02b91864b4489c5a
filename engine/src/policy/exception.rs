//! What is excepted from a policy for a while: `except` in the policy itself, `waive` beside it.

use bailiwick_schema::document::Item;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::span::Span;
use bailiwick_schema::value::Date;
use bailiwick_schema::vocabulary::{self, Kind, NodeSpec};
use rustc_hash::FxHashSet;

use crate::file::File;
use crate::fleet::Fleet;

/// One agent that one policy leaves alone until a day.
#[derive(Debug, Clone, Copy)]
pub struct Exception<'w> {
    /// The policy.
    pub policy: &'w str,
    /// The agent.
    pub agent: &'w str,
    /// The `except` or `waive`.
    pub item: Item<'w>,
    /// The place of the agent's name.
    pub span: Span,
    until: Option<Date>,
}

/// An exception that let something stand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Used {
    /// The file of the exception.
    pub path: FilePath,
    /// Where the agent's name stands in it.
    pub start: u32,
    /// The files of the violations that a `waive` let stand, one for each.
    pub waived: Vec<FilePath>,
}

impl Exception<'_> {
    /// Whether its last day is over.
    #[must_use]
    pub fn has_run_out(&self, today: Option<Date>) -> bool {
        // Without a date that can be read it lets nothing stand.
        self.until.is_none_or(|until| today.is_some_and(|today| today > until))
    }

    /// Whether it is a `waive`, whose violations are counted.
    #[must_use]
    pub fn is_waiver(&self) -> bool {
        is(self.item, &vocabulary::WAIVE)
    }
}

fn is(item: Item<'_>, spec: &NodeSpec) -> bool {
    item.spec() == spec
}

/// The exceptions of a file, in its order.
pub fn exceptions(file: &File) -> impl Iterator<Item = Exception<'_>> {
    file.document.roots().flat_map(|root| {
        let mut found = Vec::new();
        if is(root, &vocabulary::WAIVE) {
            found.extend(waiver(root));
        } else if is(root, &vocabulary::POLICY) {
            for item in root.children_of(&vocabulary::EXCEPT_AGENT) {
                let until = item.property_date("until");
                let policy = root.text().unwrap_or_default();
                found.extend(item.texts().map(|(agent, span)| Exception {
                    policy,
                    agent,
                    item,
                    span,
                    until,
                }));
            }
        }
        found
    })
}

fn waiver(item: Item<'_>) -> Option<Exception<'_>> {
    let agent = item.property("agent")?;
    Some(Exception {
        policy: item.text()?,
        agent: item.text_of(&agent.value)?,
        item,
        span: agent.value_span,
        until: item.property_date("until"),
    })
}

/// The exceptions of a file that have not run out and let nothing stand; those of names that nothing declares are told elsewhere.
pub fn idle<'w>(
    fleet: &Fleet,
    file: &'w File,
    used: &FxHashSet<(&FilePath, u32)>,
    today: Option<Date>,
) -> Vec<Exception<'w>> {
    let is_idle = |exception: &Exception<'_>| {
        !exception.has_run_out(today)
            && fleet.find(Kind::Policy, exception.policy).is_some()
            && fleet.find(Kind::Agent, exception.agent).is_some()
            && !used.contains(&(exception.item.path(), exception.span.start))
    };
    exceptions(file).filter(is_idle).collect()
}

//! Which way the change of a row goes, where its rules of permission do not tell.

use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::{self, Digested, NodeSpec};

use crate::diff::{Direction, Risk, limits};

/// The direction of a value that differs, and the risk in it.
pub(in crate::diff) fn judged(
    spec: &'static NodeSpec,
    before: Option<Item<'_>>,
    after: Option<Item<'_>>,
) -> (Direction, Option<Risk>) {
    if vocabulary::LIMITS.child_specs().contains(&spec) {
        return limits::judged(before, after);
    }
    // What may be done with a tool is told by what may be called.
    if spec.digested == Digested::Out || spec == &vocabulary::TOOL {
        return (Direction::NEUTRAL, None);
    }
    let secret = |item: Option<Item<'_>>| {
        item.and_then(|item| item.property_text("secret")).map(str::to_owned)
    };
    let is_credential = spec == &vocabulary::VARIABLE || spec == &vocabulary::HEADER;
    let risk = if spec == &vocabulary::MODEL && before.is_some() {
        Some(Risk::ModelChanged)
    } else if spec == &vocabulary::FROM || (is_credential && secret(before) != secret(after)) {
        Some(Risk::SecretChanged)
    } else if (spec == &vocabulary::DESTRUCTIVE && after.is_none())
        || (spec == &vocabulary::READ_ONLY && before.is_none())
    {
        Some(Risk::GuardRemoved)
    } else {
        None
    };
    (Direction::UNDECIDED, risk)
}

/// The same for the members of a set or the elements of a sequence.
pub(super) fn of_set(spec: &'static NodeSpec, is_gone: bool) -> (Direction, Option<Risk>) {
    if spec.digested == Digested::Out {
        return (Direction::NEUTRAL, None);
    }
    // What of a server an agent sees is part of what it may call, which is compared by proof.
    if spec == &vocabulary::ONLY {
        return (Direction::NEUTRAL, None);
    }
    let risk = if spec == &vocabulary::FALLBACK {
        Some(Risk::ModelChanged)
    } else if spec == &vocabulary::USED_LABEL && is_gone {
        Some(Risk::GuardRemoved)
    } else {
        None
    };
    (Direction::UNDECIDED, risk)
}

//! Which way a limit moves; one that is not there is infinite.

use std::cmp::Ordering;

use bailiwick_schema::document::Item;

use super::{Direction, Risk};
use crate::limit::compare;

/// The direction of a limit and the risk in it.
pub(super) fn judged(
    before: Option<Item<'_>>,
    after: Option<Item<'_>>,
) -> (Direction, Option<Risk>) {
    match (before, after) {
        (None, _) => (Direction::NARROWS, None),
        (Some(_), None) => (Direction::WIDENS, Some(Risk::LimitRemoved)),
        (Some(before), Some(after)) => match order(before, after) {
            Some(Ordering::Less) => (Direction::WIDENS, Some(Risk::LimitRaised)),
            Some(Ordering::Greater) => (Direction::NARROWS, None),
            Some(Ordering::Equal) => (Direction::NEUTRAL, None),
            None => (Direction::UNDECIDED, None),
        },
    }
}

/// How two limits compare; none where they count in units that do not.
fn order(before: Item<'_>, after: Item<'_>) -> Option<Ordering> {
    compare(&before.arguments().first()?.value, &after.arguments().first()?.value)
}

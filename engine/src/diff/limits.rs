//! Which way a limit moves; one that is not there is infinite.

use std::cmp::Ordering;

use bailiwick_schema::document::{Item, Value};
use bailiwick_schema::value::{Rate, TimeUnit};

use super::{Direction, Risk};

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
    let value = |item: Item<'_>| item.arguments().first().map(|argument| argument.value.clone());
    match (value(before)?, value(after)?) {
        (Value::Integer(a), Value::Integer(b)) => Some(a.cmp(&b)),
        (Value::Decimal(a), Value::Decimal(b)) => Some(a.cmp(&b)),
        (Value::Duration(a), Value::Duration(b)) => Some(a.cmp(&b)),
        (Value::Money(a), Value::Money(b)) if a.currency == b.currency => {
            Some(a.amount.cmp(&b.amount))
        }
        (Value::Rate(a), Value::Rate(b)) => rates(a, b),
        _ => None,
    }
}

/// A rate in another unit allows other bursts, so only one that is no higher in both is known to be lower.
fn rates(before: Rate, after: Rate) -> Option<Ordering> {
    if before.unit == after.unit {
        return Some(before.count.cmp(&after.count));
    }
    let a_second = |rate: Rate, other: Rate| u128::from(rate.count) * seconds(other.unit);
    let throughput = a_second(before, after).cmp(&a_second(after, before));
    let burst = before.count.cmp(&after.count);
    match (throughput, burst) {
        (Ordering::Less, _) => Some(Ordering::Less),
        (Ordering::Greater, Ordering::Greater) => Some(Ordering::Greater),
        _ => None,
    }
}

const fn seconds(unit: TimeUnit) -> u128 {
    match unit {
        TimeUnit::Second => 1,
        TimeUnit::Minute => 60,
        TimeUnit::Hour => 3600,
        TimeUnit::Day => 86_400,
    }
}

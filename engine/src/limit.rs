//! How limits compare with each other.

use std::cmp::Ordering;

use bailiwick_schema::document::Value;
use bailiwick_schema::value::{Rate, TimeUnit};

/// How two values of a limit compare; none where they count in units that do not.
pub(crate) fn compare(one: &Value, other: &Value) -> Option<Ordering> {
    match (one, other) {
        (Value::Integer(a), Value::Integer(b)) => Some(a.cmp(b)),
        (Value::Decimal(a), Value::Decimal(b)) => Some(a.cmp(b)),
        (Value::Duration(a), Value::Duration(b)) => Some(a.cmp(b)),
        (Value::Money(a), Value::Money(b)) if a.currency == b.currency => {
            Some(a.amount.cmp(&b.amount))
        }
        (Value::Rate(a), Value::Rate(b)) => rates(*a, *b),
        _ => None,
    }
}

/// A rate in another unit allows other bursts, so only one that is no higher in both is known to be lower.
fn rates(one: Rate, other: Rate) -> Option<Ordering> {
    if one.unit == other.unit {
        return Some(one.count.cmp(&other.count));
    }
    let a_second = |rate: Rate, other: Rate| u128::from(rate.count) * seconds(other.unit);
    let throughput = a_second(one, other).cmp(&a_second(other, one));
    let burst = one.count.cmp(&other.count);
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

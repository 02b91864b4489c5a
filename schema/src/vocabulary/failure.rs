//! What happens when something fails.

use super::kind::{Kind, ValueKind};
use super::merge::Merge;
use super::spec::{ArgumentSpec, NodeSpec, PropertySpec};

/// `failure { … }`
pub static FAILURE: NodeSpec =
    NodeSpec::new("failure", "what happens when a model, a tool or a run fails")
        .example("failure { retry 2 backoff=\"2s\"; escalate \"payments-oncall\"; }")
        .children(&[&RETRY, &TIMEOUT, &CIRCUIT_BREAKER, &ESCALATE])
        .merge(Merge::Container);

/// `retry 2 backoff="2s"`
pub static RETRY: NodeSpec = NodeSpec::new("retry", "how often a failed call is tried again")
    .example("retry 2 backoff=\"2s\"")
    .arguments(&[ArgumentSpec::one(
        "times",
        ValueKind::Integer { min: 0, max: 100 },
        "tries after the first",
    )])
    .properties(&[PropertySpec::optional(
        "backoff",
        ValueKind::Duration,
        "the wait before the first retry; it doubles after each",
    )]);

/// `timeout "30s"`
pub static TIMEOUT: NodeSpec =
    NodeSpec::new("timeout", "the longest wait for one call of a model or a tool")
        .example("timeout \"30s\"")
        .arguments(&[ArgumentSpec::one("duration", ValueKind::Duration, "a time span")]);

/// `circuit-breaker after=5 within="1m" cool-down="5m"`
pub static CIRCUIT_BREAKER: NodeSpec =
    NodeSpec::new("circuit-breaker", "stops calling what keeps failing")
        .example("circuit-breaker after=5 within=\"1m\" cool-down=\"5m\"")
        .properties(&[
            PropertySpec::required(
                "after",
                ValueKind::Integer { min: 1, max: 10_000 },
                "failures that open it",
            ),
            PropertySpec::required(
                "within",
                ValueKind::Duration,
                "the time in which they are counted",
            ),
            PropertySpec::required("cool-down", ValueKind::Duration, "how long it stays open"),
        ]);

/// `escalate "payments-oncall"`
pub static ESCALATE: NodeSpec = NodeSpec::new("escalate", "who is told when a run gives up")
    .example("escalate \"payments-oncall\"")
    .arguments(&[ArgumentSpec::one(
        "principal",
        ValueKind::Reference(Kind::Principal),
        "a declared principal",
    )])
    .merge(Merge::Single);

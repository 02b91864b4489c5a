//! What an agent may spend.

use super::kind::ValueKind;
use super::merge::Merge;
use super::spec::{ArgumentSpec, NodeSpec, PropertySpec};

/// `limits { … }`
pub static LIMITS: NodeSpec =
    NodeSpec::new("limits", "what it may spend: steps, tokens, money, time, calls")
        .example("limits { steps 40; cost-per-run \"2.00 USD\"; }")
        .children(&[
            &STEPS,
            &TOKENS_PER_RUN,
            &COST_PER_RUN,
            &COST_PER_DAY,
            &WALL_CLOCK,
            &RATE,
            &CONCURRENCY,
        ])
        .merge(Merge::Container);

/// `steps 40`
pub static STEPS: NodeSpec =
    NodeSpec::new("steps", "the most model turns in one run").example("steps 40").arguments(&[
        ArgumentSpec::one("count", ValueKind::Integer { min: 1, max: 1_000_000 }, "turns"),
    ]);

/// `tokens-per-run 200000`
pub static TOKENS_PER_RUN: NodeSpec =
    NodeSpec::new("tokens-per-run", "the most tokens in one run, in and out")
        .example("tokens-per-run 200000")
        .arguments(&[ArgumentSpec::one(
            "tokens",
            ValueKind::Integer { min: 1, max: 1_000_000_000_000 },
            "tokens",
        )]);

/// `cost-per-run "2.00 USD"`
pub static COST_PER_RUN: NodeSpec = NodeSpec::new("cost-per-run", "the most money for one run")
    .details("An exact decimal and an ISO 4217 code.")
    .example("cost-per-run \"2.00 USD\"")
    .arguments(&[ArgumentSpec::one("amount", ValueKind::Money, "an amount and a currency")]);

/// `cost-per-day "50 USD"`
pub static COST_PER_DAY: NodeSpec = NodeSpec::new(
    "cost-per-day",
    "the most money for one day (UTC) of this agent in one environment",
)
.details("An exact decimal and an ISO 4217 code.")
.example("cost-per-day \"50 USD\"")
.arguments(&[ArgumentSpec::one("amount", ValueKind::Money, "an amount and a currency")]);

/// `wall-clock "10m"`
pub static WALL_CLOCK: NodeSpec = NodeSpec::new("wall-clock", "the longest run")
    .example("wall-clock \"10m\"")
    .arguments(&[ArgumentSpec::one("duration", ValueKind::Duration, "a time span")]);

/// `rate "30/min" of="calls"`
pub static RATE: NodeSpec =
    NodeSpec::new("rate", "the most calls, runs or tokens in a unit of time")
        .example("rate \"30/min\" of=\"calls\"")
        .arguments(&[ArgumentSpec::one("rate", ValueKind::Rate, "a number a unit of time")])
        .properties(&[PropertySpec::required(
            "of",
            ValueKind::OneOf(&["calls", "runs", "tokens"]),
            "what is counted",
        )])
        .many()
        .merge(Merge::KeyedBy("of"));

/// `concurrency 4`
pub static CONCURRENCY: NodeSpec =
    NodeSpec::new("concurrency", "the most runs at one time").example("concurrency 4").arguments(
        &[ArgumentSpec::one("count", ValueKind::Integer { min: 1, max: 1_000_000 }, "runs")],
    );

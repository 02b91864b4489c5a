//! The model that runs an agent.

use super::kind::ValueKind;
use super::merge::Merge;
use super::spec::{ArgumentSpec, NodeSpec};

/// `model "anthropic/claude-sonnet-4-5-20250929" { … }`
pub static MODEL: NodeSpec = NodeSpec::new("model", "the model that runs it")
    .details("With an argument it replaces an inherited `model` whole, settings and fallbacks included; without one it merges into it. Name a dated version: an alias moves under you.")
    .example("model \"anthropic/claude-sonnet-4-5-20250929\" { temperature 0; }")
    .arguments(&[ArgumentSpec::optional("name", ValueKind::Model, "`provider/model`")])
    .children(&[&TEMPERATURE, &TOP_P, &MAX_OUTPUT_TOKENS, &FALLBACK])
    .merge(Merge::SingleOrContainer);

/// `temperature 0`
pub static TEMPERATURE: NodeSpec =
    NodeSpec::new("temperature", "how much the model's choices vary")
        .example("temperature 0.2")
        .arguments(&[ArgumentSpec::one(
            "temperature",
            ValueKind::Decimal { min: 0, max: 2 },
            "0 to 2",
        )]);

/// `top-p 0.9`
pub static TOP_P: NodeSpec =
    NodeSpec::new("top-p", "the share of probability that choices are drawn from")
        .example("top-p 0.9")
        .arguments(&[ArgumentSpec::one("share", ValueKind::Decimal { min: 0, max: 1 }, "0 to 1")]);

/// `max-output-tokens 4096`
pub static MAX_OUTPUT_TOKENS: NodeSpec =
    NodeSpec::new("max-output-tokens", "the most tokens of one answer")
        .example("max-output-tokens 4096")
        .arguments(&[ArgumentSpec::one(
            "tokens",
            ValueKind::Integer { min: 1, max: 100_000_000 },
            "tokens",
        )]);

/// `fallback "openai/gpt-5-mini-2025-08-07"`
pub static FALLBACK: NodeSpec =
    NodeSpec::new("fallback", "models to try in turn when this one fails")
        .example("fallback \"openai/gpt-5-mini-2025-08-07\"")
        .arguments(&[ArgumentSpec::some("model", ValueKind::Model, "`provider/model`, in order")])
        .many()
        .merge(Merge::Sequence);

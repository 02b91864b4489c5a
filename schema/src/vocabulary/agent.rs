//! Agents and bases: who they are, and what their blocks may hold.

use super::content::{INSTRUCTIONS, KNOWLEDGE, USED_MEMORY, USED_SKILL};
use super::failure::FAILURE;
use super::kind::{Kind, ValueKind};
use super::limits::LIMITS;
use super::merge::Merge;
use super::model::MODEL;
use super::permissions::PERMISSIONS;
use super::server::USED_SERVER;
use super::spec::{ArgumentSpec, Digested, NodeSpec, PropertySpec};

/// What an agent, a base, an `in` block and an environment's `defaults` may all say.
pub static OVERLAY: &[&NodeSpec] = &[
    &TITLE,
    &SUMMARY,
    &OWNER,
    &TAG,
    &STAGE,
    &MODEL,
    &INSTRUCTIONS,
    &KNOWLEDGE,
    &USED_SERVER,
    &USED_SKILL,
    &USED_MEMORY,
    &DELEGATE,
    &PERMISSIONS,
    &LIMITS,
    &FAILURE,
    &USED_EVALUATION,
    &EXTRA,
];

/// `agent "refund-clerk" { … }`
pub static AGENT: NodeSpec = NodeSpec::new("agent", "an agent: who it is, what it is told, what it reaches and what it may spend")
    .details("What holds in an environment is put together from the environment's `defaults`, the bases, the agent, the bases' `in` blocks and the agent's own `in` block; later wins. `bailiwick show AGENT --env E --why` prints it with every source.")
    .example("agent \"refund-clerk\" { summary \"Issues refunds of up to 50 EUR\"; }")
    .arguments(&[ArgumentSpec::one("name", ValueKind::Name(Kind::Agent), "its name")])
    .children(&[
        &TITLE, &SUMMARY, &OWNER, &TAG, &EXTENDS, &INSTANCES, &STAGE, &MODEL, &INSTRUCTIONS, &KNOWLEDGE,
        &USED_SERVER, &USED_SKILL, &USED_MEMORY, &DELEGATE, &PERMISSIONS, &LIMITS, &FAILURE, &USED_EVALUATION, &EXTRA, &IN,
    ])
    .many()
    .merge(Merge::Local);

/// `base "support" { … }`
pub static BASE: NodeSpec =
    NodeSpec::new("base", "what several agents share; never deployed itself")
        .example("base \"support\" { stage \"draft\"; }")
        .arguments(&[ArgumentSpec::one("name", ValueKind::Name(Kind::Base), "its name")])
        .children(&[
            &TITLE,
            &BASE_SUMMARY,
            &OWNER,
            &TAG,
            &EXTENDS,
            &STAGE,
            &MODEL,
            &INSTRUCTIONS,
            &KNOWLEDGE,
            &USED_SERVER,
            &USED_SKILL,
            &USED_MEMORY,
            &DELEGATE,
            &PERMISSIONS,
            &LIMITS,
            &FAILURE,
            &USED_EVALUATION,
            &EXTRA,
            &IN,
        ])
        .many()
        .merge(Merge::Local);

/// `in "prod" { … }` in an agent or a base
pub static IN: NodeSpec = NodeSpec::new("in", "what holds in these environments only")
    .details("It is laid over the agent and all bases. A base's `in` comes before the agent's own.")
    .example("in \"prod\" { limits { cost-per-run \"1.00 USD\"; }; }")
    .arguments(&[ArgumentSpec::some(
        "environment",
        ValueKind::Reference(Kind::Environment),
        "declared environments",
    )])
    .children(OVERLAY)
    .many()
    .merge(Merge::Local);

/// `title "Refund Clerk"`
pub static TITLE: NodeSpec = NodeSpec::new("title", "a free name, where a runtime wants one")
    .example("title \"Refund Clerk\"")
    .arguments(&[ArgumentSpec::one("title", ValueKind::Line, "the name as people read it")])
    .digested(Digested::Out);

/// `summary "…"`
pub static SUMMARY: NodeSpec = NodeSpec::new("summary", "what it is for, in one sentence")
    .example("summary \"Issues refunds of up to 50 EUR\"")
    .arguments(&[ArgumentSpec::one("summary", ValueKind::Line, "one sentence")])
    .digested(Digested::Out);

/// `summary "…"` in a base
pub static BASE_SUMMARY: NodeSpec =
    NodeSpec::new("summary", "what the base is for, in one sentence")
        .details("It is said of the base itself: agents that extend it do not inherit it.")
        .example("summary \"What all support agents share\"")
        .arguments(&[ArgumentSpec::one("summary", ValueKind::Line, "one sentence")])
        .merge(Merge::Local)
        .digested(Digested::Out);

/// `owner "payments"`
pub static OWNER: NodeSpec = NodeSpec::new("owner", "the principal who answers for it")
    .example("owner \"payments\"")
    .arguments(&[ArgumentSpec::one(
        "principal",
        ValueKind::Reference(Kind::Principal),
        "a declared principal",
    )])
    .digested(Digested::Out);

/// `tag "pci" "tier-1"`
pub static TAG: NodeSpec = NodeSpec::new("tag", "words to select agents by")
    .example("tag \"pci\" \"tier-1\"")
    .arguments(&[ArgumentSpec::some("tag", ValueKind::Line, "free words")])
    .many()
    .merge(Merge::Set)
    .digested(Digested::Out);

/// `extends "support"`
pub static EXTENDS: NodeSpec = NodeSpec::new("extends", "the bases below it, leftmost first")
    .details(
        "A base is laid once, at its first place depth-first; of two bases the right one wins.",
    )
    .example("extends \"support\"")
    .arguments(&[ArgumentSpec::some("base", ValueKind::Reference(Kind::Base), "declared bases")])
    .merge(Merge::Local)
    .digested(Digested::Out);

/// `instances file="tenants.json"`
pub static INSTANCES: NodeSpec = NodeSpec::new("instances", "makes one agent of every row of a file")
    .details("The file is a JSON array of objects. `name` gives the last part of the agent's name (`clerk/acme`); every other key is a declared `param`, whose value in that row wins over the environment's.")
    .example("instances file=\"tenants.json\"")
    .properties(&[PropertySpec::required("file", ValueKind::File, "a JSON file")])
    .merge(Merge::Local)
    .digested(Digested::Out);

/// `stage "canary"`
pub static STAGE: NodeSpec =
    NodeSpec::new("stage", "where in its life it stands: a stage of the lifecycle")
        .details(
            "An agent is present in an environment where the lifecycle allows its stage there.",
        )
        .example("stage \"canary\"")
        .arguments(&[ArgumentSpec::one(
            "stage",
            ValueKind::Reference(Kind::Stage),
            "a stage of the lifecycle in use",
        )])
        .digested(Digested::Out);

/// `delegate "summarizer"`
pub static DELEGATE: NodeSpec = NodeSpec::new("delegate", "another agent that it may hand work to")
    .example("delegate \"summarizer\"")
    .arguments(&[ArgumentSpec::one("agent", ValueKind::Reference(Kind::Agent), "a declared agent")])
    .many()
    .merge(Merge::Keyed);

/// `evaluation "refund-safety"` in an agent
pub static USED_EVALUATION: NodeSpec =
    NodeSpec::new("evaluation", "a suite that it is tested with")
        .example("evaluation \"refund-safety\"")
        .arguments(&[ArgumentSpec::one(
            "evaluation",
            ValueKind::Reference(Kind::Evaluation),
            "a declared evaluation",
        )])
        .many()
        .merge(Merge::Keyed)
        .digested(Digested::Out);

/// `extra "acme" { … }`
pub static EXTRA: NodeSpec = NodeSpec::new("extra", "nodes of an extension of yours")
    .example("extra \"acme\" { cost-centre 4711; }")
    .arguments(&[ArgumentSpec::one(
        "extension",
        ValueKind::Reference(Kind::Extension),
        "a declared extension",
    )])
    .free()
    .many()
    .merge(Merge::Keyed);

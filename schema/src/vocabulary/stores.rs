//! Skills, memories and evaluations: what agents share by name.

use super::agent::SUMMARY;
use super::kind::{Kind, ValueKind};
use super::merge::Merge;
use super::spec::{ArgumentSpec, Digested, NodeSpec, PropertySpec};

/// `skill "refund-policy" folder="skills/refund-policy"`
pub static SKILL: NodeSpec =
    NodeSpec::new("skill", "a folder with a `SKILL.md`, in the Agent Skills layout")
        .details("All its files are part of the digest of every agent that uses it.")
        .example("skill \"refund-policy\" folder=\"skills/refund-policy\"")
        .arguments(&[ArgumentSpec::one("name", ValueKind::Name(Kind::Skill), "its name")])
        .properties(&[PropertySpec::required(
            "folder",
            ValueKind::Folder,
            "the folder with its `SKILL.md`",
        )
        .digested(Digested::Closure)])
        .children(&[&SUMMARY])
        .many()
        .merge(Merge::Local);

/// `memory "case-history" { … }`
pub static MEMORY: NodeSpec = NodeSpec::new("memory", "a store that outlives a turn")
    .details("What one agent remembers and another recalls is a flow.")
    .example("memory \"case-history\" { scope \"team\"; retain \"30d\"; }")
    .arguments(&[ArgumentSpec::one("name", ValueKind::Name(Kind::Memory), "its name")])
    .children(&[&SUMMARY, &SCOPE, &RETAIN, &HOLDS])
    .many()
    .merge(Merge::Local);

/// `scope "team"`
pub static SCOPE: NodeSpec = NodeSpec::new("scope", "who shares the memory")
    .example("scope \"team\"")
    .arguments(&[ArgumentSpec::one(
        "scope",
        ValueKind::OneOf(&["session", "agent", "team", "fleet"]),
        "one run, one agent, agents of one owner, or all",
    )])
    .required();

/// `retain "30d"`
pub static RETAIN: NodeSpec = NodeSpec::new("retain", "how long what it holds is kept")
    .example("retain \"30d\"")
    .arguments(&[ArgumentSpec::one("duration", ValueKind::Duration, "a time span")]);

/// `holds "private"`
pub static HOLDS: NodeSpec = NodeSpec::new("holds", "the classes of data that it may hold")
    .example("holds \"private\"")
    .arguments(&[ArgumentSpec::some("label", ValueKind::Reference(Kind::Label), "declared labels")])
    .many()
    .merge(Merge::Set);

/// `evaluation "refund-safety" { … }`
pub static EVALUATION: NodeSpec = NodeSpec::new("evaluation", "a test suite for agents: where its results lie and what they measure")
    .example("evaluation \"refund-safety\" { results \"evals/refund-safety/*.json\" format=\"promptfoo\"; metric \"pass_rate\"; }")
    .arguments(&[ArgumentSpec::one("name", ValueKind::Name(Kind::Evaluation), "its name")])
    .children(&[&SUMMARY, &RESULTS, &METRIC])
    .many()
    .merge(Merge::Local)
    .digested(Digested::Out);

/// `results "evals/*.json" format="promptfoo"`
pub static RESULTS: NodeSpec =
    NodeSpec::new("results", "where the result files of the suite lie, and in which format")
        .example("results \"evals/refund-safety/*.json\" format=\"promptfoo\"")
        .arguments(&[ArgumentSpec::one(
            "pattern",
            ValueKind::Glob,
            "a path pattern, relative to the workspace root",
        )])
        .properties(&[PropertySpec::required(
            "format",
            ValueKind::OneOf(&["promptfoo", "junit", "metrics"]),
            "promptfoo JSON, JUnit XML, or a JSON object of metrics",
        )])
        .required()
        .merge(Merge::Local)
        .digested(Digested::Out);

/// `metric "pass_rate"`
pub static METRIC: NodeSpec = NodeSpec::new("metric", "a number that the suite reports")
    .example("metric \"pass_rate\"")
    .arguments(&[ArgumentSpec::some("metric", ValueKind::Line, "its name in the result files")])
    .many()
    .merge(Merge::Set)
    .digested(Digested::Out);

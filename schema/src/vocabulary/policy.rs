//! Guardrails: what no agent may be given, whoever writes its permissions, and the dated exceptions.

use super::kind::{Kind, ValueKind};
use super::merge::Merge;
use super::permissions::ACTIONS;
use super::spec::{ArgumentSpec, Digested, NodeSpec, PropertySpec};

/// `policy "no-shell-in-prod" { … }`
pub static POLICY: NodeSpec = NodeSpec::new("policy", "what no agent may be given, whatever its layers say")
    .details("It is checked against what each agent is given in each environment that it is present in, by proof: no overlay, no base and no spelling of a pattern goes around it, and a violation shows a request that breaks it. A policy gives nothing: it only says what may not be there. `bailiwick check` reports violations; policies are part of no digest.")
    .example("policy \"payments-ask\" { because \"money that is gone stays gone\"; at-most ask call \"payments/*\"; }")
    .arguments(&[ArgumentSpec::one("name", ValueKind::Name(Kind::Policy), "its name")])
    .children(&[
        &POLICY_BECAUSE, &CONTROL, &POLICY_IN, &AGENTS, &TAGS, &STAGES, &EXCEPT_AGENT, &FORBID, &AT_MOST, &REQUIRE, &SEVERITY,
    ])
    .many()
    .merge(Merge::Local)
    .digested(Digested::Out);

/// `because "…"`
pub static POLICY_BECAUSE: NodeSpec = NodeSpec::new("because", "why it is forbidden or required")
    .example("because \"a production agent runs no shell\"")
    .arguments(&[ArgumentSpec::one("reason", ValueKind::Line, "a sentence for whoever breaks it")])
    .merge(Merge::Local)
    .digested(Digested::Out);

/// `control "owasp-agentic" "ASI05"`
pub static CONTROL: NodeSpec =
    NodeSpec::new("control", "the entries of a public catalogue that the policy answers to")
        .details("They are shown with every violation, in SARIF as tags.")
        .example("control \"owasp-agentic\" \"ASI05\"")
        .arguments(&[
            ArgumentSpec::one("catalogue", ValueKind::Line, "the catalogue"),
            ArgumentSpec::some("id", ValueKind::Line, "its entries"),
        ])
        .many()
        .merge(Merge::Local)
        .digested(Digested::Out);

/// `in "staging" "prod"`
pub static POLICY_IN: NodeSpec =
    NodeSpec::new("in", "the environments that it holds in; all where nothing is said")
        .example("in \"staging\" \"prod\"")
        .arguments(&[ArgumentSpec::some(
            "environment",
            ValueKind::Reference(Kind::Environment),
            "declared environments",
        )])
        .merge(Merge::Local)
        .digested(Digested::Out);

/// `agents "payments/**"`
pub static AGENTS: NodeSpec = NodeSpec::new(
    "agents",
    "the agents that it holds for, by name; all where nothing is said",
)
.details(
    "`agents`, `tags` and `stages` together narrow: an agent is meant that each of them names.",
)
.example("agents \"payments/**\" \"refund-*\"")
.arguments(&[ArgumentSpec::some(
    "pattern",
    ValueKind::Line,
    "names; `*` stays within a part, `**` goes across parts",
)])
.merge(Merge::Local)
.digested(Digested::Out);

/// `tags "pci"`
pub static TAGS: NodeSpec = NodeSpec::new("tags", "the agents that it holds for, by tag")
    .example("tags \"pci\"")
    .arguments(&[ArgumentSpec::some("tag", ValueKind::Line, "tags, one of which the agent has")])
    .merge(Merge::Local)
    .digested(Digested::Out);

/// `stages "active"`
pub static STAGES: NodeSpec = NodeSpec::new("stages", "the agents that it holds for, by stage")
    .example("stages \"canary\" \"active\"")
    .arguments(&[ArgumentSpec::some(
        "stage",
        ValueKind::Reference(Kind::Stage),
        "stages of the lifecycle, one of which the agent is in",
    )])
    .merge(Merge::Local)
    .digested(Digested::Out);

/// What an exception says beside whom it is for.
const DATED: &[PropertySpec] = &[
    PropertySpec::required("until", ValueKind::Date, "the last day on which it holds"),
    PropertySpec::required("because", ValueKind::Line, "why, for whoever comes to renew it"),
];

/// `except "deployer" until="2026-12-31" because="ships releases"`
pub static EXCEPT_AGENT: NodeSpec =
    NodeSpec::new("except", "agents that the policy leaves alone, for a while")
        .details(
            "After its last day the policy holds for them again, and the exception is a finding.",
        )
        .example("except \"deployer\" until=\"2030-12-31\" because=\"ships releases\"")
        .arguments(&[ArgumentSpec::some(
            "agent",
            ValueKind::Reference(Kind::Agent),
            "declared agents",
        )])
        .properties(DATED)
        .many()
        .merge(Merge::Local)
        .digested(Digested::Out);

const LABEL: PropertySpec = PropertySpec::optional(
    "label",
    ValueKind::Reference(Kind::Label),
    "in the place of patterns: every tool that has this label, by itself or by its server",
);

/// `forbid fetch "http://**"`
pub static FORBID: NodeSpec =
    NodeSpec::new("forbid", "requests that may be neither allowed nor asked for")
        .example("forbid write \"**/*.kdl\"")
        .arguments(&[
            ArgumentSpec::one("action", ValueKind::OneOf(ACTIONS), "what is done"),
            ArgumentSpec::any(
                "pattern",
                ValueKind::Line,
                "what it is done to: patterns of the action",
            ),
        ])
        .properties(&[LABEL])
        .choice(&["pattern", "label"])
        .many()
        .merge(Merge::Local)
        .digested(Digested::Out);

/// What `at-most` may bound: the effect on requests, or a limit.
pub static BOUNDS: &[&str] = &[
    "ask",
    "limits/steps",
    "limits/tokens-per-run",
    "limits/cost-per-run",
    "limits/cost-per-day",
    "limits/wall-clock",
    "limits/concurrency",
];

/// `at-most ask call "payments/*"`, `at-most "limits/cost-per-day" "50 USD"`
pub static AT_MOST: NodeSpec = NodeSpec::new("at-most", "requests that a person must at least agree to, or the highest value of a limit")
    .details("`at-most ask` is followed by an action and its patterns, or by `call` and a `label`. `at-most \"limits/…\"` is followed by one value as the limit has it; an agent without the limit is over it.")
    .example("at-most ask call label=\"destructive\"")
    .arguments(&[
        ArgumentSpec::one("bound", ValueKind::OneOf(BOUNDS), "`ask`, or the path of a limit"),
        ArgumentSpec::one("value", ValueKind::Scalar, "behind `ask` an action, else the highest value"),
        ArgumentSpec::any("pattern", ValueKind::Line, "behind an action its patterns"),
    ])
    .properties(&[LABEL])
    .many()
    .merge(Merge::Local)
    .digested(Digested::Out);

/// What `require` may ask for.
pub static REQUIRED: &[&str] = &[
    "title",
    "summary",
    "owner",
    "tag",
    "stage",
    "model",
    "model/fallback",
    "instructions",
    "permissions",
    "limits",
    "limits/steps",
    "limits/tokens-per-run",
    "limits/cost-per-run",
    "limits/cost-per-day",
    "limits/wall-clock",
    "limits/rate",
    "limits/concurrency",
    "failure",
    "failure/retry",
    "failure/timeout",
    "failure/circuit-breaker",
    "failure/escalate",
    "evaluation",
];

/// `require "owner" "limits/cost-per-run"`
pub static REQUIRE: NodeSpec = NodeSpec::new("require", "what every agent must have")
    .details("A path names what stands in a block: `limits/cost-per-run`. Where it comes from does not matter: a base, the environment's `defaults`.")
    .example("require \"owner\" \"limits/cost-per-run\" \"evaluation\"")
    .arguments(&[ArgumentSpec::some("path", ValueKind::OneOf(REQUIRED), "what must be there")])
    .many()
    .merge(Merge::Local)
    .digested(Digested::Out);

/// `severity "warning"`
pub static SEVERITY: NodeSpec =
    NodeSpec::new("severity", "how bad a violation is; an error where nothing is said")
        .details("No `level` of the workspace and no comment changes it: only a `waive` or an `except` lets a violation stand.")
        .example("severity \"warning\"")
        .arguments(&[ArgumentSpec::one(
            "severity",
            ValueKind::OneOf(&["error", "warning", "info"]),
            "the level of its findings",
        )])
        .merge(Merge::Local)
        .digested(Digested::Out);

/// `waive "no-shell-in-prod" agent="importer" until="2026-12-31" because="migration"`
pub static WAIVE: NodeSpec = NodeSpec::new("waive", "lets one agent break one policy, for a while")
    .details("The violations are not reported but counted. After its last day they are reported again, and so is the waiver; one that waives nothing is reported, too.")
    .example("waive \"no-shell\" agent=\"importer\" until=\"2030-12-31\" because=\"migration, ticket 812\"")
    .arguments(&[ArgumentSpec::one("policy", ValueKind::Reference(Kind::Policy), "a declared policy")])
    .properties(&[
        PropertySpec::required("agent", ValueKind::Reference(Kind::Agent), "a declared agent"),
        PropertySpec::required("until", ValueKind::Date, "the last day on which it holds"),
        PropertySpec::required("because", ValueKind::Line, "why, for whoever comes to renew it"),
    ])
    .many()
    .merge(Merge::Local)
    .digested(Digested::Out);

//! What agents are expected to be allowed, asked for and denied.

use super::kind::{Kind, ValueKind};
use super::merge::Merge;
use super::permissions::ACTIONS;
use super::spec::{ArgumentSpec, Digested, NodeSpec, PropertySpec};

/// `scenario "an injected ticket cannot pay out" { … }`
pub static SCENARIO: NodeSpec = NodeSpec::new("scenario", "what agents are expected to be allowed, asked for or denied")
    .details("`bailiwick test` decides every line of it for each of its agents and environments, and fails where another decision is made. Its name is a sentence that says what is expected.")
    .example("scenario \"no refund is paid unseen\" { for \"refund-clerk\" in=\"prod\"; ask call \"payments/refund\"; }")
    .arguments(&[ArgumentSpec::one("name", ValueKind::Name(Kind::Scenario), "a sentence that no other scenario has")])
    .children(&[&BECAUSE, &FOR, &SCENARIO_IN, &EXPECTED_DENY, &EXPECTED_ASK, &EXPECTED_ALLOW])
    .many()
    .merge(Merge::Local)
    .digested(Digested::Out);

/// `because "…"`
pub static BECAUSE: NodeSpec = NodeSpec::new("because", "why it is expected")
    .example("because \"a refund that is paid cannot be called back\"")
    .arguments(&[ArgumentSpec::one("reason", ValueKind::Line, "a sentence for whoever breaks it")])
    .merge(Merge::Local)
    .digested(Digested::Out);

/// `for "refund-clerk" in="staging"`
pub static FOR: NodeSpec = NodeSpec::new("for", "the agents that it is about, and where")
    .details("An instance is written `agent/row`. Without an environment it is about those of the scenario's `in`, and without that about every one in which the agent is present.")
    .example("for \"refund-clerk\" \"triage\" in=\"staging\"")
    .arguments(&[ArgumentSpec::some("agent", ValueKind::Reference(Kind::Agent), "declared agents")])
    .properties(&[PropertySpec::optional("in", ValueKind::Reference(Kind::Environment), "the one environment that is meant")])
    .many()
    .merge(Merge::Local)
    .digested(Digested::Out);

/// `in "staging" "prod"`
pub static SCENARIO_IN: NodeSpec =
    NodeSpec::new("in", "the environments of every `for` that names none")
        .example("in \"staging\" \"prod\"")
        .arguments(&[ArgumentSpec::some(
            "environment",
            ValueKind::Reference(Kind::Environment),
            "declared environments",
        )])
        .merge(Merge::Local)
        .digested(Digested::Out);

const REQUESTS: &[ArgumentSpec] = &[
    ArgumentSpec::one("action", ValueKind::OneOf(ACTIONS), "what is done"),
    ArgumentSpec::some(
        "resource",
        ValueKind::Line,
        "what it is done to: resources, each a request of its own",
    ),
];

/// `arg "amount" 51`
pub static EXPECTED_ARGUMENT: NodeSpec =
    NodeSpec::new("arg", "an argument that the request passes along")
        .details(
            "A name, or a JSON Pointer such as `/order/total`. What is not named is not passed.",
        )
        .example("arg \"amount\" 51")
        .arguments(&[
            ArgumentSpec::one("name", ValueKind::Line, "its name, or a JSON Pointer"),
            ArgumentSpec::one("value", ValueKind::Scalar, "its value"),
        ])
        .many()
        .merge(Merge::Local)
        .digested(Digested::Out);

/// `deny call "payments/refund"`
pub static EXPECTED_DENY: NodeSpec = NodeSpec::new("deny", "requests that must be denied")
    .details("A resource is no pattern: `*` is a character of it.")
    .example("deny call \"payments/refund\"")
    .arguments(REQUESTS)
    .children(&[&EXPECTED_ARGUMENT])
    .many()
    .merge(Merge::Local)
    .digested(Digested::Out);

/// `ask call "payments/refund"`
pub static EXPECTED_ASK: NodeSpec =
    NodeSpec::new("ask", "requests that a person must be asked about, no more and no less")
        .example("ask call \"payments/refund\"")
        .arguments(REQUESTS)
        .children(&[&EXPECTED_ARGUMENT])
        .many()
        .merge(Merge::Local)
        .digested(Digested::Out);

/// `allow read "docs/refunds/policy.md"`
pub static EXPECTED_ALLOW: NodeSpec = NodeSpec::new("allow", "requests that must be granted")
    .example("allow read \"docs/refunds/policy.md\" \"docs/refunds/how-long.md\"")
    .arguments(REQUESTS)
    .children(&[&EXPECTED_ARGUMENT])
    .many()
    .merge(Merge::Local)
    .digested(Digested::Out);

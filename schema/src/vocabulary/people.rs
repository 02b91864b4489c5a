//! Principals, secrets, labels and lifecycles: what agents are owned by, marked with and moved through.

use super::agent::SUMMARY;
use super::kind::{Kind, ValueKind};
use super::merge::Merge;
use super::spec::{ArgumentSpec, Digested, NodeSpec};

/// `principal "payments" { … }`
pub static PRINCIPAL: NodeSpec =
    NodeSpec::new("principal", "a person, a team or a machine that can own and answer")
        .example("principal \"payments\" { email \"payments@acme.example\"; role \"owner\"; }")
        .arguments(&[ArgumentSpec::one("name", ValueKind::Name(Kind::Principal), "its name")])
        .children(&[&SUMMARY, &EMAIL, &KEY, &ROLE])
        .many()
        .merge(Merge::Local)
        .digested(Digested::Out);

/// `email "payments@acme.example"`
pub static EMAIL: NodeSpec =
    NodeSpec::new("email", "an address that the principal commits and is reached with")
        .example("email \"payments@acme.example\"")
        .arguments(&[ArgumentSpec::some("address", ValueKind::Email, "addresses")])
        .many()
        .merge(Merge::Set)
        .digested(Digested::Out);

/// `key "ssh-ed25519 AAAA…"`
pub static KEY: NodeSpec = NodeSpec::new("key", "an SSH public key that the principal signs with")
    .example(
        "key \"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBnFv2zTr6kQmXv2m0s6V7d8r5p3yD0c1bq8c2l5q9aA\"",
    )
    .arguments(&[ArgumentSpec::some("key", ValueKind::PublicKey, "keys in `authorized_keys` form")])
    .many()
    .merge(Merge::Set)
    .digested(Digested::Out);

/// `role "security"`
pub static ROLE: NodeSpec = NodeSpec::new("role", "what the principal may be asked for")
    .example("role \"security\"")
    .arguments(&[ArgumentSpec::some("role", ValueKind::Line, "free words")])
    .many()
    .merge(Merge::Set)
    .digested(Digested::Out);

/// `secret "tickets-token" { from "vault" "kv/tickets#token" }`
pub static SECRET: NodeSpec =
    NodeSpec::new("secret", "where a credential is kept; never the credential itself")
        .example("secret \"tickets-token\" { from \"vault\" \"kv/tickets#token\"; }")
        .arguments(&[ArgumentSpec::one("name", ValueKind::Name(Kind::Secret), "its name")])
        .children(&[&SUMMARY, &FROM, &SECRET_IN])
        .many()
        .merge(Merge::Local);

/// `from "vault" "kv/tickets#token"`
pub static FROM: NodeSpec = NodeSpec::new("from", "the store that keeps it, and its place there")
    .example("from \"vault\" \"kv/tickets#token\"")
    .arguments(&[
        ArgumentSpec::one(
            "store",
            ValueKind::Line,
            "the kind of store: `vault`, `env`, `aws-secrets-manager`, `keychain` …",
        ),
        ArgumentSpec::one("place", ValueKind::Line, "where it lies there"),
    ]);

/// `in "prod" { from "vault" "kv/prod/tickets#token" }` in a secret
pub static SECRET_IN: NodeSpec = NodeSpec::new("in", "where it is kept in these environments")
    .example("in \"prod\" { from \"vault\" \"kv/prod/tickets#token\"; }")
    .arguments(&[ArgumentSpec::some(
        "environment",
        ValueKind::Reference(Kind::Environment),
        "declared environments",
    )])
    .children(&[&FROM])
    .many()
    .merge(Merge::Local);

/// `label "private" { … }`
pub static LABEL: NodeSpec = NodeSpec::new("label", "a class of data or effect")
    .details(
        "`std/label/standard@1` declares `private`, `untrusted`, `external` and `destructive`.",
    )
    .example("label \"personal-data\" { summary \"Data about a living person\"; }")
    .arguments(&[ArgumentSpec::one("name", ValueKind::Name(Kind::Label), "its name")])
    .children(&[&SUMMARY])
    .many()
    .merge(Merge::Local);

/// `label "private"` on a server, a tool or knowledge
pub static USED_LABEL: NodeSpec =
    NodeSpec::new("label", "the classes of data that it yields, or of effects that it has")
        .example("label \"private\"")
        .arguments(&[ArgumentSpec::some(
            "label",
            ValueKind::Reference(Kind::Label),
            "declared labels",
        )])
        .many()
        .merge(Merge::Set);

/// `lifecycle "standard" { … }`
pub static LIFECYCLE: NodeSpec = NodeSpec::new("lifecycle", "the stages of an agent's life and the moves between them")
    .details("A workspace has one. `std/lifecycle/standard@1` declares draft, review, canary, active, deprecated and retired.")
    .example("lifecycle \"standard\" { stage \"draft\" { to \"active\"; environments \"dev\"; }; stage \"active\"; }")
    .arguments(&[ArgumentSpec::one("name", ValueKind::Name(Kind::Lifecycle), "its name")])
    .children(&[&SUMMARY, &DECLARED_STAGE])
    .many()
    .merge(Merge::Local)
    .digested(Digested::Out);

/// `stage "draft" { … }` in a lifecycle
pub static DECLARED_STAGE: NodeSpec = NodeSpec::new("stage", "a stage of the lifecycle")
    .example("stage \"draft\" { to \"review\" \"retired\"; environments \"dev\"; }")
    .arguments(&[ArgumentSpec::one("name", ValueKind::Name(Kind::Stage), "its name")])
    .children(&[&SUMMARY, &TO, &ENVIRONMENTS])
    .many()
    .merge(Merge::Local)
    .digested(Digested::Out);

/// `to "review" "retired"`
pub static TO: NodeSpec = NodeSpec::new("to", "the stages that an agent may move to from here")
    .example("to \"draft\"")
    .arguments(&[ArgumentSpec::some(
        "stage",
        ValueKind::Reference(Kind::Stage),
        "stages of the same lifecycle",
    )])
    .merge(Merge::Set)
    .digested(Digested::Out);

/// `environments "dev" "staging"`
pub static ENVIRONMENTS: NodeSpec = NodeSpec::new("environments", "the environments that an agent of this stage may live in; all where nothing is said")
    .details("Names that the workspace does not declare are passed over, so that one lifecycle serves many workspaces.")
    .example("environments \"dev\" \"staging\"")
    .arguments(&[ArgumentSpec::some("environment", ValueKind::Line, "names of environments")])
    .merge(Merge::Set)
    .digested(Digested::Out);

//! What an agent may do.

use super::kind::ValueKind;
use super::spec::{ArgumentSpec, Merge, NodeSpec};

/// The words for what a request wants to do.
pub static ACTIONS: &[&str] = &["read", "write", "fetch", "call", "delegate", "recall", "remember"];

/// `permissions { … }`
pub static PERMISSIONS: NodeSpec = NodeSpec::new("permissions", "what it may do; what no rule allows is denied")
    .details("Any `deny` that matches a request wins, then any `ask`, then any `allow`; nothing that matches is a denial. What is called, handed work to, recalled from or remembered in must also be declared in the agent. `docs/guide/permissions.md` says what each pattern matches; `bailiwick can AGENT ACTION RESOURCE --env E` says what is decided, and by which rule.")
    .example("permissions { allow read \"docs/**\"; ask call \"payments/refund\"; }")
    .children(&[&DENY, &ASK, &ALLOW])
    .merge(Merge::Container);

const RULE: &[ArgumentSpec] = &[
    ArgumentSpec::one("action", ValueKind::OneOf(ACTIONS), "what is done"),
    ArgumentSpec::some("pattern", ValueKind::Line, "what it is done to: patterns of the action"),
];

/// `deny write "secrets/**"`
pub static DENY: NodeSpec =
    NodeSpec::new("deny", "requests that are refused, whatever else matches")
        .details("Taking a `deny` away gives more than there was.")
        .example("deny write \"secrets/**\"")
        .arguments(RULE)
        .many()
        .merge(Merge::SetBy);

/// `ask call "payments/refund"`
pub static ASK: NodeSpec = NodeSpec::new("ask", "requests that a person must agree to")
    .example("ask call \"payments/refund\"")
    .arguments(RULE)
    .many()
    .merge(Merge::SetBy);

/// `allow read "docs/**"`
pub static ALLOW: NodeSpec = NodeSpec::new("allow", "requests that are granted")
    .example("allow read \"docs/**\" \"README.md\"")
    .arguments(RULE)
    .many()
    .merge(Merge::SetBy);

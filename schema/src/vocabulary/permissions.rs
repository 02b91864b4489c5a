//! What an agent may do.

use super::kind::ValueKind;
use super::merge::Merge;
use super::spec::{ArgumentSpec, NodeSpec, PropertySpec};

/// The words for what a request wants to do.
pub static ACTIONS: &[&str] =
    &["read", "write", "run", "fetch", "call", "delegate", "recall", "remember"];

/// `permissions { … }`
pub static PERMISSIONS: NodeSpec = NodeSpec::new("permissions", "what it may do; what no rule allows is denied")
    .details("Any `deny` that matches a request wins, then any `ask`, then any `allow`; nothing that matches is a denial, unless `otherwise` says to ask. What is called, handed work to, recalled from or remembered in must also be declared in the agent. `docs/guide/permissions.md` says what each pattern matches; `bailiwick can AGENT ACTION RESOURCE --env E` says what is decided, and by which rule.")
    .example("permissions { allow read \"docs/**\"; ask call \"payments/refund\"; }")
    .children(&[&DENY, &ASK, &ALLOW, &OTHERWISE])
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
        .children(&[&WHEN, &ONLY_THESE_ARGUMENTS])
        .many()
        .merge(Merge::SetBy);

/// `ask call "payments/refund"`
pub static ASK: NodeSpec = NodeSpec::new("ask", "requests that a person must agree to")
    .example("ask call \"payments/refund\"")
    .arguments(RULE)
    .children(&[&WHEN, &ONLY_THESE_ARGUMENTS])
    .many()
    .merge(Merge::SetBy);

/// `allow read "docs/**"`
pub static ALLOW: NodeSpec = NodeSpec::new("allow", "requests that are granted")
    .example("allow read \"docs/**\" \"README.md\"")
    .arguments(RULE)
    .children(&[&WHEN, &ONLY_THESE_ARGUMENTS])
    .many()
    .merge(Merge::SetBy);

/// `otherwise ask run`
pub static OTHERWISE: NodeSpec = NodeSpec::new("otherwise", "what is done with requests that no rule says anything about")
    .details("Without it they are denied. It is the weakest of all: whatever denies, asks or allows a request counts before it, and what an agent does not have is denied all the same. A rule `ask run \"**\"`, by contrast, asks about what an `allow` grants, too.")
    .example("otherwise ask run fetch")
    .arguments(&[
        ArgumentSpec::one("effect", ValueKind::OneOf(&["ask"]), "a person must agree"),
        ArgumentSpec::some("action", ValueKind::OneOf(ACTIONS), "which requests"),
    ])
    .many()
    .merge(Merge::SetBy);

/// `when "amount" at-most=50`
pub static WHEN: NodeSpec = NodeSpec::new("when", "what an argument of the request must be")
    .details("Several are and-ed, the values of one are or-ed, and both bounds are included. Numbers are exact: `50` is `50.0`, and `\"50\"` is no number. An argument that is absent or of another type keeps an `allow` from granting, but neither a `deny` from denying nor an `ask` from asking.")
    .example("when \"amount\" at-least=0 at-most=50")
    .arguments(&[
        ArgumentSpec::one("argument", ValueKind::Line, "its name, or a JSON Pointer such as `/order/total`"),
        ArgumentSpec::any("value", ValueKind::Scalar, "values, one of which it is"),
    ])
    .properties(&[
        PropertySpec::optional("at-least", ANY_NUMBER, "the least number"),
        PropertySpec::optional("at-most", ANY_NUMBER, "the greatest number"),
    ])
    .many()
    .merge(Merge::Local);

/// So large that no argument of a tool is larger; exactly a double, so that JSON Schemas can say it.
const FAR: i64 = 1 << 53;

const ANY_NUMBER: ValueKind = ValueKind::Decimal { min: -FAR, max: FAR };

/// `only-these-arguments`
pub static ONLY_THESE_ARGUMENTS: NodeSpec = NodeSpec::new(
    "only-these-arguments",
    "a request with an argument that no `when` of the rule names does not match",
)
.example("only-these-arguments")
.merge(Merge::Local);

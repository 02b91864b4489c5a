//! Environments, and the parameters that they set.

use super::agent::OVERLAY;
use super::kind::{Kind, ValueKind};
use super::merge::Merge;
use super::spec::{ArgumentSpec, Digested, NodeSpec, PropertySpec};
use super::target::RENDER;

/// `environment "prod" { … }`
pub static ENVIRONMENT: NodeSpec = NodeSpec::new("environment", "a place that agents run in: dev, staging, prod")
    .details("An environment either `tracks` what is declared or `follows` another one, from which agents are promoted into it. `follows` inherits nothing.")
    .example("environment \"prod\" { follows \"staging\"; }")
    .arguments(&[ArgumentSpec::one("name", ValueKind::Name(Kind::Environment), "its name")])
    .children(&[&TRACKS, &FOLLOWS, &DEFAULTS, &SET, &RENDER])
    .many()
    .merge(Merge::Local)
    .digested(Digested::Out);

/// `tracks`
pub static TRACKS: NodeSpec =
    NodeSpec::new("tracks", "the environment always holds what is declared")
        .example("tracks")
        .merge(Merge::Local)
        .digested(Digested::Out)
        .excludes(&["follows"]);

/// `follows "staging"`
pub static FOLLOWS: NodeSpec =
    NodeSpec::new("follows", "the environment that agents are promoted from")
        .example("follows \"staging\"")
        .arguments(&[ArgumentSpec::one(
            "environment",
            ValueKind::Reference(Kind::Environment),
            "the earlier environment",
        )])
        .merge(Merge::Local)
        .digested(Digested::Out)
        .excludes(&["tracks"]);

/// `defaults { … }`
pub static DEFAULTS: NodeSpec =
    NodeSpec::new("defaults", "the lowest layer of every agent in this environment")
        .details("What must not be exceeded is not a default: bases and agents override it.")
        .example("defaults { limits { cost-per-day \"50 USD\"; }; }")
        .children(OVERLAY)
        .merge(Merge::Local);

/// `set "currency" "EUR"`
pub static SET: NodeSpec = NodeSpec::new("set", "the value of a parameter in this environment")
    .example("set \"currency\" \"EUR\"")
    .arguments(&[
        ArgumentSpec::one("param", ValueKind::Reference(Kind::Param), "a declared parameter"),
        ArgumentSpec::one("value", ValueKind::Scalar, "a value of the parameter's type"),
    ])
    .many()
    .merge(Merge::Keyed);

/// `param "currency" type="string" default="EUR"`
pub static PARAM: NodeSpec = NodeSpec::new("param", "a typed value that environments set and instruction templates use")
    .details("A parameter without a default must be set in every environment, or by every row of `instances`. No other variable reaches a template. Its name is an identifier: lower-case letters, digits and `_`, starting with a letter.")
    .example("param \"currency\" type=\"string\" default=\"EUR\"")
    .arguments(&[ArgumentSpec::one("name", ValueKind::Name(Kind::Param), "its name")])
    .properties(&[
        PropertySpec::required("type", ValueKind::OneOf(&["string", "integer", "number", "boolean"]), "the type of its values"),
        PropertySpec::optional("default", ValueKind::Scalar, "its value where nothing sets it"),
    ])
    .many()
    .merge(Merge::Local);

/// `extension "acme" schema="acme.schema.json"`
pub static EXTENSION: NodeSpec = NodeSpec::new("extension", "extra nodes that agents may carry, checked by a JSON Schema of yours")
    .details("A node becomes a JSON property: one argument is its value, several are an array; a block is an object with arguments under `$arguments` where both stand; a repeated node is an array.")
    .example("extension \"acme\" schema=\"acme.schema.json\"")
    .arguments(&[ArgumentSpec::one("name", ValueKind::Name(Kind::Extension), "its name")])
    .properties(&[PropertySpec::required("schema", ValueKind::File, "a JSON Schema file (draft 2020-12, 2019-09, 7, 6 or 4)")])
    .many()
    .merge(Merge::Local);

//! MCP servers and their tools.

use super::agent::SUMMARY;
use super::kind::{Kind, ValueKind};
use super::merge::Merge;
use super::people::USED_LABEL;
use super::spec::{ArgumentSpec, Digested, NodeSpec, PropertySpec};

/// What a server and its `in` blocks may both say.
static ENDPOINT: &[&NodeSpec] = &[&COMMAND, &URL, &VARIABLE, &HEADER];

/// `server "tickets" { … }`
pub static SERVER: NodeSpec = NodeSpec::new("server", "an MCP server, with its tools")
    .details("Either a `command` that the runtime starts or a `url` that it connects to. The name `builtin` is reserved for the runtime's own tools.")
    .example("server \"tickets\" { url \"https://mcp.acme.example/tickets\"; tool \"get_ticket\"; }")
    .arguments(&[ArgumentSpec::one("name", ValueKind::Name(Kind::Server), "its name")])
    .children(&[&SUMMARY, &COMMAND, &URL, &VARIABLE, &HEADER, &USED_LABEL, &TOOL, &SERVER_IN])
    .many()
    .merge(Merge::Local);

/// `command "npx" "-y" "@acme/tickets-mcp@2.1.0"`
pub static COMMAND: NodeSpec = NodeSpec::new(
    "command",
    "the program that serves it over stdio, with its arguments",
)
.details("Name an exact version of what is run: `npx -y thing` runs whatever was published last.")
.example("command \"npx\" \"-y\" \"@acme/tickets-mcp@2.1.0\"")
.arguments(&[ArgumentSpec::some(
    "word",
    ValueKind::Text,
    "the program and its arguments; no shell reads them",
)])
.excludes(&["url"]);

/// `url "https://mcp.acme.example/tickets"`
pub static URL: NodeSpec = NodeSpec::new("url", "where it is reached over HTTP")
    .example("url \"https://mcp.acme.example/tickets\"")
    .arguments(&[ArgumentSpec::one("url", ValueKind::Url, "an `https` URL")])
    .excludes(&["command"]);

/// `env "TOKEN" secret="tickets-token"`
pub static VARIABLE: NodeSpec = NodeSpec::new("env", "an environment variable of its process")
    .details("A credential is a `secret`; a `value` is for what anyone may read.")
    .example("env \"TICKETS_TOKEN\" secret=\"tickets-token\"")
    .arguments(&[ArgumentSpec::one("variable", ValueKind::Variable, "the variable's name")])
    .properties(&[
        PropertySpec::optional("secret", ValueKind::Reference(Kind::Secret), "a declared secret"),
        PropertySpec::optional("value", ValueKind::Text, "a value that is not a secret"),
    ])
    .choice(&["secret", "value"])
    .many()
    .merge(Merge::Keyed);

/// `header "Authorization" secret="tickets-token"`
pub static HEADER: NodeSpec = NodeSpec::new("header", "an HTTP header of every request to it")
    .example("header \"Authorization\" secret=\"tickets-token\"")
    .arguments(&[ArgumentSpec::one("header", ValueKind::Line, "the header's name")])
    .properties(&[
        PropertySpec::optional("secret", ValueKind::Reference(Kind::Secret), "a declared secret"),
        PropertySpec::optional("value", ValueKind::Text, "a value that is not a secret"),
    ])
    .choice(&["secret", "value"])
    .many()
    .merge(Merge::Keyed);

/// `tool "refund" { … }`
pub static TOOL: NodeSpec = NodeSpec::new("tool", "a tool that the server offers")
    .example("tool \"refund\" { destructive; label \"external\"; }")
    .arguments(&[ArgumentSpec::one("tool", ValueKind::Line, "its name, as the server spells it")])
    .children(&[&SUMMARY, &USED_LABEL, &DESTRUCTIVE, &IDEMPOTENT, &READ_ONLY, &INPUT])
    .many()
    .merge(Merge::Keyed);

/// `destructive`
pub static DESTRUCTIVE: NodeSpec =
    NodeSpec::new("destructive", "the tool may change or delete what cannot be brought back")
        .example("destructive")
        .excludes(&["read-only"]);

/// `idempotent`
pub static IDEMPOTENT: NodeSpec =
    NodeSpec::new("idempotent", "calling the tool twice does no more than calling it once")
        .example("idempotent");

/// `read-only`
pub static READ_ONLY: NodeSpec = NodeSpec::new("read-only", "the tool changes nothing")
    .example("read-only")
    .excludes(&["destructive"]);

/// `input file="schemas/refund.json"`
pub static INPUT: NodeSpec = NodeSpec::new("input", "the JSON Schema of the tool's arguments")
    .example("input file=\"schemas/refund.json\"")
    .properties(&[PropertySpec::required("file", ValueKind::File, "a JSON Schema file")
        .digested(Digested::Closure)])
    .digested(Digested::Closure);

/// `in "prod" { url "…" }` in a server
pub static SERVER_IN: NodeSpec =
    NodeSpec::new("in", "how the server is reached in these environments")
        .example("in \"prod\" { url \"https://mcp.acme.example/prod\"; }")
        .arguments(&[ArgumentSpec::some(
            "environment",
            ValueKind::Reference(Kind::Environment),
            "declared environments",
        )])
        .children(ENDPOINT)
        .many()
        .merge(Merge::Local);

/// `server "tickets" { only "list_*" }` in an agent
pub static USED_SERVER: NodeSpec = NodeSpec::new("server", "a declared server that it can reach")
    .details("`server \"builtin\"` is declared nowhere: it gives an agent the runtime's own tools, and `only` says which.")
    .example("server \"tickets\" { only \"list_*\" \"get_*\"; }")
    .arguments(&[ArgumentSpec::one(
        "server",
        ValueKind::Reference(Kind::Server),
        "a declared server",
    )])
    .children(&[&ONLY])
    .many()
    .merge(Merge::Keyed)
    .digested(Digested::Closure);

/// `only "list_*" "get_*"`
pub static ONLY: NodeSpec =
    NodeSpec::new("only", "the tools of the server that it sees; all where nothing is said")
        .details("Layers intersect: a later layer can only narrow what an earlier one left.")
        .example("only \"list_*\" \"get_*\"")
        .arguments(&[ArgumentSpec::some(
            "tool",
            ValueKind::ToolPattern,
            "tool names; `*` stands for any characters",
        )])
        .merge(Merge::Intersection);

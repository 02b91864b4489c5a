//! Targets: what is written for a runtime, as data.

use super::agent::SUMMARY;
use super::kind::{Kind, ValueKind};
use super::merge::Merge;
use super::spec::{ArgumentSpec, Digested, NodeSpec, PropertySpec};

/// `render "claude-code" to="deploy/prod/claude-code"` in an environment
pub static RENDER: NodeSpec = NodeSpec::new("render", "what is written for a runtime from this environment, and where")
    .details("`bailiwick render` writes it. The folder is relative to the workspace root and belongs to one rendering: nothing else that is written goes there.")
    .example("render \"agents-md\" to=\"deploy/prod/agents\"")
    .arguments(&[ArgumentSpec::one("target", ValueKind::Target, "a target, with its version where it is not to be the newest one: `agents-md@1`")])
    .properties(&[PropertySpec::required("to", ValueKind::Folder, "the folder to write to")])
    .many()
    .merge(Merge::Local)
    .digested(Digested::Out);

/// `target "acme-runbook" { … }`
pub static TARGET: NodeSpec = NodeSpec::new("target", "a way to write agents down for a runtime: templates, and the form that their output must have")
    .details("The targets that the tool brings along are written in the same way. What a template sees is the context of an agent, and nothing else. `docs/guide/render.md` shows how one is made.")
    .example("target \"acme-runbook\" { output \"{{ agent.file }}.md\" template=\"targets/runbook.md\"; }")
    .arguments(&[ArgumentSpec::one("name", ValueKind::Name(Kind::Target), "its name")])
    .children(&[&SUMMARY, &TARGET_VERSION, &SUCCESSOR, &DIALECT, &CARRIES, &OUTPUT])
    .many()
    .merge(Merge::Local)
    .digested(Digested::Out);

/// `version 1` in a target
pub static TARGET_VERSION: NodeSpec =
    NodeSpec::new("version", "the version of the target; 1 where nothing is said")
        .example("version 2")
        .arguments(&[ArgumentSpec::one(
            "version",
            ValueKind::Integer { min: 1, max: 9999 },
            "counted from 1",
        )])
        .merge(Merge::Local)
        .digested(Digested::Out);

/// `successor "acme-runbook@2"`
pub static SUCCESSOR: NodeSpec =
    NodeSpec::new("successor", "the target to use instead: this one is deprecated")
        .example("successor \"agents-md@1\"")
        .arguments(&[ArgumentSpec::one("target", ValueKind::Target, "a target, with its version")])
        .merge(Merge::Local)
        .digested(Digested::Out);

/// `dialect "claude-code"`
pub static DIALECT: NodeSpec = NodeSpec::new("dialect", "the rules of the runtime that enforces permissions")
    .details("A dialect compiles permissions into the rules of a runtime, which templates see as `native`, and knows what they mean there. Before anything is written, the engine proves that they allow no more than is declared. Without a dialect the target enforces nothing.")
    .example("dialect \"claude-code\"")
    .arguments(&[ArgumentSpec::one("dialect", ValueKind::Line, "a dialect of the tool")])
    .merge(Merge::Local)
    .digested(Digested::Out);

/// What of a context a target may carry to its runtime.
pub static CARRIED: &[&str] = &[
    "model",
    "model/temperature",
    "model/top-p",
    "model/max-output-tokens",
    "model/fallback",
    "instructions",
    "knowledge",
    "server",
    "skill",
    "memory",
    "delegate",
    "permissions",
    "limits/steps",
    "limits/tokens-per-run",
    "limits/cost-per-run",
    "limits/cost-per-day",
    "limits/wall-clock",
    "limits/rate",
    "limits/concurrency",
    "failure/retry",
    "failure/timeout",
    "failure/circuit-breaker",
    "failure/escalate",
    "extra",
];

/// `carries "instructions" "model"`
pub static CARRIES: NodeSpec = NodeSpec::new("carries", "what of a context reaches the runtime, and holds there")
    .details("Whatever else an agent is given is lost on the way: `bailiwick render` tells of each. That the output mentions something is not enough: a limit that no runtime keeps is not carried.")
    .example("carries \"instructions\" \"model\" \"limits/steps\"")
    .arguments(&[ArgumentSpec::some("path", ValueKind::OneOf(CARRIED), "parts of a context")])
    .many()
    .merge(Merge::Local)
    .digested(Digested::Out);

/// `output "{{ agent.file }}.md" template="agent.md"`
pub static OUTPUT: NodeSpec = NodeSpec::new("output", "a file that is written")
    .details("Either a `template` for text, or a `value` for a structured file: JSON in which `{{ … }}` stands for values, so that nothing has to be quoted by hand. Both are relative to the workspace root.")
    .example("output \"agents/{{ agent.file }}.json\" value=\"targets/agent.json\" format=\"json\" schema=\"targets/agent.schema.json\"")
    .arguments(&[ArgumentSpec::one(
        "path",
        ValueKind::Line,
        "its path below the folder of the rendering; a template, too",
    )])
    .properties(&[
        PropertySpec::optional("for", ValueKind::OneOf(&["agent", "fleet"]), "a file for each `agent`, or one for all of them: `fleet`; an agent's where nothing is said"),
        PropertySpec::optional("template", ValueKind::File, "a text template"),
        PropertySpec::optional("value", ValueKind::File, "a JSON file with expressions"),
        PropertySpec::optional("format", ValueKind::OneOf(&["json", "yaml", "toml"]), "how a `value` is written; as JSON where nothing is said"),
        PropertySpec::optional("schema", ValueKind::File, "a JSON Schema that a `value` must meet"),
        PropertySpec::optional("when", ValueKind::Line, "an expression: only for agents for which it holds"),
    ])
    .choice(&["template", "value"])
    .many()
    .merge(Merge::Local)
    .digested(Digested::Out);

//! What an agent is told and what it can look up.

use super::kind::{Kind, ValueKind};
use super::merge::Merge;
use super::people::USED_LABEL;
use super::spec::{ArgumentSpec, Digested, NodeSpec, PropertySpec};

/// `instructions file="context/refund-clerk.md"`
pub static INSTRUCTIONS: NodeSpec = NodeSpec::new("instructions", "what the agent is told: a file or a text, layer after layer")
    .details("Layers are appended in order. With `template=#true`, `{{ name }}` stands for a declared `param`; nothing else reaches a template.")
    .example("instructions \"Answer in one paragraph.\"")
    .arguments(&[ArgumentSpec::optional("text", ValueKind::Text, "the text itself, where there is no `file`")])
    .properties(&[
        PropertySpec::optional("file", ValueKind::File, "a Markdown file, where there is no text").digested(Digested::Closure),
        PropertySpec::optional("template", ValueKind::Boolean, "whether params are put in; `#false` where nothing is said"),
    ])
    .choice(&["text", "file"])
    .many()
    .merge(Merge::Sequence)
    .digested(Digested::Closure);

/// `knowledge "docs/**/*.md" { … }`
pub static KNOWLEDGE: NodeSpec =
    NodeSpec::new("knowledge", "files that the runtime loads for it to look things up in")
        .example("knowledge \"docs/refunds/**/*.md\" { except \"docs/refunds/drafts/**\"; }")
        .arguments(&[ArgumentSpec::one(
            "pattern",
            ValueKind::Glob,
            "a path pattern, relative to the workspace root",
        )])
        .children(&[&EXCEPT, &USED_LABEL])
        .many()
        .merge(Merge::Keyed)
        .digested(Digested::Closure);

/// `except "docs/drafts/**"`
pub static EXCEPT: NodeSpec = NodeSpec::new("except", "files that the pattern leaves out")
    .example("except \"docs/refunds/drafts/**\"")
    .arguments(&[ArgumentSpec::some(
        "pattern",
        ValueKind::Glob,
        "path patterns, relative to the workspace root",
    )])
    .many()
    .merge(Merge::Set);

/// `skill "refund-policy"` in an agent
pub static USED_SKILL: NodeSpec = NodeSpec::new("skill", "a declared skill that it can use")
    .example("skill \"refund-policy\"")
    .arguments(&[ArgumentSpec::one("skill", ValueKind::Reference(Kind::Skill), "a declared skill")])
    .many()
    .merge(Merge::Keyed)
    .digested(Digested::Closure);

/// `memory "case-history"` in an agent
pub static USED_MEMORY: NodeSpec = NodeSpec::new("memory", "a declared memory that it can reach")
    .example("memory \"case-history\"")
    .arguments(&[ArgumentSpec::one(
        "memory",
        ValueKind::Reference(Kind::Memory),
        "a declared memory",
    )])
    .many()
    .merge(Merge::Keyed)
    .digested(Digested::Closure);

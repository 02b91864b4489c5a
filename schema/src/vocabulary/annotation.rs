//! The annotations that say what a node does to the layers below it.

/// `(replace)` or `(remove)`, before a node's name.
#[derive(Debug)]
pub struct Annotation {
    /// The word between the parentheses.
    pub name: &'static str,
    /// What it does, in one sentence without a full stop.
    pub summary: &'static str,
    /// What else a user must know, in Markdown.
    pub details: &'static str,
    /// A valid use of it.
    pub example: &'static str,
}

/// All annotations that have a meaning.
pub static ANNOTATIONS: &[Annotation] = &[
    Annotation {
        name: "replace",
        summary: "drops what the layers below say of a node, its block included, and says anew what stands here",
        details: "It stands on what layers share: what an agent, a base, an `in` block or `defaults` says. In its layer it comes first, wherever it stands. Where no layer below has the node, it is an error.",
        example: "(replace)limits { steps 40; }",
    },
    Annotation {
        name: "remove",
        summary: "takes away one thing that a layer below says",
        details: "It names exactly one key, or none where the node stands once, and has no block; one part of a block is removed inside it: `limits { (remove)steps; }`. In its layer it comes first, wherever it stands. Where no layer below has the thing, it is an error.",
        example: "(remove)server \"payments\"",
    },
];

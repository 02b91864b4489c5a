//! The nodes that may stand in a block, and their annotations.

use bailiwick_schema::document::{Layering, is_layered};
use bailiwick_schema::path::FilePath;
use bailiwick_schema::vocabulary::{self, Arity, NodeSpec, Occurs};

use super::super::cursor::Cursor;
use super::{Candidate, CandidateKind};

/// The rows of the block; none in a block that the vocabulary does not know.
fn rows(cursor: &Cursor<'_>) -> &'static [&'static NodeSpec] {
    match cursor.parent() {
        Ok(None) => vocabulary::TOP,
        Ok(Some(parent)) => parent.child_specs(),
        Err(_) => &[],
    }
}

/// The nodes that may be written, without those that stand there and may not be repeated.
pub(super) fn nodes(cursor: &Cursor<'_>, path: &FilePath, layering: Layering) -> Vec<Candidate> {
    let is_misplaced =
        |spec: &NodeSpec| spec == &vocabulary::WORKSPACE && path.as_str() != "bailiwick.kdl";
    let may_stand = |spec: &NodeSpec| {
        !is_misplaced(spec)
            && (layering == Layering::Merge || is_layered(spec))
            && !is_taken(cursor, spec, layering)
    };
    let rows = rows(cursor).iter().filter(|spec| may_stand(spec));
    rows.map(|spec| Candidate::new(CandidateKind::Node, spec.name, opening(spec), spec.summary))
        .collect()
}

/// Whether another node of the block leaves no room for one of this row.
fn is_taken(cursor: &Cursor<'_>, spec: &NodeSpec, layering: Layering) -> bool {
    cursor.siblings().any(|other| {
        let repeats =
            spec.occurs != Occurs::Many && other.name == spec.name && other.layering == layering;
        let is_ruled_out = layering != Layering::Remove
            && other.layering != Layering::Remove
            && spec.excludes.contains(&other.name);
        repeats || is_ruled_out
    })
}

/// The name of a node, with the space behind it where something must follow.
fn opening(spec: &NodeSpec) -> String {
    let is_needed = |arity: Arity| matches!(arity, Arity::One | Arity::Some);
    let goes_on = spec.arguments.iter().any(|argument| is_needed(argument.arity))
        || spec.properties.iter().any(|property| property.required)
        || !spec.choice.is_empty();
    let space = if goes_on { " " } else { "" };
    format!("{}{space}", spec.name)
}

/// `replace` and `remove`, where the block has nodes that layers share.
pub(super) fn annotations(cursor: &Cursor<'_>) -> Vec<Candidate> {
    if !rows(cursor).iter().any(|spec| is_layered(spec)) {
        return Vec::new();
    }
    let words = [
        ("replace", "drops what lower layers say of this node first"),
        ("remove", "takes away what lower layers say of this node"),
    ];
    words
        .map(|(word, summary)| {
            Candidate::new(CandidateKind::Annotation, word, word.to_owned(), summary)
        })
        .into()
}

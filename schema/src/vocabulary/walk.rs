//! Walks the vocabulary from the top: every row with the places it may stand in.

use super::{Children, NodeSpec, TOP};

/// A row and where it stands.
#[derive(Debug, Clone)]
pub struct Row {
    /// Names from the top down to the row itself: `["agent", "limits", "steps"]`.
    pub path: Vec<&'static str>,
    /// The row.
    pub spec: &'static NodeSpec,
}

/// Every row at every place, parents first, in vocabulary order.
#[must_use]
pub fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    let mut pending: Vec<Row> =
        TOP.iter().rev().map(|spec| Row { path: vec![spec.name], spec }).collect();
    while let Some(row) = pending.pop() {
        for child in row.spec.child_specs().iter().rev() {
            let mut path = row.path.clone();
            path.push(child.name);
            pending.push(Row { path, spec: child });
        }
        rows.push(row);
    }
    rows
}

/// The child row of this name; the top rows where there is no parent.
#[must_use]
pub fn child_named(parent: Option<&'static NodeSpec>, name: &str) -> Option<&'static NodeSpec> {
    let children = match parent.map(|spec| spec.children) {
        None => TOP,
        Some(Children::Of(children)) => children,
        Some(Children::None | Children::Free) => &[],
    };
    children.iter().copied().find(|child| child.name == name)
}

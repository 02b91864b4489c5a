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

/// A row and every place it may stand in.
#[derive(Debug, Clone)]
pub struct Node {
    /// The row.
    pub spec: &'static NodeSpec,
    /// As in [`Row`]. INVARIANT: not empty; each ends with the row's own name.
    pub paths: Vec<Vec<&'static str>>,
}

/// Every row once, in vocabulary order of its first place.
#[must_use]
pub fn nodes() -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for Row { path, spec } in rows() {
        match nodes.iter_mut().find(|node| node.spec == spec) {
            Some(node) => node.paths.push(path),
            None => nodes.push(Node { spec, paths: vec![path] }),
        }
    }
    nodes
}

impl Node {
    /// How often it may stand where, in words (``once at most in `agent`, `base` ``).
    #[must_use]
    pub fn places(&self) -> String {
        let often = self.spec.occurs.words();
        let (top, nested): (Vec<_>, Vec<_>) = self.paths.iter().partition(|path| path.len() == 1);
        let parents: Vec<String> = nested
            .iter()
            .filter_map(|path| path.split_last())
            .map(|(_, parents)| format!("`{}`", parents.join("/")))
            .collect();
        match (top.is_empty(), parents.is_empty()) {
            (false, true) => format!("{often} at the top of a file"),
            (false, false) => format!("{often} at the top of a file and in {}", parents.join(", ")),
            (true, _) => format!("{often} in {}", parents.join(", ")),
        }
    }
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

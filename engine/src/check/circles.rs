//! Circles of bases and of environments, each found once for the whole workspace.

use std::collections::VecDeque;

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::{self, Kind};
use rustc_hash::FxHashMap;

use crate::compose::rules::INHERITANCE_CYCLE;
use crate::fleet::Fleet;

/// Declarations that lead back to themselves.
#[derive(Debug, Default)]
pub struct Circles<'w> {
    /// The finding of each circle of bases, by the address of the base that closes it.
    pub bases: FxHashMap<usize, Diagnostic>,
    /// The names of each circle of environments, by the address of the first one by name, with which they begin.
    pub environments: FxHashMap<usize, Vec<&'w str>>,
}

impl<'w> Circles<'w> {
    /// Finds all of them.
    pub(super) fn of(fleet: &'w Fleet) -> Self {
        let mut circles = Self::default();
        for round in rounds(fleet, Kind::Base, |base| {
            base.children_of(&vocabulary::EXTENDS).flat_map(Item::texts).map(|(name, _)| name)
        }) {
            if let (Some(first), Some(last)) = (round.first(), round.last()) {
                let names: Vec<&str> = round.iter().filter_map(|base| base.text()).collect();
                circles.bases.insert(last.address(), closed(*first, *last, &names));
            }
        }
        for round in rounds(fleet, Kind::Environment, |environment| {
            environment.child(&vocabulary::FOLLOWS).and_then(Item::text).into_iter()
        }) {
            if let Some(first) = round.first() {
                let names = round.iter().filter_map(|environment| environment.text()).collect();
                circles.environments.insert(first.address(), names);
            }
        }
        circles
    }
}

/// The names of a circle from the first on to the first again; of a large one only some.
pub fn written(names: &[&str]) -> String {
    const MOST: usize = 12;
    let quoted = |name: &&str| format!("`{name}`");
    let mut steps: Vec<String> = names.iter().take(MOST).map(quoted).collect();
    if names.len() > MOST {
        steps.push(format!("{} more", names.len() - MOST));
    }
    steps.extend(names.first().map(quoted));
    steps.join(" → ")
}

fn closed(first: Item<'_>, last: Item<'_>, names: &[&str]) -> Diagnostic {
    let mut extended = last.children_of(&vocabulary::EXTENDS).flat_map(Item::texts);
    let span = extended
        .find(|(name, _)| Some(*name) == first.text())
        .map_or_else(|| last.key_span(), |(_, span)| span);
    let message = format!("bases extend each other: {}", written(names));
    Diagnostic::new(&INHERITANCE_CYCLE, last.path(), span, message)
        .label("this closes the circle")
        .help("take one `extends` of the circle away")
}

/// The circles among the declarations of a kind.
fn rounds<'w, N: Iterator<Item = &'w str>>(
    fleet: &'w Fleet,
    kind: Kind,
    next: impl Fn(Item<'w>) -> N,
) -> Vec<Vec<Item<'w>>> {
    let nodes = fleet.sorted(kind);
    let numbers: FxHashMap<&str, usize> =
        nodes.iter().enumerate().map(|(number, (name, _))| (*name, number)).collect();
    let edges: Vec<Vec<usize>> = nodes
        .iter()
        .map(|(_, item)| next(*item).filter_map(|name| numbers.get(name).copied()).collect())
        .collect();
    let item = |number: usize| nodes.get(number).map(|(_, item)| *item);
    circles(&edges).into_iter().map(|round| round.into_iter().filter_map(item).collect()).collect()
}

/// One circle of each knot of nodes that all lead to each other: a shortest one through its first node, from there on.
fn circles(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let knots = knots(edges);
    let mut seen = vec![false; edges.len()];
    let mut circles = Vec::new();
    for first in 0..edges.len() {
        let Some(knot) = knots.get(first) else { continue };
        if seen.get(*knot).is_none_or(|seen| *seen) {
            continue;
        }
        if let Some(seen) = seen.get_mut(*knot) {
            *seen = true;
        }
        circles.extend(circle(edges, first, |node| knots.get(node) == Some(knot)));
    }
    circles
}

/// The shortest way from a node back to itself over nodes that may be passed.
fn circle(
    edges: &[Vec<usize>],
    first: usize,
    may_pass: impl Fn(usize) -> bool,
) -> Option<Vec<usize>> {
    let mut came_from: FxHashMap<usize, usize> = FxHashMap::default();
    let mut next = VecDeque::from([first]);
    while let Some(node) = next.pop_front() {
        for other in edges.get(node)?.iter().copied().filter(|other| may_pass(*other)) {
            if other == first {
                let mut round = vec![node];
                round.extend(std::iter::successors(came_from.get(&node), |at| came_from.get(at)));
                round.reverse();
                return Some(round);
            }
            came_from.entry(other).or_insert_with(|| {
                next.push_back(other);
                node
            });
        }
    }
    None
}

/// The knot of each node, as the number of one of its nodes.
fn knots(edges: &[Vec<usize>]) -> Vec<usize> {
    let new = vec![NEW; edges.len()];
    let mut search = Search { edges, entered: 0, low: new.clone(), knots: new, open: Vec::new() };
    for root in 0..edges.len() {
        if at(&search.low, root) == NEW {
            search.walk(root);
        }
    }
    search.knots
}

const NEW: usize = usize::MAX;

/// A search for knots.
///
/// Source: Tarjan, Depth-first search and linear graph algorithms, 1972; without recursion, so that no chain is too long.
struct Search<'e> {
    edges: &'e [Vec<usize>],
    entered: usize,
    /// The earliest node of its knot that each node is known to lead to.
    low: Vec<usize>,
    knots: Vec<usize>,
    open: Vec<usize>,
}

#[derive(Clone, Copy)]
struct Step {
    node: usize,
    number: usize,
    edge: usize,
}

impl Search<'_> {
    fn walk(&mut self, root: usize) {
        let mut path = vec![self.enter(root)];
        while let Some(last) = path.last_mut() {
            let step = *last;
            last.edge += 1;
            let next = self.edges.get(step.node).and_then(|edges| edges.get(step.edge)).copied();
            match next {
                Some(next) if at(&self.low, next) == NEW => path.push(self.enter(next)),
                Some(next) if at(&self.knots, next) == NEW => self.lower(step.node, next),
                Some(_) => {}
                None => {
                    self.leave(step);
                    path.pop();
                    if let Some(above) = path.last() {
                        self.lower(above.node, step.node);
                    }
                }
            }
        }
    }

    fn enter(&mut self, node: usize) -> Step {
        let number = self.entered;
        self.entered += 1;
        set(&mut self.low, node, number);
        self.open.push(node);
        Step { node, number, edge: 0 }
    }

    fn leave(&mut self, step: Step) {
        if at(&self.low, step.node) != step.number {
            return;
        }
        while let Some(member) = self.open.pop() {
            set(&mut self.knots, member, step.node);
            if member == step.node {
                break;
            }
        }
    }

    fn lower(&mut self, node: usize, to: usize) {
        let least = at(&self.low, node).min(at(&self.low, to));
        set(&mut self.low, node, least);
    }
}

fn at(all: &[usize], node: usize) -> usize {
    all.get(node).copied().unwrap_or(NEW)
}

fn set(all: &mut [usize], node: usize, value: usize) {
    if let Some(slot) = all.get_mut(node) {
        *slot = value;
    }
}

#[cfg(test)]
mod tests {
    use super::circles;

    #[test]
    fn each_knot_gives_one_shortest_circle_from_its_first_node() {
        assert_eq!(circles(&[vec![1], vec![2], vec![0]]), [vec![0, 1, 2]]);
        assert_eq!(circles(&[vec![1], vec![2], vec![1]]), [vec![1, 2]]);
        assert_eq!(circles(&[vec![0], vec![0, 1]]), [vec![0], vec![1]]);
        assert_eq!(circles(&[vec![1, 3], vec![2], vec![0], vec![0]]), [vec![0, 3]]);
        assert_eq!(circles(&[vec![3], vec![0], vec![1, 3], vec![2]]), [vec![0, 3, 2, 1]]);
        assert!(circles(&[vec![1, 2], vec![2], vec![]]).is_empty());
        let chain: Vec<Vec<usize>> = (0..100_000).map(|node| vec![node + 1]).collect();
        assert!(circles(&chain).is_empty());
    }
}

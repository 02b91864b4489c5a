//! The order of nodes in a block: that of the vocabulary, where it has no meaning and no comment says otherwise.

use super::block::{Item, ItemKind};
use crate::vocabulary::{Merge, NodeSpec};

/// Sorts each run of nodes that stand side by side.
///
/// A run ends at a blank line, at comments on lines of their own, and at nodes that the vocabulary does not know. A
/// node behind such comments stays where it is, since they may speak of those behind it too.
pub(super) fn sort(items: &mut [Item], order: &[&'static NodeSpec]) {
    let mut start = 0;
    while start < items.len() {
        let length = run_length(items.get(start..).unwrap_or_default());
        let at_comment = start
            .checked_sub(1)
            .and_then(|before| items.get(before))
            .is_some_and(|before| before.kind == ItemKind::Comment);
        let skipped = usize::from(at_comment);
        let last = items.get(start + length).is_some_and(|next| {
            next.kind == ItemKind::Comment
                && !next.blank_before
                && start + length + 1 == items.len()
        });
        if let Some(run) = items.get_mut(start + skipped..start + length)
            && !last
            && is_free(run)
        {
            sort_run(run, order);
        }
        start += length;
    }
}

/// How many items belong together, at least one.
fn run_length(items: &[Item]) -> usize {
    if !items.first().is_some_and(is_known) {
        return 1;
    }
    let rest = items.iter().skip(1);
    1 + rest.take_while(|item| is_known(item) && !item.blank_before).count()
}

const fn is_known(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Node(Some(_)))
}

/// Whether the order of the nodes has no meaning: of those whose order has one, there is one kind at most.
fn is_free(run: &[Item]) -> bool {
    let mut sequences = run.iter().filter_map(|item| match item.kind {
        ItemKind::Node(Some(spec)) if spec.merge == Merge::Sequence => Some(spec.name),
        _ => None,
    });
    sequences.next().is_none_or(|first| sequences.all(|other| other == first))
}

fn sort_run(run: &mut [Item], order: &[&'static NodeSpec]) {
    // A blank line belongs to the place, not to the node.
    let blank_before = run.first().is_some_and(|item| item.blank_before);
    run.sort_by_key(|item| match item.kind {
        ItemKind::Node(Some(spec)) => order.iter().position(|other| *other == spec),
        _ => None,
    });
    for (index, item) in run.iter_mut().enumerate() {
        item.blank_before = index == 0 && blank_before;
    }
}

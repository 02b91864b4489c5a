//! One agent while it is compared: rows that an environment leaves as they are are compared once.

use std::cell::LazyCell;
use std::sync::Arc;

use bailiwick_schema::vocabulary::{self, NodeSpec, OVERLAY};

use super::{Comparer, Findings};
use crate::compose::{Effective, Field, Fields};
use crate::diff::authority::ROWS;
use crate::diff::found::Found;
use crate::diff::governance;

/// One agent while it is compared.
pub(super) struct Work<'x, 'c, 'w> {
    comparer: &'x Comparer<'c, 'w>,
    remembered: Vec<Remembered<'w>>,
}

/// Rows that were compared in another environment of the same agent.
struct Remembered<'w> {
    specs: *const NodeSpec,
    /// The fields of both sides, held so that no other one takes their address.
    before: Fields<'w>,
    after: Fields<'w>,
    found: Vec<Found<'w>>,
}

impl<'x, 'c, 'w> Work<'x, 'c, 'w> {
    pub(super) const fn new(comparer: &'x Comparer<'c, 'w>) -> Self {
        Self { comparer, remembered: Vec::new() }
    }
}

impl<'w> Work<'_, '_, 'w> {
    /// The fields of one environment.
    pub(super) fn fields(
        &mut self,
        at: Option<usize>,
        before: &Effective<'w>,
        after: &Effective<'w>,
        out: &mut Findings<'w>,
    ) {
        let mut found = self.row(&ROWS, before, after, |comparer, _, _, out| {
            comparer.comparisons.compare(Some(before), Some(after), out);
        });
        for spec in OVERLAY.iter().filter(|spec| **spec != &vocabulary::PERMISSIONS) {
            let one = [*spec];
            let new = self.row(&one, before, after, |comparer, was, is, out| {
                comparer.row(spec, (was, is), (before, after), out);
            });
            found.extend(new);
        }
        self.new_tools(before, after, &mut found);
        let closures = &self.comparer.closures;
        found.extend(governance::escaped((closures.before, closures.after), before, after));
        out.extend(found.into_iter().map(|found| (at, found)));
    }

    /// Compares some rows, unless that was done in another environment with the same fields on both sides.
    fn row(
        &mut self,
        specs: &[&'static NodeSpec],
        before: &Effective<'w>,
        after: &Effective<'w>,
        compare: impl FnOnce(&Comparer<'_, 'w>, &[&Field<'w>], &[&Field<'w>], &mut Vec<Found<'w>>),
    ) -> Vec<Found<'w>> {
        let of = |effective: &Effective<'w>| -> Fields<'w> {
            let own = effective.fields.iter().filter(|field| specs.contains(&field.spec()));
            own.map(Arc::clone).collect()
        };
        let (was, is) = (of(before), of(after));
        if was.is_empty() && is.is_empty() {
            return Vec::new();
        }
        let first = specs.first().map_or(std::ptr::null(), |spec| std::ptr::from_ref(*spec));
        let known = self.remembered.iter().find(|known| {
            known.specs == first && is_same(&known.before, &was) && is_same(&known.after, &is)
        });
        if let Some(known) = known.filter(|_| is_everywhere(specs, &was, &is)) {
            return known.found.clone();
        }
        let mut found = Vec::new();
        {
            let was: Vec<&Field<'w>> = was.iter().map(AsRef::as_ref).collect();
            let is: Vec<&Field<'w>> = is.iter().map(AsRef::as_ref).collect();
            compare(self.comparer, &was, &is, &mut found);
        }
        self.remembered.push(Remembered {
            specs: first,
            before: was,
            after: is,
            found: found.clone(),
        });
        found
    }

    /// Tools that came to servers which the agent used before, too.
    fn new_tools(&self, before: &Effective<'w>, after: &Effective<'w>, found: &mut Vec<Found<'w>>) {
        let comparisons = &self.comparer.comparisons;
        let environments = (before.environment_name(), after.environment_name());
        let authority = LazyCell::new(|| comparisons.authority(after));
        for field in after.fields_of(&vocabulary::USED_SERVER) {
            let Some(name) = field.key() else { continue };
            let mut used = before.fields_of(&vocabulary::USED_SERVER);
            if used.any(|other| other.key() == Some(name)) {
                let server = self.comparer.closures.server(name, environments);
                for tool in &server.tools {
                    found.extend(comparisons.new_tool(&authority, name, *tool));
                }
            }
        }
    }
}

/// Whether rows say the same in each environment where their fields are the same: what they point at depends on nothing else.
fn is_everywhere(
    specs: &[&'static NodeSpec],
    before: &[Arc<Field<'_>>],
    after: &[Arc<Field<'_>>],
) -> bool {
    let is_template = |field: &Arc<Field<'_>>| field.item.is_set("template");
    match specs {
        [spec] if *spec == &vocabulary::USED_SERVER => false,
        [spec] if *spec == &vocabulary::INSTRUCTIONS => {
            !before.iter().chain(after).any(is_template)
        }
        _ => true,
    }
}

/// Whether two lists hold the same fields, not just equal ones.
fn is_same(a: &Fields<'_>, b: &Fields<'_>) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| Arc::ptr_eq(a, b))
}

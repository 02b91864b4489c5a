//! Rows that have their own way to be compared.

use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::{self, Kind, NodeSpec};

use super::Comparer;
use crate::check::model_name::ModelName;
use crate::compose::{Effective, Field};
use crate::diff::fields::{rows, step};
use crate::diff::found::{Draft, Found};
use crate::diff::place::Spot;
use crate::diff::{Direction, Risk, What};

impl<'w> Comparer<'_, 'w> {
    /// One row that has its own way to be compared, or any other one.
    pub(super) fn row(
        &self,
        spec: &'static NodeSpec,
        (was, is): (&[&Field<'w>], &[&Field<'w>]),
        (before, after): (&Effective<'w>, &Effective<'w>),
        out: &mut Vec<Found<'w>>,
    ) {
        if spec == &vocabulary::INSTRUCTIONS {
            let environments = (before.environment, after.environment);
            self.closures.instructions(was, is, environments, out);
        } else if spec == &vocabulary::KNOWLEDGE || spec == &vocabulary::USED_SKILL {
            self.closures.files(spec, was, is, out);
        } else if spec == &vocabulary::USED_MEMORY {
            self.closures.memories(was, is, out);
        } else if spec == &vocabulary::USED_SERVER {
            let environments = (before.environment_name(), after.environment_name());
            self.closures.used_servers(was, is, environments, out);
        } else if spec == &vocabulary::STAGE {
            self.stage(was, is, out);
        } else {
            rows(&[spec], was, is, &[], out);
            if spec == &vocabulary::MODEL {
                floating(Some(before), after, out);
            }
        }
    }

    /// The stage, and whether the lifecycle allows the move.
    fn stage(&self, was: &[&Field<'w>], is: &[&Field<'w>], out: &mut Vec<Found<'w>>) {
        let mut moved = Vec::new();
        rows(&[&vocabulary::STAGE], was, is, &[], &mut moved);
        let name = |fields: &[&Field<'w>]| fields.first().and_then(|field| field.item.text());
        let (Some(from), Some(to)) = (name(was), name(is)) else {
            out.append(&mut moved);
            return;
        };
        let kind = Kind::Stage;
        let stage =
            self.closures.after.find(kind, from).or_else(|| self.closures.before.find(kind, from));
        let is_allowed = stage.is_none_or(|stage| {
            let mut moves = stage.children_of(&vocabulary::TO).flat_map(Item::texts);
            moves.any(|(other, _)| other == to)
        });
        let jump = |found: Found<'w>| {
            if is_allowed {
                found
            } else {
                found.directed(Direction::UNDECIDED, Some(Risk::StageJumped))
            }
        };
        out.extend(moved.into_iter().map(jump));
    }
}

/// Models that may be another one tomorrow, and were not named so before.
pub(super) fn floating<'w>(
    before: Option<&Effective<'w>>,
    after: &Effective<'w>,
    out: &mut Vec<Found<'w>>,
) {
    let names = |effective: &Effective<'w>| -> Vec<(&'w str, Item<'w>)> {
        let models = effective.fields_of(&vocabulary::MODEL);
        let items = models.flat_map(|model| {
            let fallbacks = model.children_of(&vocabulary::FALLBACK).map(|field| field.item);
            std::iter::once(model.item).chain(fallbacks).collect::<Vec<_>>()
        });
        let texts = items.flat_map(|item| item.texts().map(move |(name, _)| (name, item)));
        texts
            .filter(|(name, _)| ModelName::parse(name).is_some_and(|name| name.floats().is_some()))
            .collect()
    };
    let known = before.map(names).unwrap_or_default();
    for (name, item) in names(after) {
        if known.iter().all(|(other, _)| *other != name) {
            let mut draft = Draft::new(&step(&[], &vocabulary::MODEL, None), What::Value);
            draft.new_piece(name, Spot::of(item));
            out.push(draft.ends(Direction::UNDECIDED, Some(Risk::VersionFloats)));
        }
    }
}

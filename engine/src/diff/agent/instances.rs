//! The rows of an agent that stands for many: each is an agent of its own.

use bailiwick_schema::document::Item;
use rustc_hash::FxHashMap;

use super::Comparer;
use crate::asset::Row;
use crate::diff::found::{Draft, Found};
use crate::diff::place::Spot;
use crate::diff::side::Side;
use crate::diff::{Direction, Piece, What};

/// The values of rows by name.
type Rows = FxHashMap<String, Vec<(String, serde_json::Value)>>;

/// The rows that came, went or have other values.
pub(super) fn compared<'w>(
    comparer: &Comparer<'_, 'w>,
    (before, after): (Item<'w>, Item<'w>),
) -> Option<Found<'w>> {
    let rows = |side: &Side<'w>, agent: Item<'w>| side.workspace.rows(agent);
    let was = rows(comparer.closures.before, before);
    let is = rows(comparer.closures.after, after);
    if was == is {
        return None;
    }
    let mut draft = Draft::new(&["instances".to_owned()], What::Set);
    let (mut direction, spots) = (Direction::NEUTRAL, (Spot::of(before), Spot::of(after)));
    let names =
        |rows: &[Row]| rows.iter().map(|row| (row.name.clone(), row.values.clone())).collect();
    let (old, new): (Rows, Rows) = (names(&was), names(&is));
    for row in was.iter().filter(|row| !new.contains_key(&row.name)) {
        draft.gone(&row.name, spots.0);
        direction.narrows = true;
    }
    for row in &is {
        match old.get(&row.name) {
            None => {
                draft.new_piece(&row.name, spots.1);
                direction.widens = true;
            }
            Some(values) if *values != row.values => {
                let after = Some(format!("{} (other values)", row.name).into());
                let piece = Piece { before: Some(row.name.as_str().into()), after };
                draft.piece(piece, (Some(spots.0), Some(spots.1)));
                direction.undecided = true;
            }
            Some(_) => {}
        }
    }
    draft.sort();
    (!draft.is_empty()).then(|| draft.ends(direction, None))
}

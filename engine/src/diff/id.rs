//! A digest of a whole difference: two reports with the same one say the same; and of one change.

use super::{Change, FleetDiff, Group, What};
use crate::canonical::Json;
use crate::digest::Digest;
use crate::permission::Shift;

impl FleetDiff {
    /// The digest of all groups; places and what is printed of them take no part.
    #[must_use]
    pub fn id(&self) -> Digest {
        let mut json = Json::with("bailiwick-diff/1\n");
        json.open('[');
        for broken in self.broken_before.iter().chain(&self.broken_after) {
            json.string(broken.path.as_str());
            json.string(&broken.message);
        }
        for group in &self.groups {
            written(group, &mut json);
        }
        json.close(']');
        Digest::of(json.as_str().as_bytes())
    }
}

impl Change {
    /// The digest of what differs: the same wherever it stands, and whoever it happens to.
    #[must_use]
    pub fn id(&self) -> Digest {
        let mut json = Json::with("bailiwick-change/1\n");
        json.open('[');
        content(self, &mut json);
        json.close(']');
        Digest::of(json.as_str().as_bytes())
    }
}

fn written(group: &Group, json: &mut Json) {
    json.open('[');
    content(&group.change, json);
    for touched in &group.agents {
        json.open('[');
        json.string(&touched.agent);
        for environment in &touched.environments {
            json.string(environment);
        }
        json.close(']');
    }
    json.close(']');
}

/// What differs, without whose it is.
fn content(change: &Change, json: &mut Json) {
    let Change { field, what, direction, risk, pieces } = change;
    for name in field {
        json.string(name);
    }
    json.string(what.as_str());
    if let What::Authority(authorisation) = what {
        json.string(if authorisation.is_proven { "proven" } else { "not proven" });
        authorisation.shifts.iter().for_each(|found| shift(found, json));
        match &authorisation.unguarded {
            Some(found) => shift(found, json),
            None => json.raw("null"),
        }
    }
    json.string(direction.as_str());
    json.raw(if direction.undecided { "true" } else { "false" });
    json.string(risk.map_or("", |risk| risk.as_str()));
    for text in pieces.iter().flat_map(|piece| [&piece.before, &piece.after]) {
        match text {
            Some(text) => json.string(text),
            None => json.raw("null"),
        }
    }
}

fn shift(Shift { request, before, after }: &Shift, json: &mut Json) {
    json.string(&request.to_string());
    json.string(before.as_str());
    json.string(after.as_str());
}

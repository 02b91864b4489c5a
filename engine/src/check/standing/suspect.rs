//! What is looked at before any proof: whether one pattern could take the place of another, and whether a proof is cheap.

use crate::permission::{Action, Line};

const WILDCARDS: [char; 7] = ['*', '?', '[', ']', '{', '}', '\\'];

/// Whether a pattern could match all or most of what another does, going by how both begin and end.
///
/// A no costs a finding at worst, a yes a proof.
pub(crate) fn may_cover(action: Action, over: &str, under: &str) -> bool {
    match action {
        // Denials reach behind wrappers and base names; hosts and addresses have many spellings.
        Action::Run => {
            let first = over.split([' ', '*', '{', '?', '[']).next().unwrap_or_default();
            under.contains(first)
        }
        Action::Fetch => true,
        _ => {
            let (over, under) = (over.trim_start_matches("./"), under.trim_start_matches("./"));
            begins(over, under) && ends(over, under)
        }
    }
}

fn begins(over: &str, under: &str) -> bool {
    let fixed = over.split(WILDCARDS).next().unwrap_or_default();
    under.starts_with('{') || under.starts_with(fixed.trim_end_matches('/'))
}

fn ends(over: &str, under: &str) -> bool {
    if over.ends_with(['*', '?', ']']) || over.contains("*,") || over.contains("*}") {
        return true;
    }
    let fixed = over.rsplit(WILDCARDS).next().unwrap_or_default().trim_start_matches('/');
    !under.ends_with('*') && under.ends_with(fixed)
}

/// Whether a proof about rules is cheap however their patterns collide.
pub(super) fn has_room<'a, 'f: 'a>(lines: impl IntoIterator<Item = &'a Line<'f>>) -> bool {
    let (mut count, mut loose, mut length, mut wanted) = (0, 0, 0, 0);
    for line in lines {
        let text = line.member.text;
        count += 1;
        length += text.len();
        wanted += line.rule.condition.whens().len();
        let open = text.trim_end_matches("**");
        let stars = open.matches('*').count();
        // Alternatives multiply, and stars within them do.
        loose += stars * (1 + text.matches(['{', ',']).count());
    }
    count <= 12 && loose <= 10 && length <= 600 && wanted <= 6
}

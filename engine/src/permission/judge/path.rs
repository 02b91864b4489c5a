//! Deciding a path by every spelling that it has: as it is given, and where its links lead.

use super::{Ground, Grounds, Judgement, Share, is_guarded};
use crate::permission::{Action, Arguments, Doubt, Effect, Refusal};

/// How a path is spelled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spellings {
    /// What it is, each: the least of the decisions counts.
    pub own: Vec<String>,
    /// What it is called besides: what denies or asks for it counts.
    pub besides: Vec<String>,
}

/// Where a command line is run.
pub struct Located<'a> {
    /// Whether that is not the root, so that relative paths of programs mean others.
    pub is_elsewhere: bool,
    /// The spellings of a path that a redirect names; none where it is not known where it leads.
    pub spell: &'a dyn Fn(&str) -> Option<Spellings>,
}

impl Located<'_> {
    /// In the root, where every path is what is written.
    pub(super) const AS_WRITTEN: Self = Located {
        is_elsewhere: false,
        spell: &|path| Some(Spellings { own: vec![path.to_owned()], besides: Vec::new() }),
    };

    pub(super) fn spellings(&self, path: &str) -> Spellings {
        (self.spell)(path).unwrap_or_default()
    }
}

/// Decides a path: the spelling that is given least decides, and of two the first.
pub(super) fn judge(
    grounds: &impl Grounds,
    action: Action,
    spellings: &Spellings,
    arguments: &Arguments,
) -> Judgement {
    let judged = |path: &String| grounds.judge(action, path, arguments);
    let own = spellings.own.iter().map(judged);
    let besides =
        spellings.besides.iter().map(judged).filter(|judged| is_guarded(grounds, action, judged));
    // The first of the least: `min_by_key` gives that.
    let least = own.chain(besides).min_by_key(|judged| judged.effect);
    let unknown = || Judgement::denied(Ground::Refused(Refusal::Nowhere), None);
    if spellings.own.is_empty() { unknown() } else { least.unwrap_or_else(unknown) }
}

/// Decides a folder and all that may lie below it: what could be guarded there is asked for at best.
pub(super) fn judge_below(
    grounds: &impl Grounds,
    action: Action,
    spellings: &Spellings,
) -> Judgement {
    let none = Arguments::default();
    let folder = judge(grounds, action, spellings, &none);
    let own = spellings.own.iter().flat_map(|path| SAMPLES.map(|name| within(path, name)));
    let below = Spellings { own: own.collect(), besides: Vec::new() };
    let below = judge(grounds, action, &below, &none);
    let mut judged = if below.effect < folder.effect { below } else { folder };
    let guards = |path: &String| {
        let mut rules = grounds.rules(action).filter(|(_, rule)| rule.is_guard());
        rules.any(|(_, rule)| rule.may_match_below(path))
    };
    if judged.effect == Effect::Allow && spellings.own.iter().chain(&spellings.besides).any(guards)
    {
        judged.effect = Effect::Ask;
        judged.share = Some(Share { parts: 1, action, doubt: Some(Doubt::Below) });
    }
    judged
}

/// Names that a folder could hold and that rules are not about: what is not given there is not given for all of it.
const SAMPLES: [&str; 3] = ["0~", ".0~", "0~/.0~"];

/// The path of a name in a folder.
fn within(folder: &str, name: &str) -> String {
    match folder {
        "." => name.to_owned(),
        folder => format!("{}/{name}", folder.trim_end_matches('/')),
    }
}

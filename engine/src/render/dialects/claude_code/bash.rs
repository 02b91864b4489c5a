//! Rules about commands: `Bash(text)`, in whose text `*` stands for any characters.

use std::collections::BTreeMap;

use super::builtin::{GIT, READ_ONLY, STRIPPED};
use super::rule::Rule;
use crate::permission::pattern::Piece;
use crate::permission::{self, Action, Effect, Line, Pattern, Space, may_hide};
use crate::render::command::{Glob, globs};

/// The name of the tool.
pub(super) const TOOL: &str = "Bash";

/// The rules that say what a line of a declaration does; what cannot be said so is left out of what allows, and wider in
/// what asks or denies.
pub(super) fn rules(line: &Line<'_>) -> Vec<Rule> {
    let pattern = line.member.text;
    let allows = line.rule.effect == Effect::Allow;
    let Some(globs) = globs(pattern) else {
        return if allows { Vec::new() } else { vec![Rule::tool(TOOL)] };
    };
    let told = globs.iter().filter(|glob| !allows || is_told(glob));
    // A blank and a star at the end are nothing, too: with another one, they are at least one word.
    let is_some = allows && pattern.ends_with(" * **");
    let written = |glob: &Glob| {
        let is_short = is_some && glob.text.ends_with(" *");
        if is_short { format!("{} *", glob.text) } else { glob.text.clone() }
    };
    let texts: Vec<String> = told.map(written).collect();
    let rule = |text: &String| match text.as_str() {
        "*" => Rule::tool(TOOL),
        text => Rule::of(TOOL, text),
    };
    let is_needed = |text: &&String| {
        // `git push *` is `git push` as well.
        let open = format!("{text} *");
        !(is_ended(&open) && texts.contains(&open))
    };
    texts.iter().filter(is_needed).map(rule).collect()
}

/// Whether a rule that allows a text allows no more than the pattern that it stands for.
///
/// Of two stars, the first runs into a quoted word and hides there what stands between them: `mk 'a go b'` is `mk * go *`.
/// And a program that is not named may be one that runs its arguments.
fn is_told(glob: &Glob) -> bool {
    let program = glob.text.split(' ').next().unwrap_or_default();
    let is_named = !program.contains('*') && !may_hide(program);
    glob.is_exact && is_named && glob.text.matches('*').count() <= 1
}

/// The rules that have what runs unasked asked about, but for what is allowed anyway; with a hole in what is allowed, what
/// could get through it as well.
pub(super) fn closing(allowed: &[Rule], has_holes: bool) -> Vec<Rule> {
    let git = GIT.iter().map(|subcommand| format!("git {subcommand}"));
    let plain = READ_ONLY.iter().filter(|head| **head != "git").map(|head| (*head).to_owned());
    let wrappers = STRIPPED.iter().map(|head| (*head).to_owned());
    let mut heads: Vec<String> = git.chain(plain).chain(wrappers).collect();
    heads.sort_unstable();
    heads.dedup();
    let is_allowed = |head: &String| {
        let whole = Rule::of(TOOL, format!("{head} *"));
        allowed.contains(&whole)
    };
    let mut rules: Vec<Rule> = heads
        .iter()
        .filter(|head| !is_allowed(head))
        .map(|head| Rule::of(TOOL, format!("{head} *")))
        .collect();
    if has_holes && !allowed.is_empty() {
        rules.extend(SIGNS.map(|text| Rule::of(TOOL, text)));
    }
    rules
}

/// Texts with a sign of which the shell makes words that no rule looks at: a glob, `~`, `$`.
const SIGNS: [&str; 5] = ["*?*", "*[*", r"*\**", "*~*", "*$*"];

/// What rules match for sure among simple commands, written plainly; none of what is not read.
pub(super) fn meaning<'r>(
    rules: impl Iterator<Item = (Effect, &'r Rule)>,
) -> Vec<permission::Rule> {
    let mut read = Vec::new();
    // Those about all uses of a program, or of a part of `git`, are many: one for each effect says the same.
    let mut heads: BTreeMap<(Effect, bool), Vec<String>> = BTreeMap::new();
    for (effect, rule) in rules.filter(|(_, rule)| rule.tool == TOOL) {
        let text = rule.content.as_deref().unwrap_or("*");
        let bare = text.strip_suffix(" *").filter(|_| is_ended(text)).unwrap_or_default();
        match bare.strip_prefix("git ") {
            Some(subcommand) if is_word(subcommand) => {
                heads.entry((effect, true)).or_default().push(subcommand.to_owned());
            }
            _ if is_word(bare) => heads.entry((effect, false)).or_default().push(bare.to_owned()),
            _ => read.extend(one_meaning(effect, text)),
        }
    }
    let grouped = heads.into_iter().map(|((effect, is_git), heads)| {
        let pattern = if is_git { in_git(heads) } else { Pattern::begun(&[heads]) };
        permission::Rule::new(effect, Action::Run, pattern)
    });
    read.into_iter().chain(grouped).collect()
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && !text.contains(' ')
}

fn in_git(subcommands: Vec<String>) -> Pattern {
    Pattern::begun(&[vec!["git".to_owned()], subcommands])
}

fn one_meaning(effect: Effect, text: &str) -> Option<permission::Rule> {
    let pattern = match text {
        "*" => Pattern::everything(Action::Run)?,
        // Of no request that is written plainly.
        text if SIGNS.contains(&text) => return None,
        text => text_pattern(text, effect),
    };
    Some(permission::Rule::new(effect, Action::Run, pattern))
}

/// What runs unasked: at most every use of a program that runs unasked with some arguments, or that is looked through where
/// what it runs is allowed.
pub(super) fn unasked() -> Vec<permission::Rule> {
    let heads = READ_ONLY.iter().chain(STRIPPED).filter(|head| **head != "git");
    let plain = Pattern::begun(&[heads.map(|head| (*head).to_owned()).collect()]);
    let git = in_git(GIT.iter().map(|text| (*text).to_owned()).collect());
    let rule = |pattern| permission::Rule::new(Effect::Allow, Action::Run, pattern);
    [plain, git].map(rule).to_vec()
}

/// A text with stars as a pattern; ` *` at the end stands for nothing, too, where it is the only star. Where it allows, what
/// stands between two stars may lie in a quoted word.
fn text_pattern(text: &str, effect: Effect) -> Pattern {
    if is_ended(text)
        && let Some(bare) = text.strip_suffix(" *")
    {
        let words = bare.split(' ').map(|word| vec![word.to_owned()]).collect::<Vec<_>>();
        return Pattern::begun(&words);
    }
    let stars = text.matches('*').count();
    let mut pieces = Vec::new();
    for (at, literal) in text.split('*').enumerate() {
        if at > 0 {
            pieces.push(Piece::Any);
        }
        let is_between = effect == Effect::Allow && (1..stars).contains(&at);
        let parts = if is_between { literal.split(' ').collect() } else { vec![literal] };
        for (at, part) in parts.into_iter().enumerate() {
            pieces.extend((at > 0).then_some(Piece::Blank));
            pieces.extend((!part.is_empty()).then_some(Piece::Text(part)));
        }
    }
    Pattern::across(Space::Command, &pieces)
}

/// Whether a text ends in its only star, with a blank before it.
fn is_ended(text: &str) -> bool {
    text.ends_with(" *") && text.matches('*').count() == 1
}

//! What no walk over simple commands sees: commands in the script that a shell is given.
//!
//! A line is decided with the commands of such scripts: what denies or asks for them counts. A comparison of patterns does not look into
//! them, so that it proves nothing where a script could hold what it is about.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::compare::excess;
use super::language::Language;
use super::resource::command::{SHELLS, WRAPPERS};
use super::{Action, Effect, Excess, Given, Pattern, Space};

/// Commands that are given a script.
static SCRIPTS: LazyLock<Pattern> = LazyLock::new(|| {
    let names = |names: &[&str]| {
        names.iter().map(|name| regex_syntax::escape(name)).collect::<Vec<_>>().join("|")
    };
    let (shells, wrappers) = (names(SHELLS), names(WRAPPERS));
    let (folder, words, word) = (r"(?:[^\x00\x01]*/)?", r"(?:[^\x00]+\x00)*", r"[^\x00]+\x00");
    let option = r"(?:-[^\x00]*c[^\x00]*|--command[^\x00]*)\x00";
    let wrapper = format!(r"(?:{folder}(?:{wrappers})\x00{words})?");
    let shell = format!(r"{folder}(?:{shells})\x00{words}{option}{words}");
    let builtin = format!(r"(?:eval|trap|{folder}watch)\x00{words}{word}");
    let split = format!(r"{folder}env\x00{words}(?:-[^\x00]*S|--split-string)[^\x00]*\x00{words}");
    let expression = format!("{wrapper}(?:{shell}|{builtin}|{split})");
    let signs = SHELLS
        .iter()
        .chain(WRAPPERS)
        .chain(&["eval trap watch env --command --split-string", "/cS\0\u{1}"]);
    let mentioned = signs.flat_map(|text| text.bytes());
    let mentioned = mentioned.fold(0, |all, byte| all | 1_u128 << (byte & 127));
    Pattern::of(Language::ours(Space::Command, expression.into(), Some(mentioned)))
});

/// Whether a script could hold a command that is guarded less after a change.
#[must_use]
pub fn may_hide_change(before: &Given<'_>, after: &Given<'_>) -> bool {
    let guards = |given: &Given<'_>| -> HashSet<String> {
        let all = given.rules.iter().filter(|rule| rule.effect < Effect::Allow);
        all.map(|rule| rule.content()).collect()
    };
    !guards(before).is_subset(&guards(after)) && may_hide_request(after, Effect::Deny)
}

/// Whether a script could hold any command at all, and be given more than this.
#[must_use]
pub fn may_hide_request(given: &Given<'_>, most: Effect) -> bool {
    let runs = given.rules.iter().any(|rule| rule.action == Action::Run && rule.effect > most);
    runs && excess(given, most, &SCRIPTS) != Excess::None
}

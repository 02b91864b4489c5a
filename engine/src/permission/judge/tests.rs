//! What rules make of words that are not known, and of programs behind `cd`.

use bailiwick_schema::vocabulary::Kind;

use crate::permission::Authority;
use crate::permission::{Action, Arguments, Doubt, Effect};
use crate::workspace::load;
use crate::world::Memory;

/// What is decided on a line by rules, and why it is asked at best.
fn decided(rules: &str, line: &str) -> (Effect, Option<Doubt>) {
    let text = format!("agent \"clerk\" {{\n    permissions {{\n{rules}\n    }}\n}}\n");
    let workspace = load(&Memory::example(&text));
    let fleet = workspace.fleet();
    let (_, agent) = fleet.sorted(Kind::Agent)[0];
    let effective = workspace.effective(agent, None);
    let authority = Authority::of(&effective);
    let answer = authority.decide(Action::Run, line, &Arguments::default());
    (answer.effect, answer.share.and_then(|share| share.doubt))
}

const REMOVES: &str = "allow run \"xargs **\" \"find **\"\n deny run \"rm -rf /\"";

#[test]
fn words_that_a_rule_could_guard_are_asked_for() {
    for line in ["xargs rm -rf", "find . -exec rm -rf {} +", "find . -delete"] {
        assert_eq!(decided(REMOVES, line), (Effect::Ask, Some(Doubt::Appended)), "{line}");
    }
    for line in ["xargs rm a", "xargs grep -l rm", "find . -name rm"] {
        assert_eq!(decided(REMOVES, line), (Effect::Allow, None), "{line}");
    }
    let alone = "allow run \"xargs rm **\"";
    assert_eq!(decided(alone, "xargs rm -rf"), (Effect::Allow, None));
    let asked = "allow run \"xargs **\"\n ask run \"git push **\"";
    assert_eq!(decided(asked, "xargs git"), (Effect::Ask, Some(Doubt::Appended)));
}

#[test]
fn a_program_behind_cd_is_in_doubt_where_a_rule_names_one_like_it() {
    let line = "cd sub && ./prog";
    let named = "allow run \"cd **\" \"./prog **\"";
    assert_eq!(decided(named, line), (Effect::Ask, Some(Doubt::Folder)));
    assert_eq!(decided("allow run \"**\"", line), (Effect::Allow, None));
    let denied = "allow run \"**\"\n deny run \"sub/prog **\"";
    assert_eq!(decided(denied, line), (Effect::Ask, Some(Doubt::Folder)));
    assert_eq!(decided(named, "./prog"), (Effect::Allow, None));
}

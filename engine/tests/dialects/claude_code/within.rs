//! Policies that the settings of Claude Code say to the letter.
//!
//! Commands that are allowed with all their arguments or with none, of programs that do not run unasked; what they deny is
//! denied behind wrappers as well where nothing is asked about. Files of the folder, all of them but those that are denied.
//! Tools of a server that the agent has as a whole. The mode is one for all: either nothing that is given is asked about
//! by default, or all of it.

use bailiwick_engine::permission::{Action, Effect};

use super::super::policy::{Agent, Line, Policy};
use super::super::random::Random;

pub fn policy(random: &mut Random) -> Policy {
    let mut agent = Agent::default();
    let is_open = random.below(2) == 0;
    let mut given = Vec::new();
    if random.below(4) > 0 {
        given.push(Action::Run);
        commands(&mut agent, random, is_open);
    }
    if !is_open && random.below(2) == 0 {
        given.push(Action::Read);
        agent.lines.push(Line::new(Effect::Allow, Action::Read, "**"));
        for _ in 0..random.below(3) {
            let path = random.one(&["secrets/**", "docs/**", "**/keys/**", "src/*/k/**"]);
            agent.lines.push(Line::new(Effect::Deny, Action::Read, path));
        }
    }
    if is_open && random.below(2) == 0 {
        given.push(Action::Write);
        for _ in 0..random.below(3) {
            let effect = [Effect::Ask, Effect::Deny][random.below(2)];
            let path = random.one(&["secrets/**", "**/keys/**", "docs/**", "/etc/**", "~/**"]);
            agent.lines.push(Line::new(effect, Action::Write, path));
        }
    }
    if random.below(3) == 0 {
        given.push(Action::Fetch);
        let effect = if is_open && random.below(2) == 0 { Effect::Ask } else { Effect::Allow };
        agent.lines.push(Line::new(effect, Action::Fetch, "**"));
    }
    if is_open {
        agent.otherwise = given;
    }
    let mut policy = Policy(vec![agent]);
    if random.below(4) == 0 {
        // Another agent that is given the same.
        policy.0.push(policy.0[0].clone());
    }
    policy
}

fn commands(agent: &mut Agent, random: &mut Random, is_open: bool) {
    for _ in 0..random.below(3) + 1 {
        let text = random.one(&[
            "mk **",
            "mk go **",
            "mk a",
            "p",
            "p a push",
            "p **",
            "git push **",
            "rm a **",
            "ls **",
        ]);
        agent.lines.push(Line::new(Effect::Allow, Action::Run, text));
    }
    for _ in 0..random.below(3) {
        let effect = if is_open { Effect::Ask } else { Effect::Deny };
        let text = random.one(&["mk go", "mk go **", "p a **", "rm -rf **", "git push a"]);
        agent.lines.push(Line::new(effect, Action::Run, text));
    }
}

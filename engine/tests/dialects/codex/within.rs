//! Policies that rules, profile and tools of Codex say to the letter.
//!
//! Where a person is asked about the rest: programs with all that begins with some words, and those of them to be asked about.
//! Where nobody is: the same, and denials; folders without what stays as it is in them. Images of folders, and tools by name.

use bailiwick_engine::permission::{Action, Effect};

use super::super::policy::{Agent, Line, Policy};
use super::super::random::Random;

pub fn policy(random: &mut Random) -> Policy {
    let mut agent = Agent::default();
    let is_open = random.below(2) == 0;
    commands(&mut agent, random, is_open);
    if is_open {
        agent.otherwise = vec![Action::Run, Action::Write];
    } else {
        folders(&mut agent, random);
    }
    for _ in 0..random.below(3) {
        let path = random.one(&["**", "docs/**", "src/**", "docs/x/**"]);
        agent.lines.push(Line::new(Effect::Allow, Action::Read, path));
    }
    if random.below(2) == 0 {
        agent.servers = vec![("s", &[])];
        let effects = [Effect::Allow, if is_open { Effect::Ask } else { Effect::Deny }];
        for tool in ["s/get_a", "s/get_b", "s/put"] {
            if random.below(3) > 0 {
                agent.lines.push(Line::new(effects[random.below(2)], Action::Call, tool));
            }
        }
        if is_open && random.below(2) == 0 {
            agent.otherwise.push(Action::Call);
        }
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
        let text =
            random.one(&["mk **", "mk go **", "git status **", "ls **", "./p **", "p a -rf **"]);
        agent.lines.push(Line::new(Effect::Allow, Action::Run, text));
    }
    for _ in 0..random.below(3) {
        let effect = if is_open { Effect::Ask } else { Effect::Deny };
        let text =
            random.one(&["mk a **", "mk go push **", "git status a **", "rm -rf **", "cat **"]);
        agent.lines.push(Line::new(effect, Action::Run, text));
    }
}

fn folders(agent: &mut Agent, random: &mut Random) {
    for folder in ["docs", "src"] {
        if random.below(2) > 0 {
            continue;
        }
        // What may be written is shown, too.
        for action in [Action::Read, Action::Write] {
            agent.lines.push(Line::new(Effect::Allow, action, format!("{folder}/**")));
        }
        for name in [".git", ".codex", ".agents", "x"] {
            let path = format!("{folder}/{name}/**");
            agent.lines.push(Line::new(Effect::Deny, Action::Write, path));
        }
    }
}

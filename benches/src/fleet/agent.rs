//! One agent: about 1.5 kB of KDL, as a team would write it.

use std::fmt::Write as _;

use super::{AREAS, Made, Plan, base, instruction_path, is_template, shared};
use crate::prose::Prose;
use crate::random::Random;

const ROLES: [&str; 16] = [
    "analyst",
    "assistant",
    "auditor",
    "checker",
    "clerk",
    "coordinator",
    "drafter",
    "editor",
    "forecaster",
    "guide",
    "monitor",
    "planner",
    "researcher",
    "reviewer",
    "sorter",
    "summarizer",
];
const MODELS: [&str; 4] = [
    "anthropic/claude-sonnet-4-5-20250929",
    "anthropic/claude-haiku-4-5-20251001",
    "openai/gpt-5.4-2026-03-05",
    "openai/gpt-5.4-mini-2026-03-17",
];

/// How long a declaration is made, in bytes.
const BYTES: usize = 1_500;

/// The name of an agent.
#[must_use]
pub fn name(plan: &Plan, at: usize) -> String {
    let mut random = plan.random("name", at);
    format!("{}/{}-{at}", random.pick(&AREAS), random.pick(&ROLES))
}

/// The file of an agent, a hundred to a folder.
#[must_use]
pub fn path(at: usize) -> String {
    format!("agents/{:04}/{at:06}.kdl", at / 100)
}

pub(super) fn area(plan: &Plan, at: usize) -> &'static str {
    let position = plan.random("name", at).below(AREAS.len());
    AREAS.get(position).copied().unwrap_or_default()
}

pub(super) fn stage(plan: &Plan, at: usize) -> &'static str {
    match plan.random("stage", at).below(100) {
        0..60 => "active",
        60..75 => "canary",
        75..90 => "review",
        _ => "draft",
    }
}

/// Whether it has a block for production: four in ten of those that get there.
pub(super) fn is_overlaid(plan: &Plan, at: usize) -> bool {
    matches!(stage(plan, at), "active" | "canary") && plan.random("overlay", at).percent(40)
}

/// The declaration of an agent.
pub(super) fn file(plan: &Plan, prose: &Prose, at: usize) -> Made {
    let mut random = plan.random("agent", at);
    let area = area(plan, at);
    let head = head(plan, &mut random, area, at);
    let tail = tail(plan, &mut random, area, at);
    let mut text = head;
    let left = BYTES.saturating_sub(text.len() + tail.len() + 40).max(100);
    text.push_str("    instructions \"\"\"\n");
    for line in prose.lines(&mut random, left) {
        let _ = writeln!(text, "        {line}");
    }
    text.push_str("        \"\"\"\n");
    text.push_str(&tail);
    Made { path: path(at), text }
}

fn head(plan: &Plan, random: &mut Random, area: &str, at: usize) -> String {
    let name = name(plan, at);
    let mut kdl =
        format!("// Looked after by the {area} team; see docs/{area}.\nagent \"{name}\" {{\n");
    let _ = writeln!(kdl, "    title \"{} {at}\"", capital(area));
    let _ = writeln!(kdl, "    summary \"Helps the {area} team with its daily work, part {at}\"");
    let _ = writeln!(kdl, "    owner \"{area}-team\"");
    let _ = writeln!(kdl, "    tag \"{area}\" \"tier-{}\"", random.between(1, 3));
    let _ = writeln!(kdl, "    extends \"{}\"", base::leaf(random.below(base::LEAVES)));
    let _ = writeln!(kdl, "    stage \"{}\"", stage(plan, at));
    match random.below(3) {
        0 => {
            let model = random.pick(&MODELS);
            let tokens = 1024 << random.below(4);
            let _ = writeln!(
                kdl,
                "    model \"{model}\" {{\n        temperature 0.{}\n        max-output-tokens {tokens}\n        fallback \"openai/gpt-5.4-nano-2026-03-17\" // the cheapest that does\n    }}",
                random.below(10)
            );
        }
        1 => {
            let _ =
                writeln!(kdl, "    model {{\n        temperature 0.{}\n    }}", random.below(10));
        }
        _ => {}
    }
    let file = random.below(plan.instruction_files());
    let template = if is_template(file) { " template=#true" } else { "" };
    let _ = writeln!(kdl, "    instructions file=\"{}\"{template}", instruction_path(file));
    kdl
}

fn tail(plan: &Plan, random: &mut Random, area: &str, at: usize) -> String {
    let mut kdl = String::new();
    if random.percent(50) {
        let _ = writeln!(
            kdl,
            "    knowledge \"docs/{area}/**/*.md\" {{\n        except \"docs/{area}/drafts/**\"\n    }}"
        );
    }
    let others: Vec<&str> = AREAS.iter().copied().filter(|other| *other != area).collect();
    let mut servers = random.some(&others, 2);
    servers.insert(0, area);
    for server in &servers {
        let _ = writeln!(
            kdl,
            "    server \"{server}\" {{\n        only \"list_*\" \"get_*\" \"{}\"\n    }}",
            shared::writing_tool(server, random.below(shared::WRITING))
        );
    }
    let _ = writeln!(kdl, "    skill \"{}\"", shared::skill(random.below(shared::SKILLS)));
    if random.percent(60) {
        let _ = writeln!(kdl, "    memory \"{area}-notes\"");
    }
    if let Some(other) = colleague(plan, random, at) {
        let _ = writeln!(kdl, "    delegate \"{other}\"");
    }
    limits(random, &mut kdl);
    if random.percent(40) {
        kdl.push_str("    failure {\n        retry 2 backoff=\"2s\"\n        circuit-breaker after=5 within=\"1m\" cool-down=\"5m\"\n    }\n");
    }
    let _ = writeln!(kdl, "    evaluation \"{area}-quality\"");
    if is_overlaid(plan, at) {
        overlay(random, servers.last().copied(), &mut kdl);
    }
    kdl.push_str("}\n");
    kdl
}

fn limits(random: &mut Random, kdl: &mut String) {
    let _ = writeln!(kdl, "    limits {{\n        steps {}", random.between(10, 60));
    let _ = writeln!(kdl, "        tokens-per-run {}", 50_000 * random.between(1, 8));
    let _ = writeln!(
        kdl,
        "        cost-per-run \"{}.{}0 USD\"",
        random.between(1, 3),
        random.below(10)
    );
    if random.percent(50) {
        let _ = writeln!(kdl, "        rate \"{}/min\" of=\"calls\"", random.between(10, 90));
    }
    kdl.push_str("    }\n");
}

fn overlay(random: &mut Random, server: Option<&str>, kdl: &mut String) {
    let _ = writeln!(
        kdl,
        "    in \"prod\" {{\n        limits {{\n            cost-per-day \"{} USD\"\n            concurrency {}\n        }}",
        random.between(20, 50),
        random.between(2, 8)
    );
    if let Some(server) = server.filter(|_| random.percent(25)) {
        let _ = writeln!(kdl, "        (remove)server \"{server}\"");
    }
    kdl.push_str("    }\n");
}

/// An active agent of a lower number, so that hand-overs make no circle.
fn colleague(plan: &Plan, random: &mut Random, at: usize) -> Option<String> {
    let found = (0..8)
        .map(|_| random.below(at))
        .find(|other| *other < at && stage(plan, *other) == "active");
    found.filter(|_| random.percent(50)).map(|other| name(plan, other))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

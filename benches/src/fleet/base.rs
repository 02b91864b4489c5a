//! Thirty bases at depth three: three roots, nine below them, eighteen that agents extend.

use std::fmt::Write as _;

use super::{Made, Plan};
use crate::prose::Prose;

const ROOTS: [&str; 3] = ["company", "partner", "platform"];
const KINDS: [&str; 3] = ["analysis", "automation", "support"];
const CARE: [&str; 2] = ["sensitive", "standard"];

/// How many bases agents extend.
pub(super) const LEAVES: usize = ROOTS.len() * KINDS.len() * CARE.len();

fn of<'a>(names: &[&'a str], at: usize) -> &'a str {
    names.get(at % names.len().max(1)).copied().unwrap_or_default()
}

fn middle(at: usize) -> String {
    format!("{}/{}", of(&ROOTS, at / KINDS.len()), of(&KINDS, at))
}

/// The name of a base that agents extend.
pub(super) fn leaf(at: usize) -> String {
    format!("{}/{}", middle(at / CARE.len()), of(&CARE, at))
}

pub(super) fn files(plan: &Plan, prose: &Prose) -> Vec<Made> {
    let mut files = Vec::new();
    let mut kdl = String::from(
        "// What agents share: three roots, nine kinds, eighteen that agents extend.\n",
    );
    let mut add = |kdl: &mut String, name: &str, below: &str, body: &str| {
        let path = format!("instructions/bases/{}.md", name.replace('/', "-"));
        let mut random = plan.random("base", files.len());
        let title = format!("Rules for {name}");
        files.push(Made { path: path.clone(), text: prose.text(&mut random, &title, 1_500) });
        let _ = writeln!(kdl, "\nbase \"{name}\" {{");
        if !below.is_empty() {
            let _ = writeln!(kdl, "    extends \"{below}\"");
        }
        let _ = writeln!(kdl, "    instructions file=\"{path}\"\n{body}}}");
    };
    for root in ROOTS {
        add(&mut kdl, root, "", ROOT);
    }
    for at in 0..ROOTS.len() * KINDS.len() {
        add(&mut kdl, &middle(at), of(&ROOTS, at / KINDS.len()), MIDDLE);
    }
    for at in 0..LEAVES {
        add(&mut kdl, &leaf(at), &middle(at / CARE.len()), LEAF);
    }
    files.push(Made { path: "shared/bases.kdl".to_owned(), text: kdl });
    files
}

const ROOT: &str = r#"    model "anthropic/claude-sonnet-4-5-20250929" {
        temperature 0.2
        max-output-tokens 4096
        fallback "openai/gpt-5.4-mini-2026-03-17"
    }
    server "directory" {
        only "list_*" "get_*"
    }
    limits {
        steps 40
        tokens-per-run 200000
        cost-per-run "2.00 USD"
        wall-clock "10m"
    }
    failure {
        retry 1 backoff="1s"
        timeout "30s"
        escalate "on-call"
    }
"#;

const MIDDLE: &str = r#"    skill "skill-00"
    limits {
        rate "60/min" of="calls"
    }
"#;

const LEAF: &str = r#"    memory "shared-notes"
    in "prod" {
        limits {
            cost-per-run "1.00 USD"
        }
    }
"#;

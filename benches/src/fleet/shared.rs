//! What all agents share: the workspace, people, secrets, servers, memories, skills, suites and documents.

use std::fmt::Write as _;

use super::{AREAS, Made, Plan};
use crate::prose::Prose;

/// How many skills there are.
pub(super) const SKILLS: usize = 30;

const VERBS: [&str; 4] = ["add", "assign", "create", "update"];

/// How many tools of a server write.
pub(super) const WRITING: usize = VERBS.len();

/// A tool of a server that writes.
pub(super) fn writing_tool(server: &str, at: usize) -> String {
    format!("{}_{server}", VERBS.get(at).copied().unwrap_or_default())
}

pub(super) fn skill(at: usize) -> String {
    format!("skill-{at:02}")
}

pub(super) fn files(plan: &Plan, prose: &Prose) -> Vec<Made> {
    let mut files = vec![
        Made { path: "bailiwick.kdl".to_owned(), text: WORKSPACE.to_owned() },
        Made { path: "shared/people.kdl".to_owned(), text: people() },
        Made { path: "shared/secrets.kdl".to_owned(), text: secrets() },
        Made { path: "shared/servers.kdl".to_owned(), text: servers() },
        Made { path: "shared/stores.kdl".to_owned(), text: stores() },
    ];
    for at in 0..SKILLS {
        let mut random = plan.random("skill", at);
        let name = skill(at);
        let body = prose.text(&mut random, "Steps", 2_000);
        let text = format!(
            "---\nname: {name}\ndescription: Does part {at} of the work the way the company wants it done\nlicense: MIT\n---\n\n{body}"
        );
        files.push(Made { path: format!("skills/{name}/SKILL.md"), text });
    }
    for (area_at, area) in AREAS.iter().enumerate() {
        for at in 0..10 {
            let mut random = plan.random("document", area_at * 10 + at);
            let folder = if at == 9 { "drafts/" } else { "" };
            let text = prose.text(&mut random, &format!("About {area}, part {at}"), 3_000);
            files.push(Made { path: format!("docs/{area}/{folder}part-{at}.md"), text });
        }
        let path = format!("evals/{area}/2026-11-01.json");
        files.push(Made { path, text: "{ \"pass_rate\": 0.98 }\n".to_owned() });
    }
    files
}

const WORKSPACE: &str = r#"// A made workspace: no company is like this, and many are.

workspace "made" {
    edition 1
}

use "std/lifecycle/standard@1"
use "std/label/standard@1"

environment "dev" {
    tracks
}
environment "staging" {
    follows "dev"
    defaults {
        limits {
            cost-per-day "20 USD"
        }
    }
}
environment "prod" {
    follows "staging"
    defaults {
        limits {
            cost-per-day "50 USD"
            concurrency 8
        }
    }
    set "currency" "USD"
}

param "currency" type="string" default="EUR"
"#;

fn people() -> String {
    let mut kdl = String::from("// Who owns agents and who is called.\n");
    let _ = write!(
        kdl,
        "\nprincipal \"on-call\" {{\n    email \"on-call@acme.example\"\n    role \"escalation\"\n}}\n"
    );
    for area in AREAS {
        let _ = write!(
            kdl,
            "principal \"{area}-team\" {{\n    summary \"The people behind {area}\"\n    email \"{area}@acme.example\"\n    role \"owner\"\n}}\n"
        );
    }
    kdl
}

fn secrets() -> String {
    let mut kdl = String::from("// Where credentials are kept; nothing here is one.\n\n");
    for area in AREAS.iter().chain(&["directory"]) {
        let _ = writeln!(kdl, "secret \"{area}-token\" {{");
        for environment in super::ENVIRONMENTS {
            let _ = writeln!(
                kdl,
                "    in \"{environment}\" {{\n        from \"vault\" \"kv/{environment}/{area}#token\"\n    }}"
            );
        }
        kdl.push_str("}\n");
    }
    kdl
}

fn servers() -> String {
    let mut kdl =
        String::from("// What agents reach: a server for each area, and the directory.\n");
    for (at, area) in AREAS.iter().chain(&["directory"]).enumerate() {
        let _ = writeln!(kdl, "\nserver \"{area}\" {{\n    summary \"Everything about {area}\"");
        if at % 3 == 0 {
            let _ = writeln!(kdl, "    command \"/opt/acme/mcp/{area}-1.{at}.0\" \"--stdio\"");
            let _ = writeln!(kdl, "    env \"ACME_TOKEN\" secret=\"{area}-token\"");
        } else {
            let _ = writeln!(kdl, "    url \"https://mcp.dev.acme.example/{area}\"");
            let _ = writeln!(kdl, "    header \"Authorization\" secret=\"{area}-token\"");
        }
        kdl.push_str("    label \"private\"\n\n");
        for tool in ["list", "list_changed", "get", "get_past"] {
            let _ = writeln!(
                kdl,
                "    tool \"{tool}_{area}\" {{\n        label \"untrusted\"\n        idempotent\n        read-only\n    }}"
            );
        }
        for tool in VERBS {
            let _ = writeln!(
                kdl,
                "    tool \"{tool}_{area}\" {{\n        summary \"Changes one thing in {area}\"\n    }}"
            );
        }
        if at % 3 != 0 {
            let _ = writeln!(
                kdl,
                "    in \"prod\" {{\n        url \"https://mcp.acme.example/{area}\"\n    }}"
            );
        }
        kdl.push_str("}\n");
    }
    kdl
}

fn stores() -> String {
    let mut kdl =
        String::from("// What agents keep, what they can do, and what they are tested with.\n\n");
    let _ = write!(
        kdl,
        "memory \"shared-notes\" {{\n    scope \"fleet\"\n    retain \"30d\"\n    holds \"business-data\"\n}}\n"
    );
    for area in AREAS {
        let _ = write!(
            kdl,
            "memory \"{area}-notes\" {{\n    summary \"What the agents of {area} found out\"\n    scope \"team\"\n    retain \"90d\"\n    holds \"private\"\n}}\n"
        );
    }
    for at in 0..SKILLS {
        let _ = writeln!(kdl, "skill \"{0}\" folder=\"skills/{0}\"", skill(at));
    }
    for area in AREAS {
        let _ = write!(
            kdl,
            "evaluation \"{area}-quality\" {{\n    results \"evals/{area}/*.json\" format=\"metrics\"\n    metric \"pass_rate\"\n}}\n"
        );
    }
    kdl
}

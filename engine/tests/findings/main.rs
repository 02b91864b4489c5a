//! What rules find where their examples do not reach: layers, several environments, odd spellings.

mod counts;
mod layers;
mod names;
mod places;
mod servers;
mod slips;
mod templates;
mod words;

use bailiwick_engine::workspace::load;
use bailiwick_engine::world::Memory;
use expect_test::Expect;

/// The findings of these rules in a workspace, each with the text that it stands at.
fn check(rules: &[&str], files: &str, expected: &Expect) {
    let world = Memory::example(files);
    let workspace = load(&world);
    let mut shown = String::new();
    for found in workspace.diagnostics().diagnostics {
        if !rules.contains(&found.rule.name) {
            continue;
        }
        let source = workspace.source(&found.primary.path).unwrap_or_default();
        let text = found.primary.span.text(&source).lines().next().unwrap_or_default();
        shown.push_str(&format!("{} at {text}: {}\n", found.rule.name, found.message));
    }
    expected.assert_eq(&shown);
}

const ENVIRONMENTS: &str = r#"
environment "dev" {
    tracks
}
environment "staging" {
    follows "dev"
}
environment "prod" {
    follows "staging"
    defaults {
        stage "canary"
        limits {
            steps 10
        }
    }
}
"#;

fn with_environments(rest: &str) -> String {
    format!("{ENVIRONMENTS}{rest}")
}

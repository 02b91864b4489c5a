//! What an agent of a project may do: what the settings give and its own tools reach, never more than either.

use crate::permission::{Action, Effect};
use crate::runtime::claude_code::{TOOLS, Uses};

use super::super::grants::{Given, Grant, Grants, INSIDE, OUTSIDE};
use super::Project;

/// Takes out what the settings say anyway, and denies what no tool reaches; gives the rules that refuse what would be asked.
pub(super) fn with_settings(
    grants: &mut Grants,
    project: &Project,
    never_asks: bool,
) -> Vec<String> {
    let reached = |action| match &grants.tools {
        Given::All => true,
        Given::Only(tools) => tools.iter().any(|tool| reaches(tool, action)),
    };
    let actions = [Action::Read, Action::Write, Action::Run, Action::Fetch];
    let denied: Vec<Grant> =
        actions.into_iter().filter(|action| !reached(*action)).flat_map(denial).collect();
    // What is called unasked stays so, where the settings say nothing of it.
    let is_own = |rule: &Grant| match (&grants.tools, rule.effect) {
        (_, Effect::Deny) => true,
        (_, Effect::Ask) => false,
        (_, Effect::Allow) => rule.action == Action::Call && !project.rules.contains(rule),
    };
    let mut rules: Vec<Grant> = grants.rules.iter().filter(|rule| is_own(rule)).cloned().collect();
    if never_asks && matches!(grants.tools, Given::All) {
        // The denials that the defaults call for are those of other rules.
        rules.retain(|rule| rule.effect != Effect::Deny || !is_default_refusal(rule));
    }
    grants.rules = rules;
    let mut refused = Vec::new();
    if never_asks && !project.refuses {
        let asked = project.rules.iter().filter(|rule| rule.effect == Effect::Ask);
        refused = asked.map(|rule| Grant { effect: Effect::Deny, ..rule.clone() }).collect();
        grants.last_word_removed = true;
    }
    grants.add(refused.iter().cloned());
    grants.add(denied);
    if matches!(&grants.tools, Given::Only(tools) if tools.is_empty()) {
        grants.no_builtin = true;
    }
    refused.iter().map(Grant::written).collect()
}

/// Gives the servers of the project to who names no tools.
pub(super) fn reach_all(grants: &mut Grants, project: &Project, refused: &[String]) {
    let is_refused = |named: &&super::Named| {
        let of_it = |word: &String| {
            word.strip_prefix("mcp__").is_some_and(|rest| named.is_of(rest) || rest == "*")
        };
        refused.iter().any(of_it)
    };
    for named in project.named.iter().filter(|named| !is_refused(named)) {
        grants.reach(&named.declared, "*");
    }
}

/// Whether a rule refuses what is asked where no settings say anything.
fn is_default_refusal(rule: &Grant) -> bool {
    super::base::rules().into_iter().any(|asked| {
        asked.effect == Effect::Ask
            && (asked.action, &asked.pattern) == (rule.action, &rule.pattern)
    })
}

/// Whether a tool of `builtin` is a way to an action.
fn reaches(declared: &str, action: Action) -> bool {
    let wanted = match action {
        Action::Read => Uses::Reads,
        Action::Write => Uses::Writes,
        Action::Run => Uses::Runs,
        _ => Uses::Fetches,
    };
    TOOLS.iter().any(|tool| tool.declared == declared && tool.uses == wanted)
}

/// The rules that deny an action.
fn denial(action: Action) -> Vec<Grant> {
    let is_path = matches!(action, Action::Read | Action::Write);
    let outside = OUTSIDE.into_iter().filter(|_| is_path);
    let all = std::iter::once(INSIDE).chain(outside);
    all.map(|pattern| Grant::new(Effect::Deny, action, pattern)).collect()
}

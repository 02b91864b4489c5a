//! `overlay-without-effect`: a layer that says again what the layer below says.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::{Item, Layering, Value};
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::{self, Merge};

use crate::check::{Check, Report, Run, Scope};
use crate::compose::{Effective, Field};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW3022",
    name: "overlay-without-effect",
    severity: Severity::Info,
    summary: "an overlay that sets what holds already",
    why: "An `in` block shows where an environment differs. A value in it that is not different hides those that are, and stays behind \
          when the value below is changed for all. If it must stay as it is whatever the layers below say, suppress this with the reason.",
    bad: r#"
environment "prod" {
    tracks
}
agent "clerk" {
    limits {
        steps 40
    }
    in "prod" {
        limits {
            steps 40
        }
    }
}
"#,
    good: r#"
environment "prod" {
    tracks
}
agent "clerk" {
    limits {
        steps 40
    }
    in "prod" {
        limits {
            steps 20
        }
    }
}
"#,
    references: &["CWE-1164"],
};

fn find(_: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    let Some(environment) = effective.environment else { return };
    // Without an `in` block of its own, an agent is a layer over others on purpose.
    let mut overlays = effective
        .agent
        .children_of(&vocabulary::IN)
        .filter(|block| block.arguments().len() == 1 && block.text() == environment.text());
    if overlays.next().is_none() {
        return;
    }
    for field in &effective.fields {
        one(effective.agent, environment, field, report);
    }
}

fn one(agent: Item<'_>, environment: Item<'_>, field: &Field<'_>, report: &mut Report) {
    for child in &field.children {
        one(agent, environment, child, report);
    }
    let Some(below) = field.overrode.last() else { return };
    let above = field.item;
    let replaces =
        matches!(above.spec().merge, Merge::Single | Merge::KeyedBy(_) | Merge::SingleOrContainer);
    let plain = above.layering() == Layering::Merge && !above.arguments().is_empty();
    if !replaces || !plain || !is_same(above, below) || !is_in_overlay(agent, environment, above) {
        return;
    }
    // What the environment's own defaults say is not what the agent would have without them.
    if environment.span().touches(below.span().start) && environment.path() == below.path() {
        return;
    }
    let name = above.spec().name;
    report.push(
        Diagnostic::new(
            &RULE,
            above.path(),
            above.key_span(),
            format!("this `{name}` is what holds already"),
        )
        .related(below.path(), below.key_span(), "set here")
        .help("take it away, or write the value that was meant"),
    );
}

/// Whether a node stands in an `in` block of the agent for this environment alone.
fn is_in_overlay(agent: Item<'_>, environment: Item<'_>, item: Item<'_>) -> bool {
    agent.path() == item.path()
        && agent.children_of(&vocabulary::IN).any(|block| {
            block.arguments().len() == 1
                && block.text() == environment.text()
                && block.span().touches(item.span().start)
        })
}

fn is_same(a: Item<'_>, b: Item<'_>) -> bool {
    let same = |left: &Value, right: &Value| match (a.text_of(left), b.text_of(right)) {
        (Some(left), Some(right)) => left == right,
        (None, None) => left == right && *left != Value::Invalid,
        _ => false,
    };
    let childless = a.children().next().is_none() && b.children().next().is_none();
    let arguments = a.arguments().len() == b.arguments().len()
        && a.arguments()
            .iter()
            .zip(b.arguments())
            .all(|(left, right)| same(&left.value, &right.value));
    let properties = a.properties().len() == b.properties().len()
        && a.properties().iter().all(|property| {
            let key = property.spec.map_or("", |spec| spec.name);
            b.property(key).is_some_and(|other| same(&property.value, &other.value))
        });
    childless && arguments && properties
}

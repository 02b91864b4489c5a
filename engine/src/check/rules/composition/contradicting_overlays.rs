//! `contradicting-overlays`: two `in` blocks of one declaration that set the same thing for one environment.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::{Item, Layering};
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::{self, Merge};
use rustc_hash::FxHashMap;

use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Item(&[&vocabulary::AGENT, &vocabulary::BASE], find) };

static RULE: Rule = Rule {
    code: "BW3028",
    name: "contradicting-overlays",
    severity: Severity::Warning,
    summary: "two `in` blocks that set the same thing for one environment",
    why: "The later block wins, and whoever reads or edits the earlier one is misled. Keep one value; blocks of one environment are best \
          written as one.",
    bad: r#"
environment "prod" {
    tracks
}
agent "clerk" {
    in "prod" {
        limits {
            steps 5
        }
    }
    in "prod" {
        limits {
            steps 6
        }
    }
}
"#,
    good: r#"
environment "prod" {
    tracks
}
agent "clerk" {
    in "prod" {
        limits {
            steps 5
        }
    }
    in "prod" {
        title "Clerk"
    }
}
"#,
    references: &["CWE-1164"],
};

/// What is set: the environment, the nodes that lead there and what tells them apart.
type Place<'a> = (&'a str, Vec<(&'static str, &'a str)>);

/// What the blocks before say, by place.
type Seen<'a> = FxHashMap<Place<'a>, Item<'a>>;

fn find(item: Item<'_>, report: &mut Report) {
    let blocks: Vec<Item<'_>> = item.children_of(&vocabulary::IN).collect();
    if blocks.len() < 2 {
        return;
    }
    let mut seen: Seen<'_> = FxHashMap::default();
    for block in blocks {
        for (environment, _) in block.texts() {
            set(block, environment, &mut Vec::new(), &mut seen, report);
        }
    }
}

fn set<'a>(
    block: Item<'a>,
    environment: &'a str,
    path: &mut Vec<(&'static str, &'a str)>,
    seen: &mut Seen<'a>,
    report: &mut Report,
) {
    for child in block.children().filter(|child| child.layering() == Layering::Merge) {
        let key = match child.spec().merge {
            Merge::Keyed | Merge::SetBy => child.text(),
            Merge::KeyedBy(name) => child.property_text(name),
            _ => Some(""),
        };
        path.push((child.spec().name, key.unwrap_or_default()));
        if is_one_value(child) {
            let first = *seen.entry((environment, path.clone())).or_insert(child);
            if first.span().start < child.span().start {
                told(environment, first, child, report);
            }
        }
        set(child, environment, path, seen, report);
        path.pop();
    }
}

/// Whether a later node of the same place takes the whole place of this one.
fn is_one_value(item: Item<'_>) -> bool {
    match item.spec().merge {
        Merge::Single | Merge::KeyedBy(_) => true,
        Merge::SingleOrContainer => !item.arguments().is_empty(),
        _ => false,
    }
}

fn told(environment: &str, first: Item<'_>, again: Item<'_>, report: &mut Report) {
    let name = again.spec().name;
    let message = format!("`{name}` is set twice for `{environment}`, and this one wins");
    report.push(
        Diagnostic::new(&RULE, again.path(), again.key_span(), message)
            .related(first.path(), first.key_span(), "set here before")
            .help("keep one of them"),
    );
}

//! One demand of a policy, and what keeps it from being one.

use bailiwick_schema::document::{Argument, Item, Value};
use bailiwick_schema::path::FilePath;
use bailiwick_schema::span::Span;
use bailiwick_schema::suggest::nearest;
use bailiwick_schema::vocabulary::{self, NodeSpec};

use super::labelled;
use super::limit;
use crate::check::Scope;
use crate::permission::{Action, Effect, Pattern, Resource, Rule, Witness, decide};

/// One demand.
#[derive(Debug)]
pub(super) struct Clause<'w> {
    pub(super) demand: Demand<'w>,
    pub(super) path: &'w FilePath,
    /// The pattern, value or path that says it.
    pub(super) span: Span,
}

/// What is demanded.
#[derive(Debug)]
pub(super) enum Demand<'w> {
    /// Requests that a pattern matches get no more than an effect.
    Bound(Bound<'w>),
    /// A limit is there and no higher.
    Limit { path: &'w str, spec: &'static NodeSpec, most: Value },
    /// Something is there.
    Require { path: &'w str, rows: Vec<&'static NodeSpec> },
}

/// A bound on requests.
#[derive(Debug)]
pub(super) struct Bound<'w> {
    pub(super) action: Action,
    pub(super) most: Effect,
    /// Everything that is bound.
    pub(super) all: Pattern,
    /// Each pattern as it is written; none where a label says which tools are meant.
    pub(super) patterns: Vec<Written<'w>>,
    /// Its number in what is known of bounds.
    pub(super) number: usize,
}

/// A pattern of a policy.
#[derive(Debug)]
pub(super) struct Written<'w> {
    pub(super) pattern: Pattern,
    pub(super) text: &'w str,
    pub(super) span: Span,
}

/// Why a node of a policy demands nothing, and where.
#[derive(Debug)]
pub(crate) struct Flaw {
    /// The place at fault.
    pub(crate) span: Span,
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) help: String,
}

/// The demands of a policy, without those that cannot be read.
pub(super) fn clauses<'w>(scope: &Scope<'w>, policy: Item<'w>) -> Vec<Clause<'w>> {
    let mut clauses = Vec::new();
    for item in policy.children() {
        let spec = item.spec();
        if spec == &vocabulary::FORBID {
            clauses.extend(bound(scope, item, Effect::Deny, item.arguments()));
        } else if spec == &vocabulary::AT_MOST && item.text() == Some("ask") {
            let rest = item.arguments().get(1..).unwrap_or_default();
            clauses.extend(bound(scope, item, Effect::Ask, rest));
        } else if spec == &vocabulary::AT_MOST {
            clauses.extend(limit_clause(item));
        } else if spec == &vocabulary::REQUIRE {
            clauses.extend(item.texts().filter_map(|(path, span)| {
                let rows = rows(path)?;
                let demand = Demand::Require { path, rows };
                Some(Clause { demand, path: item.path(), span })
            }));
        }
    }
    clauses
}

/// The bound of an action and its patterns, or of the tools that have a label; none where nothing is left of it.
fn bound<'w>(
    scope: &Scope<'w>,
    item: Item<'w>,
    most: Effect,
    arguments: &'w [Argument],
) -> Option<Clause<'w>> {
    let (first, rest) = arguments.split_first()?;
    let action = item.text_of(&first.value).and_then(Action::named)?;
    let read = |argument: &'w Argument| {
        let text = item.text_of(&argument.value)?;
        let pattern = scope.patterns().read(action, text).ok()?;
        Some(Written { pattern, text, span: argument.span })
    };
    let patterns: Vec<Written<'w>> = rest.iter().filter_map(read).collect();
    let label = item.property("label").filter(|_| action == Action::Call);
    let labelled = label.and_then(|label| labelled::tools(scope, item.text_of(&label.value)?));
    let all = Pattern::any_of(patterns.iter().map(|one| one.pattern.clone()).chain(labelled))?;
    let span = match (label, patterns.as_slice()) {
        (Some(label), _) => label.span,
        (None, [only]) => only.span,
        (None, _) => item.name_span(),
    };
    let parts: Vec<String> = patterns.iter().map(|one| one.pattern.content()).collect();
    let content = format!("{most} {action} {}\n\n{}", parts.join("\n\n"), all.content());
    let number = scope.proven().bounds.number(content);
    let demand = Demand::Bound(Bound { action, most, all, patterns, number });
    Some(Clause { demand, path: item.path(), span })
}

impl<'w> Bound<'w> {
    /// The first pattern that means a request; none where a label does.
    pub(super) fn meaning(&self, request: &Witness) -> Option<&Written<'w>> {
        let resource = Resource::read(self.action, &request.resource).ok()?;
        self.patterns.iter().find(|written| {
            let rule = Rule::new(Effect::Deny, self.action, written.pattern.clone());
            !decide(&[&rule], &resource, &request.arguments).by.is_empty()
        })
    }
}

fn limit_clause(item: Item<'_>) -> Option<Clause<'_>> {
    let path = item.text()?;
    let spec = limit::row(path)?;
    let value = item.arguments().get(1)?;
    let most = limit::read(item, spec, &value.value).ok()?;
    Some(Clause { demand: Demand::Limit { path, spec, most }, path: item.path(), span: value.span })
}

/// The rows that a path of an agent's block goes through.
fn rows(path: &str) -> Option<Vec<&'static NodeSpec>> {
    let mut rows: Vec<&'static NodeSpec> = Vec::new();
    for name in path.split('/') {
        let parent = rows.last().copied().unwrap_or(&vocabulary::AGENT);
        rows.push(vocabulary::child_named(Some(parent), name)?);
    }
    Some(rows)
}

/// What is wrong with a `forbid` or an `at-most`, beside patterns that cannot be read.
pub(crate) fn flaws(item: Item<'_>) -> Vec<Flaw> {
    if item.is_damaged() {
        return Vec::new();
    }
    if item.spec() == &vocabulary::AT_MOST && item.text() != Some("ask") {
        return limit_flaws(item);
    }
    let is_forbidden = item.spec() == &vocabulary::FORBID;
    let skipped = usize::from(!is_forbidden);
    let Some(first) = item.arguments().get(skipped) else { return Vec::new() };
    let Some(action) = item.text_of(&first.value).and_then(Action::named) else {
        return if is_forbidden { Vec::new() } else { vec![no_action(item, first)] };
    };
    let label = item.property("label");
    let has_pattern = item.arguments().len() > skipped + 1;
    let mut flaws = Vec::new();
    let mut flaw = |span: Span, message: String, help: &str| {
        flaws.push(Flaw { span, message, help: help.to_owned() });
    };
    if let Some(label) = label.filter(|_| action != Action::Call) {
        flaw(
            label.span,
            format!("only tools have labels, and `{action}` names none"),
            "write `call`, or patterns in the place of the label",
        );
    }
    // The row of `forbid` has the decoder choose; `at-most` has other forms, too.
    if !is_forbidden && has_pattern == label.is_some() {
        let both =
            if has_pattern { "both patterns and a label" } else { "neither a pattern nor a label" };
        flaw(
            item.name_span(),
            format!("`at-most` has {both}"),
            "give it patterns of the action, or a `label`",
        );
    }
    flaws
}

fn no_action(item: Item<'_>, argument: &Argument) -> Flaw {
    let written = crate::show::display(item, &argument.value);
    let names = || Action::ALL.iter().map(|action| action.as_str());
    let help = nearest(&written, names()).map_or_else(
        || {
            let names: Vec<String> = names().map(|name| format!("`{name}`")).collect();
            format!("possible are {}", names.join(", "))
        },
        bailiwick_schema::suggest::question,
    );
    Flaw {
        span: argument.span,
        message: format!("the action of `at-most` cannot be `{written}`"),
        help,
    }
}

fn limit_flaws(item: Item<'_>) -> Vec<Flaw> {
    let (Some(path), Some(value)) = (item.text(), item.arguments().get(1)) else {
        return Vec::new();
    };
    let Some(spec) = limit::row(path) else { return Vec::new() };
    let mut flaws = Vec::new();
    if let Err(message) = limit::read(item, spec, &value.value) {
        let help = format!("write it as the limit has it: `{}`", spec.example);
        flaws.push(Flaw { span: value.span, message, help });
    }
    if let Some(argument) = item.arguments().get(2) {
        let message = format!("`{path}` has one highest value");
        let help = "take the others away".to_owned();
        flaws.push(Flaw { span: argument.span, message, help });
    }
    if let Some(label) = item.property("label") {
        let message = format!("`{path}` has nothing to do with labels");
        flaws.push(Flaw { span: label.span, message, help: "take the label away".to_owned() });
    }
    flaws
}

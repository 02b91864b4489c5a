//! `bailiwick explain [CODE|NAME|NODE]`: what a rule finds, or what a node of the language means.

mod list;
mod module;
mod node;
mod rule;
mod subject;
#[cfg(test)]
mod tests;

use bailiwick_engine::check::rules;
use bailiwick_schema::rule::Rule;
use bailiwick_schema::suggest::{nearest, question};
use bailiwick_schema::vocabulary::{ANNOTATIONS, Node, USE, nodes};
use clap::Args;

use super::Context;
use crate::exit::Exit;
use crate::failure::Failure;

/// What `explain` is asked.
#[derive(Debug, Args)]
pub struct Arguments {
    /// A rule's code or name, a node (`limits`, `agent/limits`) or a module (`std/server/git`); without it, all rules and nodes
    #[arg(value_name = "CODE|NAME|NODE", value_parser = subject::Subject, hide_possible_values = true)]
    subject: Option<String>,
}

/// Prints the explanation.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let text = match &arguments.subject {
        None => list::print(&rules::all(), &nodes()),
        Some(subject) => explanation(subject)?,
    };
    context.terminal.print(&text)?;
    Ok(Exit::Done)
}

/// All that is known under a code, a name or a path of nodes.
fn explanation(subject: &str) -> Result<String, Failure> {
    let found_rule = rules::find(subject);
    let nodes = nodes();
    let parts: Vec<&str> = subject.split('/').collect();
    let found_nodes: Vec<&Node> =
        nodes.iter().filter(|node| node.paths.iter().any(|path| path.ends_with(&parts))).collect();
    let mut found: Vec<String> = found_rule.map(rule::print).into_iter().collect();
    found.extend(found_nodes.into_iter().map(|node| {
        let mut text = node::print(node);
        if node.spec == &USE {
            text.push_str(&module::list());
        }
        text
    }));
    let annotations = ANNOTATIONS.iter().filter(|annotation| annotation.name == subject);
    found.extend(annotations.map(node::print_annotation));
    found.extend(module::find(subject));
    if found.is_empty() {
        return Err(unknown(subject, &nodes));
    }
    Ok(found.join("\n"))
}

fn unknown(subject: &str, nodes: &[Node]) -> Failure {
    let failure = Failure::new(format!(
        "there is no rule and no node `{}`",
        crate::output::visible::visible(subject)
    ));
    let rules: Vec<&Rule> = rules::all();
    let words = rules.iter().flat_map(|rule| [rule.code, rule.name]);
    let words = words.chain(nodes.iter().map(|node| node.spec.name));
    let last = subject.rsplit('/').next().unwrap_or(subject);
    let mut words: Vec<&str> = words.collect();
    let modules = module::names();
    if subject.starts_with("std/") {
        words = modules.iter().map(String::as_str).collect();
    }
    let near = |word| nearest(word, words.iter().copied());
    match near(subject).or_else(|| near(last)) {
        Some(word) => failure.help(question(word)),
        None => failure.help("`bailiwick explain` lists all rules and nodes"),
    }
}

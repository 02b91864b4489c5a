//! `bailiwick can AGENT ACTION RESOURCE --env E`: what is decided on a request, and by which rule.

mod authorities;
mod batch;
mod lines;
mod who;

use std::path::PathBuf;

use bailiwick_engine::compose::Effective;
use bailiwick_engine::permission::{
    Action, Answer, Arguments as RequestArguments, Authority, Effect, Pointer, Resource, Scalar,
    Share,
};
use bailiwick_engine::workspace::Workspace;
use bailiwick_schema::suggest::{nearest, question};
use clap::{Args, ValueEnum};
use serde_json::json;

use super::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::names;
use crate::notes;
use crate::output::count::counted;
use crate::output::decision::{self, Places};
use crate::output::json::json_text;
use crate::output::prefix::Prefix;
use crate::output::visible::visible;

/// What `can` is asked.
#[derive(Debug, Args)]
#[command(
    after_help = "Ends with 0 where the request is allowed, with 1 where it must be asked for or is denied; \
                  with `--batch` with 0 where every line is answered, with 2 where one is no request."
)]
pub struct Arguments {
    /// The agent; an instance as `agent/row`
    #[arg(value_name = "AGENT", required_unless_present_any = ["who", "batch"])]
    agent: Option<String>,

    /// What it wants to do: read, write, run, fetch, call, delegate, recall or remember
    #[arg(value_name = "ACTION", required_unless_present_any = ["who", "batch"])]
    action: Option<String>,

    /// What it wants to do it to: a path, a command line, a URL, `server/tool`, an agent, a memory
    #[arg(value_name = "RESOURCE", required_unless_present_any = ["who", "batch"])]
    resource: Option<String>,

    /// Arguments of the request: `amount=50`, or by JSON Pointer `/order/total=50`
    #[arg(value_name = "ARGUMENT=VALUE", conflicts_with_all = ["who", "batch"])]
    arguments: Vec<String>,

    /// List every agent that may do something that the pattern matches, with a request
    #[arg(long, num_args = 2, value_names = ["ACTION", "PATTERN"], conflicts_with = "agent")]
    who: Option<Vec<String>>,

    /// Answer every line of a file, a request as JSON: agent, action, resource, env, arguments; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["agent", "who"])]
    batch: Option<PathBuf>,

    /// The environment; with `--batch`, of the requests that name none; with `--who`, all where none is named
    #[arg(long = "env", value_name = "E")]
    environment: Option<String>,

    /// Print in this form; `--batch` always prints JSON, an answer a line
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "FORM")]
    format: Format,
}

/// A form in which a decision is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// JSON, as `bailiwick schema can` says
    Json,
}

/// Decides and says why.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let (workspace, prefix) = context.workspace()?;
    if let Some(file) = &arguments.batch {
        let named = arguments.environment.as_deref();
        named.map(|name| names::environment(&workspace, name)).transpose()?;
        notes::errors(context, &workspace);
        return batch::run(context, &workspace, file, named, &prefix);
    }
    if let Some([word, pattern]) = arguments.who.as_deref() {
        let named = arguments.environment.as_deref();
        let named = named.map(|name| names::environment(&workspace, name)).transpose()?;
        notes::errors(context, &workspace);
        let asked = (action(word)?, pattern.as_str());
        return who::run(context, &workspace, asked, named, arguments.format);
    }
    let environment = names::chosen(&workspace, arguments.environment.as_deref())?;
    notes::errors(context, &workspace);
    let contexts = workspace.contexts(environment);
    let [Some(agent), Some(word), Some(resource)] =
        [&arguments.agent, &arguments.action, &arguments.resource]
    else {
        return Err(Failure::new("an agent, an action and a resource are needed"));
    };
    let action = action(word)?;
    let effective = names::agent_in(&workspace, agent, environment)?;
    notes::absence(context, &contexts, &effective);
    let authority = Authority::of(&effective);
    let passed = passed(action, &arguments.arguments)?;
    let answer = authority.decide(action, resource, &passed);
    let asked = Asked { effective: &effective, action, resource, arguments: &passed };
    let is_present = contexts.is_present(&effective);
    let (effect, text) = asked.print(answer, is_present, &workspace, (arguments.format, &prefix));
    context.terminal.print(&text)?;
    Ok(if effect == Effect::Allow { Exit::Done } else { Exit::Found })
}

/// The action of this name.
fn action(word: &str) -> Result<Action, Failure> {
    Action::named(word).ok_or_else(|| {
        let failure = Failure::new(format!("there is no action `{}`", visible(word)));
        let all = Action::ALL.map(Action::as_str);
        match nearest(word, all) {
            Some(near) => failure.help(question(near)),
            None => failure.help(format!("write one of {}", all.join(", "))),
        }
    })
}

/// The arguments of the request.
fn passed(action: Action, words: &[String]) -> Result<RequestArguments, Failure> {
    let mut passed = RequestArguments::default();
    if !action.has_arguments() && !words.is_empty() {
        return Err(Failure::new(format!("a request to {action} has no arguments")));
    }
    for word in words {
        let Some((name, value)) = word.split_once('=') else {
            let failure =
                Failure::new(format!("`{}` is no argument of the request", visible(word)));
            return Err(failure.help("write it as NAME=VALUE: `amount=50`"));
        };
        let pointer = Pointer::read(name).map_err(|error| {
            Failure::new(format!("`{}` is no argument: {error}", visible(word)))
        })?;
        if !passed.has_room_at(&pointer) {
            return Err(Failure::new(format!("`{}` is given twice", visible(name))));
        }
        passed.set(pointer, Scalar::from_word(value));
    }
    Ok(passed)
}

/// What is asked about one agent.
struct Asked<'a, 'w> {
    effective: &'a Effective<'w>,
    action: Action,
    resource: &'a str,
    arguments: &'a RequestArguments,
}

impl Asked<'_, '_> {
    /// What is decided, and the text that says so.
    fn print(
        &self,
        answer: Answer<'_, '_>,
        is_present: bool,
        workspace: &Workspace,
        (format, prefix): (Format, &Prefix),
    ) -> (Effect, String) {
        let mut places = Places::new(prefix);
        let declared = self.effective.agent.text().unwrap_or_default();
        let verdict = self.verdict(&answer);
        let part = part(&answer);
        let Answer { effect, reason, resource, share } = answer;
        let cause = reason.into();
        if format == Format::Human {
            let reason =
                decision::reason((&cause, self.arguments), declared, workspace, &mut places);
            return (effect, format!("{verdict}\n{part}{reason}"));
        }
        let decided = (effect, &cause);
        let text = json_text(&json!({
            "version": 1,
            "agent": self.effective.name(),
            "environment": self.effective.environment_name(),
            "present": is_present,
            "action": self.action.as_str(),
            "resource": self.resource,
            "arguments": self.arguments.words(),
            "share": decision::share_value(share),
            "decided": decision::cause_value(
                decided,
                (resource.as_ref(), self.arguments),
                declared,
                workspace,
                &mut places,
            ),
        }));
        (effect, text)
    }

    /// The decision as a sentence.
    fn verdict(&self, answer: &Answer<'_, '_>) -> String {
        let may = match answer.effect {
            Effect::Deny => "may not",
            Effect::Ask | Effect::Allow => "may",
        };
        let own = answer.resource.as_ref().filter(|_| answer.share.is_none_or(Share::is_whole));
        let resource = own.map_or(self.resource, Resource::as_str);
        let environment = self.effective.environment_name();
        let here = environment.map_or_else(String::new, |name| format!(" in `{}`", visible(name)));
        let when = if answer.effect == Effect::Ask { ", when a person agrees" } else { "" };
        format!(
            "{}: `{}` {may} {} `{}`{here}{when}",
            answer.effect,
            visible(&self.effective.name()),
            self.action,
            visible(resource),
        )
    }
}

/// Which part of a command line decides, and why it is asked at best.
fn part(answer: &Answer<'_, '_>) -> String {
    let Some(share) = answer.share else { return String::new() };
    let mut text = String::new();
    if let Some(doubt) = share.doubt {
        text.push_str(&format!("  it is asked at best: {doubt}\n"));
    }
    if let Some(resource) = answer.resource.as_ref().filter(|_| !share.is_whole()) {
        let (parts, shown) = (counted(share.parts, "part"), visible(resource.as_str()));
        text.push_str(&format!("  of {parts}, {} `{shown}` decides\n", share.action));
    }
    text
}

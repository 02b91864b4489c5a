//! `bailiwick can --batch FILE`: an answer to each request of a stream, in its order.

use std::io::{Read, stdin};
use std::path::Path;

use bailiwick_engine::permission::{Action, Answer, Cause, Effect, Request, Resource, Share};
use bailiwick_engine::workspace::Workspace;
use bailiwick_engine::world::place;
use bailiwick_schema::document::Item;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::Context;
use super::authorities::{Authorities, Subjects};
use super::lines::{LONGEST, Lines, Numbered};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::decision::{self, Places};
use crate::output::json::json_line;
use crate::output::prefix::Prefix;
use crate::place::shown_argument;

/// A request whose agent and environment are known.
struct Known {
    request: Request,
    action: Action,
    agent: usize,
    environment: usize,
}

/// What is decided on one.
struct Decided<'w> {
    known: Known,
    agent: Item<'w>,
    is_present: bool,
    effect: Effect,
    cause: Cause<'w>,
    resource: Option<Resource>,
    share: Option<Share>,
}

/// What all requests are answered from.
struct Batch<'e, 'w> {
    workspace: &'w Workspace,
    subjects: &'e Subjects<'w>,
    authorities: Authorities<'e, 'w>,
    /// The environment of requests that name none.
    environment: Option<String>,
    instances: FxHashMap<String, usize>,
}

/// Answers every line of a file; of standard input where it is `-`.
pub(super) fn run(
    context: &Context,
    workspace: &Workspace,
    file: &Path,
    environment: Option<&str>,
    prefix: &Prefix,
) -> Result<Exit, Failure> {
    let unread = |error: std::io::Error| {
        Failure::new(format!("`{}` cannot be read: {error}", shown_argument(file)))
    };
    let stream: Box<dyn Read> = if file == Path::new("-") {
        Box::new(stdin())
    } else {
        Box::new(place::open(&context.place.at(file)).map_err(unread)?)
    };
    let subjects = Subjects::new(workspace);
    let slots = subjects.slots();
    let mut batch = Batch {
        workspace,
        subjects: &subjects,
        authorities: Authorities::new(&subjects, &slots),
        environment: environment.map(str::to_owned),
        instances: FxHashMap::default(),
    };
    let mut places = Places::new(prefix);
    let mut lines = Lines::new(stream);
    let mut exit = Exit::Done;
    while let Some(piece) = lines.next().map_err(unread)? {
        let (text, is_sound) = batch.answers(piece, &mut places);
        context.terminal.print(&text)?;
        if !is_sound {
            exit = Exit::Failed;
        }
    }
    Ok(exit)
}

impl<'w> Batch<'_, 'w> {
    /// The answers to some lines, and whether each was a request.
    fn answers(&mut self, piece: Vec<Numbered>, places: &mut Places<'_>) -> (String, bool) {
        let read: Vec<(usize, Result<Request, String>)> =
            piece.into_par_iter().map(|(number, line)| (number, request(line))).collect();
        let known: Vec<(usize, Result<Known, String>)> = read
            .into_iter()
            .map(|(number, request)| (number, request.and_then(|request| self.known(request))))
            .collect();
        let decided: Vec<(usize, Result<Decided<'w>, String>)> = known
            .into_par_iter()
            .map(|(number, known)| (number, known.and_then(|known| self.decide(known))))
            .collect();
        let is_sound = decided.iter().all(|(_, decided)| decided.is_ok());
        let answers = decided.into_iter().map(|(number, decided)| {
            let value = match decided {
                Ok(decided) => self.value(number, decided, places),
                Err(error) => json!({ "version": 1, "line": number, "error": error }),
            };
            json_line(&value.to_string())
        });
        (answers.collect(), is_sound)
    }

    /// Finds what a request names.
    fn known(&mut self, request: Request) -> Result<Known, String> {
        let action = Action::named(&request.action)
            .ok_or_else(|| format!("there is no action `{}`", request.action))?;
        if !action.has_arguments() && !request.arguments.is_empty() {
            return Err(format!("a request to {action} has no arguments"));
        }
        let agent = self
            .subjects
            .agent(&request.agent, &mut self.instances)
            .ok_or_else(|| format!("there is no agent `{}`", request.agent))?;
        let name = request.environment.as_deref().or(self.environment.as_deref());
        let environment = self.subjects.environment(name).ok_or_else(|| match name {
            Some(name) => format!("there is no environment `{name}`"),
            None => "the request names no environment, and there are some".to_owned(),
        })?;
        Ok(Known { request, action, agent, environment })
    }

    fn decide(&self, known: Known) -> Result<Decided<'w>, String> {
        let Some((effective, authority)) = self.authorities.of(known.agent, known.environment)
        else {
            return Err("there is no such agent".to_owned());
        };
        let Answer { effect, reason, resource, share } =
            authority.decide(known.action, &known.request.resource, &known.request.arguments);
        let is_present = self.subjects.is_present(effective);
        let (agent, cause) = (effective.agent, reason.into());
        Ok(Decided { known, agent, is_present, effect, cause, resource, share })
    }

    fn value(&self, number: usize, decided: Decided<'w>, places: &mut Places<'_>) -> Value {
        let Decided { known, agent, is_present, effect, cause, resource, share } = decided;
        let Known { request, action, .. } = known;
        let environment = request.environment.or_else(|| self.environment.clone());
        let agent = agent.text().unwrap_or_default();
        let decided = decision::cause_value(
            (effect, &cause),
            (resource.as_ref(), &request.arguments),
            agent,
            self.workspace,
            places,
        );
        json!({
            "version": 1,
            "line": number,
            "agent": request.agent,
            "environment": environment,
            "present": is_present,
            "action": action.as_str(),
            "resource": request.resource,
            "arguments": request.arguments.words(),
            "share": decision::share_value(share),
            "decided": decided,
        })
    }
}

/// The request of a line.
fn request(line: Option<Vec<u8>>) -> Result<Request, String> {
    let Some(line) = line else {
        return Err(format!("the line is longer than {LONGEST} bytes"));
    };
    let text = std::str::from_utf8(&line).map_err(|_| "the line is not UTF-8".to_owned())?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Request::from_json(text).map_err(|error| error.to_string())
}
